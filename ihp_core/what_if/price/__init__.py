"""What changes would do to the price: open room for one, meet a target, meet a criterion."""
