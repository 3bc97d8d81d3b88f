"""A visitor's own hours: what the columns of their file are."""
