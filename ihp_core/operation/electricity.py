"""The price of electricity: its parts, and how it moves over the hours of the year.

All-in price = energy + grid with the supplier's part + levies + tax. Only the energy part follows
the exchange; under a long-term contract it is the same in every hour.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.places import CONNECTION, country_place, power_presets, preset_place
from ihp_core.tables.arrays import Array, Flags, every, outer, some
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.hours import Hours

ALL_IN = "market.electricity_price_eur_per_mwh"
SPOT = "spot_price_eur_per_mwh"
OWN = ("electricity_price_eur_per_mwh", SPOT)
"""Measured prices by their names; either moves as the exchange does."""

EXCHANGE_LEVEL = "electricity.exchange_level"  # a column where the exchange is moved, else none
SMALLEST_MWH = 1e-9


class Parts(NamedTuple):
    """The all-in price by its parts [EUR/MWh], (rows, 1)."""

    energy: Array
    grid: Array
    levies: Array
    tax: Array


def parts(cases: Cases) -> Parts:
    """Energy, grid, levies and tax of the all-in price; none exceeds what is left of it.

    A stated price has the energy part, the tax and the levies of its country; the rest is the
    grid and what the supplier takes.
    """
    all_in = cases[ALL_IN]
    energy = np.minimum(_energy(cases), all_in)
    tax = np.minimum(_of_connection(cases, "electricity.tax_eur_per_mwh"), all_in - energy)
    rest = all_in - energy - tax
    levies = np.minimum(_of_connection(cases, "electricity.levies_eur_per_mwh"), rest)
    return Parts(energy, rest - levies, levies, tax)


def _of_connection(cases: Cases, key: str) -> Array:
    return scoped(key, power_presets(), preset_place(cases))


def _energy(cases: Cases) -> Array:
    exchange = wholesale(cases)
    contract = _by_contract(cases)
    if not some(contract):
        return exchange
    agreed = _by_country(cases, "electricity.contract_energy_eur_per_mwh")
    return np.where(contract, agreed, exchange)


def _by_contract(cases: Cases) -> Flags:
    return np.asarray(cases[CONNECTION] == choices(CONNECTION).index("contract"))


def wholesale(cases: Cases) -> Array:
    """The year's mean on the exchange [EUR/MWh], (rows, 1); the country's unless it is moved."""
    mean = _by_country(cases, "market.wholesale_electricity_eur_per_mwh")
    return mean * cases[EXCHANGE_LEVEL] if EXCHANGE_LEVEL in cases else mean


def _by_country(cases: Cases, key: str) -> Array:
    return scoped(key, choices("country"), country_place(cases))


def moving_part(cases: Cases) -> Array:
    """The part of the price that follows the exchange hour by hour [EUR/MWh], (rows, 1)."""
    follows = np.minimum(wholesale(cases), cases[ALL_IN])
    contract = _by_contract(cases)
    return np.where(contract, 0.0, follows) if some(contract) else follows


def hourly_price(cases: Cases, hours: Hours) -> Array:
    """Electricity price in each hour [EUR/MWh], (rows, hours)."""
    return cases[ALL_IN] + swing(hours, moving_part(cases))


def measured(hours: Hours) -> Array | None:
    """The measured price of electricity in each hour [EUR/MWh], all-in or the exchange's."""
    return next((hours.own[name] for name in OWN if name in hours.own), None)


def exchange_measured(cases: Cases, hours: Hours) -> bool:
    """Whether the energy part is the exchange's price as it was measured."""
    spot_alone = SPOT in hours.own and OWN[0] not in hours.own
    return spot_alone and not some(_by_contract(cases))


def swing(hours: Hours, energy: Array) -> Array:
    """How far the price of an energy part (rows, 1) lies above its mean [EUR/MWh], (rows, hours).

    A measured price moves around the all-in price as it moves around its own mean.
    """
    own = measured(hours)
    if own is not None:
        return (own - hours.total(own) / HOURS_OF_YEAR) * (energy > 0)
    return outer(energy, hours.price_shape - 1)


def power_price(cases: Cases, hours: Hours, power_mw: Array, used: Array) -> Array:
    """Electricity price at the hours of a power's use [EUR/MWh], (rows, 1).

    ``used`` is what the power comes to in the year [MWh].
    """
    usual, moving = cases[ALL_IN], moving_part(cases)
    own = measured(hours)
    if own is None:
        over_mean = hours.total(power_mw, "price") - used
    else:
        over_mean = hours.total((own - hours.total(own) / HOURS_OF_YEAR) * power_mw)
        moving = np.where(moving > 0, 1.0, 0.0)
    if every(used > 0):
        return usual + moving * over_mean / used
    at_use = over_mean / np.maximum(used, SMALLEST_MWH)
    return np.where(used > 0, usual + moving * at_use, usual)
