"""The usual prices of electricity by country and connection."""

from __future__ import annotations

from functools import cache

import numpy as np

from ihp_core.columns import Cases, choices, scoped
from ihp_core.geography import country_place
from ihp_core.tables.arrays import Array

CONNECTION = "market.electricity_connection"
PRICE = "market.electricity_price_eur_per_mwh"


@cache
def power_presets() -> tuple[str, ...]:
    """The scopes of the electricity prices: country and connection, such as DE.data_centre."""
    return tuple(f"{c}.{kind}" for c in choices("country") for kind in choices(CONNECTION))


def preset_place(cases: Cases) -> Array:
    """Place among ``power_presets`` of each row's country and connection, (rows, 1)."""
    return np.asarray(country_place(cases) * len(choices(CONNECTION)) + cases[CONNECTION])


def electricity_price(cases: Cases) -> Array:
    """The price of the country and connection, less the levies that a meter of its own saves."""
    gross = scoped(PRICE, power_presets(), preset_place(cases))
    exempt = scoped("electricity.exempt_eur_per_mwh", choices("country"), country_place(cases))
    own_meter = cases[CONNECTION] != choices(CONNECTION).index("data_centre")
    return np.asarray(gross - exempt * own_meter)


def price_through_data_centre(cases: Cases) -> Array:
    """What the data centre pays for its electricity [EUR/MWh]: the heat pump's price where it comes
    through the same connection, else the country's usual one, (rows, 1)."""
    kinds = choices(CONNECTION)
    through = kinds.index("data_centre")
    place = country_place(cases) * len(kinds) + through
    usual = scoped(PRICE, power_presets(), place)
    return np.where(cases[CONNECTION] == through, cases[PRICE], usual)
