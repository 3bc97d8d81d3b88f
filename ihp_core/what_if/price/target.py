"""What it takes to meet a price that the operator names: one change at a time, each the smallest.

Every change is made to the *stated* site and the plant planned anew, as applying it will do. A
scan over typical hours says where to look, a few trials on the 8,760 hours bring it to the price.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Screened, planned
from ihp_core.economics.outcome import outcome
from ihp_core.results.other_cases import Takes, TargetPrice
from ihp_core.tables.arrays import Array
from ihp_core.what_if.changes import Change, changes
from ihp_core.what_if.trials import Bench, Trial
from ihp_core.year.hours import Hours
from ihp_core.year.measured.year import sources
from ihp_core.year.typical_hours import COARSE, typical

PRICE, FLOOR = "contract.target_price_eur_per_mwh", "price.floor_eur_per_mwh"
SCAN, ROUNDS = 16, 4
CLOSE = 1e-4
"""Of the price: nearer than that it is met."""


def target(screened_site: Screened) -> TargetPrice | None:
    """What it takes to meet the price that is stated; ``None`` where none is, or no heat sold."""
    price = screened_site.stated[PRICE].item(0)
    floor = screened_site.screening.figures[FLOOR].item(0)
    if np.isnan(price) or np.isnan(floor):
        return None
    met = floor <= price * (1 + CLOSE)
    takes = () if met else what_it_takes(screened_site, price)
    return TargetPrice(price_eur_per_mwh=price, met=bool(met), takes=takes)


def what_it_takes(screened_site: Screened, price: float) -> tuple[Takes, ...]:
    """For each change the value at which the producer's cost falls to a price [EUR/MWh]."""
    held = set(sources(screened_site.own)) if screened_site.own else set()
    known = changes(screened_site.cases, held, "target_changes")
    bench = Bench(screened_site, known)
    guesses = {change: _scanned(bench, change, price) for change in known}
    start = screened_site.screening.figures[FLOOR].item(0)
    amounts = _settled(
        bench, price, {c: _Bracket(0.0, start, guess) for c, guess in guesses.items() if guess}
    )
    return tuple(
        Takes(
            field=change.field,
            start=change.start,
            to=change.at(amounts[change]) if change in amounts else None,
        )
        for change in known
    )


def _scanned(bench: Bench, change: Change, price: float) -> float | None:
    """The amount at which typical hours reach the price; ``None`` where none does."""
    amounts = np.linspace(0.0, change.most, SCAN + 1)
    floors = _floors(
        bench,
        [(change.field, amount) for amount in amounts.tolist()],
        typical(bench.screened_site.hours, COARSE),
    )
    reached = np.flatnonzero(floors <= price)
    if not len(reached):
        return None
    last = reached[0]
    if last == 0:
        return float(amounts[1])
    part = (floors[last - 1] - price) / (floors[last - 1] - floors[last])
    return float(amounts[last - 1] + part * (amounts[last] - amounts[last - 1]))


def _floors(bench: Bench, trials: list[Trial], hours: Hours) -> Array:
    """The producer's cost of some trials [EUR/MWh], (trials,); endless where there is no heat."""
    cases = bench.changed(trials)
    floors = outcome(cases, hours, *planned(cases, hours)).floor.total
    return np.nan_to_num(np.broadcast_to(floors, (len(trials), 1))[:, 0], nan=np.inf)


class _Bracket(NamedTuple):
    """An amount that is too small, the cost there, and where to try next."""

    low: float
    cost: float
    following: float


def _settled(bench: Bench, price: float, waiting: dict[Change, _Bracket]) -> dict[Change, float]:
    """The smallest amount tried on all hours that meets the price, of each change that has one."""
    met: dict[Change, float] = {}
    for _ in range(ROUNDS):
        if not waiting:
            break
        trials = [(change.field, bracket.following) for change, bracket in waiting.items()]
        costs = _floors(bench, trials, bench.screened_site.hours).tolist()
        rest = {}
        for (change, bracket), cost in zip(waiting.items(), costs, strict=True):
            amount, enough = bracket.following, cost <= price * (1 + CLOSE)
            if enough:
                met[change] = min(amount, met.get(change, amount))
            following = _next(change, bracket, cost, price)
            if abs(cost / price - 1) >= CLOSE and following != amount:
                low = bracket if enough else _Bracket(amount, cost, amount)
                rest[change] = low._replace(following=following)
        waiting = rest
    return met


def _next(change: Change, bracket: _Bracket, cost: float, price: float) -> float:
    """Along the line through two trials to a hair below the price, within the range."""
    fall = bracket.cost - cost
    if not fall > 0 or not np.isfinite(fall):
        return change.most
    way = (bracket.cost - price * (1 - CLOSE / 2)) / fall
    amount = bracket.low + (bracket.following - bracket.low) * way
    return float(min(max(amount, 0.0), change.most))
