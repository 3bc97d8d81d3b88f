"""Several changes at once, where no single one turns the verdict: one more trial, no search.

Each is the smallest that turns its own criterion; together they need not be the least that does.
"""

from __future__ import annotations

import numpy as np

from ihp_core.assessment import Screened, criteria_of, planned
from ihp_core.results.other_cases import Better, Combined, Lever
from ihp_core.viability.criteria import verdict
from ihp_core.viability.rules import BY_THE_GUIDE
from ihp_core.what_if.margins import VERDICT
from ihp_core.what_if.trials import CRITERIA, Bench

_VERDICTS: tuple[Better, ...] = ("viable", "conditional")


def combined(bench: Bench, turned: dict[str, list[Lever]]) -> Combined | None:
    """The first change of every criterion that holds the verdict back, tried on 8,760 hours.

    ``None`` where one of them has no change, a single change does it, or even all do not.
    """
    weights = bench.scale.weights(bench.base.statuses)
    worst = int(weights.max())
    holding = [CRITERIA[n] for n in np.flatnonzero(weights == worst)]
    if turned.get(VERDICT) or not all(turned.get(name) for name in holding):
        return None
    changes = _by_field([turned[name][0] for name in holding])
    if len(changes) < 2:
        return None
    stated = _together(changes)
    reached = _verdict(bench.screened_site, stated)
    if reached >= worst:
        return None
    return Combined(
        verdict=_VERDICTS[reached],
        turns=tuple(holding),
        start={change.field: change.start for change in changes},
        stated=stated,
    )


def _by_field(changes: list[Lever]) -> tuple[Lever, ...]:
    """Of two changes of one field the one that goes further."""
    furthest: dict[str, Lever] = {}
    for change in changes:
        other = furthest.get(change.field)
        if other is None or abs(change.to - change.start) > abs(other.to - other.start):
            furthest[change.field] = change
    return tuple(furthest.values())


def _together(changes: tuple[Lever, ...]) -> dict[str, float]:
    """All that is stated; of a temperature that several state the lowest, which suits all."""
    stated: dict[str, float] = {}
    for change in changes:
        for path, to in change.stated.items():
            stated[path] = min(to, stated.get(path, to))
    return stated


def _verdict(screened_site: Screened, stated: dict[str, float]) -> int:
    columns = {path: np.full((1, 1), to) for path, to in stated.items()}
    hours = screened_site.hours
    cases = screened_site.changed(columns)
    criteria = criteria_of(cases, hours, planned(cases, hours))
    return int(verdict(criteria, cases[BY_THE_GUIDE]).item(0))
