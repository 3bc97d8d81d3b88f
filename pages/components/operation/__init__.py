"""The parts of the page Operation."""
