"""The operator's avoided running cost over the years, and the offer that follows it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from ihp_core.contract.structures import NONE, Offer, offer, power_level
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.scenarios import SCENARIOS, Paths, paths
from ihp_core.economics.todays_cost import carbon_by_year, contract_years
from ihp_core.operation.electricity import EXCHANGE_LEVEL
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import carbon_price_eur_per_t, displaced_cost
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, ratio, some
from ihp_core.year.hours import Hours

STEP = 0.01  # of a price: small enough to leave the units in their order
STEP_EUR_PER_T = 0.1
GAS, POWER = "market.gas_price_eur_per_mwh", "market.electricity_price_eur_per_mwh"
NO_CARBON: Mapping[str, Array] = MappingProxyType({})
ALLOWED: Array = np.ones((1, 1))


class Avoided(NamedTuple):
    """Today's running cost by what moves it [EUR/MWh], (rows, 1).

    ``sold`` is what electricity sold beside the heat takes off, below zero: all of it energy.
    ``carbon_t`` is carbon [t/MWh] and ``carbon`` its price in each contract year [EUR/t] by
    scenario, (rows, years). ``allowed`` says in which years law lets the fuel burn; in the others
    the best alternative counts, nan where there is none.
    """

    gas: Array
    electricity: Array
    sold: Array
    other: Array
    carbon_t: Array = NONE
    carbon: Mapping[str, Array] = NO_CARBON
    allowed: Array = ALLOWED
    alternative: Array = NONE


def avoided(
    whole: Array, gas: Array = NONE, electricity: Array = NONE, sold: Array = NONE
) -> Avoided:
    """The avoided running cost by what moves it; all but gas and electricity keeps its worth."""
    return Avoided(gas, electricity, sold, whole - gas - electricity - sold)


def avoided_by_price(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Avoided:
    """Today's cost of the first year by what moves it, with today's units in today's order.

    A price's part is how far the cost goes with it; a stated cost of heat goes with none.
    """

    def cost(known: Cases, carbon: Array) -> Array:
        saved = displaced_cost(known, hours, outcome.year.delivery(carbon))
        return ratio(hours.total(saved * outcome.year.delivered_mw), outcome.heat_mwh)

    carbon = carbon_price_eur_per_t(cases, network.peak_mw)
    usual = cost(cases, carbon)
    more = {key: cases[key].ravel() * (1 + STEP) for key in (GAS, POWER)}
    gas, power, sold = (
        (cost(cases.with_({key: moved}), carbon) - usual) / STEP
        for key, moved in (more | {EXCHANGE_LEVEL: np.array([1 + STEP])}).items()
    )
    carbon_t = (cost(cases, carbon + STEP_EUR_PER_T) - usual) / STEP_EUR_PER_T
    calendar, allowed = _allowed(cases, outcome)
    whole = outcome.worth.today.now - carbon_t * carbon
    return avoided(whole, gas, power, sold)._replace(
        carbon_t=carbon_t,
        carbon={name: carbon_by_year(cases, network, calendar, name) for name in SCENARIOS},
        allowed=allowed,
        alternative=outcome.worth.alternative,
    )


def _allowed(cases: Cases, outcome: Outcome) -> tuple[Array, Array]:
    """The calendar years of the contract, and in which of them law lets today's fuel burn."""
    calendar = contract_years(cases, outcome.factors.shape[1])
    return calendar, np.asarray(calendar <= outcome.worth.today.last_year, float)


def avoided_eur_per_mwh(cost: Avoided, agreed: Offer, path: Paths, scenario: str = "base") -> Array:
    """Avoided running cost of each year in its money [EUR/MWh], (rows, years)."""
    power = power_level(agreed, path)
    moved = cost.gas * path.gas[None] + cost.sold * path.electricity[None]
    carbon = cost.carbon_t * cost.carbon.get(scenario, NONE)
    real = moved + cost.electricity * power + carbon + cost.other
    ended = (cost.allowed < 1) & ~np.isnan(cost.alternative)
    return np.where(ended, cost.alternative, real) * path.cpi[None]


class Agreed(NamedTuple):
    """An offer and what today's heat is made of, where the offer follows the heat market."""

    offer: Offer
    today: Avoided | None

    def path(self, scenario: str) -> Paths:
        """A scenario at this site, over the years of the offer."""
        years = self.offer.heat.shape[1]
        usual = paths(scenario, years)
        if self.today is None:
            return usual
        level = _market_level(self.today, self.offer, usual, scenario)
        return usual._replace(heat_market=level)


def agreed_at(
    cases: Cases,
    hours: Hours,
    network: Size,
    outcome: Outcome,
    price: Array,
    *,
    market: bool = False,
) -> Agreed:
    """The offer at a price, with the heat market where any of it follows that, or if wanted."""
    plain = Agreed(offer(cases, outcome, price), None)
    if not (market or some(plain.offer.market_share > 0)):
        return plain
    followed = Agreed(plain.offer, avoided_by_price(cases, hours, network, outcome))
    base = followed.path("base").heat_market
    return followed._replace(offer=plain.offer._replace(market_base=base))


def _market_level(cost: Avoided, agreed: Offer, path: Paths, scenario: str) -> Array:
    """Real level of what today's heat is made from over that of the first year [-].

    Fuel, electricity and carbon on their paths, the rest as it is. Electricity sold beside the
    heat is left out, and so is what law ends: both are the site's own, not the market's.
    """
    rest = np.maximum(cost.other, 0)
    moved = cost.gas * path.gas[None] + cost.electricity * power_level(agreed, path) + rest
    carbon = cost.carbon_t * cost.carbon.get(scenario, NONE)
    first = cost.carbon_t * cost.carbon.get("base", NONE)[:, :1]
    return ratio(moved + carbon, cost.gas + cost.electricity + rest + first, 1.0)


def todays_years(cases: Cases, outcome: Outcome) -> int | None:
    """In how many contract years law lets today's fuel burn, of the first case; ``None``: all."""
    allowed = _allowed(cases, outcome)[1][0]
    return None if allowed.all() else int(allowed.sum())
