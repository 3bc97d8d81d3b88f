"""An hourly year of outdoor temperature from a city's monthly figures.

Monthly mean, day-to-day deviation and daily swing of 24 cities stand in ``data/climate.csv``.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import column, table, value
from ihp_core.tables.units import DAYS_OF_MONTH, HOURS_OF_YEAR

SEED = 2025


@cache
def outdoor_temperature(city: str) -> Array:
    """One year of hourly outdoor temperature with exact monthly means.

    Parameters
    ----------
    city : str
        A city of ``data/climate.csv``.

    Returns
    -------
    ndarray
        Temperature of each hour, local standard time [°C], shape (8760,).

    Notes
    -----
    Seasonal line through the monthly means, day-to-day deviation as a first-order
    autoregression with a fixed seed, daily swing as a cosine that peaks at 15 h.
    """
    mean, spread, swing = (_months(city, name) for name in _COLUMNS)
    day = _season(mean) + _deviations() * np.maximum(_season(spread), 0)
    middle_of_day = np.arange(365) * 24 + 12
    hour = np.arange(HOURS_OF_YEAR)
    smooth = np.interp(hour, middle_of_day, day, period=HOURS_OF_YEAR)
    daily = np.cos(2 * np.pi * (hour % 24 - value("climate.warmest_hour")) / 24)
    return _with_monthly_means(smooth + np.repeat(_season(swing), 24) * daily, mean)


_COLUMNS = ("mean_c", "daily_std_k", "diurnal_amplitude_k")


def _months(city: str, name: str) -> Array:
    """The twelve figures of a city, January first."""
    rows = [i for i, row_city in enumerate(table("climate")["city"]) if row_city == city]
    return column("climate", name)[rows]


def _season(monthly: Array) -> Array:
    """A daily line through the middles of the months, shape (365,)."""
    ends = np.cumsum(DAYS_OF_MONTH)
    middles = ends - DAYS_OF_MONTH / 2
    return np.asarray(np.interp(np.arange(365) + 0.5, middles, monthly, period=365))


@cache
def _deviations() -> Array:
    """Daily deviations in standard deviations: mean 0 and spread 1 within each month."""
    phi = value("climate.day_to_day_correlation")
    noise = np.random.default_rng(SEED).standard_normal(365 + 60)
    deviations = np.zeros_like(noise)
    for day in range(1, len(noise)):
        deviations[day] = phi * deviations[day - 1] + np.sqrt(1 - phi**2) * noise[day]
    year = deviations[60:]
    for days in np.split(np.arange(365), np.cumsum(DAYS_OF_MONTH)[:-1]):
        year[days] = (year[days] - year[days].mean()) / year[days].std()
    return year


def _with_monthly_means(hourly: Array, mean: Array) -> Array:
    """The year moved month by month onto its means, without a jump between months."""
    hours = np.split(np.arange(HOURS_OF_YEAR), np.cumsum(DAYS_OF_MONTH * 24)[:-1])
    for _ in range(40):
        off = mean - np.array([hourly[month].mean() for month in hours])
        hourly = hourly + np.repeat(_season(off), 24)
    return hourly
