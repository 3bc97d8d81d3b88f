"""What each column is taken for, how sure that is, and what was answered about it."""
