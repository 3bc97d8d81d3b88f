"""What a meter read as steps of a delivery; what it does not read follows from the model.

Not read are the heat taken from the data centre, which the energy balance gives, the CO2 of the
heat replaced, which is that of a MWh in the same month of the expected year, and, where the
readings hold no price of electricity, the model's price of the hour.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from ihp_core.assessment import Screened
from ihp_core.delivery.civil import CivilTime, Moments, local_of
from ihp_core.delivery.steps import Delivered, Standstill, modelled
from ihp_core.key_figures.emissions import KG_PER_T, grid_kg_per_mwh
from ihp_core.metering.metered import MeteredHours, Outage
from ihp_core.plant.coupling import DRIVE_LOSS
from ihp_core.site.places import zone_of
from ihp_core.tables.arrays import Array, ratio
from ihp_core.tables.units import HOURS_OF_DAY, MONTHS_OF_YEAR

MINUTES_OF_HOUR = 60
LEAP_DAY = 59
"""Of the days of a leap year counted from 0."""
ZONES = ("Europe/Berlin", "Europe/London", "Europe/Helsinki")
"""One of each standard time that changes its clocks by the European rule."""
READ = ("supply_c", "return_c", "source_inlet_c", "source_outlet_c", "outdoor_c")


def metered(screened: Screened, hours: MeteredHours, outages: Iterable[Outage] = ()) -> Delivered:
    """The hours that were read, by the clock on the wall; what is not known is nan."""
    time = CivilTime(hours.utc.astype("datetime64[m]"), MINUTES_OF_HOUR, _zone(screened, hours))
    model = modelled(screened)
    at = _hour_of_year(hours)
    month = screened.hours.month[0].astype(int)
    columns = _read(hours) | {
        "data_centre_mwh": np.where(hours.known, model["data_centre_mwh"][at], np.nan),
        "electricity_eur_per_mwh": hours.price_eur_per_mwh,
    }
    priced = bool(np.isfinite(hours.price_eur_per_mwh).any())
    if not priced:
        columns["electricity_eur_per_mwh"] = model["electricity_eur_per_mwh"][at]
    columns |= _derived(screened, columns, model, month, month[at])
    stops = tuple(sorted(_stop(outage) for outage in outages))
    return Delivered(time, columns, stops, "metered", priced)


def _read(hours: MeteredHours) -> dict[str, Array]:
    """What stands in the readings, in the hours whose heat is known."""
    nothing, known = np.full(len(hours.utc), np.nan), hours.known

    def of_known(column: Array) -> Array:
        return np.where(known, column, nothing)

    ready = 1 - np.maximum(hours.standing, hours.planned * (hours.heat_mw <= 0))
    return {
        "heat_mwh": of_known(hours.heat_mw),
        "electricity_mwh": of_known(hours.electricity_mw),
        "expected_mwh": of_known(hours.expected_heat_mw),
        "deemed_mwh": of_known(hours.deemed_mw),
        "known_h": known.astype(float),
        "available_h": of_known(ready),
        "running_h": of_known((hours.heat_mw > 0).astype(float)),
        **{name: getattr(hours, name) for name in READ},
    }


def _derived(
    screened: Screened,
    columns: dict[str, Array],
    model: dict[str, Array],
    month: NDArray[np.int64],
    of_hour: NDArray[np.int64],
) -> dict[str, Array]:
    """What follows from heat and electricity and the model's month."""

    def each(above: Array, below: Array) -> Array:
        """A quotient of two amounts of the model by month, in the month of every hour read."""
        top, bottom = (
            np.bincount(month, column, MONTHS_OF_YEAR + 1).astype(float)
            for column in (above, below)
        )
        return ratio(top, bottom, 0.0)[of_hour]

    heat, electricity = columns["heat_mwh"], columns["electricity_mwh"]
    drawn = model["electricity_mwh"] + model["pumping_mwh"]
    lost = heat * each(model["pipe_loss_mwh"], model["heat_mwh"])
    of_machine = electricity * each(model["electricity_mwh"], drawn)
    return {
        "source_heat_mwh": heat + lost - (1 - DRIVE_LOSS) * of_machine,
        "co2_replaced_t": heat * each(model["co2_replaced_t"], model["heat_mwh"]),
        "co2_plant_t": electricity * grid_kg_per_mwh(screened.cases).item(0) / KG_PER_T,
    }


def _zone(screened: Screened, hours: MeteredHours) -> str:
    """The zone of the site, where its clock shows what the readings were laid on; else one whose
    does."""
    zone, moments = zone_of(screened.site), hours.utc.astype("datetime64[m]")
    fits = (name for name in (zone, *ZONES) if _shows(name, moments, hours.local))
    return next(fits, zone)


def _shows(zone: str, moments: Moments, local: Moments) -> bool:
    return bool((local_of(moments, zone) == local.astype("datetime64[m]")).all())


def _hour_of_year(hours: MeteredHours) -> NDArray[np.int64]:
    """The hour of the model's year that stands for each hour read; 29 February is the 28th."""
    standard = hours.utc + hours.offset_min.min().astype("timedelta64[m]")
    days = standard.astype("datetime64[D]")
    years = days.astype("datetime64[Y]")
    day = (days - years.astype("datetime64[D]")).astype(int)
    long = (years + 1).astype("datetime64[D]") - years.astype("datetime64[D]")
    day = day - ((long.astype(int) == 366) & (day >= LEAP_DAY))
    clock = (standard - days.astype("datetime64[m]")).astype("timedelta64[h]").astype(int)
    return np.asarray(day * HOURS_OF_DAY + clock)


def _stop(outage: Outage) -> Standstill:
    begin, end = (
        np.datetime64(dt.datetime.fromisoformat(at).astimezone(dt.UTC).replace(tzinfo=None), "m")
        for at in (outage.begin, outage.end)
    )
    return Standstill(begin, end, planned=False)
