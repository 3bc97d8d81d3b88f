"""What each of four changes would bring: to a gap how far it must go to close it, to a price how
much it lowers it."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Screened, essentials, planned
from ihp_core.results.other_cases import Opener, Openers
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.what_if.changes import (
    DECIMALS,
    DISTANCE,
    ROUTE,
    SUPPLY,
    Change,
    changes,
    with_its_like,
)
from ihp_core.what_if.trials import Bench
from ihp_core.year.measured.year import sources

FLOOR, CEILING = "price.floor_eur_per_mwh", "price.ceiling_eur_per_mwh"
INDICATIVE = "price.indicative_eur_per_mwh"
GRANT, POWER = "contract.grant_fraction", "market.electricity_price_eur_per_mwh"
FIELDS = (GRANT, SUPPLY, POWER, DISTANCE)
CLOSER = 2
"""How often the amount that closes a gap is drawn along the line through the last trial."""

FAR = 2.0
"""Of its range: a change that would have to go further along its line is not tried to the end."""


class _Tried(NamedTuple):
    """A change by an amount: the room there is then, and the price [EUR/MWh]."""

    amount: float
    room: float
    price: float


Trials = dict[Change, _Tried]


def openers(screened_site: Screened) -> Openers | None:
    """What would close the gap to the best alternative, or lower the price; the nearest first.

    Each change is made alone, to the stated site, and the plant planned anew for it on the same
    hours: what applying it shows. ``None`` where there is no heat to sell.
    """
    figures = screened_site.screening.figures
    room = _room(figures).item(0)
    if np.isnan(room):
        return None
    held = set(sources(screened_site.own)) if screened_site.own else set()
    known = [change for change in changes(screened_site.cases, held) if change.field in FIELDS]
    bench = Bench(screened_site, known)
    tried = _try(bench, {change: _step(change, screened_site) for change in known})
    if room >= 0:
        start = figures[INDICATIVE].item(0)
        lower = {change: trial for change, trial in tried.items() if trial.price < start}
        ranked = sorted(lower.items(), key=lambda pair: pair[1].price)
        return _openers(bench, ranked, room, None)
    closing = _closing(bench, -room, tried)
    helpful = {change: trial for change, trial in tried.items() if trial.room > room} | closing
    ranked = sorted(helpful.items(), key=lambda pair: _distance(*pair))
    return _openers(bench, ranked, room, -room)


def _room(figures: dict[str, Array]) -> Array:
    return figures[CEILING] - figures[FLOOR]


def _step(change: Change, screened_site: Screened) -> float:
    """The amount of the table: the grant that may be had, of the others a step."""
    step, start = value("opener.step", change.field), change.start
    wanted = {GRANT: step - start, SUPPLY: step}.get(change.field, start - start * step)
    return _round(change, min(wanted, change.most), screened_site)


def _round(change: Change, amount: float, screened_site: Screened) -> float:
    """The next amount that leads to a round figure; of a way to a round route where one is stated,
    for that is what is read and entered."""
    route = screened_site.stated[ROUTE].item(0)
    if change.field != DISTANCE or np.isnan(route) or 0 in (route, change.start):
        return change.rounded(amount)
    by_route = route / change.start
    along = replace(change, start=route, most=change.most * by_route)
    return along.rounded(amount * by_route) / by_route


def _try(bench: Bench, amounts: dict[Change, float]) -> Trials:
    """The changes one by one on the hours of the site, planned and run in one go."""
    if not amounts:
        return {}
    hours = bench.screened_site.hours
    cases = bench.changed([(change.field, amount) for change, amount in amounts.items()])
    figures = essentials(cases, hours, planned(cases, hours)).figures
    room, price = _room(figures), figures[INDICATIVE]
    return {
        change: _Tried(amount, room.item(row), price.item(row))
        for row, (change, amount) in enumerate(amounts.items())
    }


def _closing(bench: Bench, gap: float, first: Trials) -> Trials:
    """Of each change that can close the gap the smallest round amount tried that does."""
    closing = {change: trial for change, trial in first.items() if trial.room >= 0}
    last = dict(first)
    for _ in range(CLOSER):
        wanted = {c: _needed(c, trial, gap, bench.screened_site) for c, trial in last.items()}
        amounts = {c: a for c, a in wanted.items() if a is not None and a != last[c].amount}
        last = _try(bench, amounts)
        closing |= {
            change: trial
            for change, trial in last.items()
            if trial.room >= 0 and (change not in closing or trial.amount < closing[change].amount)
        }
    return closing


def _needed(change: Change, trial: _Tried, gap: float, screened_site: Screened) -> float | None:
    """Where the line from no change through a trial meets the best alternative, in round steps;
    the end of the range where the line ends not far behind it, for it bends."""
    gain = trial.room + gap
    if not gain > 0 or not trial.amount > 0:
        return None
    needed = trial.amount * gap / gain
    if needed > FAR * change.most:
        return None
    return _round(change, min(needed, change.most), screened_site)


def _distance(change: Change, trial: _Tried) -> tuple[bool, float]:
    """What closes the gap before what does not: by how much of its range it takes, by its gain."""
    closes = trial.room >= 0
    return not closes, trial.amount / change.most if closes else -trial.room


def _openers(
    bench: Bench, ranked: list[tuple[Change, _Tried]], room: float, missing: float | None
) -> Openers:
    told = (
        Opener(
            field=change.field,
            start=change.start,
            to=change.at(trial.amount),
            gain_eur_per_mwh=trial.room - room,
            price_eur_per_mwh=trial.price,
            closes=missing is not None and trial.room >= 0,
            stated=_stated(bench.screened_site, change, trial.amount),
        )
        for change, trial in ranked
    )
    return Openers(missing_eur_per_mwh=missing, changes=tuple(told))


def _stated(screened_site: Screened, change: Change, amount: float) -> dict[str, float]:
    to = np.array([[change.at(amount)]])
    also = with_its_like(change.field, to, screened_site.stated, screened_site.cases)
    return {path: round(new.item(0), DECIMALS) for path, new in also.items()}
