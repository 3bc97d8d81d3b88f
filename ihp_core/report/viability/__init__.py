"""What the verdict rests on, in pictures and words."""
