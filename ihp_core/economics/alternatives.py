"""What the operator could build instead: full cost of the same heat over the term [EUR/MWh].

An alternative of the plant's capacity, at the same place in the merit order: it gives what the
network takes of it, whatever the data centre's heat would allow. Its basis is that of the plant:
money of one year, development, contingency, interest of the construction time, upkeep, insurance,
management, ageing, renewal, and the same required return.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.capital import mean_ageing, renewed
from ihp_core.economics.cost import construction_interest_eur, heat_pump_eur
from ihp_core.economics.finance import annuity_factor, present_value
from ihp_core.operation.design import Design
from ihp_core.operation.electricity import power_price
from ihp_core.operation.heat_year import HeatYear, availability
from ihp_core.operation.plant_hour import LEAST_SPREAD_K
from ihp_core.operation.supplier import COP as SUPPLIERS_COP
from ihp_core.operation.todays_heat import KINDS, efficiency
from ihp_core.plant.heat_pump import heat_pump_cop
from ihp_core.plant.limits import mean_lesser
from ihp_core.site.cases import Cases
from ihp_core.site.feed_in import hottest_handover_c
from ihp_core.site.filling import ALTERNATIVES
from ihp_core.tables.arrays import Array, ratio
from ihp_core.tables.assumptions import value, values
from ihp_core.year.hours import Hours

BOILERS_LOG_MW = np.log((6.84, 51.6, 103.4))
"""Heat of the small, medium and large wood-chip boiler of the table."""
BOILER: Array = np.full((1, 1), float(KINDS.index("biomass_boiler")))
SMALLEST_MW = 1e-9
GRID_SHARE = 0.5
"""Electricity of an air-source heat pump on a cold day, over its heat: a COP of two."""


class Rivals(NamedTuple):
    """Full cost by what could be built [EUR/MWh], (rows, 1); nan where it is not possible.

    The names are those of ``network.alternatives_possible``; ``other`` is the operator's own.
    """

    air_heat_pump: Array
    biomass_boiler: Array
    other: Array

    @property
    def cheapest(self) -> Array:
        """Place of the cheapest that is possible."""
        ways = np.broadcast_arrays(*self)
        return np.asarray(np.nan_to_num(ways, nan=np.inf).argmin(axis=0), float)


def rivals(cases: Cases, hours: Hours, built: Design, year: HeatYear, factors: Array) -> Rivals:
    """The alternatives that are possible here."""
    given_mw = given_hourly_mw(cases, hours, built, year)
    heat = hours.total(given_mw)
    power_mw = given_mw / air_source_cop(cases, hours, year)
    costs = (
        _air_heat_pump(cases, hours, built, (heat, power_mw), factors),
        _wood_chips(cases, hours, (built, year), given_mw, factors),
        cases["network.alternative_cost_eur_per_mwh"],
    )
    return Rivals(
        *(
            np.where(cases[possible] > 0, cost, np.nan)
            for possible, cost in zip(ALTERNATIVES, costs, strict=True)
        )
    )


def given_hourly_mw(cases: Cases, hours: Hours, built: Design, year: HeatYear) -> Array:
    """What a unit of the plant's capacity gives in each hour [MW], (rows, hours)."""
    terms = year.boundary
    taken = mean_lesser(built.capacity_mw, terms.free_load_mw, terms.free_half_mw)
    return taken * terms.demand * availability(cases, hours)


def _wood_chips(
    cases: Cases, hours: Hours, plant: tuple[Design, HeatYear], given_mw: Array, factors: Array
) -> Array:
    """Full cost of a wood-chip boiler: capital, operation and efficiency of one source."""
    built, year = plant
    heat = hours.total(given_mw)
    capacity = built.capacity_mw
    spent = boiler_by_size("alternative.biomass_capex_eur_per_mw", capacity) * capacity
    spent = spent * cases["alternative.biomass_capex_factor"]
    fixed = boiler_by_size("alternative.biomass_fixed_om_eur_per_mw", capacity) * capacity
    burnt = hours.total(given_mw / efficiency(cases, BOILER, year.return_c))
    fuel = burnt * cases["market.wood_chips_eur_per_mwh"]
    kept = fixed + _overheads(cases, spent)
    yearly = _yearly_capital(cases, spent, factors) + kept + fuel
    return ratio(yearly, heat) + value("heat_source.variable_om_eur_per_mwh", "biomass_boiler")


def boiler_by_size(key: str, capacity_mw: Array) -> Array:
    """A figure of the small, medium and large boiler, by the logarithm of the size."""
    size = np.log(np.maximum(capacity_mw, SMALLEST_MW))
    return np.asarray(np.interp(size, BOILERS_LOG_MW, values(key, ("small", "medium", "large"))))


def _air_heat_pump(
    cases: Cases, hours: Hours, built: Design, amounts: tuple[Array, Array], factors: Array
) -> Array:
    """Full cost of an air-source heat pump, its electricity at the prices of its hours.

    ``amounts`` are its heat of the year [MWh] and its electricity of each hour [MW].
    """
    heat, power_mw = amounts
    machine = heat_pump_eur(built.capacity_mw, built.hottest_outlet_c)
    machine = machine * cases["alternative.air_heat_pump_capex_factor"]
    grid = cases["cost.grid_connection_eur_per_kw"] * 1e3 * GRID_SHARE * built.capacity_mw
    again = present_value(renewed(cases, machine, factors.shape[1]), factors)
    yearly = _yearly_capital(cases, machine + grid, factors) + again * annuity_factor(factors)
    upkeep = _developed(cases, machine + grid)
    upkeep = upkeep * cases["cost.maintenance_fraction_per_year"]
    upkeep = upkeep + _overheads(cases, machine + grid)
    used = hours.total(power_mw)
    power = used * power_price(cases, hours, power_mw, used) * mean_ageing(cases, factors)
    return ratio(yearly + upkeep + power, heat)


def air_source_cop(cases: Cases, hours: Hours, year: HeatYear) -> Array:
    """COP of a heat pump on outdoor air that hands over water as hot as the plant, hourly."""
    air = hours.outdoor_c - cases["alternative.air_source_approach_k"]
    colder = air - cases["alternative.air_source_drop_k"]
    hot = np.minimum(year.supply_c, hottest_handover_c(cases))
    back = np.minimum(year.return_c, hot - LEAST_SPREAD_K)
    own = np.isnan(cases[SUPPLIERS_COP])  # a supplier vouches for his machine, not for this one
    factor = np.where(own, cases["heat_pump.cop_factor"], cases["alternative.cop_factor"])
    return heat_pump_cop(air, colder, back, hot) * factor


def _yearly_capital(cases: Cases, spent: Array, factors: Array) -> Array:
    """Capital with development, contingency and interest until supply starts, a year [EUR/a]."""
    whole = _developed(cases, spent) * (1 + cases["cost.contingency_fraction"])
    years, rate = cases["cost.construction_years"], cases["contract.discount_rate_fraction"]
    whole = whole + construction_interest_eur(whole, years, rate)
    return whole * annuity_factor(factors)


def _developed(cases: Cases, spent: Array) -> Array:
    return np.asarray(spent * (1 + cases["cost.development_fraction"]))


def _overheads(cases: Cases, spent: Array) -> Array:
    """Insurance and management, as the plant's own [EUR/a]."""
    return cases["cost.overheads_fraction_per_year"] * _developed(cases, spent)
