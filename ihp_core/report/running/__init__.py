"""The plant run otherwise, in words, tables and charts."""
