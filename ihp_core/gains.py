"""What each of the three parties gains in a year at every price."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.outcome import Outcome
from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.places import price_through_data_centre
from ihp_core.tables.arrays import Array

PRICES = 41
BEYOND, LEAST_BEYOND = 0.25, 5.0  # of the way from floor to ceiling, to either side; EUR/MWh


class Gains(NamedTuple):
    """Yearly gains of a year with the full IT load [EUR/a].

    ``price`` [EUR/MWh], ``operator`` (its saving) and ``producer`` (its margin over the
    required return) are (rows, prices); ``cost``, the producer's including the required return,
    ``displaced``, the worth of the heat to the operator, and the data centre's two gains, which
    do not hang on the price, are (rows, 1).
    """

    price: Array
    operator: Array
    producer: Array
    cost: Array
    displaced: Array
    source_heat: Array
    cooling_saved: Array


def price_grid(floor: Array, ceiling: Array) -> Array:
    """Prices from below the lower to above the higher of the two [EUR/MWh], (rows, prices)."""
    low, high = np.minimum(floor, ceiling), np.maximum(floor, ceiling)
    beyond = np.maximum(BEYOND * (high - low), LEAST_BEYOND)
    step = np.linspace(0, 1, PRICES)[None]
    return np.asarray(low - beyond + step * (high - low + 2 * beyond))


def gains(cases: Cases, found: Outcome) -> Gains:
    """Each party's gain over the grid of prices."""
    price, heat = price_grid(found.floor.total, found.ceiling), found.energy.heat
    source, power = found.energy.source, price_through_data_centre(cases)
    return Gains(
        price=price,
        operator=(found.ceiling - price) * heat,
        producer=(price - found.floor.total) * heat,
        cost=found.floor.total * heat,
        displaced=found.ceiling * heat,
        source_heat=source * cases["data_centre.heat_price_eur_per_mwh"],
        cooling_saved=source * cooling_electricity(cases) * power,
    )


def cooling_electricity(cases: Cases) -> Array:
    """Electricity of the data centre's own coolers per heat they reject [MWh/MWh], (rows, 1)."""
    kind = "data_centre.cooling"
    return scoped("data_centre.cooling_electricity_per_heat", choices(kind), cases[kind])
