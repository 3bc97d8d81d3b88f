"""Readings held against what the chain expects of their hours: the whole report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.metering.causes import Explained, Measured, explained
from ihp_core.metering.expected import PRICE, first, power_mw, usual_series
from ihp_core.metering.guarantees import guarantees
from ihp_core.metering.laid import LOAD, OUTDOOR, LaidReadings, laid
from ihp_core.metering.metered import MeteredHours, MeterReport
from ihp_core.metering.readings.answers import ELECTRICITY, HEAT
from ihp_core.metering.readings.dated import as_moments, civil_offset
from ihp_core.metering.readings.reading import MeterReading
from ihp_core.metering.standstills import gaps, outages
from ihp_core.metering.sums import labels_of, summed, summed_over
from ihp_core.operation.electricity import ALL_IN, wholesale
from ihp_core.site.places import country_by_borders
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array, Flags
from ihp_core.tables.assumptions import value
from ihp_core.year.measured.headers import NETWORK_FLOW
from ihp_core.year.measured.note import Note, OwnError, refused
from ihp_core.year.measured.times.stamps import HOUR
from ihp_core.year.measured.year import SPOT

OF_CAUSES = {
    "return": ("return_c",),
    "source": ("source_inlet_c", "source_outlet_c", "source_flow_m3_per_h"),
    "demand": (LOAD,),
    "price": (PRICE,),
}
SIDES = {"return": ("supply_c", "return_c"), "source": ("source_inlet_c", "source_outlet_c")}
SHOWN = 20
TEMPERATURES = ("supply_c", "return_c", "source_inlet_c", "source_outlet_c")


def standard_minutes(site: Site) -> int:
    """Standard time of the site's country less UTC [minutes]."""
    return int(value("own.standard_offset_h", site.country or country_by_borders(site)) * HOUR)


def metered(
    site: Screened, reading: MeterReading, month: str = "", confirmed: tuple[str, ...] = ()
) -> MeterReport:
    """The readings of a file beside what was expected.

    Parameters
    ----------
    site : Screened
        The site through the chain, with its plant as planned.
    reading : MeterReading
        What stands in the file.
    month : str
        The month that is reported, such as ``2026-03``; all that was read where it is empty.
    confirmed : tuple of str
        What was said to be right as it stands.

    Raises
    ------
    OwnError
        When something has to be answered first, or nothing was read of the month.
    """
    if reading.questions:
        raise OwnError(reading.questions[0], tuple(reading.questions[1:]))
    standard = standard_minutes(site.site)
    on_hours = laid(site, reading, standard, confirmed)
    causes = explained(on_hours.engine, _measured(on_hours), on_hours.stood)
    hours = _hours(on_hours, causes, standard)
    shown = hours.chosen(_chosen(hours, month))
    every = [*reading.problems, *on_hours.problems]
    every.sort(key=lambda note: note.numbers.get("line", 0))
    return MeterReport(
        hours=shown,
        whole=summed_over(shown, np.ones(len(shown.utc), bool), month),
        months=summed(shown, "month"),
        outages=outages(shown),
        gaps=gaps(shown),
        guarantees=guarantees(site, shown),
        weather_corrected=OUTDOOR in on_hours.hours,
        problems=tuple(every[:SHOWN]),
        problem_count=len(every),
        notes=(*reading.notes, *on_hours.notes, *_told(on_hours, causes)),
    )


def _told(on_hours: LaidReadings, causes: Explained) -> Iterator[Note]:
    """On what the comparison rests that was not measured."""
    if causes.demand_concluded:
        yield Note("meter.note.demand_concluded")
    if OUTDOOR not in on_hours.hours:
        yield Note("meter.note.typical_weather")


def _chosen(hours: MeteredHours, month: str) -> Flags:
    """The hours of the month, from the first that is known to the last where none is named."""
    if not month:
        known = np.flatnonzero(hours.known)
        if not len(known):
            raise refused("all_empty")
        index = np.arange(len(hours.known))
        return np.asarray((index >= known[0]) & (index <= known[-1]))
    labels = labels_of(hours, "month")
    chosen = labels == month
    if not (chosen & hours.known).any():
        there = np.unique(labels[hours.known])
        raise refused("meter_month", value=month, first=str(there[0]), last=str(there[-1]))
    return np.asarray(chosen)


def _measured(on_hours: LaidReadings) -> Measured:
    """What was measured by the cause that it belongs to; the exchange's price as one all-in."""
    hours = dict(on_hours.hours)
    if SPOT in hours and PRICE not in hours:
        cases = on_hours.engine.cases
        hours[PRICE] = hours[SPOT] + float((cases[ALL_IN] - wholesale(cases)).item(0))
    by_cause = {
        cause: {name: hours[name] for name in names if name in hours}
        for cause, names in OF_CAUSES.items()
    }
    by_cause = {cause: own for cause, own in by_cause.items() if own}
    electricity = hours.get(ELECTRICITY, np.full(len(on_hours.grid.begin), np.nan))
    spread = {cause: _spread(hours, warm, cold) for cause, (warm, cold) in SIDES.items()}
    return Measured(hours[HEAT], electricity, by_cause, spread)


def _spread(hours: Mapping[str, Array], warm: str, cold: str) -> Array:
    """How far two waters are apart [K]; nan where only one of them was measured."""
    if warm not in hours or cold not in hours:
        return np.full(len(hours[HEAT]), np.nan)
    return hours[warm] - hours[cold]


def _hours(on_hours: LaidReadings, causes: Explained, standard_min: int) -> MeteredHours:
    """All of it by the hour."""
    year, hours, begin = on_hours.engine.expected, on_hours.hours, on_hours.grid.begin
    nothing = np.full(len(begin), np.nan)
    usual = usual_series(on_hours.engine)
    metered_c = {name: hours.get(name, nothing) for name in TEMPERATURES}
    expected_c = {f"expected_{name}": usual[name] for name in TEMPERATURES}
    return MeteredHours(
        utc=as_moments(begin),
        offset_min=civil_offset(begin, standard_min),
        known=np.isfinite(hours[HEAT]),
        heat_mw=hours[HEAT],
        electricity_mw=hours.get(ELECTRICITY, nothing),
        flow_m3_per_h=hours.get(NETWORK_FLOW, nothing),
        outdoor_c=hours.get(OUTDOOR, nothing),
        price_eur_per_mwh=hours.get(PRICE, hours.get(SPOT, nothing)),
        expected_heat_mw=first(year.delivered_mw, year),
        expected_electricity_mw=power_mw(year),
        planned=np.asarray(on_hours.engine.hours.outage[0]),
        standing=causes.standing,
        possible_mw=causes.possible_mw,
        deemed_mw=causes.deemed_mw,
        lost_mw=causes.lost_mw,
        **metered_c,
        **expected_c,
    )
