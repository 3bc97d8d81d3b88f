"""What is certain and what is owed: minimum volume, deemed delivery, availability, remedy, and
what is still to be paid back when the contract ends early.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.contract.structures import ONE, STRUCTURES, Offer
from ihp_core.economics.finance import discount_factors, present_value
from ihp_core.operation.heat_year import availability
from ihp_core.site.cases import Cases, choices
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.hours import Hours

POINT = 0.01  # of availability
YEARS = (5, 10, 15)


class Terms(NamedTuple):
    """Of a year with the full IT load, in the money of the start of supply, (rows, 1).

    ``minimum_volume`` is the heat below which the operator pays without taking [MWh],
    ``certain_revenue`` what it pays if it takes none [EUR/a], ``deemed`` the price of each MWh
    missing to the minimum volume [EUR/MWh]: without the electricity that was not used. Both are
    means of the term, as the indicative price is.

    ``availability`` is the model's own [-]; ``missing_allowed`` is the heat that may be missing
    in a year without remedy [MWh], ``reserve`` the heat that the model's own availability
    leaves above the guarantee [MWh], below zero where it does not reach it, ``remedy`` what
    each point of availability below the guarantee costs the producer [EUR].
    """

    minimum_volume: Array
    certain_revenue: Array
    deemed: Array
    availability: Array
    missing_allowed: Array
    reserve: Array
    remedy: Array


def terms_of(cases: Cases, hours: Hours, agreed: Offer, heat: Array, avoided: Array) -> Terms:
    """The terms at an offer.

    Parameters
    ----------
    cases, hours : Cases, Hours
        Filled columns and the year.
    agreed : Offer
        At the start of supply.
    heat : ndarray
        Expected in a year with the full IT load [MWh], (rows, 1).
    avoided : ndarray
        The operator's avoided running cost [EUR/MWh], (rows, 1).
    """
    least = cases["contract.minimum_volume_fraction"] * heat
    standing = _standing(cases, agreed)
    missing = np.maximum(agreed.fixed - standing, 0)
    deemed = cases["contract.deemed_delivery_fraction"] * missing
    own = hours.total(availability(cases, hours)) / HOURS_OF_YEAR
    guaranteed, full = cases["contract.availability_guarantee_fraction"], heat / own
    return Terms(
        minimum_volume=least,
        certain_revenue=standing * heat + deemed * least,
        deemed=deemed,
        availability=np.asarray(own),
        missing_allowed=(1 - guaranteed) * full,
        reserve=(own - guaranteed) * full,
        remedy=np.maximum(avoided - agreed.price, 0) * POINT * full,
    )


def _standing(cases: Cases, agreed: Offer) -> Array:
    """What a capacity is paid for, heat or not, per MWh of the expected heat [EUR/MWh]."""
    names = choices("contract.structure")
    apart = [code for code, name in enumerate(names) if STRUCTURES[name].pays_capacity]
    paid = np.isin(cases["contract.structure"], apart)
    return np.where(paid, (1 - agreed.market_share) * agreed.fixed, 0.0)


class Outstanding(NamedTuple):
    """Capital outstanding at the end of ``year`` [EUR], (rows, years); ``share`` of the start, in
    equal parts [-]."""

    year: tuple[int, ...]
    share: Array
    straight_line: Array
    annuity: Array


def years_within(term: int) -> tuple[int, ...]:
    """The years shown that lie within a term; at its end nothing is left."""
    return tuple(year for year in YEARS if year < term)


def outstanding(cases: Cases, invested: Array, to_pay_back: Array) -> Outstanding:
    """Capital outstanding in two ways, of the first case's term.

    Parameters
    ----------
    cases : Cases
        Filled columns.
    invested : ndarray
        Capital after grant [EUR], (rows, 1): written off in equal parts over the term.
    to_pay_back : ndarray
        The same with the interest of the construction time [EUR], (rows, 1): paid back by equal
        yearly amounts that earn the required return on what is outstanding.
    """
    term, rate = cases["contract.term_years"], cases["contract.discount_rate_fraction"]
    year = years_within(int(term.item(0)))
    passed = np.array([year], dtype=float).reshape(1, -1)
    whole = discount_factors(rate, term)
    rest = [present_value(ONE, discount_factors(rate, term - past)) for past in year]
    owed = np.array([[left.item(0) for left in rest]]) / present_value(ONE, whole)
    share = 1 - passed / term
    return Outstanding(year, share, invested * share, to_pay_back * owed)
