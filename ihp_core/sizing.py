"""The heat pump capacity that serves both parties best, where none is stated.

The curve of room x heat over capacity is flat and has teeth at every pipe diameter: a grid and
"the largest among the nearly best" beat any search along it.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ihp_core.assumptions import Array, value
from ihp_core.columns import Cases
from ihp_core.design import closing_capacity_mw
from ihp_core.hours import Hours
from ihp_core.network import Size
from ihp_core.outcome import outcome

STEPS = 24
SMALLEST, LARGEST = 0.05, 1.0


@cache
def fractions() -> Array:
    """The grid of capacities as shares of the source-closing one, shape (1, steps)."""
    return np.linspace(SMALLEST, LARGEST, STEPS)[None]


def capacity_mw(cases: Cases, typical: Hours, network: Size) -> Array:
    """Stated capacity, else the best of the grid, (rows, 1) [MW].

    The best has the highest (avoided cost - floor) x heat where that is positive anywhere,
    else the lowest floor; among those within the tolerance of the best the largest.
    """
    stated = cases["plant.heat_pump_capacity_mw"]
    if not np.isnan(stated).any():
        return stated
    closing = closing_capacity_mw(cases, typical, network)
    grid = (closing * fractions()).reshape(-1, 1)
    many = cases.repeat(STEPS)
    found = outcome(many, typical, Size(*(_repeated(part) for part in network)), grid)
    shape = (len(closing), STEPS)
    floor, room, heat = (
        part.reshape(shape) for part in (found.floor.total, found.room, found.heat_mwh)
    )
    best = _best(np.nan_to_num(room * heat, nan=-np.inf), np.nan_to_num(floor, nan=np.inf))
    chosen = np.take_along_axis(grid.reshape(shape), best, 1)
    return np.where(np.isnan(stated), chosen, stated)


def _repeated(part: Array) -> Array:
    return part if len(part) == 1 else np.repeat(part, STEPS, axis=0)


def _best(gain: Array, floor: Array) -> Array:
    """Place of the chosen capacity in each row of the grid, (rows, 1)."""
    tolerance = value("sizing.tolerance_fraction")
    most = gain.max(axis=1, keepdims=True)
    least = floor.min(axis=1, keepdims=True)
    by_gain = gain >= most - np.abs(most) * tolerance
    by_floor = floor <= least + np.abs(least) * tolerance
    good = np.where(most > 0, by_gain, by_floor)
    return good.shape[1] - 1 - np.argmax(good[:, ::-1], axis=1)[:, None]
