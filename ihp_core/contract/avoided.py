"""The operator's avoided running cost, by what moves it: gas, electricity or neither."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.contract.structures import NONE, Offer, power_level
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.scenarios import Paths
from ihp_core.operation.electricity import EXCHANGE_LEVEL
from ihp_core.operation.todays_heat import displaced_cost
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, ratio
from ihp_core.year.hours import Hours

STEP = 0.01  # of a price: small enough to leave the units in their order
GAS, POWER = "market.gas_price_eur_per_mwh", "market.electricity_price_eur_per_mwh"


class Avoided(NamedTuple):
    """The operator's avoided running cost by what moves it [EUR/MWh], (rows, 1).

    ``sold`` is what electricity sold beside the heat takes off, below zero: all of it energy.
    """

    gas: Array
    electricity: Array
    sold: Array
    other: Array


def avoided(
    ceiling: Array, gas: Array = NONE, electricity: Array = NONE, sold: Array = NONE
) -> Avoided:
    """The avoided running cost by what moves it; all but gas and electricity keeps its worth."""
    return Avoided(gas, electricity, sold, ceiling - gas - electricity - sold)


def avoided_by_price(cases: Cases, hours: Hours, outcome: Outcome, carbon: Array) -> Avoided:
    """The avoided running cost by what moves it, with today's units in today's order.

    A price's part is how far the cost goes with it; a stated cost of heat goes with none.
    ``carbon`` is what today's heat pays [EUR/t], (rows, 1).
    """

    def cost(known: Cases) -> Array:
        year = outcome.year
        saved = displaced_cost(known, hours, year.delivery(carbon))
        return ratio(hours.total(saved * year.delivered_mw), outcome.heat_mwh)

    usual = cost(cases)
    more = {key: cases[key].ravel() * (1 + STEP) for key in (GAS, POWER)}
    gas, power, sold = (
        (cost(cases.with_({key: moved})) - usual) / STEP
        for key, moved in (more | {EXCHANGE_LEVEL: np.array([1 + STEP])}).items()
    )
    return avoided(outcome.ceiling, gas, power, sold)


def avoided_eur_per_mwh(cost: Avoided, agreed: Offer, path: Paths) -> Array:
    """Avoided running cost of each year in its money [EUR/MWh], (rows, years)."""
    power = power_level(agreed, path)
    moved = cost.gas * path.gas[None] + cost.sold * path.electricity[None]
    real = moved + cost.electricity * power + cost.other
    return np.asarray(real * path.cpi[None])
