"""From a design to its outcome: year, capital, floor and what the heat displaces.

The one composition that sizing runs over a grid of capacities and the assessment over the
chosen one.
"""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.assumptions import Array
from ihp_core.columns import Cases
from ihp_core.design import Design
from ihp_core.finance import ratio
from ihp_core.hours import Hours
from ihp_core.market import carbon_price_eur_per_t, displaced_cost
from ihp_core.network import Size
from ihp_core.operation import HeatYear, heat_year
from ihp_core.price import Capital, Energy, Floor, capital, contract_factors, floor


class Outcome(NamedTuple):
    """What a capacity leads to; amounts [MWh] and prices [EUR/MWh] (rows, 1)."""

    built: Design
    year: HeatYear
    spent: Capital
    energy: Energy
    factors: Array
    floor: Floor
    ceiling: Array

    @property
    def heat_mwh(self) -> Array:
        """Heat metered in a year."""
        return self.energy.heat

    @property
    def room(self) -> Array:
        """Avoided running cost less the producer's cost."""
        return self.ceiling - self.floor.total


def outcome(cases: Cases, hours: Hours, network: Size, built: Design) -> Outcome:
    """Run the year of a connection as built and price it."""
    year = heat_year(cases, hours, network, built)
    energy = Energy(
        hours.total(year.delivered_mw),
        hours.total(year.electricity_mw),
        hours.total(year.pumping_mw),
        hours.total(year.source_mw),
    )
    spent, factors = capital(cases, built), contract_factors(cases)
    lowest = floor(cases, spent, energy, factors)
    return Outcome(
        built, year, spent, energy, factors, lowest, ceiling(cases, hours, network, year)
    )


def ceiling(cases: Cases, hours: Hours, network: Size, year: HeatYear) -> Array:
    """Avoided running cost at the connection point, weighted by heat [EUR/MWh], (rows, 1)."""
    carbon = carbon_price_eur_per_t(cases, network.peak_mw)
    saved = displaced_cost(cases, year.load_mw, year.delivered_mw, year.return_c, carbon)
    worth = hours.total(saved * year.delivered_mw)
    heat = hours.total(year.delivered_mw)
    return ratio(worth, heat) - cases["cost.operator_added_eur_per_mwh"]
