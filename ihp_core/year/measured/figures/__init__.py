"""Cells as figures, and figures of any kind as the engine's series."""
