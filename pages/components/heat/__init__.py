"""The parts of the page Heat."""
