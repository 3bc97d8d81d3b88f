"""The criteria of the guide: value, status and whose limit, and the verdict they make.

Site criteria decide the verdict; evidence criteria only say how far to trust it. A criterion is
a row of ``data/criteria.csv``, the function here that is named like it, and its sentences.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, reduce
from math import isfinite
from typing import NamedTuple

import numpy as np

from ihp_core.economics.outcome import Outcome
from ihp_core.operation.network import Size, usual_supply_c
from ihp_core.plant.pipe import largest_flow_m3_per_s
from ihp_core.site.cases import Cases, choices
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array, every, ratio, some
from ihp_core.tables.assumptions import number, table_rows
from ihp_core.tables.units import MWS_PER_M3_K
from ihp_core.year.hours import Hours

PASS, CONDITIONAL, FAIL = 0, 1, 2
SUPPLY, PRICE_ROOM = "supply_temperature", "price_room"
"""The criteria that other parts of the answer speak of by name."""
TOP_UP = "_top_up"
NOTHING_BEYOND: Array = np.zeros((1, 1))
MEASURABLE = (
    "data_centre.source_inlet_c",
    "data_centre.source_outlet_c",
    "network.supply_winter_c",
    "network.return_summer_c",
)


@dataclass(frozen=True)
class CriterionRule:
    """One row of ``data/criteria.csv``; a missing limit is nan."""

    id: str
    kind: str
    better: str
    pass_limit: float
    conditional_limit: float
    unit: str
    source: str
    date: str
    counter_example: str


class Judged(NamedTuple):
    """Value and status of one criterion, columns (rows, 1)."""

    value: Array
    status: Array


class Facts(NamedTuple):
    """What a site criterion may look at: the filled cases, their hours, network and outcome."""

    cases: Cases
    hours: Hours
    network: Size
    outcome: Outcome


Rating = Callable[[Facts], Array | Judged]
"""The value that is held against the limits of its row, (rows, 1), or value and status where the
status does not hang on the limits alone."""

FUNCTIONS: dict[str, Rating] = {}
"""The site criteria by the id of their row."""


def site_criterion(function: Rating) -> Rating:
    """A criterion: the function is named like its row in ``data/criteria.csv``."""
    FUNCTIONS[function.__name__] = function
    return function


@cache
def rules() -> dict[str, CriterionRule]:
    """The rows of the table by id; ``<id>_top_up`` holds where a boiler tops up the supply."""
    return {
        row["id"]: CriterionRule(
            row["id"],
            row["kind"],
            row["better"],
            number(row["pass"]),
            number(row["conditional"]),
            row["unit"],
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
        name for name, rule in rules().items() if rule.kind == "site" and not name.endswith(TOP_UP)
    )


def rule_of(name: str, *, topped_up: bool) -> CriterionRule:
    """The rule that a criterion is held against, by whether a boiler tops up the supply."""
    special = rules().get(name + TOP_UP) if topped_up else None
    return special or rules()[name]


def status(rule: CriterionRule, value: Array) -> Array:
    """Pass, conditional or fail; limits count to the better side, a missing value fails.

    A rule without a conditional limit never fails a value that exists.
    """
    reaches = np.greater_equal if rule.better == "higher" else np.less_equal
    passes = reaches(value, rule.pass_limit)
    known = isfinite(rule.conditional_limit)
    stays = reaches(value, rule.conditional_limit) if known else ~np.isnan(value)
    return np.asarray(FAIL - 1.0 * (stays | passes) - passes)


def site_criteria(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> dict[str, Judged]:
    """Every site criterion of every case, in the order of the table."""
    facts = Facts(cases, hours, network, outcome)
    return {name: _judged(name, FUNCTIONS[name](facts)) for name in site_criterion_ids()}


def _judged(name: str, value: Array | Judged) -> Judged:
    return value if isinstance(value, Judged) else Judged(value, status(rules()[name], value))


def verdict(criteria: dict[str, Judged]) -> Array:
    """The worst status of the site criteria, (rows, 1)."""
    return reduce(np.maximum, (judged.status for judged in criteria.values()))


@site_criterion
def cooling(facts: Facts) -> Judged:
    """The kind of cooling; air fails."""
    kind = facts.cases["data_centre.cooling"]
    air = choices("data_centre.cooling").index("air")
    return Judged(kind, np.where(kind == air, FAIL, PASS))


@site_criterion
def it_load(facts: Facts) -> Array:
    """IT load in use on the mean of the year [MW]."""
    capacity = facts.cases["data_centre.it_capacity_mw"]
    return capacity * facts.cases["data_centre.it_utilisation_fraction"]


@site_criterion
def distance(facts: Facts) -> Array:
    """Straight line between the two points [km]."""
    return facts.cases["connection.distance_km"]


@site_criterion
def supply_temperature(facts: Facts) -> Judged:
    """Highest supply, or its load-weighted 90th percentile where a boiler tops it up [°C]."""
    cases = facts.cases
    top_up = cases["network.accepts_top_up"] > 0
    highest = np.maximum(cases["network.supply_winter_c"], cases["network.supply_summer_c"])
    without = _judged(SUPPLY, highest)
    if not some(top_up):
        return without
    usual = usual_supply_c(cases, facts.network, facts.hours)
    topped = Judged(usual, status(rule_of(SUPPLY, topped_up=True), usual))
    return Judged(
        np.where(top_up, topped.value, without.value),
        np.where(top_up, topped.status, without.status),
    )


@site_criterion
def return_temperature(facts: Facts) -> Array:
    """Mean return from June to August [°C]."""
    return facts.hours.summer_mean(facts.outcome.year.return_c)


@site_criterion
def scop(facts: Facts) -> Judged:
    """Yearly COP of the heat pump; a site that needs none passes, one without heat fails."""
    lifted, energy = facts.hours.total(facts.outcome.year.lifted_mw), facts.outcome.energy
    cop = ratio(lifted, energy.electricity)
    direct = np.isnan(cop) & (facts.outcome.heat_mwh > 0)
    return Judged(cop, np.where(direct, PASS, status(rules()["scop"], cop)))


@site_criterion
def full_load_hours(facts: Facts) -> Array:
    """Delivered heat over the plant's capacity [h/a]."""
    return ratio(facts.outcome.heat_mwh, facts.outcome.capacity_mw)


@site_criterion
def summer_offtake(facts: Facts) -> Array:
    """The share of the source's heat that is taken from June to August [-]."""
    year, hours = facts.outcome.year, facts.hours
    return ratio(hours.total(year.source_mw, "summer"), hours.total(year.available_mw, "summer"))


@site_criterion
def hydraulics(facts: Facts) -> Array:
    """Share of the heat delivered in hours above what the place of hand-over can take [-]."""
    cases, year = facts.cases, facts.outcome.year
    if every(cases["connection.local_load_fraction"] >= 1) and not _stated_pipe(cases):
        return NOTHING_BEYOND
    limit = local_limit_mw(cases, year.load_mw, year.supply_c, year.return_c)
    beyond = year.delivered_mw > limit * (1 + 1e-9)
    heat = facts.outcome.heat_mwh
    share = ratio(facts.hours.total(year.delivered_mw * beyond), heat)
    return np.where(heat > 0, share, 0.0)


@site_criterion
def price_room(facts: Facts) -> Array:
    """What is left to share, over the avoided running cost [-]."""
    return ratio(facts.outcome.room, facts.outcome.ceiling)


def local_limit_mw(cases: Cases, load_mw: Array, supply_c: Array, return_c: Array) -> Array:
    """What the place of hand-over takes: its share of the load, its pipe [MW]."""
    limit = cases["connection.local_load_fraction"] * load_mw
    if not _stated_pipe(cases):
        return limit
    flow = largest_flow_m3_per_s(cases["connection.local_dn"])
    return np.fmin(limit, flow * MWS_PER_M3_K * (supply_c - return_c))


def _stated_pipe(cases: Cases) -> bool:
    """Whether any case states the pipe at the place of hand-over."""
    return not every(np.isnan(cases["connection.local_dn"]))


def evidence(site: Site) -> dict[str, float]:
    """How many of the four temperatures are measured, how many parties engaged."""
    measured = sum(site.data_quality.get(path) == "measured" for path in MEASURABLE)
    return {"data_quality": float(measured), "parties": float(len(set(site.parties_engaged)))}
