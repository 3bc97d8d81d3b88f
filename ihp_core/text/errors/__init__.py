"""What is wrong, in sentences that name the field, the value, the limit and the way out."""
