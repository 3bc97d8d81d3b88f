"""A file of meter readings as series of rows on real dates, or the questions to be answered first.

The same steps as for a measured year: opened as a table, its times found, each column taken for a
quantity, its cells read as figures, amounts and counters as the mean of their interval.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ihp_core.metering.readings.answers import (
    ELECTRICITY,
    HEAT,
    NOTHING_ANSWERED,
    POWERS,
    QUANTITIES,
    MeterMap,
)
from ihp_core.metering.readings.dated import DatedRows, dated_rows
from ihp_core.metering.readings.rows import readable
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.year.measured.checks.stated import AMOUNTS
from ihp_core.year.measured.columns.doubts import settled
from ihp_core.year.measured.columns.mapping import IGNORE
from ihp_core.year.measured.columns.taken import UNKNOWN, Taken, candidates, is_amount, taken
from ihp_core.year.measured.columns.units import tidy, written_out
from ihp_core.year.measured.figures.amounts import COUNTER, INTERVAL, VALUE, amounts, never_falls
from ihp_core.year.measured.figures.cells_read import figures
from ihp_core.year.measured.figures.hours import possible
from ihp_core.year.measured.headers import OF_METERS, TIME, header_names, named
from ihp_core.year.measured.note import Note, OwnError, refused
from ihp_core.year.measured.table.delimited import TableKind
from ihp_core.year.measured.table.opened import opened
from ihp_core.year.measured.table.raw import RawTable
from ihp_core.year.measured.times.clock import Clock
from ihp_core.year.measured.times.stamps import HOUR, Minutes

METERS = TableKind(lambda parts, unit: named(parts, unit, OF_METERS) is not None)
"""Readings of a plant."""
METERED = (HEAT, ELECTRICITY)
FEW_ROWS, ALL_RISE, OF_COUNTERS = 60, 8, 0.5
SELDOM, COARSE, SHARP, MOSTLY = 0.002, 3, 0.02, 0.98
COUNTS = ("zahlerstand", "counter", "matarstallning", "meterreading", "stand")


@dataclass(frozen=True, eq=False)
class SeriesRows:
    """A quantity by its rows in order of time: the line of each in the file, when it begins and
    ends [minutes of UTC], its mean in the unit of the quantity, nan where there is none.

    ``begins_again`` are the rows at whose end a counter fell back.
    """

    column: Taken
    lines: NDArray[np.int64]
    begin: Minutes
    end: Minutes
    values: Array
    begins_again: NDArray[np.int64]

    def with_values(self, values: Array) -> SeriesRows:
        """The same rows with other figures."""
        return replace(self, values=values)


@dataclass(frozen=True, eq=False)
class MeterReading:
    """What became of a file: its table, what each column is taken for, the series, the problems
    with their lines, how it was read, and what has to be asked."""

    table: RawTable
    columns: list[Taken]
    step: int
    series: Mapping[str, SeriesRows]
    problems: list[Note] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    questions: list[Note] = field(default_factory=list)


def read_meter(
    content: str | bytes, standard_min: int, answers: MeterMap = NOTHING_ANSWERED
) -> MeterReading:
    """The readings that a file holds.

    Parameters
    ----------
    content : str or bytes
        A text table, a workbook or a Parquet file, a row a minute to a month.
    standard_min : int
        Standard time of the place less UTC [minutes].
    answers : MeterMap
        What was answered about its columns.

    Raises
    ------
    OwnError
        When it is no such file.
    """
    table = _opened(content, answers)
    said = [n for n, name in enumerate(table.names) if _is_said(answers, name, TIME)]
    table, times, problems = readable(table, said, answers.dates)
    columns, questions = taken(table, times, answers, words=OF_METERS)
    if times.stamps is None:
        raise refused("meter_times")
    dated = dated_rows(times.stamps, table.lines, standard_min)
    columns = _powers_apart(columns)
    looked_at = [one for one in columns if _may_count(one, table)]
    raw, unsure = figures(table, looked_at, answers.decimal) if looked_at else ({}, [])
    columns, doubts = settled(columns, table, _means(columns, raw), answers, OF_METERS)
    reading = MeterReading(table, columns, dated.step, {}, problems + list(dated.problems))
    reading.questions.extend([*questions, *unsure, *doubts])
    reading.notes.extend([*table.notes, *times.notes, *dated.notes])
    return _with_series(reading, raw, dated, answers)


def _opened(content: str | bytes, answers: MeterMap) -> RawTable:
    try:
        return opened(content, answers.sheet, METERS)
    except OwnError as error:
        if error.note.code != "own.no_columns":
            raise
        known = "; ".join(header_names(OF_METERS, (HEAT, ELECTRICITY, "supply_c", "return_c")))
        raise refused("no_columns", known=known) from None


def _is_said(answers: MeterMap, name: str, series: str) -> bool:
    return name in answers.columns and answers.columns[name].series == series


def _may_count(column: Taken, table: RawTable) -> bool:
    """Whether a column is taken for a quantity, or could be by its unit."""
    if column.series in (TIME, IGNORE):
        return False
    return column.series != UNKNOWN or bool(candidates(table, column.index, OF_METERS))


def _powers_apart(columns: list[Taken]) -> list[Taken]:
    """Of a meter's amounts and its power side by side the amounts count, the power checks them."""
    outcome = list(columns)
    for series, power in POWERS.items():
        of_meter = [n for n, one in enumerate(columns) if one.series == series and one.sure]
        amounts_of = [n for n in of_meter if is_amount(columns[n])]
        if len(of_meter) == 2 and len(amounts_of) == 1:
            (other,) = set(of_meter) - set(amounts_of)
            outcome[other] = replace(columns[other], series=power)
    return outcome


def _means(columns: list[Taken], raw: Mapping[int, Array]) -> dict[int, Array]:
    """Figures in the unit of each quantity, enough to tell whose flow it is: counters apart."""
    named_so = (one for one in columns if one.series not in (UNKNOWN, TIME, IGNORE))
    units = {one.index: one.used_unit.factor for one in named_so}
    return {index: values * units.get(index, 1.0) for index, values in raw.items()}


def _with_series(
    reading: MeterReading, raw: Mapping[int, Array], dated: DatedRows, answers: MeterMap
) -> MeterReading:
    """The series of the columns that are surely taken for a quantity."""
    asked = {note.numbers["column"] for note in reading.questions if "column" in note.numbers}
    series: dict[str, SeriesRows] = {}
    for place, column in enumerate(reading.columns):
        if not column.sure or column.series in (UNKNOWN, TIME, IGNORE) or column.header in asked:
            reading.notes.extend(_left_out(column))
            continue
        if np.isnan(raw[column.index]).all():
            reading.notes.append(Note("own.note.empty_column", {"column": column.header}))
            continue
        reading.questions.extend(_unit_asked(column, raw[column.index], answers))
        of_kind, rows = _rows_of(reading, column, raw[column.index], dated)
        reading.columns[place], series[column.series] = of_kind, rows
        told = {"column": column.header, "series": column.series, "unit": column.used_unit.name}
        reading.notes.append(Note("own.note.read", told))
    if HEAT not in series and not reading.questions:
        raise refused("meter_no_heat", known="; ".join(header_names(OF_METERS, (HEAT,))[1:]))
    return replace(reading, series={name: series[name] for name in QUANTITIES if name in series})


def _left_out(column: Taken) -> list[Note]:
    if column.series == IGNORE:
        return [Note("own.note.as_told", {"column": column.header})]
    unnamed = column.header.startswith("#")
    return [] if column.series or unnamed else [Note("own.note.ignored", {"column": column.header})]


def _unit_asked(column: Taken, raw: Array, answers: MeterMap) -> list[Note]:
    """Heat or electricity whose name says that it is an amount, without a unit."""
    if column.unit is not None or column.series not in METERED or answers.confirms("unit"):
        return []
    words = {"column": column.header, "known": written_out(column.series)}
    if any(word in tidy(column.header) for word in AMOUNTS):
        return [Note("own.ask.amount", words)]
    highest, most = float(np.nanmax(raw)), value("own.unitless_load_mw")
    told = words | {"unit": column.used_unit.name, "value": highest}
    return [Note("own.ask.unit", told)] if highest > most else []


def _rows_of(
    reading: MeterReading, column: Taken, raw: Array, dated: DatedRows
) -> tuple[Taken, SeriesRows]:
    """A column by its rows in time; a counter's from each reading to the next."""
    clock = _clock(dated)
    column = replace(column, kind=column.kind or _kind(column, raw, clock))
    raw = _at_changes(raw, dated.row) if column.kind == COUNTER else raw
    hours = np.ones(len(raw))
    hours[dated.row] = (dated.end - dated.begin) / HOUR
    read = amounts(column, raw, [clock], hours)
    reading.notes.extend(note for note in read.notes if note.code != "own.note.interval")
    if column.kind == COUNTER:
        known = np.flatnonzero(~np.isnan(raw[dated.row]))
        rows, begin, end = dated.row[known[:-1]], dated.at[known[:-1]], dated.at[known[1:]]
        fell = np.flatnonzero(np.diff(raw[dated.row[known]]) < 0)
    else:
        rows, begin, end, fell = dated.row, dated.begin, dated.end, np.empty(0, np.int64)
    values = read.values[rows]
    if column.series not in METERED:
        values = _possible(reading, column, read.values)[rows]
    return column, SeriesRows(column, reading.table.lines[rows], begin, end, values, fell)


def _at_changes(raw: Array, row: NDArray[np.int64]) -> Array:
    """A coarse counter by its readings behind each step alone, so that hours without a step are not
    hours without heat; one that stays for long stands until shortly before the next."""
    known = row[~np.isnan(raw[row])]
    apart = np.diff(raw[known])
    rises = apart[apart > 0]
    if not len(rises) or not _in_steps(apart, rises):
        return raw
    at = np.concatenate(([0], np.flatnonzero(apart) + 1))
    usual = max(int(np.median(np.diff(at))), 1)
    long = np.flatnonzero(np.diff(at) > COARSE * usual) + 1
    kept = np.union1d(at, at[long] - usual)
    if len(known) - 1 - at[-1] > COARSE * usual:
        kept = np.append(kept, len(known) - 1)
    outcome = np.full(len(raw), np.nan)
    outcome[known[kept]] = raw[known[kept]]
    return outcome


def _in_steps(apart: Array, rises: Array) -> bool:
    """Whether a counter rises by few of its smallest steps, and often not at all."""
    step = float(np.percentile(rises, 1))
    whole = np.abs(rises / step - np.round(rises / step)) < SHARP
    pauses = int(((apart[1:] == 0) & (apart[:-1] > 0)).sum())
    often = pauses > SELDOM * len(apart)
    return bool(whole.mean() > MOSTLY and np.median(rises) < COARSE * step and often)


def _possible(reading: MeterReading, column: Taken, values: Array) -> Array:
    """Figures without those that cannot be, each kind told with its first line."""
    texts, lines = reading.table.cells[column.index], reading.table.lines
    fit = possible(column, values, texts, lines)
    reading.problems.extend(note for note in fit.notes if "line" in note.numbers)
    reading.notes.extend(note for note in fit.notes if "line" not in note.numbers)
    return fit.hours


def _clock(dated: DatedRows) -> Clock:
    """The rows in time as amounts and counters are read by them."""
    nowhere = np.zeros(len(dated.row), np.int64)
    per_hour = max(HOUR // dated.step, 1)
    return Clock(nowhere, dated.row, per_hour, dated.step, dated.row, dated.at, 0, ())


def _kind(column: Taken, raw: Array, clock: Clock) -> str:
    """Whether figures are values, amounts or a counter's; of a few rows by name and by size."""
    if not is_amount(column):
        return VALUE
    there = raw[clock.order]
    there = there[~np.isnan(there)]
    if len(there) >= FEW_ROWS:
        return COUNTER if never_falls(raw, [clock]) else INTERVAL
    apart = np.diff(there)
    named_so = any(word in tidy(column.header) for word in COUNTS)
    rises = len(apart) > 1 and bool((apart >= 0).all())
    surely = rises and (len(apart) >= ALL_RISE or apart.max() < OF_COUNTERS * there[0])
    return COUNTER if named_so or surely else INTERVAL
