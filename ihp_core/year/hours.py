"""The hours of a year at a place: outdoor temperature, calendar, load shapes, weights.

They carry the design points of the place, which fix flow and pipe.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from ihp_core.site.places import check_climate, city_of, country_by_borders
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year import profiles
from ihp_core.year.climate import outdoor_temperature
from ihp_core.year.measured.year import OwnYear
from ihp_core.year.profiles import Spread, price_zone, usual

AVERAGING_HOURS = 72
SUMMER_MONTHS = (6, 7, 8)
DESIGN_DAYS = 6
COLDEST_DAY, BEND = -1.0, 1.0  # season of the design points
OWN_YEARS = 16


@dataclass(frozen=True, eq=False)
class Hours:
    """Arrays (1, hours); ``weight_h`` sums to 8,760.

    ``cold_fraction`` is 1 on the coldest three days of the place's year and 0 from the bend of
    the heating curve up. ``heating_shape`` and ``base_shape`` have a mean of 1 over the year.
    ``price_shape`` is the exchange's electricity price over its mean of the year.
    ``season`` is a cosine from -1 in mid January to 1 in mid July, ``outage`` the share of the
    hour that falls into the planned stop. Hours that stand for several carry their ``spread`` and
    the ``whole`` year they stand for.
    ``own`` holds measured series by name; they replace a model in operation, never in design.
    """

    weight_h: Array
    month: Array
    outdoor_c: Array
    cold_fraction: Array
    heating_shape: Array
    base_shape: Array
    summer: Array
    season: Array
    outage: Array
    price_shape: Array
    peak_heating_shape: float
    peak_base_shape: float
    spread: Spread | None = None
    design: Hours | None = None
    whole: Hours | None = None
    own: Mapping[str, Array] = field(default_factory=dict)

    @property
    def usual_load(self) -> Array:
        """Load over its mean in a network with the usual share of hot water, (1, hours)."""
        return usual(self.heating_shape, self.base_shape)

    @cached_property
    def in_service(self) -> Array:
        """The share of each hour outside the planned stop, (1, hours)."""
        return 1 - self.outage

    @cached_property
    def by_supply(self) -> NDArray[np.intp]:
        """The hours from the lowest to the highest supply, indices (hours,)."""
        hotness = self.own.get("supply_c", self.cold_fraction)
        return np.argsort(hotness[0], kind="stable")

    @cached_property
    def hotness_of_most_load(self) -> tuple[Array, Array]:
        """Hotness that most of the load does not exceed, by the share of hot water, (shares,) each.

        Of the hours that typical ones stand for.
        """
        if self.whole is not None:
            return self.whole.hotness_of_most_load
        own = self.own.get("load_mw")
        heating, base = (self.heating_shape, self.base_shape) if own is None else (own, own)
        hotness = self.own.get("supply_c", self.cold_fraction)
        return profiles.hotness_of_most(hotness[0], heating[0], base[0], self.by_supply)

    @cached_property
    def steepness_of_peak(self) -> tuple[Array, Array]:
        """The highest of the heating over its mean where its shape is raised to a power, and the
        power, (powers,) each; of the hours that typical ones stand for."""
        if self.whole is not None:
            return self.whole.steepness_of_peak
        return profiles.highest_by_power(self.heating_shape[0], self.peak_heating_shape)

    @cached_property
    def hotness_of_powers(self) -> Array:
        """``hotness_of_most_load`` where the heating's shape is raised to each of
        ``profiles.FEW_POWERS``, for ``profiles.FEW_SHARES`` of hot water, (powers, shares)."""
        if self.whole is not None:
            return self.whole.hotness_of_powers
        hotness = self.own.get("supply_c", self.cold_fraction)
        shapes = self.heating_shape[0], self.base_shape[0]
        return profiles.hotness_of_powers(hotness[0], *shapes, self.by_supply)

    def total(self, figure: Array, of: str = "year") -> Array:
        """Sum of an hourly figure (rows, hours) times weight [h], (rows, 1).

        Of the year, of its ``summer``, June to August, of its hours in ``service``, or of the
        year by the ``price`` shape of electricity.
        """
        weight, hours = self._weights[of]
        return figure * hours if figure.shape[-1] == 1 else figure @ weight

    def summer_mean(self, figure: Array) -> Array:
        """Mean over June to August of an hourly figure, (rows, 1)."""
        return self.total(figure, "summer") / self._weights["summer"][1]

    @cached_property
    def _weights(self) -> dict[str, tuple[Array, float]]:
        hours = {
            "year": self.weight_h,
            "summer": self.weight_h * self.summer,
            "service": self.weight_h * self.in_service,
            "price": self.weight_h * self.price_shape,
        }
        return {name: (part.T, float(part.sum())) for name, part in hours.items()}


def hours_of(site: Site, own: OwnYear | None = None) -> Hours:
    """The hours at the network, else at the data centre, else in the country's first city.

    A measured year takes the place of what it holds.

    Raises
    ------
    ValidationError
        When the site lies too far from every city with climate data, and no outdoor temperature
        was measured.
    """
    if own is None or "outdoor_c" not in own.series:
        check_climate(site)
    city = city_of(site)
    zone = price_zone(site.country or country_by_borders(site), city)
    return _city_hours(city, zone) if own is None else _own_hours(city, zone, own)


@cache
def _city_hours(city: str, zone: str) -> Hours:
    return year_of(outdoor_temperature(city), zone)


@lru_cache(maxsize=OWN_YEARS)
def _own_hours(city: str, zone: str, own: OwnYear) -> Hours:
    outdoor = own.series.get("outdoor_c")
    hours = _city_hours(city, zone) if outdoor is None else year_of(outdoor, zone)
    return replace(hours, own={name: series[None] for name, series in own.series.items()})


def year_of(outdoor_c: Array, zone: str) -> Hours:
    """The hours that follow from a year of outdoor temperatures (8760,) [°C] and a price zone."""
    bend = value("network.supply_bend_c")
    averaged = profiles.mean_of_last(outdoor_c, AVERAGING_HOURS)
    coldest = float(min(averaged.min(), bend - 1.0))
    heating, base = profiles.load_shapes(outdoor_c)
    peak = int(np.argmax(usual(heating, base)))
    month = profiles.months()
    none = np.zeros((1, HOURS_OF_YEAR))
    hours = Hours(
        weight_h=none + 1,
        month=month[None],
        outdoor_c=outdoor_c[None],
        cold_fraction=np.clip((bend - averaged) / (bend - coldest), 0, 1)[None],
        heating_shape=heating[None],
        base_shape=base[None],
        summer=np.isin(month, SUMMER_MONTHS).astype(float)[None],
        season=profiles.season()[None],
        outage=profiles.planned_outage()[None],
        price_shape=profiles.price_shape(zone)[None],
        peak_heating_shape=float(heating[peak]),
        peak_base_shape=float(base[peak]),
    )
    return replace(hours, design=_design_points(hours, coldest, bend))


def _design_points(hours: Hours, coldest: float, bend: float) -> Hours:
    """From the coldest day to the bend of the heating curve, each with the highest and the
    lowest load that the place's year has near it; the peak load on the coldest."""
    cold = np.linspace(1, 0, DESIGN_DAYS)
    near = [np.abs(hours.cold_fraction[0] - day) <= 0.5 / (DESIGN_DAYS - 1) for day in cold]
    load = hours.usual_load[0]
    highest = [int(np.where(day, load, -np.inf).argmax()) for day in near]
    lowest = [int(np.where(day, load, np.inf).argmin()) for day in near]
    highest[0] = int(load.argmax())
    hour, none = np.array([*highest, *lowest]), np.zeros((1, 2 * DESIGN_DAYS))
    return replace(
        hours,
        weight_h=none,
        month=none,
        outdoor_c=np.tile(bend - cold * (bend - coldest), 2)[None],
        cold_fraction=np.tile(cold, 2)[None],
        heating_shape=hours.heating_shape[:, hour],
        base_shape=hours.base_shape[:, hour],
        summer=none,
        season=np.tile(np.linspace(COLDEST_DAY, BEND, DESIGN_DAYS), 2)[None],
        outage=none,
        price_shape=none + 1,
    )
