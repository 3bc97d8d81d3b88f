"""A register of waste heat: its rows as draft sites near a network."""
