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
from ihp_core.operation.design import Design, Scale, design, joined, row_of, scale
from ihp_core.operation.plant_hour import Machines
from ihp_core.operation.storage.stored_year import BUFFER
from ihp_core.site.cases import Cases
from ihp_core.site.feed_in import preheats
from ihp_core.tables.arrays import Array, Flags, some
from ihp_core.tables.assumptions import value
from ihp_core.viability.criteria import near_a_limit, site_criteria, verdict
from ihp_core.viability.rules import BY_THE_GUIDE
from ihp_core.year.hours import Hours
from ihp_core.year.typical_hours import COARSE, typical

CAPACITY = "plant.heat_pump_capacity_mw"
# fmt: off
PREFERRED = (1.00, 1.12, 1.25, 1.40, 1.60, 1.80, 2.00, 2.24, 2.50, 2.80,
             3.15, 3.55, 4.00, 4.50, 5.00, 5.60, 6.30, 7.10, 8.00, 9.00)
# fmt: on
"""Preferred numbers, series R20 of ISO 3: twenty sizes a decade, each about 12 % above the last."""
DECADES = range(-2, 5)
FINE, WIDE_STEP, FAR = 24, 4, 12
EVEN, EXCHANGERS = 2, 32
BESIDE = np.array([*range(25), 28, 32, 36, 40])
"""How many rungs below all that is handed over the heat pumps stand that are tried beside it: the
same for every size, so that a larger source adds sizes and takes none away."""
TRIALS, TRIED_AT_ONCE = 12, 2048
TOLERANCE, LEAST_LIFTED = "sizing.tolerance_fraction", "sizing.least_lifted_fraction"


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
    unsure: Flags
    idle: Flags


@cache
def ladder() -> Array:
    """The sizes from which exchanger and heat pump are taken [MW], rising."""
    sizes = np.concatenate([np.array(PREFERRED) * 10.0**decade for decade in DECADES])
    sizes.setflags(write=False)
    return sizes


def chosen(cases: Cases, hours: Hours, wanted: Scale) -> Design:
    """The plant of the stated heat pump, else of the best of the ladder, (rows, 1).

    A machine that lifts next to nothing is left away, a stated one too. The plant is built for
    the final IT load: a ramp-up does not make it smaller, nor a tank larger.
    """
    cases = cases.with_({BUFFER: 0.0}) if some(cases[BUFFER] > 0) else cases
    least = value(LEAST_LIFTED) * (wanted.direct_mw + wanted.closing_mw)
    direct = np.broadcast_to(wanted.direct_mw > least, (cases.rows, 1))[:, 0]
    groups = [
        rows
        for kind in (False, True)
        for rows in _in_blocks(np.flatnonzero(direct == kind), exchangers=kind)
    ]
    parts = [
        _best_of(cases.taken(rows), hours, wanted.taken(rows), exchangers=bool(direct[rows[0]]))
        for rows in groups
    ]
    if len(parts) == 1:
        return parts[0]
    return row_of(joined(parts, [len(rows) for rows in groups]), np.argsort(np.hstack(groups)))


def _in_blocks(rows: NDArray[np.intp], *, exchangers: bool) -> list[NDArray[np.intp]]:
    """So many cases at a time that what is tried for them stays in the cache."""
    alone = FINE + FAR + 1
    sizes = EXCHANGERS * len(BESIDE) + alone if exchangers else alone
    cases = max(TRIED_AT_ONCE // sizes, 1)
    return [rows[start : start + cases] for start in range(0, len(rows), cases)]


def _best_of(cases: Cases, hours: Hours, wanted: Scale, *, exchangers: bool) -> Design:
    """The best design of each case, all with or all without heat for an exchanger.

    Typical hours say how much, not on which side of a limit: near one the choice is tried on the
    real hours, and sizes from there up are known to do no better.
    """
    stated = np.broadcast_to(cases[CAPACITY], (cases.rows, 1))
    sizes = _sizes(wanted, cases.rows, exchangers=exchangers)
    pumps = sizes.heat_pump_mw
    pumps = np.where(np.isnan(stated), pumps, np.where(pumps > 0, stated, 0.0))
    tried = _tried(cases, typical(hours, COARSE), wanted, sizes._replace(heat_pump_mw=pumps))
    best = _best(tried, pumps, stated)
    row = np.arange(cases.rows)
    tried.unsure[np.isfinite(stated[:, 0]) & (not exchangers)] = False  # nothing to choose
    if hours.spread is None:
        for _ in range(TRIALS):
            unsure = np.flatnonzero(tried.unsure[row, best])
            if not len(unsure):
                break
            _learn(tried, best, unsure, _verdicts(cases, hours, wanted, tried, best, unsure))
            best = _best(tried, pumps, stated)
    return row_of(tried.designs, row * pumps.shape[1] + best)


def _verdicts(
    cases: Cases,
    hours: Hours,
    wanted: Scale,
    tried: _Tried,
    best: NDArray[np.intp],
    rows: NDArray[np.intp],
) -> Array:
    """The verdict of the chosen sizes of some cases on the real hours, (rows,)."""
    designs = row_of(tried.designs, rows * tried.heat_mwh.shape[1] + best[rows])
    few, networks = cases.taken(rows), wanted.network.rows_of(rows)
    outcomes = outcome(few, hours, networks, designs, ramp_up=False)
    criteria = site_criteria(few, hours, networks, outcomes)
    return np.broadcast_to(verdict(criteria, few[BY_THE_GUIDE]), (len(rows), 1))[:, 0]


def _learn(tried: _Tried, best: NDArray[np.intp], rows: NDArray[np.intp], verdicts: Array) -> None:
    """Take in what the real hours say; no larger plant of the same case does better."""
    capacity = _spread(tried.designs.capacity_mw, tried.heat_mwh.shape)
    for row, worse in zip(rows, verdicts, strict=True):
        tried.unsure[row, best[row]] = False
        if worse > tried.verdict[row, best[row]]:
            larger = capacity[row] >= capacity[row, best[row]]
            tried.verdict[row, larger] = np.maximum(tried.verdict[row, larger], worse)


def sizing_curve(cases: Cases, typical: Hours, built: Design) -> Curve:
    """The ladder of every case around the plant that is built: its heat pump, and where it has
    none its exchanger; all else in proportion."""
    wanted = scale(cases, typical)
    lifts = built.heat_pump_mw > 0
    rungs = ladder()[_fine(_rung(np.where(lifts, wanted.closing_mw, wanted.all_mw)))]
    rungs = np.broadcast_to(rungs[:, ::-1], (cases.rows, FINE))
    beside = built.all_mw * rungs / np.where(lifts, built.heat_pump_mw, 1.0)
    machines = Machines(np.where(lifts, rungs, 0.0), np.where(lifts, beside, rungs))
    outcomes, _ = _outcomes(cases, typical, wanted, machines, ramp_up=True)
    heat, floor, room = (
        _spread(part, rungs.shape)
        for part in (outcomes.heat_mwh, outcomes.floor.total, outcomes.room)
    )
    return Curve(rungs, heat, floor, room * heat)


def _rung(needed_mw: Array) -> NDArray[np.intp]:
    """The rung of the ladder that just suffices, (rows, 1)."""
    places = np.searchsorted(ladder(), needed_mw * (1 - 1e-9))
    return np.asarray(np.minimum(places, len(ladder()) - 1))


def _below(top: NDArray[np.intp], step: int, sizes: int) -> NDArray[np.intp]:
    """Places of a rung and of those below it, (rows, sizes); the lowest rung stands for lower."""
    return np.asarray(np.maximum(top - step * np.arange(sizes)[None], 0))


def _sizes(wanted: Scale, rows: int, *, exchangers: bool) -> Machines:
    """What is tried [MW], (rows, sizes); the last is nothing at all.

    Heat pumps alone; or heat pumps with more or less of an exchanger before them, and exchangers
    alone.
    """
    pump = _rung(np.broadcast_to(wanted.closing_mw, (rows, 1)))
    nothing = np.zeros((rows, 1))
    if not exchangers:
        pumps = np.hstack([ladder()[_fine(pump)], ladder()[_far(pump)], nothing])
        return Machines(pumps, np.where(pumps > 0, np.inf, 0.0))
    whole = _rung(np.broadcast_to(wanted.all_mw, (rows, 1)))
    alls = np.repeat(_below(_even(whole), EVEN, EXCHANGERS), len(BESIDE), axis=1)
    pumps = np.maximum(alls - np.tile(BESIDE, EXCHANGERS), 0)
    alone = np.hstack([ladder()[_fine(whole)], ladder()[_far(whole)], nothing])
    return Machines(np.hstack([ladder()[pumps], 0 * alone]), np.hstack([ladder()[alls], alone]))


def _fine(top: NDArray[np.intp]) -> NDArray[np.intp]:
    """Every rung from the top down to a fifteenth of it."""
    return _below(top, 1, FINE)


def _far(top: NDArray[np.intp]) -> NDArray[np.intp]:
    """Every fourth rung below that, down to a four-thousandth."""
    return _below((top - FINE) // WIDE_STEP * WIDE_STEP, WIDE_STEP, FAR)


def _even(top: NDArray[np.intp]) -> NDArray[np.intp]:
    """The next of every second rung."""
    return np.asarray(np.minimum((top + EVEN - 1) // EVEN * EVEN, len(ladder()) - EVEN))


def _tried(cases: Cases, typical: Hours, wanted: Scale, machines: Machines) -> _Tried:
    outcomes, many = _outcomes(cases, typical, wanted, machines, ramp_up=False)
    networks = wanted.network.rows_of(_each(cases.rows, machines.heat_pump_mw.shape[1]))
    criteria = site_criteria(many, typical, networks, outcomes)
    heat, floor, room, worst, unsure, idle = (
        _spread(part, machines.heat_pump_mw.shape)
        for part in (
            outcomes.heat_mwh,
            outcomes.floor.total,
            outcomes.room,
            verdict(criteria, many[BY_THE_GUIDE]),
            near_a_limit(criteria),
            _idle(many, typical, outcomes),
        )
    )
    return _Tried(outcomes.built, heat, floor, room * heat, worst, unsure > 0, idle > 0)


def _idle(cases: Cases, typical: Hours, outcomes: Outcome) -> Flags:
    """Whether a heat pump lifts next to nothing, or an exchanger alone leaves more than that to
    the operator's boiler, where the network's supply is what is to be handed over."""
    year, least = outcomes.year, value(LEAST_LIFTED)
    lifted, direct = typical.total(year.lifted_mw), typical.total(year.direct_mw)
    below = ~preheats(cases) & (typical.total(year.topped_up_mw) > least * direct)
    pump = outcomes.built.heat_pump_mw > 0
    return np.asarray(np.where(pump, lifted < least * (lifted + direct), below))


def _outcomes(
    cases: Cases, typical: Hours, wanted: Scale, machines: Machines, *, ramp_up: bool
) -> tuple[Outcome, Cases]:
    """The outcome of every size, one below the other, and the cases repeated for them."""
    sizes = machines.heat_pump_mw.shape[1]
    many = cases.repeat(sizes)
    networks = wanted.network.rows_of(_each(cases.rows, sizes))
    closing = np.broadcast_to(wanted.closing_mw, machines.heat_pump_mw.shape).reshape(-1, 1)
    wide = wanted._replace(network=networks, closing_mw=closing)
    designs = built_of(many, typical, wide, Machines(*(m.reshape(-1, 1) for m in machines)))
    return outcome(many, typical, networks, designs, ramp_up=ramp_up), many


def built_of(cases: Cases, hours: Hours, wanted: Scale, machines: Machines) -> Design:
    """The plant of some machines, (rows, 1); a heat pump beyond what the source can feed leaves
    pipe and station as they are."""
    of_use = np.minimum(machines.heat_pump_mw, ladder()[_rung(wanted.closing_mw)])
    designs = design(cases, hours, wanted.network, machines._replace(heat_pump_mw=of_use))
    return designs._replace(heat_pump_mw=machines.heat_pump_mw)


def _each(rows: int, sizes: int) -> NDArray[np.intp]:
    """Every row once for each size."""
    return np.repeat(np.arange(rows), sizes)


def _spread(column: Array | Flags, shape: tuple[int, ...]) -> Array:
    """A figure of every size, (rows, sizes), of its own memory."""
    whole = np.broadcast_to(column, (shape[0] * shape[1], 1))
    return np.array(whole, float).reshape(shape)


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
    return np.asarray(np.where(nothing, pumps.shape[1] - 1, heat.argmax(axis=1)))


def _allowed(tried: _Tried, pumps: Array, stated: Array) -> Flags:
    """Sizes that give heat and whose machine is worth its place; what is stated is kept."""
    gives = tried.heat_mwh > 0
    useful = gives & ~tried.idle
    kept = ~np.isnan(stated) & (pumps > 0) & useful
    bound = kept.any(axis=1, keepdims=True)
    return np.asarray(
        np.where(bound, kept, np.where(np.isnan(stated), useful, gives & (pumps <= 0)))
    )
