"""The criteria of the guide: value, status and whose limit, and the verdict they make.

Site criteria decide the verdict; evidence criteria only say how far to trust it.
"""

from __future__ import annotations

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
from ihp_core.tables.assumptions import column, table
from ihp_core.tables.units import MWS_PER_M3_K
from ihp_core.year.hours import Hours

PASS, CONDITIONAL, FAIL = 0, 1, 2
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


@cache
def rules() -> dict[str, CriterionRule]:
    """The criteria by id."""
    rows = table("criteria")
    limits = column("criteria", "pass"), column("criteria", "conditional")
    return {
        name: CriterionRule(
            name,
            rows["kind"][i],
            rows["better"][i],
            float(limits[0][i]),
            float(limits[1][i]),
            rows["unit"][i],
            rows["source"][i],
            rows["date"][i],
            rows["counter_example"][i],
        )
        for i, name in enumerate(rows["id"])
    }


def status(rule: CriterionRule, value: Array) -> Array:
    """Pass, conditional or fail; limits count to the better side, a missing value fails.

    A rule without a conditional limit never fails a value that exists.
    """
    reaches = np.greater_equal if rule.better == "higher" else np.less_equal
    passes = reaches(value, rule.pass_limit)
    known = isfinite(rule.conditional_limit)
    stays = reaches(value, rule.conditional_limit) if known else ~np.isnan(value)
    return np.asarray(FAIL - 1.0 * (stays | passes) - passes)


def site_criteria(cases: Cases, hours: Hours, network: Size, found: Outcome) -> dict[str, Judged]:
    """Every site criterion of every case."""
    supply = _supply(cases, hours, network)
    values = {
        "it_load": cases["data_centre.it_capacity_mw"]
        * cases["data_centre.it_utilisation_fraction"],
        "distance": cases["connection.distance_km"],
        "return_temperature": hours.summer_mean(found.year.return_c),
        "full_load_hours": ratio(found.heat_mwh, found.capacity_mw),
        "summer_offtake": ratio(
            hours.total(found.year.source_mw, "summer"),
            hours.total(found.year.available_mw, "summer"),
        ),
        "hydraulics": _beyond_local_limit(cases, hours, found),
        "price_room": ratio(found.room, found.ceiling),
    }
    judged = {name: Judged(value, status(rules()[name], value)) for name, value in values.items()}
    return {
        "cooling": _cooling(cases),
        **judged,
        "supply_temperature": supply,
        "scop": _scop(hours, found),
    }


def verdict(criteria: dict[str, Judged]) -> Array:
    """The worst status of the site criteria, (rows, 1)."""
    return reduce(np.maximum, (judged.status for judged in criteria.values()))


def _cooling(cases: Cases) -> Judged:
    kind = cases["data_centre.cooling"]
    air = choices("data_centre.cooling").index("air")
    return Judged(kind, np.where(kind == air, FAIL, PASS))


def _scop(hours: Hours, found: Outcome) -> Judged:
    """Yearly COP of the heat pump; a site that needs none passes, one without heat fails."""
    scop = ratio(hours.total(found.year.lifted_mw), found.energy.electricity)
    direct = np.isnan(scop) & (found.heat_mwh > 0)
    return Judged(scop, np.where(direct, PASS, status(rules()["scop"], scop)))


def _supply(cases: Cases, hours: Hours, network: Size) -> Judged:
    """Highest supply, or its load-weighted 90th percentile where a boiler tops it up."""
    top_up = cases["network.accepts_top_up"] > 0
    highest = np.maximum(cases["network.supply_winter_c"], cases["network.supply_summer_c"])
    without = Judged(highest, status(rules()["supply_temperature"], highest))
    if not some(top_up):
        return without
    usual = usual_supply_c(cases, network, hours)
    topped = Judged(usual, status(rules()["supply_temperature_top_up"], usual))
    return Judged(
        np.where(top_up, topped.value, without.value),
        np.where(top_up, topped.status, without.status),
    )


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


def _beyond_local_limit(cases: Cases, hours: Hours, found: Outcome) -> Array:
    """Share of the heat delivered in hours above what the place of hand-over can take."""
    year = found.year
    if every(cases["connection.local_load_fraction"] >= 1) and not _stated_pipe(cases):
        return NOTHING_BEYOND
    limit = local_limit_mw(cases, year.load_mw, year.supply_c, year.return_c)
    beyond = year.delivered_mw > limit * (1 + 1e-9)
    share = ratio(hours.total(year.delivered_mw * beyond), found.heat_mwh)
    return np.where(found.heat_mwh > 0, share, 0.0)


def evidence(site: Site) -> dict[str, float]:
    """How many of the four temperatures are measured, how many parties engaged."""
    measured = sum(site.data_quality.get(path) == "measured" for path in MEASURABLE)
    return {"data_quality": float(measured), "parties": float(len(set(site.parties_engaged)))}
