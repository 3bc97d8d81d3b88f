"""Criteria in the form of the contract: value, status and the limit that decided."""

from __future__ import annotations

from functools import cache
from math import isnan
from typing import Any, Literal

import numpy as np

from ihp_core.site.cases import Cases, decoded_choice
from ihp_core.site.site import Site
from ihp_core.tables.records import Result
from ihp_core.viability.criteria import CriterionRule, evidence, rules, status

Verdict = Literal["viable", "conditional", "not_viable"]
Status = Literal["pass", "conditional", "fail"]
Confidence = Literal["high", "medium", "low"]

LEAST_COOLING = "warm_water"
STATUSES: tuple[Status, ...] = ("pass", "conditional", "fail")
VERDICTS: tuple[Verdict, ...] = ("viable", "conditional", "not_viable")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")


class Criterion(Result):
    """One row of the verdict; ``limit`` is the one that decided, of the two that there are.

    ``date`` is the day from which the limits stand in the table; ``counter_example`` names a
    running plant that contradicts the rule, or is empty.
    """

    id: str
    kind: Literal["site", "evidence"]
    status: Status
    value: float | str | None
    limit: float | str | None
    pass_limit: float | str | None
    conditional_limit: float | str | None
    unit: str
    source: str
    date: str = ""
    counter_example: str = ""


def as_criteria(cases: Cases, figures: dict[str, Any]) -> list[Criterion]:
    """The site criteria of the first case, from its figures."""
    found = []
    for rule in rules().values():
        worth = figures.get(f"criteria.{rule.id}.value")
        if rule.kind == "site" and worth is not None:
            place = int(figures[f"criteria.{rule.id}.status"])
            found.append(_criterion(_asked(rule, cases), worth, place))
    return found


def _asked(rule: CriterionRule, cases: Cases) -> CriterionRule:
    """The supply is held against other limits where the operator tops it up."""
    if rule.id == "supply_temperature" and cases["network.accepts_top_up"][0, 0] > 0:
        return rules()["supply_temperature_top_up"]
    return rule


def _criterion(rule: CriterionRule, worth: float, place: int) -> Criterion:
    shown: float | str | None = None if isnan(worth) else float(worth)
    if rule.id == "cooling":
        shown = decoded_choice("data_centre.cooling", worth)
    return Criterion(value=shown, **_frame(rule, place))


@cache
def _frame(rule: CriterionRule, place: int) -> dict[str, Any]:
    """All of a criterion but its value."""
    limits = [None if isnan(x) else x for x in (rule.pass_limit, rule.conditional_limit)]
    failing = place == STATUSES.index("fail") and limits[1] is not None
    decided = limits[1] if failing else limits[0]
    return {
        "id": rule.id.removesuffix("_top_up"),
        "kind": "evidence" if rule.kind == "evidence" else "site",
        "status": STATUSES[place],
        "limit": LEAST_COOLING if rule.id == "cooling" else decided,
        "pass_limit": limits[0],
        "conditional_limit": limits[1],
        "unit": rule.unit,
        "source": rule.source,
        "date": rule.date,
        "counter_example": rule.counter_example,
    }


def evidence_criteria(site: Site) -> list[Criterion]:
    """What the verdict rests on: temperatures measured, parties engaged."""
    return [_evident(name, worth) for name, worth in evidence(site).items()]


@cache
def _evident(name: str, worth: float) -> Criterion:
    rule = rules()[name]
    return _criterion(rule, worth, int(status(rule, np.array(worth))))
