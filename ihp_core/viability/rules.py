"""The rules that a site is held against: limits, tolerance and kind of every criterion.

A rule is a row of ``data/criteria.csv``, with its source and the day from which it stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import Literal, cast

import numpy as np

from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, Flags
from ihp_core.tables.assumptions import number, table_rows

PASS, CONDITIONAL, FAIL, NOT_TESTED = 0, 1, 2, 3
BY_THE_GUIDE = "rules.stand_ins_fail"
"""The column that is 1 where a broken stand-in fails a site."""
SUPPLY, PRICE_ROOM = "supply_temperature", "price_room"
"""The criteria that other parts of the answer speak of by name."""
TOP_UP = "_top_up"
PER_CENT, EXACT = 100.0, 1e-9

Rules = Literal["calculated", "guide"]
Kind = Literal["deciding", "stand_in", "evidence"]


@dataclass(frozen=True)
class CriterionRule:
    """One row of ``data/criteria.csv``; a missing limit is nan.

    ``guide``: whether it belongs to the guide's own screen. ``inputs``: of these one has to be
    stated, or the criterion is not tested; none where what it asks for is always stated.
    ``met_with``: without these it is not met but open, for a default is the best that can be.
    """

    id: str
    kind: Kind
    guide: bool
    better: str
    pass_limit: float
    conditional_limit: float
    tolerance: str
    unit: str
    inputs: str
    met_with: str
    source: str
    date: str
    counter_example: str


@cache
def rules() -> dict[str, CriterionRule]:
    """The rows of the table by id; ``<id>_top_up`` holds where a boiler tops up the supply."""
    return {
        row["id"]: CriterionRule(
            row["id"],
            cast(Kind, row["kind"]),
            row["guide"] == "yes",
            row["better"],
            number(row["pass"]),
            number(row["conditional"]),
            row["tolerance"],
            row["unit"],
            row["inputs"],
            row["met_with"],
            row["source"],
            row["date"],
            row["counter_example"],
        )
        for row in table_rows("criteria")
    }


@cache
def site_criterion_ids() -> tuple[str, ...]:
    """The site criteria in the order of the table."""
    return tuple(
        name
        for name, rule in rules().items()
        if rule.kind != "evidence" and not name.endswith(TOP_UP)
    )


def rule_of(name: str, *, topped_up: bool) -> CriterionRule:
    """The rule that a criterion is held against, by whether a boiler tops up the supply."""
    special = rules().get(name + TOP_UP) if topped_up else None
    return special or rules()[name]


@cache
def tolerance(rule: CriterionRule, limit: float) -> float:
    """How far beyond a limit still counts as at it, in the unit of the criterion."""
    share, per_cent, _ = rule.tolerance.partition("%")
    amount = number(share.strip())
    if np.isnan(amount):
        return 0.0
    return amount / PER_CENT * abs(limit) if per_cent else amount


def status(rule: CriterionRule, value: Array) -> Array:
    """Pass, conditional or fail; limits count to the better side, a missing value fails.

    Beyond a limit by no more than the tolerance still counts. A rule without a conditional limit
    never fails a value that exists.
    """
    passes = _reaches(rule, value, rule.pass_limit)
    known = isfinite(rule.conditional_limit)
    stays = _reaches(rule, value, rule.conditional_limit) if known else ~np.isnan(value)
    return np.asarray(FAIL - 1.0 * (stays | passes) - passes)


def _reaches(rule: CriterionRule, value: Array, limit: float) -> Flags:
    slack = tolerance(rule, limit) + EXACT
    if rule.better == "higher":
        return np.asarray(value >= limit - slack)
    return np.asarray(value <= limit + slack)


def with_rules(cases: Cases, rules: Rules) -> Cases:
    """The cases, judged by what is calculated, or only within the guide."""
    return cases.with_({BY_THE_GUIDE: float(rules == "guide")})
