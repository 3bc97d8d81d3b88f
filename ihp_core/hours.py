"""The hours of a year at a place: outdoor temperature, calendar, load shapes, weights.

They carry the design points of the place, which fix flow and pipe.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.assumptions import Array, column, table, value
from ihp_core.climate import DAYS_OF_MONTH, HOURS_OF_YEAR, nearest_place, outdoor_temperature
from ihp_core.site import Site

AVERAGING_HOURS = 72
REFERENCE_WEIGHTS = (1.0, 0.5, 0.25, 0.125)
SUMMER_MONTHS = (6, 7, 8)


class Spread(NamedTuple):
    """How far the hours of a stratum lie apart, (1, strata)."""

    cold_half_width: Array
    heating_variance: Array
    base_variance: Array
    shape_covariance: Array


@dataclass(frozen=True, eq=False)
class Hours:
    """Arrays (1, hours); ``weight_h`` sums to 8,760.

    ``cold_fraction`` is 1 on the coldest three days of the place's year and 0 from the bend of
    the heating curve up. ``heating_shape`` and ``base_shape`` have a mean of 1 over the year.
    Hours that stand for several carry their ``spread``.
    """

    weight_h: Array
    month: Array
    outdoor_c: Array
    cold_fraction: Array
    heating_shape: Array
    base_shape: Array
    summer: Array
    peak_heating_shape: float
    peak_base_shape: float
    spread: Spread | None = None
    design: Hours | None = None

    @property
    def usual_load(self) -> Array:
        """Load over its mean in a network with the usual share of hot water, (1, hours)."""
        return _usual(self.heating_shape, self.base_shape)

    @cached_property
    def by_cold(self) -> NDArray[np.intp]:
        """The hours from the mildest to the coldest, places (hours,)."""
        return np.argsort(self.cold_fraction[0], kind="stable")

    def total(self, figure: Array) -> Array:
        """Sum over the year of an hourly figure (rows, hours) times weight [h], (rows, 1)."""
        if figure.shape[-1] == 1:
            return figure * float(self.weight_h.sum())
        return figure @ self.weight_h.T

    def summer_total(self, figure: Array) -> Array:
        """The same over June to August alone, (rows, 1)."""
        if figure.shape[-1] == 1:
            return figure * self.summer_hours
        return figure @ self._summer_weight_h

    def summer_mean(self, figure: Array) -> Array:
        """Mean over June to August of an hourly figure, (rows, 1)."""
        return self.summer_total(figure) / self.summer_hours

    @cached_property
    def summer_hours(self) -> float:
        """The hours of June to August."""
        return float(self._summer_weight_h.sum())

    @cached_property
    def _summer_weight_h(self) -> Array:
        return (self.weight_h * self.summer).T


def _usual(heating: Array, base: Array) -> Array:
    share = value("network.base_load_fraction")
    return (1 - share) * heating + share * base


def hours_at(latitude: float, longitude: float) -> Hours:
    """The 8,760 hours of the place, from the nearest city with climate data.

    Parameters
    ----------
    latitude, longitude : float
        Position [°].
    """
    return _city_hours(nearest_place(latitude, longitude)[0])


def hours_of(site: Site) -> Hours:
    """The hours at the network, else at the data centre, else in the country's first city."""
    for place in (site.network, site.data_centre):
        if place.latitude is not None and place.longitude is not None:
            return hours_at(place.latitude, place.longitude)
    cities, homes = table("climate")["city"], table("climate")["country"]
    known = site.country in homes
    return _city_hours(cities[homes.index(site.country or "")] if known else cities[0])


@cache
def _city_hours(city: str) -> Hours:
    return year_of(outdoor_temperature(city))


def year_of(outdoor_c: Array) -> Hours:
    """The hours that follow from a year of outdoor temperatures (8760,) [°C]."""
    bend = value("network.supply_bend_c")
    averaged = _mean_of_last(outdoor_c, AVERAGING_HOURS)
    coldest = float(min(averaged.min(), bend - 1.0))
    heating, base = _load_shapes(outdoor_c)
    peak = int(np.argmax(_usual(heating, base)))
    month = np.repeat(np.arange(1, 13), DAYS_OF_MONTH * 24).astype(float)
    none = np.zeros((1, HOURS_OF_YEAR))
    hours = Hours(
        weight_h=none + 1,
        month=month[None],
        outdoor_c=outdoor_c[None],
        cold_fraction=np.clip((bend - averaged) / (bend - coldest), 0, 1)[None],
        heating_shape=heating[None],
        base_shape=base[None],
        summer=np.isin(month, SUMMER_MONTHS).astype(float)[None],
        peak_heating_shape=float(heating[peak]),
        peak_base_shape=float(base[peak]),
    )
    return replace(hours, design=_design_points(hours, outdoor_c, coldest, bend))


def _mean_of_last(hourly: Array, count: int) -> Array:
    """The mean of the last hours up to each, the year taken as a ring."""
    ring = np.concatenate([hourly[-count + 1 :], hourly])
    sums = np.cumsum(np.insert(ring, 0, 0.0))
    return np.asarray((sums[count:] - sums[:-count]) / count)


def reference_temperature(outdoor_c: Array) -> Array:
    """Daily means weighted over four days, what buildings feel [°C], (days,)."""
    daily = outdoor_c.reshape(-1, 24).mean(axis=1)
    weighted = sum(w * np.roll(daily, back) for back, w in enumerate(REFERENCE_WEIGHTS))
    return np.asarray(weighted / sum(REFERENCE_WEIGHTS))


def _load_shapes(outdoor_c: Array) -> tuple[Array, Array]:
    limit = value("network.heating_limit_c")
    need = np.maximum(limit - reference_temperature(outdoor_c), 0)
    heating = np.outer(need, column("load_profile", "space_heating")).ravel()
    base = np.tile(column("load_profile", "base"), len(need))
    return heating / max(heating.mean(), 1e-9), base / base.mean()


def _design_points(hours: Hours, outdoor_c: Array, coldest: float, bend: float) -> Hours:
    """Coldest day, middle of the heating curve, its bend: at the morning peak of each."""
    points = np.array([coldest, (coldest + bend) / 2, bend])
    limit = value("network.heating_limit_c")
    per_kelvin = hours.peak_heating_shape / max(
        limit - reference_temperature(outdoor_c).min(), 1e-9
    )
    heating = np.maximum(limit - points, 0) * per_kelvin
    heating[0] = hours.peak_heating_shape
    none = np.zeros((1, 3))
    return replace(
        hours,
        weight_h=none,
        month=none,
        outdoor_c=points[None],
        cold_fraction=((bend - points) / (bend - coldest))[None],
        heating_shape=heating[None],
        base_shape=none + hours.peak_base_shape,
        summer=none,
    )
