"""The parts of the page Methods."""
