"""The price in pictures and words."""
