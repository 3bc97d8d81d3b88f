"""The parts of the page Portfolio."""
