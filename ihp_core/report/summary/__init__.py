"""The answer in short: facts, headline, tables."""
