"""Who carries which risk by price structure, and what a month and a mild year come to.

Each risk is one figure moved by a step from the base; what of it the price hands on is told by
the price itself, so that a structure's row follows from its formula.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.contract.avoided import Agreed, Avoided, avoided_eur_per_mwh
from ihp_core.contract.in_year import ByHour, mean_of, weights
from ihp_core.contract.structures import (
    Offer,
    PriceStructure,
    Running,
    electricity_eur,
    payment_eur,
    power_eur_per_mwh,
    price_eur_per_mwh,
)
from ihp_core.economics.scenarios import Paths
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, ratio
from ihp_core.year.hours import Hours

MOVED = 0.01  # of today's cost or a volume, of all prices a year
DEARER = 0.5
"""Electricity by half, which a price within bounds hands on in part."""
WARMER_K = 1.0
MONTHS = np.arange(1, 13)


class Expected(NamedTuple):
    """The offer with today's heat known, what it is held against, and the expected year [MW]."""

    made: Agreed
    cost: Running
    today: Avoided
    heat_mw: Array


class Carried(NamedTuple):
    """What the operator carries of each risk, of 1, (rows, 1); nan where there is no such risk."""

    electricity: Array
    heat_market: Array
    inflation: Array
    volume: Array


def carried(structure: str, known: Expected) -> Carried:
    """The operator's share of the electricity price, of a cheaper heat market, of a rise of all
    prices and of heat not taken, each against the base over the term."""
    agreed, path = known.made.offer, known.made.path("base")
    usual = payment_eur(structure, agreed, path, agreed.heat)

    def paid(at: Paths) -> Array:
        return payment_eur(structure, agreed, at, agreed.heat) - usual

    power = path._replace(electricity=path.electricity * (1 + DEARER))
    spent = [electricity_eur(known.cost, agreed, at) for at in (power, path)]
    market = path._replace(
        heat_market=path.heat_market * (1 - MOVED), avoided=path.avoided * (1 - MOVED)
    )
    avoided = avoided_eur_per_mwh(known.today, agreed, path) * agreed.heat
    risen = path._replace(cpi=path.cpi * (1 + MOVED) ** np.arange(1, len(path.cpi) + 1))
    return Carried(
        _share(agreed, path, paid(power), spent[0] - spent[1]),
        1 - _share(agreed, path, -paid(market), MOVED * avoided),
        _share(agreed, risen, paid(risen), usual * (risen.cpi / path.cpi - 1)),
        _volume(structure, agreed, path),
    )


def _share(agreed: Offer, path: Paths, part: Array, whole: Array) -> Array:
    """Part over whole of some yearly money, each year at its worth at the start of supply."""
    worth = ratio(agreed.worth, agreed.heat, 0.0) / path.cpi[None]
    return ratio(*((worth * money).sum(axis=1, keepdims=True) for money in (part, whole)))


def _volume(structure: str, agreed: Offer, path: Paths) -> Array:
    """What is paid for heat not taken, of what it would earn beyond its electricity."""
    whole, rest = agreed.heat, agreed.heat * (1 - MOVED)
    usual, less = (payment_eur(structure, agreed, path, heat) for heat in (whole, rest))
    unused = power_eur_per_mwh(agreed, path) * agreed.power_per_heat * MOVED * whole
    by_mwh = price_eur_per_mwh(structure, agreed, path) * MOVED * whole
    return 1 - _share(agreed, path, usual - less - unused, by_mwh - unused)


def mild_year(
    kind: PriceStructure, cases: Cases, hours: Hours, heat_mw: Array, warmer_k: float = WARMER_K
) -> Array:
    """What a year so much warmer pays for the same heat, over the expected year [-], (rows, 1)."""
    weight = weights(kind.by_hour, cases, hours, heat_mw, warmer_k)
    return np.nan_to_num(ratio(hours.total(weight * heat_mw), hours.total(heat_mw)), nan=1.0)


def month_weights(by_hour: ByHour | None, cases: Cases, hours: Hours, heat_mw: Array) -> Array:
    """Price of each month over that of the year [-], (rows, 12); of the hours where no heat is."""
    weight = weights(by_hour, cases, hours, heat_mw)
    within = [hours.month == month for month in MONTHS]
    by_heat = [ratio(hours.total(weight * heat_mw * m), hours.total(heat_mw * m)) for m in within]
    by_time = [ratio(hours.total(weight * m), hours.total(1.0 * m)) for m in within]
    found = np.where(np.isnan(by_heat), by_time, by_heat)
    return np.concatenate(list(found), axis=1)


def start_price(kind: PriceStructure, made: Agreed) -> Array:
    """The price of the year before anything in it has moved [EUR/MWh], (rows, 1)."""
    one = np.ones(1)
    now = Paths(one, one, one, heat_market=one, avoided=made.offer.avoided_base[:, :1])
    return np.asarray(kind.price(made.offer, now))


def at_weight_one(
    kind: PriceStructure, cases: Cases, hours: Hours, made: Agreed, heat_mw: Array
) -> Array:
    """The price at 0 °C or in winter at the start [EUR/MWh], (rows, 1); nan without such."""
    if kind.by_hour is None:
        return np.full((1, 1), np.nan)
    return start_price(kind, made) / mean_of(kind.by_hour, cases, hours, heat_mw)
