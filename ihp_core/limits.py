"""Limits within an hour that stands for several: what a limit leaves of them on average.

A real hour has no half width and gives the plain minimum and the plain step.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assumptions import Array

TINY = 1e-12


class Limit(NamedTuple):
    """Heat per source heat that capacity and load allow, and half of what the load spans."""

    capacity: Array
    load: Array
    half: Array

    def on(self, heat: Array) -> Array:
        """What is left of a heat under both limits."""
        return mean_lesser(np.minimum(heat, self.capacity), self.load, self.half)


def mean_lesser(figure: Array, limit: Array, half: Array) -> Array:
    """Mean of the lesser of a figure and a limit that spans evenly ``half`` to either side."""
    if not half.any():
        return np.minimum(figure, limit)
    over = np.clip(figure - limit + half, 0, 2 * half)
    return np.asarray(np.minimum(figure, limit + half) - over * over / np.maximum(4 * half, TINY))


def share_above(margin: Array, half: Array) -> Array:
    """The share of an hour whose margin is at or above zero, given its half width."""
    step = (margin >= 0).astype(float)
    if not half.any():
        return step
    inside = np.clip(0.5 + margin / np.where(half > 0, 2 * half, 1.0), 0, 1)
    return np.where(half > 0, inside, step)
