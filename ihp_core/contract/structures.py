"""What the heat costs and earns over the years, by price structure and scenario.

Payments are in the money of their year. P_0 is the indicative price: the mean of the term in the
money of the start of supply. Year t has the price level of t years later, as the cash flow has it.

An index moves each part of the price by what it follows, and the base scenario leaves each worth
over the term what it is in P_0: what stays the same in the money of the years starts higher.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ihp_core.contract.in_year import ByHour, by_outdoor_temperature, by_season
from ihp_core.economics.finance import discount_factors
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import running_costs
from ihp_core.economics.scenarios import Paths, paths
from ihp_core.operation.electricity import moving_part
from ihp_core.site.cases import Cases, choices
from ihp_core.site.fields import Structure
from ihp_core.site.inputs import EARNED, cost_lines
from ihp_core.tables.arrays import Array, ratio, some
from ihp_core.tables.assumptions import assumption

NONE: Array = np.zeros((1, 1))
ONE: Array = np.ones((1, 1))
LEVELLING_RATE = assumption("contract.discount_rate_fraction").value
"""Typical required return: at one's own the start of the price would tell that return."""
HALVINGS = 64
"""Of an interval of some hundred EUR/MWh: to the last digit."""


class Offer(NamedTuple):
    """What the prices of all structures are made of, (rows, 1).

    ``price`` is P_0 and ``electricity`` El_0 [EUR/MWh], of which ``moving`` follows the market;
    ``power_per_heat`` is 1 / guaranteed system COP [MWh/MWh], ``escalator`` the yearly rise of
    a fixed price [-], ``heat`` what is expected in each contract year [MWh], (rows, years).

    ``operating`` is what follows consumer prices [EUR/MWh], ``market_share`` the share of the
    price that follows the heat market [-], ``market_base`` the real level of that market in the
    base scenario [-], ``avoided_base`` the cost that today's heat then has [EUR/MWh] and ``worth``
    the heat of each year at its worth at the start of supply [MWh], all (rows, years) of the term.

    ``low`` and ``high`` are the bounds of a price that has any, over P_0 [-]; ``dearer`` is what
    electricity has come to cost above what was agreed on [EUR/MWh].
    """

    price: Array
    electricity: Array
    moving: Array
    power_per_heat: Array
    escalator: Array
    heat: Array
    operating: Array = NONE
    worth: Array = ONE
    market_share: Array = NONE
    market_base: Array = ONE
    avoided_base: Array = ONE
    low: Array = NONE
    high: Array = ONE
    dearer: Array = NONE

    @property
    def fixed(self) -> Array:
        """The part of the price that does not follow electricity, the mean of the term."""
        return self.price - self.electricity * self.power_per_heat

    @property
    def capital(self) -> Array:
        """What stays the same in the money of all years [EUR/MWh]: the nominal annuity."""
        real = 1 / paths("base", self.worth.shape[1]).cpi[None]
        return _from_the_start(self.fixed - self.operating, self.worth, real)

    @property
    def market(self) -> Array:
        """The price that follows the heat market alone, at the market's start [EUR/MWh]."""
        return _from_the_start(self.price, self.worth, self.market_base)

    @property
    def share(self) -> Array:
        """The price over the avoided cost of today's heat, of the whole term [-]."""
        return _from_the_start(self.price, self.worth, self.avoided_base)

    @property
    def bounds(self) -> tuple[Array, Array]:
        """The lowest and the highest price of a collar, real [EUR/MWh]."""
        ends = self.price * self.low, self.price * self.high
        return np.minimum(*ends), np.maximum(*ends)

    @property
    def shift(self) -> Array:
        """What the index is moved by within its bounds, to be worth P_0 over the term in the base
        [EUR/MWh]: what the bounds take off at one end is given back in all other years."""
        path = paths("base", self.worth.shape[1])._replace(heat_market=self.market_base)
        index = _by_index(self._replace(dearer=NONE), path) / path.cpi
        whole = self.worth.sum(axis=1, keepdims=True)
        lowest, highest = self.bounds
        down = lowest - index.max(axis=1, keepdims=True)
        up = highest - index.min(axis=1, keepdims=True)
        for _ in range(HALVINGS):
            middle = (down + up) / 2
            paid = self.worth * np.clip(index + middle, lowest, highest)
            above = paid.sum(axis=1, keepdims=True) > self.price * whole
            down, up = np.where(above, down, middle), np.where(above, middle, up)
        return np.asarray((down + up) / 2)

    @property
    def start(self) -> Array:
        """The price by the index before anything in it has moved [EUR/MWh]."""
        cost = self.capital + self.operating + self.electricity * self.power_per_heat
        return (1 - self.market_share) * cost + self.market_share * self.market


def _from_the_start(mean: Array, worth: Array, level: Array) -> Array:
    """What a part of the price starts at, to be worth its mean where it goes along a level."""
    whole = worth.sum(axis=1, keepdims=True)
    return mean * ratio(whole, (worth * level).sum(axis=1, keepdims=True), 1.0)


class Running(NamedTuple):
    """The producer's running cost in today's money [EUR/a], (rows, 1) or (rows, years)."""

    electricity: Array
    other: Array


def offer(cases: Cases, outcome: Outcome, price: Array) -> Offer:
    """The offer at a price; the guaranteed system COP is that of the full IT load over the term."""
    year, term = np.arange(1, outcome.factors.shape[1] + 1)[None], cases["contract.term_years"]
    heat = np.asarray(outcome.paid.heat * (year <= term))
    factors = discount_factors(np.full((1, 1), LEVELLING_RATE), term)
    factors = np.pad(factors, ((0, 0), (0, year.size - factors.shape[1])))
    whole = Offer(
        price=price,
        electricity=cases["market.electricity_price_eur_per_mwh"],
        moving=moving_part(cases),
        power_per_heat=outcome.power_per_heat,
        escalator=cases["contract.escalator_fraction"],
        heat=heat,
        worth=heat * factors,
        market_share=cases["contract.market_element_fraction"],
        low=cases["contract.collar_low_fraction"],
        high=cases["contract.collar_high_fraction"],
    )
    return whole._replace(operating=np.minimum(_operating(cases, outcome, factors), whole.fixed))


def _operating(cases: Cases, outcome: Outcome, factors: Array) -> Array:
    """What running costs without electricity, at typical figures where the producer has own ones:
    a contract is read by both sides."""
    own = (*EARNED, *cost_lines("yearly").values())
    typical = cases.with_({path: assumption(path).value for path in own})
    spends = running_costs(typical, outcome.spent, outcome.paid)
    cost = (spends.total - spends.electricity) * factors
    heat = outcome.paid.heat * factors
    return ratio(cost.sum(axis=1, keepdims=True), heat.sum(axis=1, keepdims=True), 0.0)


def running(cases: Cases, outcome: Outcome) -> Running:
    """The producer's running cost of each contract year in today's money."""
    spends = running_costs(cases, outcome.spent, outcome.paid)
    return Running(spends.electricity, spends.total - spends.electricity)


def power_eur_per_mwh(agreed: Offer, path: Paths) -> Array:
    """El_t, the all-in electricity price of each year in its money [EUR/MWh], (rows, years)."""
    real = agreed.electricity + agreed.dearer + agreed.moving * (path.electricity[None] - 1)
    return np.asarray(real * path.cpi[None])


@dataclass(frozen=True)
class PriceStructure:
    """How a contract prices the heat over the years; all that is said of it hangs on its name.

    ``price`` gives what a MWh costs in each year at the expected heat, in its money [EUR/MWh],
    (rows, years), and ``formula`` the same in the cells of a workbook: ``capital_part``,
    ``operating_part``, ``power_per_heat``, ``market_share``, ``market_part``, ``avoided_share``,
    ``collar_low``, ``collar_high``, ``collar_shift``, ``indicative_price``, ``escalator`` and the
    columns ``{year}``, ``{cpi}``, ``{market}``, ``{avoided}``, ``{power_of_year}``.

    ``pays_capacity``: what follows neither electricity nor the heat market is paid for the
    capacity, heat or not. ``follows_today``: what today's heat is made of has to be known.
    ``by_hour`` tells how the price of the year goes with its hours; without it all are alike.
    """

    name: Structure
    price: Callable[[Offer, Paths], Array]
    formula: str
    follows_electricity: bool
    pays_capacity: bool = False
    follows_today: bool = False
    by_hour: ByHour | None = None


def _by_index(agreed: Offer, path: Paths) -> Array:
    """Capital part + operating part x CPI_t/CPI_0 + El_t / guaranteed system COP; the share of
    the market follows the heat market instead."""
    by_use = power_eur_per_mwh(agreed, path) * agreed.power_per_heat
    market = agreed.market * path.heat_market * path.cpi[None]
    followed = (1 - agreed.market_share) * by_use + agreed.market_share * market
    return standing_eur_per_mwh(agreed, path) + followed


def standing_eur_per_mwh(agreed: Offer, path: Paths) -> Array:
    """What follows neither electricity nor the heat market, in the money of each year."""
    whole = agreed.capital + agreed.operating * path.cpi[None]
    return np.asarray((1 - agreed.market_share) * whole)


def _by_escalator(agreed: Offer, path: Paths) -> Array:
    """P_0 with its yearly rise."""
    year = np.arange(1, len(path.cpi) + 1)[None]
    return np.asarray(agreed.price * (1 + agreed.escalator) ** year)


def _by_heat_market(agreed: Offer, path: Paths) -> Array:
    """The price by the heat market alone."""
    return np.asarray(agreed.market * path.heat_market * path.cpi[None])


def _by_avoided_cost(agreed: Offer, path: Paths) -> Array:
    """The same share of what today's heat costs in each year."""
    return np.asarray(agreed.share * path.avoided * path.cpi[None])


def _within_collar(agreed: Offer, path: Paths) -> Array:
    """The index within two bounds that rise with consumer prices."""
    real = _by_index(agreed, path) / path.cpi[None] + agreed.shift
    return np.asarray(np.clip(real, *agreed.bounds) * path.cpi[None])


INDEX = (
    "(1-market_share)*(capital_part+operating_part*{cpi}+{power_of_year}*power_per_heat)"
    "+market_share*market_part*{market}*{cpi}"
)
COLLAR = f"MAX(collar_low,MIN(collar_high,({INDEX})/{{cpi}}+collar_shift))*{{cpi}}"
STRUCTURES: dict[str, PriceStructure] = {
    structure.name: structure
    for structure in (
        PriceStructure("indexed", _by_index, INDEX, True),
        PriceStructure("two_part", _by_index, INDEX, True, pays_capacity=True),
        PriceStructure("fixed", _by_escalator, "indicative_price*(1+escalator)^{year}", False),
        PriceStructure(
            "outdoor_temperature",
            _by_heat_market,
            "market_part*{market}*{cpi}",
            False,
            follows_today=True,
            by_hour=by_outdoor_temperature,
        ),
        PriceStructure(
            "share_of_alternative",
            _by_avoided_cost,
            "avoided_share*{avoided}*{cpi}",
            False,
            follows_today=True,
        ),
        PriceStructure("collar", _within_collar, COLLAR, True),
        PriceStructure("seasonal", _by_index, INDEX, True, by_hour=by_season),
    )
}
"""In the order in which they are offered and shown."""


def structure_named(name: str) -> PriceStructure:
    """A price structure by its name.

    Raises
    ------
    ValueError
        When there is no such structure.
    """
    if name not in STRUCTURES:
        raise ValueError(f"no price structure {name!r}; there are {', '.join(STRUCTURES)}")
    return STRUCTURES[name]


def some_follow_today(cases: Cases) -> bool:
    """Whether any case has a price that follows what today's heat is made of."""
    names = choices("contract.structure")
    following = [code for code, name in enumerate(names) if STRUCTURES[name].follows_today]
    return some(np.isin(cases["contract.structure"], following))


def price_eur_per_mwh(structure: str, agreed: Offer, path: Paths) -> Array:
    """What a MWh costs in each year at the expected heat, in its money [EUR/MWh], (rows, years).

    Parameters
    ----------
    structure : str
        A name of ``STRUCTURES``; another one is a ``ValueError``.
    agreed : Offer
        At the start of supply.
    path : Paths
        The scenario, over the contract years.
    """
    return structure_named(structure).price(agreed, path)


def payment_eur(structure: str, agreed: Offer, path: Paths, heat: Array) -> Array:
    """What the operator pays for the heat it takes [EUR], (rows, years).

    Per MWh of ``heat`` [MWh], (rows, years); a payment for the capacity stays where less is taken
    than expected, or more.
    """
    paid = price_eur_per_mwh(structure, agreed, path) * heat
    if not structure_named(structure).pays_capacity:
        return np.asarray(paid)
    return np.asarray(paid + standing_eur_per_mwh(agreed, path) * (agreed.heat - heat))


def certain_eur(structure: str, agreed: Offer, path: Paths, counted: Array) -> Array:
    """What the operator pays in each year in which it takes no heat [EUR], (rows, years).

    Of the expected heat a share is ``counted`` as delivered [-], (rows, 1), at the price without
    the electricity that was not used: never below zero.
    """
    standing = payment_eur(structure, agreed, path, np.zeros_like(agreed.heat))
    return np.asarray(
        standing + unused_eur_per_mwh(structure, agreed, path) * counted * agreed.heat
    )


def unused_eur_per_mwh(structure: str, agreed: Offer, path: Paths) -> Array:
    """What a MWh costs in each year that counts as delivered and was not taken [EUR/MWh],
    (rows, years): without what is paid for the capacity anyway, and without its electricity."""
    standing = payment_eur(structure, agreed, path, np.zeros_like(agreed.heat))
    each = price_eur_per_mwh(structure, agreed, path) - ratio(standing, agreed.heat, 0.0)
    unused = power_eur_per_mwh(agreed, path) * agreed.power_per_heat
    return np.asarray(np.maximum(each - unused, 0))


def capacity_payment_eur_per_mw_year(agreed: Offer, capacity_mw: Array) -> Array:
    """Of the two-part price, at the start of supply: what stands x heat / capacity.

    In the years of a ramp-up the heat expected of each year counts, (rows, years).
    """
    standing = (1 - agreed.market_share) * (agreed.capital + agreed.operating)
    return ratio(standing * agreed.heat, capacity_mw)


def running_eur(cost: Running, agreed: Offer, path: Paths) -> Array:
    """The producer's running cost of each year in its money [EUR], (rows, years)."""
    return electricity_eur(cost, agreed, path) + cost.other * path.cpi[None]


def electricity_eur(cost: Running, agreed: Offer, path: Paths) -> Array:
    """Of that the electricity of heat pump and pumps."""
    return np.asarray(cost.electricity * power_level(agreed, path) * path.cpi[None])


def power_level(agreed: Offer, path: Paths) -> Array:
    """Real all-in price of each year over today's [-], (rows, years)."""
    moved = ratio(agreed.moving, agreed.electricity, 0.0) * (path.electricity[None] - 1)
    return np.asarray(1 + moved)
