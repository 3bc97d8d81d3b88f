"""What a tank would bring."""
