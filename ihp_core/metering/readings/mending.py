"""What can be mended in heat and electricity of a file: another unit from some row on, single
values that no plant gives, noise below zero. All of it is told with its line."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.metering.readings.reading import MeterReading, SeriesRows
from ihp_core.tables.arrays import Array, Flags
from ihp_core.tables.assumptions import value
from ihp_core.year.measured.columns.units import Unit, units_of
from ihp_core.year.measured.figures.hours import possible
from ihp_core.year.measured.note import Note
from ihp_core.year.measured.times.stamps import DAY

IN_USE = ("MWh", "kWh", "GWh", "GJ", "MJ", "MW", "kW")
"""Units that meters are read in, by one of which the figures of a file may go on."""

THOUSANDS = math.log(30)
LEAST_OF_HIGHEST = 0.05
AROUND, MOST_SPIKES = 7, 3


class Mended(NamedTuple):
    """A series as mended, what is wrong in it by lines, what was done, and what has to be asked."""

    series: SeriesRows
    problems: tuple[Note, ...]
    asked: tuple[Note, ...]


def mended(reading: MeterReading, series: SeriesRows, reference: Array, confirmed: bool) -> Mended:
    """Heat or electricity in the unit of its header throughout.

    Parameters
    ----------
    reference : ndarray
        About what each row should be, by the chain or by flow and temperatures, (rows,) [MW].
    confirmed : bool
        Whether it was said that a series all of which is a factor away is right.
    """
    factors, whole = _factors(series, reference)
    problems = [*_told_units(series, factors)]
    asked: tuple[Note, ...] = ()
    if whole is not None and not confirmed:
        words = {"column": series.column.header, "factor": f"{max(whole, 1 / whole):g}"}
        asked = (Note("meter.ask.factor", words | {"unit": series.column.used_unit.name}),)
    values = series.values / factors
    most = value("meter.spike_ratio") * float(np.nanmax(reference, initial=0.0))
    spikes = _isolated(values > most) if most > 0 else np.zeros(len(values), bool)
    problems += [_spike(series, int(row)) for row in np.flatnonzero(spikes)]
    values = np.where(spikes, np.nan, values)
    rows = np.searchsorted(reading.table.lines, series.lines)
    cells = reading.table.cells[series.column.index]
    texts = tuple(cells[row] for row in rows.tolist())
    fit = possible(series.column, values, texts, series.lines, at_least_zero=True)
    problems += [_again(series, int(row)) for row in series.begins_again if np.isnan(values[row])]
    return Mended(series.with_values(fit.hours), (*problems, *_with_line(fit.notes, series)), asked)


def _with_line(notes: tuple[Note, ...], series: SeriesRows) -> Iterator[Note]:
    for note in notes:
        line = note.numbers.get("line", int(series.lines[0]))
        yield Note(note.code, {**note.numbers, "line": line})


def _told_units(series: SeriesRows, factors: Array) -> Iterator[Note]:
    """From which line to which the figures are in another unit."""
    other = np.concatenate(([False], factors != 1, [False])).astype(np.int8)
    edges = np.flatnonzero(np.diff(other))
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        factor, unit = float(factors[begin]), series.column.used_unit
        lines = {"line": int(series.lines[begin]), "last": int(series.lines[end - 1])}
        units = {"unit": unit.name, "other": _other(series.column.series, unit, factor)}
        words = {"column": series.column.header, "factor": f"{max(factor, 1 / factor):.4g}"}
        yield Note("meter.problem.unit", {**lines, **units, **words})


def _other(series: str, unit: Unit, factor: float) -> str:
    """The unit that figures a factor away are in."""
    wanted = unit.factor / factor
    known = [one for one in units_of(series).values() if one.kind == unit.kind]
    return min(known, key=lambda one: abs(one.factor / wanted - 1)).name


def _spike(series: SeriesRows, row: int) -> Note:
    words = {"line": int(series.lines[row]), "column": series.column.header}
    return Note("meter.problem.spike", words | {"value": float(series.values[row])})


def _again(series: SeriesRows, row: int) -> Note:
    words = {"line": int(series.lines[row]), "column": series.column.header}
    return Note("meter.problem.reset", words)


def _isolated(flags: Flags) -> Flags:
    """Flags in runs of a few rows."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    outcome = np.zeros(len(flags), bool)
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        outcome[begin:end] = end - begin <= MOST_SPIKES
    return outcome


def _factors(series: SeriesRows, reference: Array) -> tuple[Array, float | None]:
    """By what each row is above the unit of its header; and where all of them are, by how much."""
    least = LEAST_OF_HIGHEST * float(np.nanmax(reference, initial=0.0))
    good = (series.values > 0) & (reference > least) & np.isfinite(series.values)
    ones = np.ones(len(series.values))
    if not good.any():
        return ones, None
    above = np.full(len(good), np.nan)
    above[good] = np.log(series.values[good] / reference[good])
    block = (series.begin - series.begin[0]) // DAY
    levels, at = _levels(above, block)
    if not len(levels):
        return ones, None
    factors = _factors_of(series)
    classes = _settled_classes(levels, factors)
    if not (classes == 0).any():
        factor = float(factors[classes[0]])
        near = abs(float(np.median(levels)) - math.log(factor)) < _tolerance(factor)
        alike = (classes == classes[0]).all()
        return ones, factor if alike and near else None
    if (classes == 0).all():
        return ones, None
    return _by_row(above, block, factors[classes], at), None


def _levels(above: Array, block: NDArray[np.int64]) -> tuple[Array, NDArray[np.int64]]:
    """The median of each day that has enough figures, and which day it is."""
    known = np.flatnonzero(np.isfinite(above))
    days, starts = np.unique(block[known], return_index=True)
    parts = np.split(above[known], starts[1:])
    return np.array([float(np.median(part)) for part in parts]), days


def _tolerance(factor: float) -> float:
    """How near the logarithm of a level or a jump has to be to that of a factor."""
    far = abs(math.log(factor)) > THOUSANDS
    return math.log(2) if far else 2 * math.log(1 + value("meter.unit_tolerance"))


def _factors_of(series: SeriesRows) -> Array:
    """What figures in other units of a meter are of those in the unit of the header, 1 first."""
    unit = series.column.used_unit
    known = units_of(series.column.series).values()
    others = {one.factor for one in known if one.name in IN_USE and one.kind == unit.kind}
    return np.array([1.0, *(unit.factor / one for one in sorted(others - {unit.factor}))])


def _settled_classes(levels: Array, factors: Array) -> NDArray[np.int64]:
    """Of each day the factor that it is away, by its index; days whose level
    does not jump by such a factor are in the unit of the header."""
    distance = np.abs(levels[:, None] - np.log(factors)[None])
    classes = np.asarray(distance.argmin(axis=1))
    classes = _without_short(classes)
    edges = [0, *(np.flatnonzero(np.diff(classes)) + 1).tolist(), len(classes)]
    outcome = classes.copy()
    for begin, end in pairwise(edges):
        inner = [edge for edge in (begin, end) if 0 < edge < len(classes)]
        jumps = [_is_jump(levels, factors[classes], edge) for edge in inner]
        if classes[begin] and inner and not any(jumps):
            outcome[begin:end] = 0
    return outcome


def _is_jump(levels: Array, factors: Array, edge: int) -> bool:
    """Whether the days around an edge are apart by what their factors are."""
    after, before = levels[edge : edge + AROUND], levels[max(edge - AROUND, 0) : edge]
    wanted = math.log(factors[edge] / factors[edge - 1])
    jump = float(np.median(after)) - float(np.median(before))
    return abs(jump - wanted) <= _tolerance(math.exp(wanted))


def _without_short(classes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Runs of a single day take the class of the day before."""
    outcome = classes.copy()
    for day in range(1, len(outcome) - 1):
        alone = outcome[day] != outcome[day - 1] and outcome[day] != outcome[day + 1]
        if alone:
            outcome[day] = outcome[day - 1]
    return outcome


def _by_row(
    above: Array, block: NDArray[np.int64], factors: Array, days: NDArray[np.int64]
) -> Array:
    """The factor of each row, its jumps on the row where it begins to fit better."""
    logs = np.log(factors)
    spot = np.clip(np.searchsorted(days, block, side="right") - 1, 0, len(days) - 1)
    by_row = factors[spot].copy()
    for edge in (np.flatnonzero(np.diff(factors)) + 1).tolist():
        first = int(np.searchsorted(block, days[edge - 1]))
        last = int(np.searchsorted(block, days[edge], side="right"))
        here = above[first:last]
        part = np.nan_to_num(np.abs(here - logs[edge - 1]) - np.abs(here - logs[edge]))
        split = first + int(np.argmin(np.concatenate(([0.0], np.cumsum(part)))))
        by_row[first:split], by_row[split:last] = factors[edge - 1], factors[edge]
    return by_row
