"""Criteria in the form of the contract: value, status and the limit that decided."""

from __future__ import annotations

from functools import cache
from math import isnan
from typing import Any, Literal

import numpy as np

from ihp_core.site.cases import Cases, decoded_choice
from ihp_core.site.site import Site
from ihp_core.tables.records import Result
from ihp_core.viability.criteria import (
    TOP_UP,
    CriterionRule,
    evidence,
    rule_of,
    rules,
    site_criterion_ids,
    status,
)

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
    topped_up = bool(cases["network.accepts_top_up"][0, 0] > 0)
    return [
        _criterion(
            rule_of(name, topped_up=topped_up),
            figures[f"criteria.{name}.value"],
            int(figures[f"criteria.{name}.status"]),
        )
        for name in site_criterion_ids()
    ]


def _criterion(rule: CriterionRule, value: float, status_code: int) -> Criterion:
    reported: float | str | None = None if isnan(value) else float(value)
    if rule.better == "kind":
        reported = decoded_choice("data_centre.cooling", value)
    return Criterion(value=reported, **_frame(rule, status_code))


@cache
def _frame(rule: CriterionRule, status_code: int) -> dict[str, Any]:
    """All of a criterion but its value."""
    limits = [None if isnan(x) else x for x in (rule.pass_limit, rule.conditional_limit)]
    failing = status_code == STATUSES.index("fail") and limits[1] is not None
    decided = limits[1] if failing else limits[0]
    return {
        "id": rule.id.removesuffix(TOP_UP),
        "kind": rule.kind,
        "status": STATUSES[status_code],
        "limit": LEAST_COOLING if rule.better == "kind" else decided,
        "pass_limit": limits[0],
        "conditional_limit": limits[1],
        "unit": rule.unit,
        "source": rule.source,
        "date": rule.date,
        "counter_example": rule.counter_example,
    }


def evidence_criteria(site: Site) -> list[Criterion]:
    """What the verdict rests on: temperatures measured, parties engaged."""
    return [_evident(name, value) for name, value in evidence(site).items()]


@cache
def _evident(name: str, value: float) -> Criterion:
    rule = rules()[name]
    return _criterion(rule, value, int(status(rule, np.array(value))))
