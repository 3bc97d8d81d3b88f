"""Today's running cost of the heat that a plant displaces, over the term of the contract.

Fuel and carbon follow the base paths of ``data/scenarios.csv``; the mean over the term is laid
on the same discount factors as the plant's cost, over the years in which law lets the fuel burn.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, reduce
from typing import NamedTuple

import numpy as np

from ihp_core.economics.scenarios import carbon_path, paths
from ihp_core.operation.electricity import ALL_IN, EXCHANGE_LEVEL, wholesale
from ihp_core.operation.heat_year import HeatYear
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import (
    CARBON,
    FUELS,
    carbon_per_heat,
    carbon_price_eur_per_t,
    displaced_cost,
    fuels,
    several,
    trades,
)
from ihp_core.site.cases import HEAT_UNITS, MARK, Cases, choices
from ihp_core.site.places import country_place
from ihp_core.tables.arrays import Array, Flags, every, ratio, some
from ihp_core.tables.assumptions import table, value, values
from ihp_core.year.hours import Hours

GAS = "market.gas_price_eur_per_mwh"
SOURCE, STATED = "network.heat_source_today", "network.heat_cost_today_eur_per_mwh"


class TodaysCost(NamedTuple):
    """Less what a new feed-in costs the operator [EUR/MWh], (rows, 1).

    ``now`` is that of the first year; ``term`` the mean over the years in which the fuel may be
    burnt, nan where there are none; ``unbound`` that over all years; ``last_year`` the calendar
    year in which law still lets it burn.
    """

    now: Array
    term: Array
    unbound: Array
    last_year: Array


def todays_cost(
    cases: Cases, hours: Hours, network: Size, year: HeatYear, factors: Array
) -> TodaysCost:
    """What the operator's own units save in the hours in which the plant delivers."""
    calendar = contract_years(cases, factors.shape[1])
    carbon, last = carbon_by_year(cases, network, calendar), last_year(cases)
    today = carbon_price_eur_per_t(cases, network.peak_mw)
    saved = _saved(cases, hours, year, today)
    now, unbound = (
        saved(cases, today),
        saved(_over_the_term(cases, factors), _mean(carbon, factors)),
    )
    allowed = factors * (calendar <= last)
    if every(allowed == factors):
        return TodaysCost(now, unbound, unbound, last)
    term = saved(_over_the_term(cases, allowed), _mean(carbon, allowed))
    return TodaysCost(now, np.where(some_year(allowed), term, np.nan), unbound, last)


def _saved(
    cases: Cases, hours: Hours, year: HeatYear, today: Array
) -> Callable[[Cases, Array], Array]:
    """The mean cost of what is saved, at some prices and a price of carbon [EUR/MWh].

    A single source's cost grows evenly with the price of carbon; the order of several may change.
    """
    heat, added = hours.total(year.delivered_mw), cases["cost.operator_added_eur_per_mwh"]

    def ordered(known: Cases, carbon: Array) -> Array:
        cost = displaced_cost(known, hours, year.delivery(carbon))
        return ratio(hours.total(cost * year.delivered_mw), heat) - added

    if several(cases):
        return ordered
    each = carbon_per_heat(cases, year.return_c)
    per_heat = each if each.size == 1 else ratio(hours.total(each * year.delivered_mw), heat)
    now = ordered(cases, today)

    def single(known: Cases, carbon: Array) -> Array:
        usual = now if known is cases else ordered(known, today)
        return usual + per_heat * (carbon - today)

    return single


def some_year(weights: Array) -> Flags:
    """Whether any year counts, (rows, 1)."""
    return np.asarray(weights.sum(axis=1, keepdims=True) > 0)


def contract_years(cases: Cases, years: int) -> Array:
    """The calendar years of the contract, (rows, years)."""
    stated = cases["contract.start_year"]
    start = np.where(np.isnan(stated), value("contract.start_year", "usual"), stated)
    return start + np.arange(years)[None]


def carbon_by_year(cases: Cases, network: Size, calendar: Array, scenario: str = "base") -> Array:
    """The price of carbon in each calendar year [EUR/t], money of the price year.

    Emissions trading moves in proportion to its path; in the European Union the national price
    gives way to trading in heating fuels where that is dearer. A stated price moves in
    proportion.
    """
    now = carbon_price_eur_per_t(cases, network.peak_mw)
    of_today = value("finance.price_year")
    ets, national = (
        (carbon_path(scenario, market, calendar), carbon_path(scenario, market, np.array(of_today)))
        for market in ("ets", "national")
    )
    trading = trades(cases, network.peak_mw)
    moved = now * np.where(trading, ets[0] / ets[1], national[0] / national[1])
    usual = np.isnan(cases[CARBON]) & ~trading
    if not some(usual):
        return np.asarray(moved)
    member = _members()[country_place(cases).astype(int)]
    followed = np.where(member, np.maximum(now, national[0]), now)
    return np.where(usual, followed, moved)


@cache
def _members() -> Array:
    """Which of the countries with data are members of the European Union, 1 or 0."""
    return np.array([country in table("members")["iso2"] for country in choices("country")])


def last_year(cases: Cases) -> Array:
    """The last calendar year in which the fuel of today's heat may be burnt, (rows, 1).

    Of several units that of the first to go. A cost of heat that is stated without its source
    says nothing of a fuel.
    """
    country = country_place(cases).astype(int)
    single = _last_years()[fuels()[cases[SOURCE].astype(int)], country]
    silent = ~np.isnan(cases[STATED]) & (cases[MARK + SOURCE] < 1)
    last = np.where(silent, np.inf, single)
    kinds = [cases[f"network.heat_sources_today.{n}.kind"] for n in range(HEAT_UNITS)]
    if every(np.isnan(kinds[0])):
        return last
    known = [np.nan_to_num(kind).astype(int) for kind in kinds]
    each = [
        np.where(np.isnan(kind), np.inf, _last_years()[fuels()[code], country])
        for kind, code in zip(kinds, known, strict=True)
    ]
    return np.where(np.isnan(kinds[0]), last, reduce(np.minimum, each))


@cache
def _last_years() -> Array:
    """Last year of each fuel in each country, (fuels, countries); endless where law is silent."""
    return np.array(
        [
            values("heat_source.last_year", [f"{fuel}.{country}" for country in choices("country")])
            for fuel in FUELS
        ]
    )


def _over_the_term(cases: Cases, weights: Array) -> Cases:
    """The cases at the mean prices of gas and electricity over the years that count."""
    base = paths("base", weights.shape[1])
    gas, power = (_mean(level[None], weights) for level in (base.gas, base.electricity))
    if every(gas == 1) and every(power == 1):
        return cases
    dearer = cases[ALL_IN] + np.minimum(wholesale(cases), cases[ALL_IN]) * (power - 1)
    return cases.with_({GAS: cases[GAS] * gas, ALL_IN: dearer, EXCHANGE_LEVEL: power})


def _mean(yearly: Array, weights: Array) -> Array:
    """Mean of a yearly figure over the years that count, (rows, 1); of all where none does."""
    whole = weights.sum(axis=1, keepdims=True)
    mean = ratio((yearly * weights).sum(axis=1, keepdims=True), whole)
    return np.where(np.isnan(mean), yearly[:, :1], mean)
