"""Criteria in the form of the contract: value, status and the limit that decided."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from math import isnan
from typing import Any, Literal

import numpy as np

from ihp_core.site.cases import Cases, decoded_choice
from ihp_core.site.feed_in import topped_up
from ihp_core.site.inputs import stated
from ihp_core.site.site import Site
from ihp_core.tables.records import Result
from ihp_core.viability.criteria import EXACT, MEASURABLE, evidence
from ihp_core.viability.rules import (
    TOP_UP,
    CriterionRule,
    Kind,
    rule_of,
    rules,
    site_criterion_ids,
    status,
    tolerance,
)

Verdict = Literal["viable", "conditional", "not_viable"]
Status = Literal["pass", "conditional", "fail", "not_tested"]
Confidence = Literal["high", "medium", "low"]
Word = Literal[
    "viable", "looks_viable", "conditional", "looks_conditional", "possible", "not_viable"
]
Screened = Literal["inside", "borderline", "outside"]

LEAST_COOLING = "warm_water"
COOLING, KIND = "data_centre.cooling", "cooling"
YES_OR_NO = "yes/no"
STATUSES: tuple[Status, ...] = ("pass", "conditional", "fail", "not_tested")
VERDICTS: tuple[Verdict, ...] = ("viable", "conditional", "not_viable")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")
GUIDE: tuple[Screened, ...] = ("inside", "borderline", "outside")


class Criterion(Result):
    """One row of the verdict; ``limit`` is the one that decided, of the two that there are.

    ``at_limit``: beyond that limit, but by no more than the tolerance. ``date`` is the day from
    which the limits stand in the table; ``counter_example`` names a running plant that
    contradicts the rule, or is empty.
    """

    id: str
    kind: Kind
    status: Status
    value: float | str | None
    limit: float | str | None
    pass_limit: float | str | None
    conditional_limit: float | str | None
    at_limit: bool = False
    unit: str
    source: str
    date: str = ""
    counter_example: str = ""


class Guide(Result):
    """What the guide's own rules of thumb say: its worst, what they break, how many were tested."""

    status: Screened
    broken: tuple[str, ...]
    borderline: tuple[str, ...]
    tested: int


def as_criteria(cases: Cases, figures: dict[str, Any]) -> list[Criterion]:
    """The site criteria of the first case, from its figures."""
    first = cases.block(0, 1)
    top_up = bool(topped_up(first).item(0))
    rows = [
        _criterion(
            rule_of(name, topped_up=top_up),
            figures[f"criteria.{name}.value"],
            int(figures[f"criteria.{name}.status"]),
        )
        for name in site_criterion_ids()
    ]
    kind = decoded_choice(COOLING, first[COOLING].item(0))
    rows = [_by_kind(row, kind) if row.id == KIND and row.value is None else row for row in rows]
    return [_in_words(row) if row.unit == YES_OR_NO else row for row in rows]


def _in_words(row: Criterion) -> Criterion:
    """A question that is answered by yes or no, which has no limits to stand between."""
    answers = {None: None, 0.0: "no", 1.0: "yes"}
    of_kind = {"value": answers[row.value], "limit": "yes", "unit": "choice"}  # type: ignore[index]
    return row.model_copy(update=of_kind | dict.fromkeys(("pass_limit", "conditional_limit")))


def _by_kind(row: Criterion, kind: str | None) -> Criterion:
    """The cooling where no temperature is stated: judged by what it is called."""
    of_kind = {"value": kind, "limit": LEAST_COOLING, "unit": "choice"}
    return row.model_copy(update=of_kind | dict.fromkeys(("pass_limit", "conditional_limit")))


def _criterion(rule: CriterionRule, value: float, status_code: int) -> Criterion:
    reported = None if isnan(value) else float(value)
    return Criterion(
        value=reported, at_limit=_is_at_limit(rule, value, status_code), **_frame(rule, status_code)
    )


def _is_at_limit(rule: CriterionRule, value: float, status_code: int) -> bool:
    """Whether only the tolerance keeps a value on the better side of a limit."""
    limits = (rule.pass_limit, rule.conditional_limit)
    if status_code >= len(limits):
        return False
    limit = limits[status_code]
    beyond = limit - value if rule.better == "higher" else value - limit
    return bool(0 < beyond <= tolerance(rule, limit) + EXACT)


@cache
def _frame(rule: CriterionRule, status_code: int) -> dict[str, Any]:
    """All of a criterion but its value."""
    limits = [None if isnan(x) else x for x in (rule.pass_limit, rule.conditional_limit)]
    failing = status_code == STATUSES.index("fail") and limits[1] is not None
    return {
        "id": rule.id.removesuffix(TOP_UP),
        "kind": rule.kind,
        "status": STATUSES[status_code],
        "limit": limits[1] if failing else limits[0],
        "pass_limit": limits[0],
        "conditional_limit": limits[1],
        "unit": rule.unit,
        "source": rule.source,
        "date": rule.date,
        "counter_example": rule.counter_example,
    }


def guide_screen(criteria: Sequence[Criterion]) -> Guide:
    """The guide's screen of a site: its rules of thumb alone, as if nothing had been computed."""
    held = [row for row in criteria if rules()[row.id].guide and row.status != "not_tested"]
    worst = max((STATUSES.index(row.status) for row in held), default=0)
    broken, borderline = (
        tuple(row.id for row in held if row.status == status) for status in ("fail", "conditional")
    )
    return Guide(status=GUIDE[worst], broken=broken, borderline=borderline, tested=len(held))


def word(verdict: Verdict, criteria: Sequence[Criterion], guide: Guide, site: Site) -> Word:
    """The word of the verdict: "looks" where it rests on assumptions, "possible" outside the
    guide."""
    if verdict == "not_viable":
        return "not_viable"
    if guide.status == "outside":
        return "possible"
    assumed = any(_is_assumed(site, path) for path in MEASURABLE)
    looks = assumed or any(row.status == "not_tested" for row in criteria)
    if verdict == "viable":
        return "looks_viable" if looks else "viable"
    return "looks_conditional" if looks else "conditional"


def _is_assumed(site: Site, path: str) -> bool:
    quality = site.data_quality.get(path)
    return quality == "assumed" or (stated(site, path) is None and quality != "measured")


def evidence_criteria(site: Site) -> list[Criterion]:
    """What the verdict rests on: temperatures measured, parties engaged."""
    return [_evident(name, value) for name, value in evidence(site).items()]


@cache
def _evident(name: str, value: float) -> Criterion:
    rule = rules()[name]
    return _criterion(rule, value, int(status(rule, np.array(value))))
