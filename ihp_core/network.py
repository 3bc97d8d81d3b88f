"""The network's side: its size, its load, supply and return hour by hour."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assumptions import Array
from ihp_core.climate import HOURS_OF_YEAR
from ihp_core.columns import Cases
from ihp_core.hours import Hours


class Size(NamedTuple):
    """How large the network is, columns (rows, 1)."""

    mean_mw: Array
    base_share: Array
    peak_mw: Array


def size(cases: Cases, hours: Hours, plant_mw: Array) -> Size:
    """Mean load, share of hot water and losses in it, and peak load.

    The annual heat wins over the peak load; where neither is stated, the network is one of
    which the plant's output ``plant_mw`` [MW] is a given share of the peak. A stated summer
    load replaces the usual share of hot water and losses.
    """
    heating, base = hours.peak_heating_shape, hours.peak_base_shape
    peak = cases["network.peak_load_mw"]
    usual_peak = plant_mw / cases["network.plant_share_of_peak_fraction"]
    peak = np.where(np.isnan(peak), usual_peak, peak)
    summer = cases["network.summer_load_mw"] * cases["network.base_load_per_summer_load"]
    share = cases["network.base_load_fraction"]
    by_share = peak / ((1 - share) * heating + share * base)
    by_summer = (peak + summer * (heating - base)) / heating
    by_peak = np.where(np.isnan(summer), by_share, by_summer)
    annual = cases["network.annual_heat_gwh"] * 1e3 / HOURS_OF_YEAR
    mean = np.where(np.isnan(annual), by_peak, annual)
    share = np.where(np.isnan(summer), share, np.clip(summer / mean, 0, 1))
    return Size(mean, share, mean * ((1 - share) * heating + share * base))


def load_mw(size: Size, hours: Hours) -> Array:
    """The network's load in each hour [MW], (rows, hours)."""
    base = size.base_share * hours.base_shape
    return size.mean_mw * ((1 - size.base_share) * hours.heating_shape + base)


def load_half_width_mw(size: Size, hours: Hours) -> Array:
    """Half of what the load spans in each hour [MW], as if spread evenly; 0 for real hours."""
    if hours.spread is None:
        return np.zeros((1, 1))
    _, heating, base, both = hours.spread
    share, rest = size.base_share, 1 - size.base_share
    variance = rest * rest * heating + 2 * rest * share * both + share * share * base
    return np.asarray(size.mean_mw * np.sqrt(3 * np.maximum(variance, 0)))


def temperature_c(cases: Cases, name: str, hours: Hours) -> Array:
    """Supply or return at the connection point [°C], (rows, hours).

    It moves with the 72-h mean outdoor temperature between its winter value on the coldest
    days of the year and its summer value above the bend of the heating curve; ``name`` is
    ``supply`` or ``return``.
    """
    winter, summer = cases[f"network.{name}_winter_c"], cases[f"network.{name}_summer_c"]
    return summer + (winter - summer) * hours.cold_fraction
