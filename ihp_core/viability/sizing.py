"""The exchanger and the heat pump that serve both parties best, where no capacity is stated.

Sizes stand on one ladder of preferred numbers that hangs neither on the source nor on the way, so
that more heat or a shorter way never takes a size away. The best verdict comes first, then what
both gain; the curve of the gain is flat and has teeth at every pipe diameter, so all sizes are
tried.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.economics.outcome import Outcome, outcome
from ihp_core.operation.design import Design, Scale, design, row_of, scale
from ihp_core.operation.network import Size
from ihp_core.operation.plant_hour import NONE_MW, Machines
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, Flags, every, some
from ihp_core.tables.assumptions import value
from ihp_core.viability.criteria import BY_THE_GUIDE, site_criteria, verdict
from ihp_core.year.hours import Hours

CAPACITY = "plant.heat_pump_capacity_mw"
# fmt: off
PREFERRED = (1.00, 1.12, 1.25, 1.40, 1.60, 1.80, 2.00, 2.24, 2.50, 2.80,
             3.15, 3.55, 4.00, 4.50, 5.00, 5.60, 6.30, 7.10, 8.00, 9.00)
# fmt: on
"""Preferred numbers, series R20: twenty sizes a decade, each about 12 % above the last."""
DECADES = range(-2, 5)
FINE, COARSE_STEP, COARSE_SIZES = 24, 4, 5
EXCHANGERS, EXCHANGER_STEP = 5, 2
TOLERANCE, LEAST_LIFTED = "sizing.tolerance_fraction", "sizing.least_lifted_fraction"
NO_MACHINE: Array = np.zeros((1, 1))


class Curve(NamedTuple):
    """What each heat pump leads to beside the same exchanger, or where there is none each
    exchanger, (rows, sizes): MW, MWh/a, EUR/MWh, EUR/a."""

    capacity_mw: Array
    heat_mwh: Array
    floor_eur_per_mwh: Array
    surplus_eur_per_year: Array


class _Tried(NamedTuple):
    """Every size of every case: designs one below the other, the rest (rows, sizes)."""

    designs: Design
    heat_mwh: Array
    floor: Array
    gain: Array
    verdict: Array
    too_little: Flags


@cache
def ladder() -> Array:
    """The sizes from which exchanger and heat pump are taken [MW], rising."""
    sizes = np.concatenate([np.array(PREFERRED) * 10.0**decade for decade in DECADES])
    sizes.setflags(write=False)
    return sizes


def chosen(cases: Cases, typical: Hours, wanted: Scale) -> Design:
    """The plant of the stated heat pump, else of the best of the ladder, (rows, 1).

    A machine that lifts next to nothing is left away, a stated one too. The plant is built for
    the final IT load: a ramp-up does not make it smaller.
    """
    stated = np.broadcast_to(cases[CAPACITY], (cases.rows, 1))
    pumps, exchangers = _sizes(wanted, cases.rows)
    pumps = np.where(np.isnan(stated), pumps, np.where(pumps > 0, stated, 0.0))
    tried = _tried(cases, typical, wanted, Machines(pumps, exchangers))
    row = np.arange(cases.rows)
    best = _best(tried, pumps, stated)
    return row_of(tried.designs, row * pumps.shape[1] + best)


def sizing_curve(cases: Cases, typical: Hours, built: Design) -> Curve:
    """The ladder of every case around the plant that is built."""
    wanted = scale(cases, typical)
    lifts = built.heat_pump_mw > 0
    rungs = ladder()[_below(_rung(np.where(lifts, wanted.closing_mw, wanted.direct_mw)))]
    rungs = np.broadcast_to(rungs[:, ::-1], (cases.rows, FINE))
    machines = Machines(np.where(lifts, rungs, 0.0), np.where(lifts, built.exchanger_mw, rungs))
    outcomes, _ = _outcomes(cases, typical, wanted, machines, ramp_up=True)
    heat, floor, room = (
        _by_row(part, cases.rows)
        for part in (outcomes.heat_mwh, outcomes.floor.total, outcomes.room)
    )
    return Curve(rungs, heat, floor, room * heat)


def _rung(needed_mw: Array) -> NDArray[np.intp]:
    """The rung of the ladder that just suffices, (rows, 1)."""
    places = np.searchsorted(ladder(), needed_mw * (1 - 1e-9))
    return np.minimum(places, len(ladder()) - 1)


def _below(top: NDArray[np.intp], step: int = 1, sizes: int = FINE) -> NDArray[np.intp]:
    """Places of a rung and of those below it, (rows, sizes); the lowest rung stands for lower."""
    return np.maximum(top - step * np.arange(sizes)[None], 0)


def _sizes(wanted: Scale, rows: int) -> tuple[Array, Array]:
    """Heat pumps and exchangers to be tried [MW], (rows, sizes) each.

    Heat pumps on every rung from the one that takes up the source down to a fifteenth of it, below
    that on every fourth; each with the exchangers of every second rung; exchangers alone on every
    rung; and nothing at all.
    """
    top = _rung(np.broadcast_to(wanted.closing_mw, (rows, 1)))
    if not some(wanted.direct_mw > NONE_MW):
        far = (top - FINE) // COARSE_STEP * COARSE_STEP
        places = np.hstack([_below(top), _below(far, COARSE_STEP, COARSE_SIZES)])
        pumps = np.hstack([ladder()[places], np.zeros((rows, 1))])
        return pumps, np.zeros_like(pumps)
    most = _rung(np.broadcast_to(wanted.direct_mw, (rows, 1)))
    even = (most + EXCHANGER_STEP - 1) // EXCHANGER_STEP * EXCHANGER_STEP
    beside = ladder()[_below(np.minimum(even, len(ladder()) - 1), EXCHANGER_STEP, EXCHANGERS)]
    pumps = np.repeat(ladder()[_below(top)], EXCHANGERS, axis=1)
    nothing = np.zeros((rows, FINE + 1))
    alone = np.hstack([ladder()[_below(most)], np.zeros((rows, 1))])
    return np.hstack([pumps, nothing]), np.hstack([np.tile(beside, (1, FINE)), alone])


def _tried(cases: Cases, typical: Hours, wanted: Scale, machines: Machines) -> _Tried:
    outcomes, many = _outcomes(cases, typical, wanted, machines, ramp_up=False)
    networks = wanted.network.rows_of(_each(cases.rows, machines.heat_pump_mw.shape[1]))
    criteria = site_criteria(many, typical, networks, outcomes)
    lifted = typical.total(outcomes.year.lifted_mw)
    little = lifted < value(LEAST_LIFTED) * (lifted + typical.total(outcomes.year.direct_mw))
    heat, floor, room, worst, too_little = (
        _by_row(part, cases.rows)
        for part in (
            outcomes.heat_mwh,
            outcomes.floor.total,
            outcomes.room,
            verdict(criteria, many[BY_THE_GUIDE]),
            little,
        )
    )
    return _Tried(outcomes.built, heat, floor, room * heat, worst, too_little > 0)


def _outcomes(
    cases: Cases, typical: Hours, wanted: Scale, machines: Machines, *, ramp_up: bool
) -> tuple[Outcome, Cases]:
    """The outcome of every size, one below the other, and the cases repeated for them.

    A heat pump beyond what the source can feed leaves pipe and station as they are.
    """
    sizes = machines.heat_pump_mw.shape[1]
    many = cases.repeat(sizes)
    networks = wanted.network.rows_of(_each(cases.rows, sizes))
    useful = ladder()[_rung(wanted.closing_mw)]
    pumps, exchangers = (part.reshape(-1, 1) for part in machines)
    of_use = np.minimum(machines.heat_pump_mw, useful).reshape(-1, 1)
    designs = design(many, typical, networks, Machines(of_use, exchangers))
    designs = designs._replace(heat_pump_mw=pumps)
    return outcome(many, typical, networks, designs, ramp_up=ramp_up), many


def _each(rows: int, sizes: int) -> NDArray[np.intp]:
    """Every row once for each size."""
    return np.repeat(np.arange(rows), sizes)


def _by_row(column: Array | Flags, rows: int) -> Array:
    """A figure of every size, (rows, sizes)."""
    return np.asarray(column, float).reshape(rows, -1)


def _best(tried: _Tried, pumps: Array, stated: Array) -> NDArray[np.intp]:
    """Place of the chosen size in each row, (rows,).

    Of those of the best verdict the highest (worth - floor) x heat where that is positive
    anywhere, else the lowest floor; within the tolerance of it the one that gives most heat.
    """
    tolerance = value(TOLERANCE)
    allowed = _allowed(tried, pumps, stated)
    verdicts = np.where(allowed, tried.verdict, np.inf)
    good = allowed & (verdicts == verdicts.min(axis=1, keepdims=True))
    gain, floor = np.where(good, tried.gain, -np.inf), np.where(good, tried.floor, np.inf)
    most, least = gain.max(axis=1, keepdims=True), floor.min(axis=1, keepdims=True)
    with np.errstate(invalid="ignore"):  # a row without heat has no best
        near_gain = gain >= most - np.abs(most) * tolerance
        near_floor = floor <= least + np.abs(least) * tolerance
    near = good & np.where(most > 0, near_gain, near_floor)
    heat = np.where(near, tried.heat_mwh, -1.0)
    nothing = ~near.any(axis=1) & np.isnan(stated[:, 0])
    return np.where(nothing, pumps.shape[1] - 1, heat.argmax(axis=1))


def _allowed(tried: _Tried, pumps: Array, stated: Array) -> Flags:
    """Sizes that give heat and whose machine is worth its place; what is stated is kept."""
    useful = (tried.heat_mwh > 0) & ~(tried.too_little & (pumps > 0))
    kept = ~np.isnan(stated) & (pumps > 0) & useful
    bound = kept.any(axis=1, keepdims=True)
    return np.asarray(np.where(bound, kept, useful))
