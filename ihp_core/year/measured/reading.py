"""A CSV file of hourly data becomes a measured year, or a reason why it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.measured.calendar import NOWHERE
from ihp_core.year.measured.cells import (
    COMMENT,
    SEPARATORS,
    Numbers,
    Row,
    cells,
    lines,
    numbers,
    rows,
)
from ihp_core.year.measured.clock import LEAP_HOURS, STEPS, Clock, clock, counted
from ihp_core.year.measured.headers import TIME, SeriesColumn, columns, header_names, in_units, tidy
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.stamps import HOUR, Stamps, stamp, stamps
from ihp_core.year.measured.year import OwnYear, own_year, paired

HEADER_WITHIN = 30
MOST_ROWS = 2 * LEAP_HOURS * HOUR // min(STEPS)
UTC_NAMES = ("utc", "gmt")


@dataclass(frozen=True)
class FileTable:
    """The file as a table: which columns it has, and its rows."""

    series: tuple[SeriesColumn, ...]
    times: tuple[SeriesColumn, ...]
    ignored: tuple[str, ...]
    separator: str
    rows: list[Row]


def read_own(content: str | bytes) -> OwnYear:
    """The measured year that a CSV file holds.

    Parameters
    ----------
    content : str or bytes
        A header line and the rows of a year: hours, half hours or quarters, with or without
        time stamps.

    Raises
    ------
    OwnError
        Whenever the content is anything else, and nothing but this.
    """
    sheet = _sheet(lines(content))
    at = [line for line, _ in sheet.rows]
    when = _clock(sheet, at)
    series: dict[str, Array] = {}
    filled: dict[str, int] = {}
    notes: list[Note] = []
    for column, read in zip(sheet.series, _figures(sheet, at), strict=True):
        told = {"column": column.header, "series": column.series, "unit": column.unit}
        if np.isnan(read.values).all():
            notes.append(Note("own.note.empty_column", told))
            continue
        notes.append(Note("own.note.read", told))
        series[column.series], filled[column.series] = _year(read.values, when, column, at)
    if not series:
        raise refused("all_empty")
    notes += [Note("own.note.ignored", {"column": name}) for name in sheet.ignored]
    return paired(own_year(series, filled, when.dropped_hours, (*notes, *when.notes)))


def _sheet(text_lines: list[str]) -> FileTable:
    first, separator, header = _header(text_lines)
    known, ignored = columns(header)
    body = list(islice(rows(text_lines, first + 1, separator), MOST_ROWS + 1))
    if not body:
        raise refused("no_rows", line=first + 1)
    if len(body) > MOST_ROWS:
        raise refused("too_many_rows", limit=MOST_ROWS)
    body = [(line, _fitted(row, line, len(header))) for line, row in body]
    times = tuple(column for column in known if column.series == TIME)
    series = tuple(column for column in known if column.series != TIME)
    if not times and header[0] in ("", *ignored) and stamp(body[-1][1][0]):
        times, ignored = (SeriesColumn(0, header[0], TIME, "", 1.0),), ignored[bool(header[0]) :]
    with_units = in_units(series, body[0][1])
    if with_units and not (body := body[1:]):
        raise refused("no_rows", line=first + 1)
    return FileTable(with_units or series, times, ignored, separator, body)


def _header(text_lines: list[str]) -> tuple[int, str, list[str]]:
    """The line near the top that names most series, with the separator that shows them."""
    best, chosen = 0, None
    for index, line in enumerate(text_lines[:HEADER_WITHIN]):
        for separator in SEPARATORS:
            header = [cell.strip() for cell in cells(line, separator)]
            known = sum(column.series != TIME for column in columns(header)[0])
            if known > best and not line.startswith(COMMENT):
                best, chosen = known, (index, separator, header)
    if chosen is None:
        raise refused("no_columns", known="; ".join(header_names()[1:]))
    return chosen


def _fitted(row: list[str], line: int, width: int) -> list[str]:
    """A row as wide as the header; blank cells beyond it do not count."""
    if any(cell.strip() for cell in row[width:]):
        raise refused("too_many_cells", line=line, count=len(row), limit=width)
    return row[:width] + [""] * (width - len(row))


def _clock(sheet: FileTable, at: Sequence[int]) -> Clock:
    texts = [" ".join(row[column.index].strip() for column in sheet.times) for _, row in sheet.rows]
    if not sheet.times or (stamp(texts[0]) is None and texts[0].isdigit()):
        return counted(len(at))
    stamped = stamps(texts, at)
    if any(name in tidy(column.header) for column in sheet.times for name in UTC_NAMES):
        stamped = Stamps(stamped.wall, np.nan_to_num(stamped.offset))
    return clock(stamped, at)


def _figures(sheet: FileTable, at: Sequence[int]) -> list[Numbers]:
    """The figures of all columns; one sign parts the decimals in all of them."""
    figures = [
        numbers([row[column.index] for _, row in sheet.rows], at, column, sheet.separator)
        for column in sheet.series
    ]
    comma, point = (
        min((line for line in marks if line is not None), default=None)
        for marks in zip(*((read.comma, read.point) for read in figures), strict=True)
    )
    if comma is not None and point is not None:
        raise refused("mixed_decimals", comma=comma, point=point)
    return figures


def _year(values: Array, when: Clock, column: SeriesColumn, at: Sequence[int]) -> tuple[Array, int]:
    """The hours of the year (8760,), small gaps bridged by straight lines, and how many were."""
    there = when.indices != NOWHERE
    steps = np.full(HOURS_OF_YEAR * when.per_hour, np.nan)
    steps[when.indices[there]] = values[there]
    gaps, most = np.isnan(steps), int(value("own.gap_fraction") * len(steps))
    if gaps.sum() > most:
        line = at[int(np.argmax(np.isnan(values) & there))]
        count = int(gaps.sum())
        raise refused("gaps", line=line, column=column.header, count=count, most=most)
    index = np.arange(len(steps))
    steps = np.interp(index, index[~gaps], steps[~gaps], period=len(steps))
    by_hour = (HOURS_OF_YEAR, when.per_hour)
    return steps.reshape(by_hour).mean(axis=1), int(gaps.reshape(by_hour).any(axis=1).sum())
