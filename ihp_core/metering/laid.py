"""The readings of a file on hours, mended: what stands beside each other is of the same hour."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.metering.expected import (
    Engine,
    dates_of,
    engine_on,
    first,
    power_mw,
    usual_series,
)
from ihp_core.metering.readings.answers import ELECTRICITY, HEAT, POWERS
from ihp_core.metering.readings.checks import hard_to_believe
from ihp_core.metering.readings.grid import (
    NOWHERE,
    HourGrid,
    OnHours,
    bridged_hours,
    on_hours,
    row_means,
    shaped,
)
from ihp_core.metering.readings.mending import mended
from ihp_core.metering.readings.reading import MeterReading, SeriesRows
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.year.measured.note import Note, OwnError

OUTDOOR, LOAD = "outdoor_c", "load_mw"
STANDING_OF_EXPECTED = 0.1


class LaidReadings(NamedTuple):
    """The readings on hours: every series on the grid, heat and electricity mended, nan where
    nothing is known; the share of each hour in which no heat was metered; problems and notes."""

    grid: HourGrid
    engine: Engine
    hours: Mapping[str, Array]
    stood: Array
    problems: list[Note]
    notes: list[Note]


def laid(
    site: Screened, reading: MeterReading, standard_min: int, confirmed: tuple[str, ...]
) -> LaidReadings:
    """The hours of every series: outdoors first, by which the others are judged.

    Raises
    ------
    OwnError
        When nothing says what the heat of the file is in.
    """
    series = dict(reading.series)
    grid = HourGrid.over([series[HEAT]])
    dates = dates_of(grid.begin, standard_min)
    outdoor = _outdoor(series, grid, site.hours.outdoor_c[0][dates.hour_of_year])
    engine = engine_on(site, dates, outdoor)
    usual = _usual(engine)
    problems = _mended(series, reading, grid, usual, "factor" in confirmed)
    hours, notes = _on_the_hour(series, grid, usual)
    if outdoor is not None:
        hours[OUTDOOR] = outdoor
    stood = _stood(series[HEAT], grid, hours[HEAT], usual[HEAT], site)
    lifted = first(engine.expected.direct_mw, engine.expected) <= 0
    problems += hard_to_believe(hours, series, grid, lifted)
    return LaidReadings(grid, engine, hours, stood, problems, notes)


def _usual(engine: Engine) -> dict[str, Array]:
    """What is expected of all that may be metered, (hours,)."""
    heat = first(engine.expected.delivered_mw, engine.expected)
    usual = usual_series(engine) | {HEAT: heat, ELECTRICITY: power_mw(engine.expected)}
    return usual | {power: usual[name] for name, power in POWERS.items()}


def _outdoor(series: Mapping[str, SeriesRows], grid: HourGrid, usual: Array) -> Array | None:
    if OUTDOOR not in series:
        return None
    on = on_hours(series[OUTDOOR], grid)
    values = shaped(on, usual, scaled=False)
    return bridged_hours(values, int(value("own.line_gap_hours")))[0]


def _mended(
    series: dict[str, SeriesRows],
    reading: MeterReading,
    grid: HourGrid,
    usual: Mapping[str, Array],
    confirmed: bool,
) -> list[Note]:
    """Heat and electricity mended in place; what was wrong."""
    problems: list[Note] = []
    asked: list[Note] = []
    for name in [name for name in series if name in (*POWERS, *POWERS.values())]:
        reference = row_means(usual[name], grid, series[name])
        outcome = mended(reading, series[name], reference, confirmed)
        series[name] = outcome.series
        problems += outcome.problems
        asked += outcome.asked
    if asked:
        raise OwnError(asked[0], tuple(asked[1:]))
    return problems


def _on_the_hour(
    series: Mapping[str, SeriesRows], grid: HourGrid, usual: Mapping[str, Array]
) -> tuple[dict[str, Array], list[Note]]:
    """The hours of all but the outdoor temperature; what is told of short gaps."""
    hours: dict[str, Array] = {}
    notes: list[Note] = []
    for name, one in series.items():
        if name != OUTDOOR:
            hours[name], bridged = _one(one, grid, usual)
            words = {"column": one.column.header, "hours": bridged}
            notes += [Note("meter.note.bridged", words)] if bridged else []
    return hours, notes


def _one(series: SeriesRows, grid: HourGrid, usual: Mapping[str, Array]) -> tuple[Array, int]:
    """The hours of a series, short gaps bridged, and how many were."""
    on, name = on_hours(series, grid), series.column.series
    amount = name in (*POWERS, *POWERS.values(), LOAD)
    if name in usual:
        on = OnHours(shaped(on, usual[name], scaled=amount), on.long_row)
    return bridged_hours(on.values, int(value("own.line_gap_hours")))


def _stood(
    series: SeriesRows, grid: HourGrid, heat: Array, expected: Array, site: Screened
) -> Array:
    """The share of each hour in which no heat was metered, nan where nothing is known, (hours,)."""
    capacity = site.plant.built.capacity_mw.item(0)
    least = value("meter.standing_fraction") * capacity
    limit = np.where(expected > 0, np.minimum(least, STANDING_OF_EXPECTED * expected), least)
    below = series.values <= row_means(limit, grid, series)
    flags = np.where(np.isfinite(series.values), below.astype(float), np.nan)
    on = on_hours(series.with_values(flags), grid)
    whole = np.where(np.isfinite(heat), (heat <= limit).astype(float), np.nan)
    return np.where((on.long_row != NOWHERE) | np.isnan(on.values), whole, np.round(on.values, 9))
