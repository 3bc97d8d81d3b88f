"""What was delivered step by step, expected or metered, what is due for it, what is reported."""
