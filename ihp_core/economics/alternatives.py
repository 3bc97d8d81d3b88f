"""What the operator would have to build instead: full cost over the term [EUR/MWh]."""

from __future__ import annotations

import numpy as np

from ihp_core.economics.cost import heat_pump_eur
from ihp_core.economics.finance import annuity_factor
from ihp_core.economics.outcome import Outcome
from ihp_core.operation.design import Design
from ihp_core.operation.network import temperature_c
from ihp_core.plant.heat_pump import heat_pump_cop
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, ratio
from ihp_core.tables.assumptions import value
from ihp_core.year.hours import Hours
from ihp_core.year.typical_hours import COARSE, energy_of, typical


def biomass_alternative(cases: Cases, full_load_hours: Array, factors: Array) -> Array:
    """Full cost of a wood-chip boiler that would give the same heat [EUR/MWh]."""
    development = 1 + cases["cost.development_fraction"]
    yearly = (
        cases["alternative.biomass_capex_eur_per_mw"] * development * annuity_factor(factors)
        + cases["alternative.biomass_fixed_om_eur_per_mw"]
    )
    fuel = cases["market.wood_chips_eur_per_mwh"] / value(
        "heat_source.efficiency", "biomass_boiler"
    )
    upkeep = value("heat_source.variable_om_eur_per_mwh", "biomass_boiler")
    return ratio(yearly, full_load_hours) + fuel + upkeep


def air_heat_pump_alternative(
    cases: Cases,
    built: Design,
    heat_mwh: Array,
    electricity_mwh: Array,
    factors: Array,
) -> Array:
    """Full cost of an air-source heat pump that would give the same heat [EUR/MWh]."""
    machine = heat_pump_eur(built.capacity_mw, built.hottest_outlet_c)
    machine = machine * cases["alternative.air_heat_pump_capex_factor"]
    peak_mw = built.capacity_mw / 2
    grid = cases["cost.grid_connection_eur_per_kw"] * 1e3 * peak_mw
    spent = (machine + grid) * (1 + cases["cost.development_fraction"])
    yearly = spent * (annuity_factor(factors) + cases["cost.maintenance_fraction_per_year"])
    power = electricity_mwh * cases["market.electricity_price_eur_per_mwh"]
    return ratio(yearly + power, heat_mwh)


def alternatives(cases: Cases, hours: Hours, outcome: Outcome) -> tuple[Array, Array]:
    """Full cost of an air heat pump and of a wood-chip boiler [EUR/MWh], (rows, 1) each."""
    power = air_source_power_mwh(cases, hours, outcome)
    hours_full = ratio(outcome.heat_mwh, outcome.capacity_mw)
    return (
        air_heat_pump_alternative(cases, outcome.built, outcome.heat_mwh, power, outcome.factors),
        biomass_alternative(cases, hours_full, outcome.factors),
    )


def air_source_power_mwh(cases: Cases, hours: Hours, outcome: Outcome) -> Array:
    """Electricity of an air-source heat pump for the same heat in a year [MWh], (rows, 1)."""
    some = typical(hours, COARSE)
    air = some.outdoor_c - cases["alternative.air_source_approach_k"]
    colder = air - cases["alternative.air_source_drop_k"]
    cop = heat_pump_cop(air, colder, *(temperature_c(cases, n, some) for n in ("return", "supply")))
    per_hour = energy_of(hours, outcome.year.delivered_mw, COARSE) / cop
    return np.asarray(per_hour.sum(axis=1, keepdims=True))
