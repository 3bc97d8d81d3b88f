"""The first case's year as hourly arrays (8760,), availability included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ihp_core.economics.outcome import Outcome
from ihp_core.operation.data_centre import source_inlet_c, source_outlet_c
from ihp_core.site.cases import Cases
from ihp_core.spent_hours import spent_hours
from ihp_core.tables.arrays import Array, ratio
from ihp_core.year.hours import Hours

Names = NDArray[np.str_]


@dataclass(frozen=True, eq=False)
class HourlyYear:
    """The year hour by hour, each array of shape (8760,)."""

    month: Array
    outdoor_c: Array
    load_mw: Array
    supply_c: Array
    return_c: Array
    source_inlet_c: Array
    source_outlet_c: Array
    delivered_mw: Array
    direct_mw: Array
    heat_pump_mw: Array
    source_used_mw: Array
    not_taken_mw: Array
    electricity_mw: Array
    pumping_mw: Array
    cop: Array
    regime: Names
    reason: Names


def hourly_year(cases: Cases, hours: Hours, found: Outcome) -> HourlyYear:
    """Profiles, heat, electricity, COP, regime and reason of each hour of the first case."""
    spent, places = spent_hours(found), hours.weight_h.shape
    profiles = _profiles(cases, hours) | _amounts(found)
    first = {name: np.broadcast_to(array[:1], places)[0] for name, array in profiles.items()}
    regime, reason = _named(spent.regimes, "off", places), _named(spent.steps, "", places)
    stopped = (hours.outage[0] >= 1) & (regime != "off")
    return HourlyYear(
        **first,
        regime=np.where(stopped, "off", regime),
        reason=np.where(stopped, "outage", reason),
    )


def _profiles(cases: Cases, hours: Hours) -> dict[str, Array]:
    return {
        "month": hours.month,
        "outdoor_c": hours.outdoor_c,
        "source_inlet_c": source_inlet_c(cases, hours),
        "source_outlet_c": source_outlet_c(cases, hours),
    }


def _amounts(found: Outcome) -> dict[str, Array]:
    year = found.year
    return {
        "load_mw": year.load_mw,
        "supply_c": year.supply_c,
        "return_c": year.return_c,
        "delivered_mw": year.delivered_mw,
        "direct_mw": year.direct_mw,
        "heat_pump_mw": year.lifted_mw,
        "source_used_mw": year.source_mw,
        "not_taken_mw": year.available_mw - year.source_mw,
        "electricity_mw": year.electricity_mw,
        "pumping_mw": year.pumping_mw,
        "cop": ratio(year.lifted_mw, year.electricity_mw),
    }


def _named(shares: dict[str, Array], none: str, places: tuple[int, ...]) -> Names:
    """The name that takes most of each hour, or ``none`` where no share is above zero."""
    stack = np.stack([np.broadcast_to(share[:1], places)[0] for share in shares.values()])
    name = np.where(stack.max(axis=0) > 0, stack.argmax(axis=0), len(shares))
    return np.take(np.array([*shares, none]), name)
