"""Typical hours: 96 strata that stand for the 8,760 hours where only the amount is asked for.

Nested classes of load and, inside them, of the 72-h temperature, made once a climate. Each
carries its half widths, by which a limit cuts off a share of it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ihp_core.assumptions import Array
from ihp_core.hours import Hours

LOAD_CLASSES, TEMPERATURE_CLASSES = 24, 4


@cache
def typical(hours: Hours) -> Hours:
    """24 x 4 strata of the hours: classes of load and, inside them, of the 72-h temperature.

    They answer "how much", never "which side of a limit". Typical hours are their own.
    """
    if hours.weight_h.size <= LOAD_CLASSES * TEMPERATURE_CLASSES:
        return hours
    load, strata = hours.usual_load, _strata(hours)

    def means(hourly: Array) -> Array:
        return np.array([[hourly[0, stratum].mean() for stratum in strata]])

    def half_widths(hourly: Array) -> Array:
        return np.array([[np.ptp(hourly[0, stratum]) / 2 for stratum in strata]])

    return replace(
        hours,
        weight_h=np.array([[float(len(stratum)) for stratum in strata]]),
        cold_half_width=half_widths(hours.cold_fraction),
        load_half_width=half_widths(load),
        stratified=True,
        month=means(hours.month),
        outdoor_c=means(hours.outdoor_c),
        cold_fraction=means(hours.cold_fraction),
        heating_shape=means(hours.heating_shape),
        base_shape=means(hours.base_shape),
        summer=means(hours.summer),
    )


def energy_of(hours: Hours, power_mw: Array) -> Array:
    """Energy of an hourly power (rows, hours) in each typical hour [MWh], (rows, strata)."""
    if hours.stratified:
        return power_mw * hours.weight_h
    order, starts = _places(hours)
    return np.add.reduceat(np.take(power_mw, order, axis=1), starts, axis=1)


@cache
def _places(hours: Hours) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The hours in the order of their strata, and where each stratum starts."""
    strata = _strata(hours)
    sizes = [len(stratum) for stratum in strata]
    return np.concatenate(strata), np.cumsum([0, *sizes[:-1]])


@cache
def _strata(hours: Hours) -> tuple[NDArray[np.intp], ...]:
    """Places of the hours of each stratum."""
    cold = hours.cold_fraction[0]
    classes = np.array_split(np.argsort(hours.usual_load[0], kind="stable"), LOAD_CLASSES)
    return tuple(
        stratum
        for same_load in classes
        for stratum in np.array_split(
            same_load[np.argsort(cold[same_load], kind="stable")], TEMPERATURE_CLASSES
        )
    )
