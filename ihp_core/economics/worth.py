"""What the heat is worth to the operator: the best of what they could do instead.

Today's running cost over the term, as long as law lets the fuel be burnt, and every alternative
that they could build; the lesser of them is the ceiling of a price.
"""

from __future__ import annotations

from functools import cache, reduce
from typing import NamedTuple

import numpy as np

from ihp_core.economics.alternatives import Rivals, rivals
from ihp_core.economics.todays_cost import TodaysCost, todays_cost
from ihp_core.operation.design import Design
from ihp_core.operation.heat_year import HeatYear
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import carbon_price_eur_per_t
from ihp_core.site.cases import MARK, Cases, choices
from ihp_core.site.places import country_place
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption
from ihp_core.year.hours import Hours

CARBON, GAS = "market.carbon_price_eur_per_t", "market.gas_price_eur_per_mwh"
"""Prices of today's heat that have a range in each country."""
DEAR = ("market.wood_chips_eur_per_mwh", "market.oil_price_eur_per_mwh")
"""Prices of fuel that have one range everywhere."""
OPTIONS = ("today", *Rivals._fields)
"""What the operator could do instead, in the order of ``Worth.best``."""
TODAYS_HEAT = (
    "network.heat_source_today",
    "network.heat_cost_today_eur_per_mwh",
    "network.heat_sources_today.0.kind",
)
"""Of these one is stated where somebody knows what runs today or what it costs."""


class Worth(NamedTuple):
    """What each way to the same heat costs [EUR/MWh], (rows, 1); nan where it is not open."""

    today: TodaysCost
    rivals: Rivals

    @property
    def alternative(self) -> Array:
        """The cheapest that they could build; nan where none is possible."""
        return reduce(np.fmin, self.rivals)

    @property
    def ceiling(self) -> Array:
        """The lesser of today's running cost over the term and the best alternative.

        Where law ends today's fuel before the contract begins and nothing else is possible, it
        is today's cost all the same: there is no other figure to hold a price against.
        """
        lesser = np.fmin(self.today.term, self.alternative)
        return np.where(np.isnan(lesser), self.today.unbound, lesser)

    @property
    def best(self) -> Array:
        """Which of ``OPTIONS`` it is, by its place."""
        ways = np.broadcast_arrays(self.today.term, *self.rivals)
        return np.asarray(np.nan_to_num(ways, nan=np.inf).argmin(axis=0), float)


def worth(
    cases: Cases, hours: Hours, network: Size, built: Design, year: HeatYear, factors: Array
) -> Worth:
    """What the heat of a plant as built is worth, on the same basis as the plant's own cost."""
    return Worth(
        todays_cost(cases, hours, network, year, factors),
        rivals(cases, hours, built, year, factors),
    )


def is_known(cases: Cases) -> Array:
    """Whether somebody stated what runs today or what it costs, 1 or 0, (rows, 1)."""
    return reduce(np.maximum, (cases[MARK + path] for path in TODAYS_HEAT))


def at_high_prices(cases: Cases, network: Size) -> Cases:
    """The cases with the prices of today's heat at the high end of their ranges."""
    ends = {key: assumption(key).high for key in DEAR}
    gas = _high(GAS)[country_place(cases).astype(int)]
    traded = assumption("market.emissions_trading_eur_per_t")
    dearer = carbon_price_eur_per_t(cases, network.peak_mw) * traded.high / traded.value
    return cases.with_(ends | {GAS: np.fmax(gas, cases[GAS]), CARBON: dearer})


@cache
def _high(key: str) -> Array:
    """The high end of a price in each country."""
    return np.array([assumption(key, country).high for country in choices("country")])
