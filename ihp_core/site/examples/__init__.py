"""Sites to begin with: worked examples, typical networks and kinds of cooling."""
