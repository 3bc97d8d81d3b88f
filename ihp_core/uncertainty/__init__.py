"""How sure the answer is, and what to measure first."""
