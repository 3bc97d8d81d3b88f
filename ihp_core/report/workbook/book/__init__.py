"""What all sheets share."""
