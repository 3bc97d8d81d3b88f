"""The hours of a year at a place, modelled or measured."""
