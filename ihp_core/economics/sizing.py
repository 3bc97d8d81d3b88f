"""The heat pump capacity that serves both parties best, where none is stated.

The curve of room x heat over capacity is flat and has teeth at every pipe diameter: a grid and
"the largest among the nearly best" beat any search along it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.economics.outcome import outcome
from ihp_core.operation.design import Design, Scale, design, row_of, scale
from ihp_core.operation.network import Size
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, some
from ihp_core.tables.assumptions import value
from ihp_core.year.hours import Hours

STEPS = 20


@cache
def fractions() -> Array:
    """Every 5 % of the source-closing capacity, shape (1, steps)."""
    return np.arange(1, STEPS + 1)[None] / STEPS


class Curve(NamedTuple):
    """What each capacity of the grid leads to, (rows, steps): MW, MWh/a, EUR/MWh, EUR/a."""

    capacity_mw: Array
    heat_mwh: Array
    floor_eur_per_mwh: Array
    surplus_eur_per_year: Array


def chosen(cases: Cases, typical: Hours, wanted: Scale) -> Design:
    """The design of the stated capacity, else of the best of the grid, (rows, 1).

    The best has the highest (avoided cost - floor) x heat where that is positive anywhere,
    else the lowest floor; among those within the tolerance of the best the largest. The plant
    is built for the final IT load: a ramp-up does not make it smaller.
    """
    stated = cases["plant.heat_pump_capacity_mw"]
    if not some(np.isnan(stated)):
        return design(cases, typical, wanted.network, stated)
    grid = np.where(np.isnan(stated), wanted.closing_mw * fractions(), stated)
    curve, options = _tried(cases, typical, wanted.network, grid, ramp_up=False)
    return row_of(options, np.arange(cases.rows) * STEPS + _best(curve))


def sizing_curve(cases: Cases, typical: Hours) -> Curve:
    """The grid of every case from which a capacity is chosen where none is stated."""
    open_cases = cases.with_({"plant.heat_pump_capacity_mw": np.nan})
    wanted = scale(open_cases, typical)
    grid = wanted.closing_mw * fractions()
    return _tried(open_cases, typical, wanted.network, grid, ramp_up=True)[0]


def _tried(
    cases: Cases, typical: Hours, network: Size, grid: Array, *, ramp_up: bool
) -> tuple[Curve, Design]:
    """The curve over a grid of capacities (rows or 1, steps) [MW], and the designs in it."""
    grid = np.broadcast_to(grid, (cases.rows, STEPS))
    many, networks = cases.repeat(STEPS), network.rows_of(_each(cases.rows))
    options = design(many, typical, networks, grid.reshape(-1, 1))
    outcomes = outcome(many, typical, networks, options, ramp_up=ramp_up)
    heat, floor, room = (
        np.broadcast_to(part, (grid.size, 1)).reshape(grid.shape)
        for part in (outcomes.heat_mwh, outcomes.floor.total, outcomes.room)
    )
    return Curve(grid, heat, floor, room * heat), options


def _each(rows: int) -> NDArray[np.intp]:
    """Every row once for each step of the grid."""
    return np.repeat(np.arange(rows), STEPS)


def _best(curve: Curve) -> NDArray[np.intp]:
    """Place of the chosen capacity in each row of the grid, (rows,)."""
    tolerance = value("sizing.tolerance_fraction")
    gain = np.where(curve.heat_mwh > 0, curve.surplus_eur_per_year, -np.inf)
    floor = np.where(curve.heat_mwh > 0, curve.floor_eur_per_mwh, np.inf)
    most = gain.max(axis=1, keepdims=True)
    least = floor.min(axis=1, keepdims=True)
    by_gain = gain >= most - np.abs(most) * tolerance
    by_floor = floor <= least + np.abs(least) * tolerance
    good = np.where(most > 0, by_gain, by_floor)
    return np.asarray(good.shape[1] - 1 - np.argmax(good[:, ::-1], axis=1))
