"""The figures of the answer, each group's shape beside its formulas."""
