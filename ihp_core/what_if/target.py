"""What it takes to meet a price that the operator names: one change at a time, each the smallest.

Every change is made to the *stated* site and the plant planned anew, as applying it will do. A
scan over typical hours says where to look, a few trials on the 8,760 hours bring it to the price.
"""

from __future__ import annotations

import numpy as np

from ihp_core.assessment import Screened, planned
from ihp_core.economics.outcome import outcome
from ihp_core.results.other_cases import Takes, Target
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


def target(screened_site: Screened) -> Target | None:
    """What it takes to meet the price that is stated; ``None`` where none is, or no heat sold."""
    price = screened_site.stated[PRICE].item(0)
    floor = screened_site.screening.figures[FLOOR].item(0)
    if np.isnan(price) or np.isnan(floor):
        return None
    met = floor <= price * (1 + CLOSE)
    takes = () if met else what_it_takes(screened_site, price)
    return Target(price_eur_per_mwh=price, met=bool(met), takes=takes)


def what_it_takes(screened_site: Screened, price: float) -> tuple[Takes, ...]:
    """For each change the value at which the producer's cost falls to a price [EUR/MWh]."""
    held = set(sources(screened_site.own)) if screened_site.own else set()
    known = changes(screened_site.cases, held, "target_changes")
    bench = Bench(screened_site, known)
    brackets = {change: _scanned(bench, change, price) for change in known}
    start = screened_site.screening.figures[FLOOR].item(0)
    amounts = _settled(bench, price, {c: (0.0, start, b) for c, b in brackets.items() if b})
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


def _settled(
    bench: Bench, price: float, open_ones: dict[Change, tuple[float, float, float]]
) -> dict[Change, float]:
    """The smallest amount tried on all hours that meets the price, of each change that has one.

    ``open_ones`` hold an amount that is too small, the cost there, and where to try next.
    """
    met: dict[Change, float] = {}
    for _ in range(ROUNDS):
        tried = list(open_ones)
        if not tried:
            break
        trials = [(change.field, open_ones[change][2]) for change in tried]
        floors = _floors(bench, trials, bench.screened_site.hours)
        for change, floor in zip(tried, floors.tolist(), strict=True):
            low, low_floor, amount = open_ones[change]
            if floor <= price * (1 + CLOSE):
                met[change] = min(amount, met.get(change, amount))
            following = _next(change, (low, low_floor), (amount, floor), price)
            if floor > price * (1 + CLOSE):
                low, low_floor = amount, floor
            open_ones[change] = (low, low_floor, following)
            if abs(floor / price - 1) < CLOSE or following == amount:
                del open_ones[change]
    return met


def _next(
    change: Change, low: tuple[float, float], last: tuple[float, float], price: float
) -> float:
    """Along the line through two trials to a hair below the price, within the range."""
    fall = low[1] - last[1]
    if not fall > 0 or not np.isfinite(fall):
        return change.most
    amount = low[0] + (last[0] - low[0]) * (low[1] - price * (1 - CLOSE / 2)) / fall
    return float(min(max(amount, 0.0), change.most))
