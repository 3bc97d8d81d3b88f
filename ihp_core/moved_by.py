"""What moves the operator's avoided running cost: gas, electricity bought or sold, or neither."""

from __future__ import annotations

import numpy as np

from ihp_core.economics.outcome import Outcome
from ihp_core.operation.electricity import EXCHANGE_LEVEL
from ihp_core.operation.todays_heat import displaced_cost
from ihp_core.site.cases import Cases
from ihp_core.structures import Avoided, avoided
from ihp_core.tables.arrays import Array, ratio
from ihp_core.year.hours import Hours

STEP = 0.01  # of a price: small enough to leave the units in their order
GAS, POWER = "market.gas_price_eur_per_mwh", "market.electricity_price_eur_per_mwh"


def avoided_by_price(cases: Cases, hours: Hours, found: Outcome, carbon: Array) -> Avoided:
    """The avoided running cost by what moves it, with today's units in today's order.

    A price's part is how far the cost goes with it; a stated cost of heat goes with none.
    ``carbon`` is what today's heat pays [EUR/t], (rows, 1).
    """

    def cost(known: Cases) -> Array:
        year = found.year
        saved = displaced_cost(known, hours, year.delivery(carbon))
        return ratio(hours.total(saved * year.delivered_mw), found.heat_mwh)

    usual = cost(cases)
    more = {key: cases[key].ravel() * (1 + STEP) for key in (GAS, POWER)}
    gas, power, sold = (
        (cost(cases.with_({key: moved})) - usual) / STEP
        for key, moved in (more | {EXCHANGE_LEVEL: np.array([1 + STEP])}).items()
    )
    return avoided(found.ceiling, gas, power, sold)
