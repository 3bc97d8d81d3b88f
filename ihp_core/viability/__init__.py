"""Criteria and verdict, cautions, the plan, what the law asks."""
