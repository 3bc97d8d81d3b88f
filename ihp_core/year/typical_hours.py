"""Typical hours: strata that stand for the 8,760 hours where only the amount is asked for.

Nested classes of load, inside them of the 72-h temperature, and of the season in those, made
once a climate. Each carries its half widths, by which a limit cuts off a share of it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.hours import Hours
from ihp_core.year.profiles import Spread

CLASSES = (16, 8, 3)
COARSE = (8, 3, 1)
REMEMBERED = 256

Strata = tuple[NDArray[np.intp], ...]
Classes = tuple[int, int, int]


@lru_cache(maxsize=REMEMBERED)
def typical(hours: Hours, classes: Classes = CLASSES) -> Hours:
    """Strata of the hours: classes of load, of the 72-h temperature in them, of season in those.

    They answer "how much", never "which side of a limit". ``COARSE`` ones are enough to rank
    capacities. Typical hours are their own.
    """
    if hours.spread is not None:
        return hours
    strata = _strata(hours, classes)

    def means(hourly: Array) -> Array:
        return np.array([[hourly[0, stratum].mean() for stratum in strata]])

    return replace(
        hours,
        whole=hours,
        weight_h=np.array([[float(len(stratum)) for stratum in strata]]),
        spread=_spread(hours, strata),
        month=means(hours.month),
        outdoor_c=means(hours.outdoor_c),
        cold_fraction=means(hours.cold_fraction),
        heating_shape=means(hours.heating_shape),
        base_shape=means(hours.base_shape),
        summer=means(hours.summer),
        season=means(hours.season),
        outage=means(hours.outage),
        price_shape=means(hours.price_shape),
        own={name: means(series) for name, series in hours.own.items()},
    )


def energy_of(hours: Hours, power_mw: Array, classes: Classes = CLASSES) -> Array:
    """Energy of an hourly power (rows, hours) in each typical hour [MWh], (rows, strata)."""
    if hours.spread is not None:
        return power_mw * hours.weight_h
    order, starts = _places(hours, classes)
    return np.add.reduceat(np.take(power_mw, order, axis=1), starts, axis=1)


@lru_cache(maxsize=REMEMBERED)
def _places(hours: Hours, classes: Classes) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The hours in the order of their strata, and where each stratum starts."""
    strata = _strata(hours, classes)
    sizes = [len(stratum) for stratum in strata]
    return np.concatenate(strata), np.cumsum([0, *sizes[:-1]])


def _spread(hours: Hours, strata: Strata) -> Spread:
    """How far the hours of each stratum lie apart."""
    cold, heating, base = (
        [shape[0, stratum] for stratum in strata]
        for shape in (hours.cold_fraction, hours.heating_shape, hours.base_shape)
    )
    pairs = list(zip(heating, base, strict=True))
    load = hours.own.get("load_mw", np.zeros_like(hours.weight_h))
    return Spread(
        np.array([[np.ptp(values) / 2 for values in cold]]),
        np.array([[values.var() for values in heating]]),
        np.array([[values.var() for values in base]]),
        np.array([[((a - a.mean()) * (b - b.mean())).mean() for a, b in pairs]]),
        np.array([[load[0, stratum].var() for stratum in strata]]),
    )


@lru_cache(maxsize=REMEMBERED)
def _strata(hours: Hours, classes: Classes) -> Strata:
    """Indices of the hours of each stratum; no stratum mixes hours with and without heating."""
    heated = hours.heating_shape[0] > 0
    load = hours.own.get("load_mw", hours.usual_load)
    return tuple(
        stratum
        for season in (np.flatnonzero(~heated), np.flatnonzero(heated))
        for same_load in _classes(season, load[0], _part(season, classes[0]))
        for same_cold in _classes(same_load, hours.cold_fraction[0], classes[1])
        for stratum in _classes(same_cold, hours.season[0], classes[2])
        if len(stratum)
    )


def _part(season: NDArray[np.intp], classes: int) -> int:
    """The season's share of the classes, at least one."""
    return max(round(classes * len(season) / HOURS_OF_YEAR), 1)


def _classes(indices: NDArray[np.intp], figure: Array, classes: int) -> list[NDArray[np.intp]]:
    """Indices split into classes of equal size by a figure of their hours."""
    return np.array_split(indices[np.argsort(figure[indices], kind="stable")], classes)
