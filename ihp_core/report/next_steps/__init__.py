"""What comes after the verdict: the plan, the law's duties, the term sheet."""
