"""The time of each row, and where it belongs in the year."""
