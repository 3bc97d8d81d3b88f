"""Figures by row as the 8,760 hours of the year: what cannot be is a gap, gaps are bridged."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year import profiles
from ihp_core.year.measured.columns.taken import Taken
from ihp_core.year.measured.headers import bounds
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.times.calendar import NOWHERE
from ihp_core.year.measured.times.clock import Clock

ZERO_AT_LEAST = ("load_mw", "source_flow_m3_per_h", "network_flow_m3_per_h")
AVERAGING_HOURS = 72


class Filled(NamedTuple):
    """The hours of a series, how many have a bridged gap, and what is to be told."""

    hours: Array
    gaps: int
    notes: tuple[Note, ...]


def possible(
    column: Taken,
    values: Array,
    texts: tuple[str, ...],
    lines: NDArray[np.int64],
    *,
    at_least_zero: bool = False,
) -> Filled:
    """The figures without those outside what an hour can have; a meter's noise as zero.

    Not yet hours: by row, with gaps.
    """
    notes, values = _without_noise(column, values, texts, at_least_zero)
    low, high = bounds(column.series)
    outside = (values < low) | (values > high)
    if outside.any():
        index = int(np.argmax(outside))
        factor, unit = column.used_unit.factor, column.used_unit.name
        ends = {"low": low / factor, "high": high / factor, "unit": unit}
        told = {"line": int(lines[index]), "column": column.header, "value": texts[index]}
        code = "own.note.outside"
        notes.append(Note(code, {**told, **ends, "count": int(outside.sum())}))
        values[outside] = np.nan
    return Filled(values, int(outside.sum()), tuple(notes))


def _without_noise(
    column: Taken, values: Array, texts: tuple[str, ...], at_least_zero: bool
) -> tuple[list[Note], Array]:
    """The figures with a meter's noise below zero as zero."""
    values = values.copy()
    if not (at_least_zero or column.series in ZERO_AT_LEAST) or not np.isfinite(values).any():
        return [], values
    top = float(np.max(values[np.isfinite(values)]))
    most = min(top, bounds(column.series)[1])
    noise = (values < 0) & (values >= -value("own.noise_fraction") * most)
    if not noise.any():
        return [], values
    words = {"column": column.header, "count": int(noise.sum())}
    words["value"] = texts[int(np.argmax(noise))]
    values[noise] = 0.0
    return [Note("own.note.noise", words)], values


def hours_of_year(values: Array, clocks: list[Clock]) -> Array:
    """The figures laid on the year, (8760,), nan where none is; the mean of several years."""
    years = []
    for clock in clocks:
        steps = np.full(HOURS_OF_YEAR * clock.per_hour, np.nan)
        there = clock.indices != NOWHERE
        steps[clock.indices[there]] = values[clock.rows[there]]
        years.append(steps)
    together = np.array(years)
    known = ~np.isnan(together)
    total = np.where(known, together, 0).sum(axis=0)
    return np.where(known.any(axis=0), total / np.maximum(known.sum(axis=0), 1), np.nan)


def bridged(column: Taken, steps: Array, outdoor_c: Array, line: int) -> Filled:
    """The hours without gaps: short ones by a straight line, longer ones by the weather.

    Parameters
    ----------
    steps : ndarray
        The year in its steps, with gaps; ``outdoor_c`` the temperatures (8760,) that fill them.

    Raises
    ------
    OwnError
        When too much is missing for a measured year.
    """
    gaps, per_hour = np.isnan(steps), len(steps) // HOURS_OF_YEAR
    by_hour = (HOURS_OF_YEAR, per_hour)
    share = float(gaps.mean())
    if share > value("own.model_gap_fraction"):
        most = int(value("own.model_gap_fraction") * len(steps))
        words = {"line": line, "column": column.header, "count": int(gaps.sum()), "most": most}
        raise refused("gaps", **words)
    index = np.arange(len(steps))
    straight = np.interp(index, index[~gaps], steps[~gaps], period=len(steps))
    hours = straight.reshape(by_hour).mean(axis=1)
    missing = np.asarray(gaps.reshape(by_hour).any(axis=1))
    if share <= value("own.gap_fraction"):
        return Filled(hours, int(missing.sum()), ())
    modelled = missing & _long(missing, int(value("own.line_gap_hours")))
    hours[modelled] = _by_weather(hours, ~missing, outdoor_c)[modelled]
    words = {"series": column.series, "hours": int(modelled.sum())}
    return Filled(hours, int(missing.sum()), (Note("own.note.modelled", words),))


def _long(missing: NDArray[np.bool_], most: int) -> NDArray[np.bool_]:
    """The hours in gaps longer than some hours."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], missing.astype(int), [0]))))
    long = np.zeros(len(missing), bool)
    for begin, end in zip(edges[::2], edges[1::2], strict=True):
        long[begin:end] = end - begin > most
    return long


def _by_weather(hours: Array, known: NDArray[np.bool_], outdoor_c: Array) -> Array:
    """What the series would be by the load model's shapes, the weather, the day and the season;
    fitted by least squares, never outside what was measured."""
    heating, base = profiles.load_shapes(outdoor_c)
    clock = 2 * np.pi * (np.arange(HOURS_OF_YEAR) % 24) / 24
    season = 2 * np.pi * np.arange(HOURS_OF_YEAR) / HOURS_OF_YEAR
    averaged = profiles.mean_of_last(outdoor_c, AVERAGING_HOURS)
    waves = [wave for angle in (clock, season) for wave in (np.sin(angle), np.cos(angle))]
    causes = np.column_stack([np.ones(HOURS_OF_YEAR), heating, base, outdoor_c, averaged, *waves])
    weights, *_ = np.linalg.lstsq(causes[known], hours[known], rcond=None)
    return np.asarray(np.clip(causes @ weights, hours[known].min(), hours[known].max()))
