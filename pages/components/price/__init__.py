"""The parts of the page Price."""
