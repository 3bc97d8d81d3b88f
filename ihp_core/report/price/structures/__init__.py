"""What the price structures say in words and tables: their figures, and who carries what."""
