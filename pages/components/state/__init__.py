"""What a visitor has entered, and the answer to it."""
