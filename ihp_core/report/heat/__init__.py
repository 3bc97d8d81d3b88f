"""The year's heat in pictures and words."""
