"""The shapes of a year that follow from calendar and outdoor temperature, arrays (8760,)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption, column, table, value
from ihp_core.tables.units import DAYS_OF_MONTH, HOURS_OF_DAY, HOURS_OF_YEAR

REFERENCE_WEIGHTS = (1.0, 0.5, 0.25, 0.125)
MID_JANUARY = 14
MOST_OF_LOAD, BASE_SHARES = 0.9, 501
POWERS = np.geomspace(0.1, 6, 160)
"""The powers that a heating shape may be raised to, so that its peak is a stated one."""
FEW_POWERS, FEW_SHARES = np.geomspace(0.1, 6, 15), np.linspace(0, 1, 51)


class Spread(NamedTuple):
    """How far the hours of a stratum lie apart, (1, strata)."""

    cold_half_width: Array
    heating_variance: Array
    base_variance: Array
    shape_covariance: Array
    own_load_variance: Array


def season() -> Array:
    """A year's cosine: -1 in mid January, 1 in mid July, (8760,)."""
    day = np.repeat(np.arange(365.0), 24)
    return -np.cos(2 * np.pi * (day - MID_JANUARY) / 365)


def months() -> Array:
    """The month of each hour, (8760,)."""
    return np.repeat(np.arange(1, 13), DAYS_OF_MONTH * 24).astype(float)


def price_zone(country: str, city: str) -> str:
    """The price zone whose electricity prices of 2024 stand for a country, or a city in it."""
    return assumption("electricity.price_zone", f"{country}.{city}").choice


def price_shape(zone: str) -> Array:
    """Price on the exchange over its mean of the year by month and hour of the day, (8760,)."""
    rows = [i for i, name in enumerate(table("price_shape")["zone"]) if name == zone]
    of_day = np.array([column("price_shape", f"h{hour:02}")[rows] for hour in range(24)]).T
    shape = np.repeat(of_day, DAYS_OF_MONTH, axis=0).ravel()
    return np.asarray(shape / shape.mean())


def planned_outage() -> Array:
    """1 in the hours of the planned stop, (8760,)."""
    first = int(value("operation.planned_outage_first_day") - 1) * 24
    stands = np.zeros(HOURS_OF_YEAR)
    stands[first : first + round(value("operation.planned_outage_weeks") * 168)] = 1.0
    return stands


def mean_of_last(hourly: Array, count: int) -> Array:
    """The mean of the last hours up to each, the year taken as a ring."""
    ring = np.concatenate([hourly[-count + 1 :], hourly])
    sums = np.cumsum(np.insert(ring, 0, 0.0))
    return np.asarray((sums[count:] - sums[:-count]) / count)


def reference_temperature(outdoor_c: Array) -> Array:
    """Daily means weighted over four days, what buildings feel [°C], (days,)."""
    daily = outdoor_c.reshape(-1, 24).mean(axis=1)
    weighted = sum(w * np.roll(daily, back) for back, w in enumerate(REFERENCE_WEIGHTS))
    return np.asarray(weighted / sum(REFERENCE_WEIGHTS))


def load_shapes(outdoor_c: Array) -> tuple[Array, Array]:
    """Space heating, and hot water with losses, over their own means of the year, (8760,)."""
    heating = heating_need(outdoor_c)
    base = np.tile(column("load_profile", "base"), len(outdoor_c) // HOURS_OF_DAY)
    return heating / max(heating.mean(), 1e-9), base / base.mean()


def heating_need(outdoor_c: Array) -> Array:
    """What space heating goes with in each hour of whole days [K], (hours,)."""
    need = np.maximum(value("network.heating_limit_c") - reference_temperature(outdoor_c), 0)
    return np.asarray(np.outer(need, column("load_profile", "space_heating")).ravel())


def usual(heating: Array, base: Array) -> Array:
    """Load over its mean in a network with the usual share of hot water and losses."""
    share = value("network.base_load_fraction")
    return (1 - share) * heating + share * base


def hotness_of_most(
    hotness: Array, heating: Array, base: Array, order: NDArray[np.intp]
) -> tuple[Array, Array]:
    """Hotness that 90 % of a year's load does not exceed, for shares of hot water in it.

    Hotness and loads by the hour, (hours,), and the hours by rising hotness; shares and hotness
    come back, (shares,) each.
    """
    shares = np.linspace(0, 1, BASE_SHARES)
    return shares, _hotness_of_most(hotness, heating, base, order, shares)


def _hotness_of_most(
    hotness: Array, heating: Array, base: Array, order: NDArray[np.intp], shares: Array
) -> Array:
    heated, even = (shape[order].cumsum() for shape in (heating, base))
    summed = ((1 - share) * heated + share * even for share in shares)
    indices = [np.searchsorted(sums, MOST_OF_LOAD * sums[-1]) for sums in summed]
    return np.asarray(hotness[order[np.minimum(indices, order.size - 1)]])


def hotness_of_powers(
    hotness: Array, heating: Array, base: Array, order: NDArray[np.intp]
) -> Array:
    """The same where the heating is raised to each of ``FEW_POWERS``, for ``FEW_SHARES`` of hot
    water, (powers, shares)."""
    rows = []
    for power in FEW_POWERS:
        raised = heating**power
        raised = raised / max(raised.mean(), 1e-9)
        rows.append(_hotness_of_most(hotness, raised, base, order, FEW_SHARES))
    return np.array(rows)


def between_powers(table_of: Array, power: Array, share: Array) -> Array:
    """Of a table by ``FEW_POWERS`` and ``FEW_SHARES`` what lies between its entries, (rows, 1)."""
    (row, across), (column_, along) = (
        _between(grid, figure) for grid, figure in ((FEW_POWERS, power), (FEW_SHARES, share))
    )
    low, high = (
        table_of[row + step, column_] * (1 - along) + table_of[row + step, column_ + 1] * along
        for step in (0, 1)
    )
    return np.asarray(low * (1 - across) + high * across)


def _between(grid: Array, figure: Array) -> tuple[NDArray[np.intp], Array]:
    """The entry of a grid below each figure, and the part of the way to the next."""
    below = np.clip(np.searchsorted(grid, figure, side="right") - 1, 0, grid.size - 2)
    part = (figure - grid[below]) / (grid[below + 1] - grid[below])
    return below, np.clip(part, 0, 1)


def highest_by_power(heating: Array, peak: float) -> tuple[Array, Array]:
    """The peak hour of a heating shape over its mean where it is raised to each of ``POWERS``, and
    these, (powers,) each."""
    means = np.array([(heating**power).mean() for power in POWERS])
    return peak**POWERS / np.maximum(means, 1e-9), POWERS


def smoothly_between(grid: Array, figures: Array, at: Array) -> Array:
    """What lies between the entries of a smooth table: the cubic through the four around it.

    Parameters
    ----------
    grid, figures : ndarray
        Rising places and what stands there, (entries,).
    at : ndarray
        Where it is asked for, within the grid; any shape.

    Returns
    -------
    ndarray
        Of the shape of ``at``.
    """
    first = np.clip(np.searchsorted(grid, at) - 2, 0, grid.size - 4)
    places = [first + step for step in range(4)]
    outcome = np.zeros(np.shape(at))
    for one in places:
        weight = np.ones(np.shape(at))
        for other in places:
            if other is not one:
                weight = weight * (at - grid[other]) / (grid[one] - grid[other])
        outcome = outcome + weight * figures[one]
    return outcome
