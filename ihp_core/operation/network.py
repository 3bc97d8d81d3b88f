"""The network's side: its size, its load, supply and return hour by hour."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.plant.pipe import largest_flow_m3_per_s
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, every, outer
from ihp_core.tables.assumptions import assumption, value
from ihp_core.tables.units import HOURS_OF_YEAR, MWS_PER_M3_K
from ihp_core.year.hours import Hours
from ihp_core.year.profiles import between_powers, smoothly_between

SMALLEST = 1e-9  # the heating shape of a place that is never cold
SAME = 1e-6
KEPT = 2e-3
"""How near the shape's highest hour must come to a stated peak to be that peak."""
ONE: Array = np.ones((1, 1))


class Size(NamedTuple):
    """How large the network is, columns (rows, 1).

    Its heating goes with the place's heating shape to the power of ``steepness``, over the mean
    of that in the year: above 1 where the stated peak stands out more than the weather's.
    """

    mean_mw: Array
    base_share: Array
    peak_mw: Array
    steepness: Array = ONE
    heating_mean: Array = ONE

    def rows_of(self, rows: NDArray[np.intp]) -> Size:
        """Some of the networks, by their rows; a column in which all agree stays as it is."""
        return Size(*(column if len(column) == 1 else column[rows] for column in self))


def size(cases: Cases, hours: Hours, plant_mw: Array) -> Size:
    """Mean load, share of hot water and losses in it, and peak load.

    Where neither the annual heat nor the peak load is stated, the network is one of which the
    plant's output ``plant_mw`` [MW] is a given share of the peak. A stated summer load replaces
    the usual share of hot water and losses. Where both heat and peak are stated both are kept:
    that share gives way, within reason, and the heating's shape does the rest.
    """
    heating, base = hours.peak_heating_shape, hours.peak_base_shape
    stated = cases["network.peak_load_mw"]
    usual_peak = plant_mw / cases["network.plant_share_of_peak_fraction"]
    peak = np.where(np.isnan(stated), usual_peak, stated)
    summer = cases["network.summer_load_mw"] * cases["network.base_load_per_summer_load"]
    share = cases["network.base_load_fraction"]
    by_share = peak / ((1 - share) * heating + share * base)
    by_summer = (peak + summer * (heating - base)) / max(heating, SMALLEST)
    by_peak = np.where(np.isnan(summer), by_share, by_summer)
    annual = cases["network.annual_heat_gwh"] * 1e3 / HOURS_OF_YEAR
    mean = np.where(np.isnan(annual), by_peak, annual)
    share = np.where(np.isnan(summer), share, np.clip(summer / mean, 0, 1))
    if "load_mw" in hours.own:
        return Size(mean, share, hours.own["load_mw"].max(axis=1, keepdims=True))
    ratio = stated / annual
    if every(np.isnan(ratio)):
        return Size(mean, share, mean * ((1 - share) * heating + share * base))
    return _both_kept(mean, share, ratio, np.isnan(summer), hours)


def _both_kept(mean: Array, usual_share: Array, ratio: Array, free: Array, hours: Hours) -> Size:
    """The network whose peak over its mean is as stated, where it is; ``free`` where no summer load
    says how much of the load is not heating."""
    heating, base = hours.peak_heating_shape, hours.peak_base_shape
    least = assumption("network.base_load_fraction").low
    by_ratio = np.clip((heating - ratio) / max(heating - base, SMALLEST), least, 1)
    share = np.where(free & ~np.isnan(ratio), by_ratio, usual_share)
    wanted = (ratio - share * base) / np.maximum(1 - share, SMALLEST)
    alike = np.isnan(ratio) | (np.abs(wanted - heating) <= SAME * heating) | (share >= 1)
    steepness = np.where(alike, 1.0, np.interp(wanted, *hours.steepness_of_peak))
    heating_mean = np.where(alike, 1.0, _mean_of_power(steepness, hours))
    peak = mean * ((1 - share) * heating**steepness / heating_mean + share * base)
    kept = np.abs(peak / (ratio * mean) - 1) <= KEPT
    return Size(mean, share, np.where(kept, ratio * mean, peak), steepness, heating_mean)


def _mean_of_power(steepness: Array, hours: Hours) -> Array:
    """Mean over the real year of the heating shape to a power; by a table where typical hours ask,
    to 1e-7, for theirs is another."""
    if hours.spread is None:
        raised = hours.heating_shape**steepness
        return np.maximum(hours.total(raised) / HOURS_OF_YEAR, SMALLEST)
    over_mean, powers = hours.steepness_of_peak
    highest = np.exp(smoothly_between(powers, np.log(over_mean), steepness))
    return np.asarray(hours.peak_heating_shape**steepness / highest)


def heating_shape(size: Size, hours: Hours) -> Array:
    """The heating's load over its mean of the year in each hour, (rows, hours)."""
    if every(size.steepness == 1):
        return hours.heating_shape
    raised = hours.heating_shape**size.steepness
    if hours.spread is None:
        return np.asarray(raised / size.heating_mean)
    mean = np.maximum(hours.total(raised) / HOURS_OF_YEAR, SMALLEST)  # of what stands for several
    return np.asarray(raised / np.where(size.steepness == 1, 1.0, mean))


def load_mw(size: Size, hours: Hours) -> Array:
    """The network's load in each hour [MW], (rows, hours); the measured one where there is."""
    if "load_mw" in hours.own:
        return hours.own["load_mw"]
    base = outer(size.base_share, hours.base_shape)
    return size.mean_mw * (outer(1 - size.base_share, heating_shape(size, hours)) + base)


def usual_supply_c(cases: Cases, size: Size, hours: Hours) -> Array:
    """Supply temperature that 90 % of the network's heat does not exceed [°C], (rows, 1)."""
    hotness = np.interp(size.base_share, *hours.hotness_of_most_load)
    if not every(size.steepness == 1):
        steep = between_powers(hours.hotness_of_powers, size.steepness, size.base_share)
        hotness = np.where(size.steepness == 1, hotness, steep)
    if "supply_c" in hours.own:
        return np.asarray(hotness)
    winter, summer = cases["network.supply_winter_c"], cases["network.supply_summer_c"]
    return np.asarray(summer + (winter - summer) * hotness)


def load_half_width_mw(size: Size, hours: Hours) -> Array:
    """Half of what the load spans in each hour [MW], as if spread evenly; 0 for real hours."""
    if hours.spread is None:
        return np.zeros((1, 1))
    if "load_mw" in hours.own:
        return np.asarray(np.sqrt(3 * hours.spread.own_load_variance))
    _, heating, base, both, _ = hours.spread
    share, rest = size.base_share, 1 - size.base_share
    if not every(size.steepness == 1):
        shape = np.maximum(hours.heating_shape, SMALLEST)
        slope = size.steepness * heating_shape(size, hours) / shape
        heating, both = heating * slope**2, both * slope
    variance = (
        outer(rest * rest, heating) + outer(2 * rest * share, both) + outer(share * share, base)
    )
    return np.asarray(size.mean_mw * np.sqrt(3 * np.maximum(variance, 0)))


def temperature_c(cases: Cases, name: str, hours: Hours) -> Array:
    """Supply or return at the connection point [°C], (rows, hours).

    It moves with the 72-h mean outdoor temperature between its winter value on the coldest
    days of the year and its summer value above the bend of the heating curve; ``name`` is
    ``supply`` or ``return``. A measured series stands for the model, and a measured return
    stays below the supply.
    """
    if f"{name}_c" in hours.own:
        return _measured_c(cases, name, hours)
    winter, summer = cases[f"network.{name}_winter_c"], cases[f"network.{name}_summer_c"]
    return summer + outer(winter - summer, hours.cold_fraction)


def _measured_c(cases: Cases, name: str, hours: Hours) -> Array:
    measured = hours.own[f"{name}_c"]
    if name == "supply":
        return measured
    least = value("input.min_network_spread_k")
    return np.asarray(np.minimum(measured, temperature_c(cases, "supply", hours) - least))


def narrow_place(cases: Cases) -> bool:
    """Whether the place of hand-over limits any case."""
    return _stated_pipe(cases) or not every(cases["connection.local_load_fraction"] >= 1)


def local_limit_mw(cases: Cases, load_mw: Array, supply_c: Array, return_c: Array) -> Array:
    """What the place of hand-over takes: its share of the load, its pipe [MW]."""
    limit = cases["connection.local_load_fraction"] * load_mw
    if not _stated_pipe(cases):
        return limit
    flow = largest_flow_m3_per_s(cases["connection.local_dn"])
    return np.fmin(limit, flow * MWS_PER_M3_K * (supply_c - return_c))


def _stated_pipe(cases: Cases) -> bool:
    """Whether any case states the pipe at the place of hand-over."""
    return not every(np.isnan(cases["connection.local_dn"]))
