"""For each criterion that is not met, the change of its own input that meets it, and its price."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from pydantic import ValidationError

from ihp_core.assessment import Screened, essentials, planned
from ihp_core.results.other_cases import Remedy
from ihp_core.site.feed_in import topped_up
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import table_rows
from ihp_core.viability.rules import NOT_TESTED, PASS, CriterionRule, rule_of
from ihp_core.what_if.changes import EXACT, Change, changes, with_its_like
from ihp_core.what_if.price.openers import INDICATIVE
from ihp_core.what_if.trials import Bench
from ihp_core.year.measured.year import sources

CRITERION_INPUTS = "criterion_inputs"
TRIES = 4


class _Attempt(NamedTuple):
    """An amount of a change, and what it made of the criterion and of the price."""

    amount: float
    value: float
    met: bool
    price: float


@dataclass(frozen=True)
class _Asked:
    """A criterion that is not met, with the change of the input that stands for it."""

    criterion: str
    rule: CriterionRule
    change: Change
    start: _Attempt

    def first(self) -> float:
        """Where to try first: as far as the value is from its limit, by what both are told in."""
        change, limit = self.change, self.rule.pass_limit
        if np.isnan(self.start.value):
            amount = change.sign * (limit - change.start)
        elif self.rule.unit == "share" or not self.start.value:
            amount = change.most
        elif self.rule.unit in ("°C", "km"):
            amount = abs(limit - self.start.value)
        else:
            amount = abs(change.start * (limit / self.start.value - 1))
        return self._round(amount)

    def following(self, last: _Attempt) -> float:
        """Further along the line through start and last trial, a step at least."""
        gained = abs(last.value - self.start.value)
        missing = abs(self.rule.pass_limit - self.start.value)
        further = last.amount * missing / gained if gained > 0 else self.change.most
        return self._round(max(further, last.amount + self.change.step))

    def _round(self, amount: float) -> float:
        return self.change.rounded(min(max(amount, EXACT), self.change.most))


def remedies(screened_site: Screened) -> tuple[Remedy, ...]:
    """For each criterion that is not met, the change of its own input that meets it.

    Each is made alone, to the stated site, the plant planned anew, and tried on the 8,760 hours:
    what applying it would show. A criterion without an input of its own has none.
    """
    waiting = _asked(screened_site)
    bench = Bench(screened_site, [asked.change for asked in waiting])
    trials = [(asked, asked.first()) for asked in waiting]
    met: dict[str, Remedy] = {}
    for _ in range(TRIES):
        tried = _tried_on_all_hours(bench, trials) if trials else []
        met |= {a.criterion: _remedy(screened_site, a, last) for a, last in tried if last.met}
        trials = [
            (asked, further)
            for asked, last in tried
            if not last.met and (further := asked.following(last)) > last.amount
        ]
    found = (met[asked.criterion] for asked in waiting if asked.criterion in met)
    return tuple(remedy for remedy in found if _can_be_entered(screened_site.site, remedy))


def _can_be_entered(site: Site, remedy: Remedy) -> bool:
    """Whether what a change states goes together with all else that is stated of the site."""
    try:
        paths = flat(site.model_dump(mode="json", exclude_defaults=True))
        Site.model_validate(nested(paths | remedy.stated))
    except ValidationError:
        return False
    return True


def _asked(screened_site: Screened) -> list[_Asked]:
    """What is not met and has an input of its own that is not measured."""
    held = set(sources(screened_site.own)) if screened_site.own else set()
    known = {c.field: c for c in changes(screened_site.cases, held, CRITERION_INPUTS)}
    figures = {name: row.item(0) for name, row in screened_site.screening.figures.items()}
    top_up = bool(topped_up(screened_site.cases).item(0))
    return [
        _Asked(
            row["criterion"],
            rule_of(row["criterion"], topped_up=top_up),
            known[row["field"]],
            _outcome(row["criterion"], 0.0, figures),
        )
        for row in table_rows(CRITERION_INPUTS)
        if row["field"] in known
        and PASS < figures[f"criteria.{row['criterion']}.status"] < NOT_TESTED
    ]


def _tried_on_all_hours(
    bench: Bench, trials: list[tuple[_Asked, float]]
) -> list[tuple[_Asked, _Attempt]]:
    """Each change of a round alone, all in one batch."""
    hours = bench.screened_site.hours
    cases = bench.changed([(asked.change.field, amount) for asked, amount in trials])
    figures = essentials(cases, hours, planned(cases, hours)).figures
    rows = [{name: row.item(n) for name, row in figures.items()} for n in range(len(trials))]
    return [
        (asked, _outcome(asked.criterion, amount, row))
        for (asked, amount), row in zip(trials, rows, strict=True)
    ]


def _outcome(criterion: str, amount: float, figures: Mapping[str, float]) -> _Attempt:
    status = figures[f"criteria.{criterion}.status"]
    return _Attempt(
        amount,
        figures[f"criteria.{criterion}.value"],
        status in (PASS, NOT_TESTED),
        figures[INDICATIVE],
    )


def _remedy(screened_site: Screened, asked: _Asked, met: _Attempt) -> Remedy:
    change, saves = asked.change, asked.start.price - met.price
    to = np.array([[change.at(met.amount)]])
    also = with_its_like(change.field, to, screened_site.stated, screened_site.cases)
    return Remedy(
        criterion=asked.criterion,
        field=change.field,
        start=change.start,
        to=change.at(met.amount),
        stated={path: column.item(0) for path, column in also.items()},
        saves_eur_per_mwh=saves if np.isfinite(saves) else None,
    )
