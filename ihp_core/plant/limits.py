"""Limits within an hour that stands for several: what a limit leaves of them on average.

A real hour has no half width and gives the plain minimum and the plain step.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.tables.arrays import TINY, Array, between, every, some


class Band(NamedTuple):
    """A limit that spans evenly from ``low`` to ``high``; ``part`` is 1 / (2 ``width``)."""

    low: Array
    high: Array
    width: Array
    part: Array

    @classmethod
    def around(cls, limit: Array, half: Array) -> Band:
        """The band that reaches ``half`` to either side of a limit."""
        width = 2 * half
        return cls(limit - half, limit + half, width, 1 / np.maximum(2 * width, TINY))

    def mean_lesser(self, figure: Array) -> Array:
        """Mean of the lesser of a figure and the limit."""
        over = between(figure - self.low, 0, self.width)
        return np.asarray(np.minimum(figure, self.high) - over * over * self.part)


class Limit(NamedTuple):
    """Heat per source heat that capacity and load allow; ``band``: what the load spans."""

    capacity: Array
    load: Array
    band: Band | None

    def on(self, heat: Array) -> Array:
        """What is left of a heat under both limits."""
        within = np.minimum(heat, self.capacity)
        if self.band is None:
            return np.asarray(np.minimum(within, self.load))
        return self.band.mean_lesser(within)


def mean_lesser(figure: Array, limit: Array, half: Array) -> Array:
    """Mean of the lesser of a figure and a limit that spans evenly ``half`` to either side."""
    if not some(half > 0):
        return np.minimum(figure, limit)
    return Band.around(limit, half).mean_lesser(figure)


def share_above(margin: Array, half: Array) -> Array:
    """The share of an hour whose margin is at or above zero, given its half width."""
    wide = half > 0
    if every(wide):
        return between(0.5 + margin / (2 * half), 0, 1)
    step = (margin >= 0).astype(float)
    if not some(wide):
        return step
    inside = between(0.5 + margin / np.where(wide, 2 * half, 1.0), 0, 1)
    return np.where(wide, inside, step)
