"""The parts of the page Viability."""
