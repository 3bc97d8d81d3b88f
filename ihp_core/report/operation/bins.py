"""Hours put together for the eye so that no peak is lost, on its own as arrays in, arrays out."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.report.operation.window import Window
from ihp_core.tables.arrays import Array

SIZES = (1, 2, 3, 4, 6, 8, 12, 24)
"""Hours of a bin: none crosses midnight."""


class Bins(NamedTuple):
    """Where each bin begins and ends [h], and mean, lowest and highest of its hours, (bins,) each.

    Hours without a value count for nothing; a bin of none has nan.
    """

    start: Array
    end: Array
    mean: Array
    low: Array
    high: Array


def size_for(window: Window, most: int) -> int:
    """The fewest hours a bin that make at most so many bins; a day at the most."""
    hours = window.end_hour - window.first_hour
    return next((size for size in SIZES if hours <= size * most), SIZES[-1])


def binned(amount: Array, window: Window, most: int) -> Bins:
    """An hourly amount (8760,) in a window, in at most so many bins."""
    size = size_for(window, most)
    hours = amount[window.hours].reshape(-1, size)
    start = np.arange(window.first_hour, window.end_hour, size, dtype=np.float64)
    known = (~np.isnan(hours)).sum(axis=1)
    mean = np.where(known > 0, np.nansum(hours, axis=1) / np.maximum(known, 1), np.nan)
    low, high = (np.asarray(edge.reduce(hours, axis=1)) for edge in (np.fmin, np.fmax))
    return Bins(start, start + size, mean, low, high)
