"""Built plants: what the whole chain says of each beside what was published, and the nearest."""
