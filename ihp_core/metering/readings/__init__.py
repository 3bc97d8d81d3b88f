"""A file of meter readings on real dates: its hours, what was mended in it, what is in doubt."""
