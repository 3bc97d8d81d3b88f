"""The operator's avoided running cost over the years, and the offer that follows it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from ihp_core.contract.structures import (
    NONE,
    Offer,
    offer,
    power_level,
    some_follow_today,
)
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.scenarios import SCENARIOS, Paths, paths
from ihp_core.economics.todays_cost import carbon_by_year, contract_years
from ihp_core.operation.electricity import EXCHANGE_LEVEL
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import carbon_price_eur_per_t, displaced_cost
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, Flags, ratio, some
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
    the best alternative counts, nan where there is none. ``gas_price`` is today's [EUR/MWh].
    """

    gas: Array
    electricity: Array
    sold: Array
    other: Array
    carbon_t: Array = NONE
    carbon: Mapping[str, Array] = NO_CARBON
    allowed: Array = ALLOWED
    alternative: Array = NONE
    gas_price: Array = NONE


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
        gas_price=cases[GAS],
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
    return np.where(_ended(cost), cost.alternative, real) * path.cpi[None]


def _ended(cost: Avoided) -> Flags:
    """In which years the best alternative counts in place of today's heat."""
    return np.asarray((cost.allowed < 1) & ~np.isnan(cost.alternative))


class Agreed(NamedTuple):
    """An offer and what today's heat is made of, where the price follows that."""

    offer: Offer
    today: Avoided | None

    def path(self, scenario: str) -> Paths:
        """A scenario at this site, over the years of the offer."""
        years = self.offer.heat.shape[1]
        usual = paths(scenario, years)
        if self.today is None:
            return usual
        return usual._replace(
            heat_market=_market_level(self.today, self.offer, usual, scenario),
            avoided=_shared(self.today, self.offer, usual, scenario),
        )

    def path_at(self, scenario: str, gas: Array, electricity: Array) -> Paths:
        """The same where gas and electricity cost so much today instead [EUR/MWh], (rows, 1)."""
        path, cost = self.path(scenario), self.today
        if cost is None:
            return path
        more = cost.gas * (ratio(gas, cost.gas_price, 1.0) - 1)
        more += cost.electricity * (ratio(electricity, self.offer.electricity, 1.0) - 1)
        return path._replace(
            heat_market=path.heat_market + ratio(more, _first(cost), 0.0),
            avoided=np.where(
                _has_worth(cost, self.offer, len(path.cpi)) & ~_ended(cost),
                np.maximum(path.avoided + more, 0),
                path.avoided,
            ),
        )

    def knowing(self, today: Avoided) -> Agreed:
        """The same offer with today's heat known, which changes no price that follows none."""
        known = Agreed(self.offer, today)
        base = known.path("base")
        followed = {"market_base": base.heat_market, "avoided_base": base.avoided}
        return known._replace(offer=self.offer._replace(**followed))


def agreed_at(
    cases: Cases,
    hours: Hours,
    network: Size,
    outcome: Outcome,
    price: Array,
    *,
    market: bool = False,
) -> Agreed:
    """The offer at a price, with today's heat where any of it follows that, or if wanted."""
    plain = Agreed(offer(cases, outcome, price), None)
    if not (market or some(plain.offer.market_share > 0) or some_follow_today(cases)):
        return plain
    return plain.knowing(avoided_by_price(cases, hours, network, outcome))


def _shared(cost: Avoided, agreed: Offer, path: Paths, scenario: str) -> Array:
    """The avoided cost that a share is taken of, real [EUR/MWh], (rows, years).

    Never below zero, as nobody pays for being rid of heat. Where over the term none of it is
    above zero in the base, 1 takes its place: such a price keeps its real worth.
    """
    return np.where(
        _has_worth(cost, agreed, len(path.cpi)), _real(cost, agreed, path, scenario), 1.0
    )


def _has_worth(cost: Avoided, agreed: Offer, years: int) -> Flags:
    """Whether over the term there is a cost to take a share of, (rows, 1)."""
    base = _real(cost, agreed, paths("base", years), "base")
    return np.asarray((agreed.worth * base).sum(axis=1, keepdims=True) > 0)


def _real(cost: Avoided, agreed: Offer, path: Paths, scenario: str) -> Array:
    return np.maximum(avoided_eur_per_mwh(cost, agreed, path, scenario) / path.cpi, 0)


def _market_level(cost: Avoided, agreed: Offer, path: Paths, scenario: str) -> Array:
    """Real level of what today's heat is made from over that of the first year [-].

    Fuel, electricity and carbon on their paths, the rest as it is. Electricity sold beside the
    heat is left out, and so is what law ends: both are the site's own, not the market's.
    """
    rest = np.maximum(cost.other, 0)
    moved = cost.gas * path.gas[None] + cost.electricity * power_level(agreed, path) + rest
    carbon = cost.carbon_t * cost.carbon.get(scenario, NONE)
    return ratio(moved + carbon, _first(cost), 1.0)


def _first(cost: Avoided) -> Array:
    """What the heat market's level is told over: today's heat of the first year [EUR/MWh]."""
    carbon = cost.carbon_t * cost.carbon.get("base", NONE)[:, :1]
    return np.asarray(cost.gas + cost.electricity + np.maximum(cost.other, 0) + carbon)


def todays_years(cases: Cases, outcome: Outcome) -> int | None:
    """In how many contract years law lets today's fuel burn, of the first case; ``None``: all."""
    allowed = _allowed(cases, outcome)[1][0]
    return None if allowed.all() else int(allowed.sum())
