"""The parts of the page Site."""
