"""What is hard to believe in hourly data, each a sentence with the way out."""
