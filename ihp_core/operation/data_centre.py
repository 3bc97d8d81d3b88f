"""The data centre's side: the heat its cooling water carries, and at which temperatures."""

from __future__ import annotations

import numpy as np

from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, outer, some
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import heat_mw
from ihp_core.year.hours import Hours

LEAST_DROP_K = value("input.min_source_drop_k")


def it_heat_mw(cases: Cases) -> Array:
    """Heat of a usual hour: nameplate x utilisation x capture [MW], (rows, 1)."""
    return (
        cases["data_centre.it_capacity_mw"]
        * cases["data_centre.it_utilisation_fraction"]
        * cases["data_centre.heat_capture_fraction"]
    )


def source_heat_mw(cases: Cases, hours: Hours) -> Array:
    """Heat the cooling water carries [MW], (rows, 1) or (rows, hours).

    By the measured flow where there is one, else the usual hour's with its season.
    """
    if "source_flow_m3_per_h" in hours.own:
        drop = source_inlet_c(cases, hours) - source_outlet_c(cases, hours)
        return heat_mw(hours.own["source_flow_m3_per_h"], drop)
    usual, swing = it_heat_mw(cases), cases["data_centre.it_load_swing_fraction"]
    return outer(usual, 1 + outer(swing, hours.season)) if some(swing > 0) else usual


def source_inlet_c(cases: Cases, hours: Hours) -> Array:
    """Cooling water from the servers [°C], (rows, 1) or (rows, hours)."""
    return _with_season(cases, "source_inlet_c", hours)


def source_outlet_c(cases: Cases, hours: Hours) -> Array:
    """Cooling water back to the servers [°C], (rows, 1) or (rows, hours), colder than from them."""
    outlet = _with_season(cases, "source_outlet_c", hours)
    if not {"source_inlet_c", "source_outlet_c"} & {*hours.own}:
        return outlet
    return np.asarray(np.minimum(outlet, source_inlet_c(cases, hours) - LEAST_DROP_K))


def load_by_year(cases: Cases, years: int) -> Array:
    """IT load in the first contract years over the final one [-], (rows, years)."""
    first, ramp = cases["data_centre.first_year_load_fraction"], cases["data_centre.ramp_up_years"]
    passed = np.minimum(np.arange(years)[None] / np.maximum(ramp, 1), 1)
    return np.where(ramp > 0, first + (1 - first) * passed, 1.0)


def _with_season(cases: Cases, name: str, hours: Hours) -> Array:
    if name in hours.own:
        return hours.own[name]
    usual, swing = cases[f"data_centre.{name}"], cases["data_centre.source_swing_k"]
    return usual + outer(swing, hours.season) if some(swing > 0) else usual
