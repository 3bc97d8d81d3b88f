"""A file of any kind as a table of text cells under names and units."""
