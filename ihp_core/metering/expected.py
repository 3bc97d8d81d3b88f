"""What the chain expects of real dates: the hours of the place at those dates, with the weather
that was measured, and the plant as built run over them by the one engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.assessment import Screened
from ihp_core.operation.electricity import ALL_IN, hourly_price
from ihp_core.operation.heat_year import HeatYear
from ihp_core.operation.network import load_mw, temperature_c
from ihp_core.operation.storage.stored_year import stored_year
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_DAY, HOURS_OF_YEAR, heat_mw
from ihp_core.year import profiles
from ihp_core.year.hours import AVERAGING_HOURS, Hours
from ihp_core.year.measured.times.calendar import NOWHERE, days_of_year
from ihp_core.year.measured.times.stamps import DAY, HOUR, Minutes

DAYS_BACK = 4
LEAST_MW = 1e-9
PRICE = "electricity_price_eur_per_mwh"


class Dates(NamedTuple):
    """Hours on real dates in the standard time of the place: the first minute of each, and the hour
    of the typical year that stands for it, (hours,)."""

    local: Minutes
    hour_of_year: NDArray[np.int64]


def dates_of(utc: Minutes, standard_min: int) -> Dates:
    """The dates of hours in UTC [minutes]; 29 February is the day before it."""
    local = utc + standard_min
    return Dates(local, _hour_of_year(local))


def _hour_of_year(local: Minutes) -> NDArray[np.int64]:
    days = days_of_year(local // DAY)
    if (days == NOWHERE).any():
        days = np.where(days == NOWHERE, days_of_year(local // DAY - 1), days)
    return np.asarray(days * HOURS_OF_DAY + local % DAY // HOUR)


def dated_hours(place: Hours, dates: Dates, outdoor_c: Array | None) -> Hours:
    """The hours of a place at real dates, (1, hours) each.

    Where an outdoor temperature (hours,) [°C] was measured load, supply and return follow it, by
    the curves of the place's own year; hours in which it is missing have that of the typical one.
    """
    at = dates.hour_of_year
    usual = replace(
        place,
        **{name: getattr(place, name)[:, at] for name in _HOURLY},
        weight_h=np.full((1, len(at)), HOURS_OF_YEAR / len(at)),
        own={name: series[:, at] for name, series in place.own.items()},
        whole=place,
    )
    if outdoor_c is None:
        return usual
    outdoor = np.where(np.isfinite(outdoor_c), outdoor_c, usual.outdoor_c[0])
    cold, heating = _by_weather(place, dates, outdoor)
    return replace(usual, outdoor_c=outdoor[None], cold_fraction=cold, heating_shape=heating)


_HOURLY = (
    *("month", "outdoor_c", "cold_fraction", "heating_shape", "base_shape"),
    *("summer", "season", "outage", "price_shape"),
)


def _by_weather(place: Hours, dates: Dates, outdoor_c: Array) -> tuple[Array, Array]:
    """Cold fraction and heating shape by measured temperatures, on the scales of the place."""
    typical = place.outdoor_c[0]
    first_day, last_day = int(dates.local[0]) // DAY - DAYS_BACK, int(dates.local[-1]) // DAY
    padded = np.arange(first_day * HOURS_OF_DAY, (last_day + 1) * HOURS_OF_DAY) * HOUR
    whole = typical[_hour_of_year(padded)]
    at = (dates.local - padded[0]) // HOUR
    whole[at] = outdoor_c
    bend = value("network.supply_bend_c")
    coldest = min(float(profiles.mean_of_last(typical, AVERAGING_HOURS).min()), bend - 1.0)
    averaged = profiles.mean_of_last(whole, AVERAGING_HOURS)[at]
    heating = profiles.heating_need(whole)[at] / max(profiles.heating_need(typical).mean(), 1e-9)
    cold = np.clip((bend - averaged) / (bend - coldest), 0, 1)
    return cold[None], heating[None]


class Engine(NamedTuple):
    """The plant of a screened site on real dates; ``expected`` is its run with nothing measured."""

    site: Screened
    cases: Cases
    hours: Hours
    expected: HeatYear

    def run(self, own: Mapping[str, Array], outage: Array | None = None) -> HeatYear:
        """The hours with measured series (hours,) in place of the model's, by name; ``outage`` is
        the share of each hour in which the plant stands."""
        hours = self.hours
        series = {**hours.own, **{name: figures[None] for name, figures in own.items()}}
        stands = hours.outage if outage is None else outage[None]
        measured = replace(hours, own=series, outage=stands)
        return stored_year(self._at_price(own), measured, *self.site.plant)

    def _at_price(self, own: Mapping[str, Array]) -> Cases:
        """The cases at the mean of a measured price, around which its hours move."""
        price = own.get(PRICE)
        return self.cases if price is None else self.cases.with_({ALL_IN: float(price.mean())})


def engine_on(site: Screened, dates: Dates, outdoor_c: Array | None) -> Engine:
    """The engine on real dates, with the weather that was measured, if any was."""
    hours = dated_hours(site.hours, dates, outdoor_c)
    if hours.own and outdoor_c is not None:
        usual = dated_hours(site.hours, dates, None)
        hours = replace(hours, own={**hours.own, **_moved(site, usual, hours)})
    expected = stored_year(site.cases, hours, *site.plant)
    return Engine(site, site.cases, hours, expected)


def _moved(site: Screened, usual: Hours, hours: Hours) -> dict[str, Array]:
    """The series of a measured year moved as the model moves from its weather to that of the dates:
    the load by a factor, supply and return by a difference."""
    size, cases = site.plant.network, site.cases
    before, now = (replace(one, own={}) for one in (usual, hours))
    moved: dict[str, Array] = {}
    if "load_mw" in hours.own:
        was = np.maximum(load_mw(size, before), LEAST_MW)
        moved["load_mw"] = hours.own["load_mw"] * load_mw(size, now) / was
    for name in ("supply", "return"):
        if f"{name}_c" in hours.own:
            by = temperature_c(cases, name, now) - temperature_c(cases, name, before)
            moved[f"{name}_c"] = hours.own[f"{name}_c"] + by
    return moved


def power_mw(year: HeatYear) -> Array:
    """Electricity of heat pump and pumps [MW], (hours,)."""
    return first(year.electricity_mw + year.pumping_mw, year)


def first(figure: Array, year: HeatYear) -> Array:
    """The first case's hours of a figure, (hours,)."""
    return np.asarray(np.broadcast_to(figure[:1], (1, year.delivered_mw.shape[1]))[0])


def usual_series(engine: Engine) -> dict[str, Array]:
    """What the chain expects of each series that may be measured, (hours,)."""
    year, hours = engine.expected, engine.hours
    terms, drop = year.boundary, year.boundary.source_inlet_c - year.boundary.source_outlet_c
    flow = terms.source_mw / heat_mw(np.ones((1, 1)), np.maximum(drop, LEAST_MW))
    series = {
        "return_c": terms.return_c,
        "supply_c": terms.supply_c,
        "load_mw": terms.load_mw,
        "source_inlet_c": terms.source_inlet_c,
        "source_outlet_c": terms.source_outlet_c,
        "source_flow_m3_per_h": flow,
        "electricity_price_eur_per_mwh": hourly_price(engine.cases, hours),
    }
    return {name: first(figures, year) for name, figures in series.items()}
