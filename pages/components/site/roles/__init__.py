"""Who is asking, and what they are asked first."""
