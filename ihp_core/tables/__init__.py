"""How a number is read, and what an array is."""
