"""Machines and pipes: arrays in, arrays out."""
