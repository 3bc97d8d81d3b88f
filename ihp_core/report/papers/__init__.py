"""The papers to take away, as PDF."""
