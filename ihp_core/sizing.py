"""The heat pump capacity that serves both parties best, where none is stated.

The curve of room x heat over capacity is flat and has teeth at every pipe diameter: a grid and
"the largest among the nearly best" beat any search along it.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from ihp_core.assumptions import Array, some, value
from ihp_core.columns import Cases
from ihp_core.design import Design, closing_capacity_mw, design, row_of
from ihp_core.hours import Hours
from ihp_core.network import Size
from ihp_core.outcome import outcome

STEPS = 20


@cache
def fractions() -> Array:
    """Every 5 % of the source-closing capacity, shape (1, steps)."""
    return np.arange(1, STEPS + 1)[None] / STEPS


def chosen(cases: Cases, typical: Hours, network: Size) -> Design:
    """The design of the stated capacity, else of the best of the grid, (rows, 1).

    The best has the highest (avoided cost - floor) x heat where that is positive anywhere,
    else the lowest floor; among those within the tolerance of the best the largest.
    """
    stated = cases["plant.heat_pump_capacity_mw"]
    if not some(np.isnan(stated)):
        return design(cases, typical, network, stated)
    closing = closing_capacity_mw(cases, typical, network)
    grid = np.where(np.isnan(stated), closing * fractions(), stated)
    grid = np.broadcast_to(grid, (cases.rows, STEPS))
    many, networks = cases.repeat(STEPS), Size(*(_repeated(part) for part in network))
    options = design(many, typical, networks, grid.reshape(-1, 1))
    found = outcome(many, typical, networks, options)
    floor, room, heat = (
        np.broadcast_to(part, (grid.size, 1)).reshape(grid.shape)
        for part in (found.floor.total, found.room, found.heat_mwh)
    )
    best = _best(np.where(heat > 0, room * heat, -np.inf), np.where(heat > 0, floor, np.inf))
    return row_of(options, np.arange(len(grid)) * STEPS + best)


def _repeated(part: Array) -> Array:
    return part if len(part) == 1 else np.repeat(part, STEPS, axis=0)


def _best(gain: Array, floor: Array) -> NDArray[np.intp]:
    """Place of the chosen capacity in each row of the grid, (rows,)."""
    tolerance = value("sizing.tolerance_fraction")
    most = gain.max(axis=1, keepdims=True)
    least = floor.min(axis=1, keepdims=True)
    by_gain = gain >= most - np.abs(most) * tolerance
    by_floor = floor <= least + np.abs(least) * tolerance
    good = np.where(most > 0, by_gain, by_floor)
    return np.asarray(good.shape[1] - 1 - np.argmax(good[:, ::-1], axis=1))
