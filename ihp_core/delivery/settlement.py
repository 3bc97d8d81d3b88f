"""What is due month by month: the price by its formula at the month's index, then the year's
settlement.

Each month is billed at the price that the structure's own formula gives at the month's electricity
price. The last month of a contract year settles it: the heat of the year costs what the formula
gives at the year's mean, and what is missing to the minimum volume is added. So the months add up
to the year of the contract.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.contract.structures import (
    Offer,
    payment_eur,
    power_eur_per_mwh,
    price_eur_per_mwh,
    standing_eur_per_mwh,
    structure_named,
    unused_eur_per_mwh,
)
from ihp_core.economics.scenarios import Paths
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import MONTHS_OF_YEAR

EVEN: Array = np.ones(1)


class Agreement(NamedTuple):
    """What a month is billed by: the structure, the offer and the levels of a contract year.

    ``year`` counts from 1. ``missing_counted`` is the share of a shortfall that counts as
    delivered [-] and ``minimum_mwh`` the heat of a year below which there is one [MWh].
    """

    structure: str
    offer: Offer
    path: Paths
    year: int
    minimum_mwh: float = 0.0
    missing_counted: float = 0.0

    def at(self, power: float) -> Paths:
        """The levels of the contract year at an electricity price in its money [EUR/MWh]."""
        moving, cpi = self.offer.moving.item(0), self.path.cpi[self.year - 1]
        above = power / cpi - self.offer.electricity.item(0)
        level = 1 + above / moving if moving > 0 else 1.0
        return self.path._replace(electricity=np.full(len(self.path.cpi), level))

    def of_year(self, figures: Array) -> float:
        """The figure of the contract year in an array (1, years)."""
        every = np.broadcast_to(figures, (1, len(self.path.cpi)))
        return float(every[0, self.year - 1])

    def moved(self, power: Array, mean: float) -> Array:
        """Modelled prices of electricity in today's money [EUR/MWh], as the contract year has them:
        their swing around the mean grows with the exchange, all of it with consumer prices."""
        year = self.year - 1
        level, cpi = self.path.electricity[year], self.path.cpi[year]
        swing = (power - mean) * level * cpi
        return np.asarray(self.of_year(power_eur_per_mwh(self.offer, self.path)) + swing)


class Bills(NamedTuple):
    """Months in their order, (months,): the electricity price that counts and the price of heat at
    it [EUR/MWh]; payment for the capacity, for the heat, and what the year's settlement adds [EUR].
    """

    power_eur_per_mwh: Array
    price_eur_per_mwh: Array
    capacity_eur: Array
    heat_eur: Array
    settled_index_eur: Array
    settled_volume_eur: Array

    @property
    def amount_eur(self) -> Array:
        """What is due for each month."""
        settled = self.settled_index_eur + self.settled_volume_eur
        return np.asarray(self.capacity_eur + self.heat_eur + settled)


def bills(
    agreement: Agreement,
    heat_mwh: Array,
    power: Array,
    hours: Array,
    offered_mwh: float = np.inf,
    weight: Array = EVEN,
) -> Bills:
    """What is due for the months of a contract year; twelve of them are settled in the last.

    Parameters
    ----------
    agreement : Agreement
        What they are billed by.
    heat_mwh, power, hours : ndarray
        Heat of each month [MWh], its electricity price in the money of the year [EUR/MWh], and
        its hours [h], by which the year's mean is made, (months,).
    offered_mwh : float
        What the plant could have delivered in the year beside that and the network did not take
        [MWh]: no more of a shortfall is charged.
    weight : ndarray
        Price of each month over that of the expected year, where it goes with the weather or the
        season [-], (months,).
    """
    structure, offer = agreement.structure, agreement.offer
    paths = [agreement.at(price) for price in power.tolist()]
    price = np.array(
        [agreement.of_year(price_eur_per_mwh(structure, offer, path)) for path in paths]
    )
    counted = np.array([agreement.of_year(power_eur_per_mwh(offer, path)) for path in paths])
    standing = _standing(agreement)
    capacity = np.full(len(heat_mwh), standing * agreement.of_year(offer.heat) / MONTHS_OF_YEAR)
    none = np.zeros(len(heat_mwh))
    price = price * weight
    made = Bills(counted, price, capacity, (price - standing) * heat_mwh, none, none)
    return _settled(agreement, made, _Months(heat_mwh, power, hours, weight), offered_mwh)


class _Months(NamedTuple):
    """Heat [MWh], electricity price [EUR/MWh], hours and weight of each month, (months,)."""

    heat_mwh: Array
    power: Array
    hours: Array
    weight: Array


def _settled(agreement: Agreement, made: Bills, months: _Months, offered_mwh: float) -> Bills:
    """The same with the settlement of the year in its last month, where all twelve are there.

    The year's price is that of the year's mean index, in the weather and the seasons that it had.
    """
    if len(months.heat_mwh) != MONTHS_OF_YEAR:
        return made
    heat = float(months.heat_mwh.sum())
    mean = float((months.power * months.hours).sum() / months.hours.sum())
    weighed = float((months.weight * months.heat_mwh).sum() / heat) if heat > 0 else 1.0
    index = year_eur(agreement, heat, mean) * weighed - float(made.amount_eur.sum())
    volume = missing_eur(agreement, heat, mean, offered_mwh)
    return made._replace(
        settled_index_eur=_last(made.settled_index_eur, index),
        settled_volume_eur=_last(made.settled_volume_eur, volume),
    )


def _last(none: Array, amount: float) -> Array:
    return np.append(none[:-1], amount)


def _standing(agreement: Agreement) -> float:
    """What is paid for the capacity per MWh of the expected heat [EUR/MWh]."""
    if not structure_named(agreement.structure).pays_capacity:
        return 0.0
    return agreement.of_year(standing_eur_per_mwh(agreement.offer, agreement.path))


def year_eur(agreement: Agreement, heat_mwh: float, power: float) -> float:
    """What the heat of the contract year costs at the year's mean electricity price [EUR]."""
    path, heat = agreement.at(power), np.full(agreement.offer.heat.shape, heat_mwh)
    return agreement.of_year(payment_eur(agreement.structure, agreement.offer, path, heat))


def missing_eur(
    agreement: Agreement, heat_mwh: float, power: float, offered_mwh: float = np.inf
) -> float:
    """What the part of a shortfall costs that counts as delivered and was offered [EUR]."""
    missing = max(agreement.minimum_mwh - heat_mwh, 0.0)
    short = min(missing, offered_mwh) * agreement.missing_counted
    path = agreement.at(power)
    each = unused_eur_per_mwh(agreement.structure, agreement.offer, path)
    return short * agreement.of_year(each)
