"""How the price of a year goes with its hours: by outdoor temperature, by winter and summer.

The weights of the hours have a mean of 1 over the expected heat, so that the year is worth its
price per MWh in the expected weather. A year with other weather pays what its own hours weigh.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, ratio
from ihp_core.year.hours import Hours

ByHour = Callable[[Cases, Hours, float], Array]
"""Price of each hour over any other, (rows, hours), in a year so much warmer [K]."""


def by_outdoor_temperature(cases: Cases, hours: Hours, warmer_k: float = 0.0) -> Array:
    """1 at 0 °C, less by the same share with each degree, nothing above a limit.

    The form of Stockholm Exergi's price for surplus heat.
    """
    outdoor = hours.outdoor_c + warmer_k
    falling = (1 - cases["contract.fall_per_k_fraction"]) ** outdoor
    return np.where(outdoor <= cases["contract.no_price_above_c"], falling, 0.0)


def by_season(cases: Cases, hours: Hours, _warmer_k: float = 0.0) -> Array:
    """1 in the months of winter, which may pass the turn of the year, a share of it in summer."""
    first, last = cases["contract.winter_from_month"], cases["contract.winter_to_month"]
    from_first, to_last = hours.month >= first, hours.month <= last
    winter = np.where(first <= last, from_first & to_last, from_first | to_last)
    return np.where(winter, 1.0, cases["contract.summer_price_fraction"])


def weights(
    by_hour: ByHour | None, cases: Cases, hours: Hours, heat_mw: Array, warmer_k: float = 0.0
) -> Array:
    """Price of each hour over that of the expected year [-], (rows, hours).

    Parameters
    ----------
    by_hour : callable or None
        How the price goes with the hours; ``None``: it does not.
    cases, hours : Cases, Hours
        Filled columns and the expected year.
    heat_mw : ndarray
        Expected heat [MW], (rows, hours).
    warmer_k : float
        By how much the year is warmer than expected [K].
    """
    if by_hour is None:
        return np.ones_like(heat_mw)
    per_mean = 1 / mean_of(by_hour, cases, hours, heat_mw)
    return np.asarray(by_hour(cases, hours, warmer_k) * per_mean)


def mean_of(by_hour: ByHour, cases: Cases, hours: Hours, heat_mw: Array) -> Array:
    """Mean over the expected heat, (rows, 1); nan where no hour with heat has a price."""
    found = ratio(hours.total(by_hour(cases, hours, 0.0) * heat_mw), hours.total(heat_mw))
    return np.where(found > 0, found, np.nan)
