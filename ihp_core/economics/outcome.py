"""From a design to its outcome: year, capital, floor and what the heat is worth.

The one composition that sizing runs over a grid of capacities and the assessment over the
chosen one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.capital import Capital, ageing, capital, mean_ageing
from ihp_core.economics.price import Energy, Floor, contract_factors, floor
from ihp_core.economics.worth import Worth, worth
from ihp_core.operation.data_centre import load_by_year
from ihp_core.operation.design import Design, row_of
from ihp_core.operation.electricity import power_price
from ihp_core.operation.heat_year import HeatYear
from ihp_core.operation.network import Size
from ihp_core.operation.storage.stored_year import stored_year
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, ratio
from ihp_core.year.hours import Hours

LOAD = "data_centre.it_utilisation_fraction"


class Outcome(NamedTuple):
    """What a capacity leads to; amounts [MWh] and prices [EUR/MWh] (rows, 1).

    ``energy`` is that of a year with the full IT load and a new machine, ``paid`` that of the
    contract years, in which the machine ages;
    ``power_per_heat`` is what the machine's COP comes to over the term with all pumps [MWh/MWh];
    ``capacity_mw`` is the most heat at the plant, by design or in the hours run, a
    tank's part left out.
    """

    built: Design
    year: HeatYear
    spent: Capital
    energy: Energy
    paid: Energy
    factors: Array
    floor: Floor
    worth: Worth
    capacity_mw: Array
    power_per_heat: Array

    @property
    def heat_mwh(self) -> Array:
        """Heat metered in a year."""
        return self.energy.heat

    @property
    def ceiling(self) -> Array:
        """What the heat is worth to the operator at the most [EUR/MWh]."""
        return self.worth.ceiling

    @property
    def room(self) -> Array:
        """What the heat is worth less the producer's cost."""
        return self.ceiling - self.floor.total


def outcome(
    cases: Cases, hours: Hours, network: Size, built: Design, *, ramp_up: bool = True
) -> Outcome:
    """Run the year of a connection as built and price it, the years of a ramp-up if wanted."""
    year = stored_year(cases, hours, network, built)
    energy = energy_of(cases, hours, year)
    spent, factors = capital(cases, built, year.tank.more_mw), contract_factors(cases)
    years = factors.shape[1]
    paid = _by_year(cases, hours, network, built, energy, years) if ramp_up else energy
    paid = paid._replace(electricity=paid.electricity * ageing(cases, years))
    lowest = floor(cases, spent, paid, factors)
    best = worth(cases, hours, network, built, year, factors)
    from_plant = year.delivered_mw - year.tank.out_mw
    most = np.maximum(built.reached_mw, from_plant.max(axis=1, keepdims=True))
    # All years alike: weighted by discount factors, a guarantee would tell the required return.
    aged = energy.electricity * mean_ageing(cases, (factors > 0).astype(float))
    power = ratio(aged + energy.pumping, energy.heat, 0.0)
    return Outcome(built, year, spent, energy, paid, factors, lowest, best, most, power)


def energy_of(cases: Cases, hours: Hours, year: HeatYear) -> Energy:
    """The amounts of a year that are paid for."""
    electricity = hours.total(year.electricity_mw)
    return Energy(
        hours.total(year.delivered_mw),
        electricity,
        hours.total(year.pumping_mw),
        hours.total(year.source_mw),
        power_price(cases, hours, year.electricity_mw, electricity),
    )


def _by_year(
    cases: Cases, hours: Hours, network: Size, built: Design, full: Energy, years: int
) -> Energy:
    """The amounts of each contract year, (rows, years); the full year's where nothing grows.

    Each level of the IT load is a row of its own, run by the plant built for the full load.
    """
    growing = min(int(cases["data_centre.ramp_up_years"].max()), years)
    if growing == 0:
        return full
    rows = max(cases.rows, len(built.heat_pump_mw))
    level = np.broadcast_to(cases[LOAD] * load_by_year(cases, growing), (rows, growing))
    row = np.repeat(np.arange(rows), growing)
    many = cases.repeat(growing).with_({LOAD: level.ravel()})
    some_years = stored_year(many, hours, network.rows_of(row), row_of(built, row))
    ramp_up = energy_of(many, hours, some_years)

    def joined(first: Array, rest: Array) -> Array:
        rest = np.broadcast_to(rest, (rows, years - growing))
        return np.hstack([np.broadcast_to(first, (rows * growing, 1)).reshape(rows, -1), rest])

    return Energy(
        heat=joined(ramp_up.heat, full.heat),
        electricity=joined(ramp_up.electricity, full.electricity),
        pumping=joined(ramp_up.pumping, full.pumping),
        source=joined(ramp_up.source, full.source),
        power_price=joined(ramp_up.power_price, full.power_price),
    )
