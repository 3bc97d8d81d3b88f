"""The rows of a file whose times can be read; the others are told with their lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Flags
from ihp_core.tables.assumptions import value
from ihp_core.year.measured.columns.units import is_unit
from ihp_core.year.measured.headers import is_time, stated_unit
from ihp_core.year.measured.note import Note, OwnError
from ihp_core.year.measured.table.looks import blank
from ihp_core.year.measured.table.raw import RawTable
from ihp_core.year.measured.times.found import Times, times_of
from ihp_core.year.measured.times.stamps import Order, stamp

BAD_TIME = "own.bad_time"
YEAR_AND_MONTH = re.compile(r"(?P<year>(?:19|20)\d\d)[-/. ](?P<month>0?[1-9]|1[0-2])")
FIGURE_AND_UNIT = re.compile(r"(?P<figure>[+-]?\d[\d.,'’ ]*?) ?(?P<unit>[^\W\d]\S{0,9}|°C)")
MONTH_AND_YEAR = re.compile(
    r"(?P<month>0?[1-9]|1[0-2]|[^\W\d]{3,9})\.?[-/. ](?P<year>(?:19|20)\d\d)"
)


def readable(
    table: RawTable, said: Sequence[int], order: Order | None
) -> tuple[RawTable, Times, list[Note]]:
    """The rows with times, their times, and what is told of the other rows.

    Raises
    ------
    OwnError
        When the times of too many rows cannot be read.
    """
    table = _without_units(_months_as_days(table))
    try:
        return table, times_of(table, said, order), []
    except OwnError as error:
        if error.note.code != BAD_TIME:
            raise
        kept = _kept(table, said)
        if kept is None or not kept.any() or kept.all():
            raise
        bad = np.flatnonzero(~kept)
        if len(bad) > max(value("meter.bad_rows_fraction") * len(kept), 1):
            raise
    problems = [_told(table, int(row), said) for row in bad]
    rest = rows_of(table, np.flatnonzero(kept))
    return rest, times_of(rest, said, order), problems


def rows_of(table: RawTable, rows: NDArray[np.intp]) -> RawTable:
    """Some rows of a table."""
    cells = tuple(tuple(column[row] for row in rows.tolist()) for column in table.cells)
    return replace(table, cells=cells, lines=table.lines[rows])


def _told(table: RawTable, row: int, said: Sequence[int]) -> Note:
    columns = said or [n for n, parts in enumerate(table.parts) if is_time(parts)] or [0]
    text = table.cells[columns[0]][row].strip()
    return Note("meter.problem.time", {"line": int(table.lines[row]), "value": text})


def _kept(table: RawTable, said: Sequence[int]) -> Flags | None:
    """The rows whose stamps can be read, by the first column that has any."""
    for index in said or range(len(table.cells)):
        texts = table.cells[index]
        head = [text for text in texts[:200] if not blank(text)]
        if head and sum(stamp(text.strip()) is not None for text in head) > len(head) / 2:
            return np.array([stamp(text.strip()) is not None for text in texts])
    return None


def _without_units(table: RawTable) -> RawTable:
    """Figures without the units that some meters write behind each of them; the first of these is
    the column's where its header states none."""
    cells, units = list(table.cells), list(table.units)
    for index, texts in enumerate(table.cells):
        first = next((text.strip() for text in texts if not blank(text)), "")
        found = FIGURE_AND_UNIT.fullmatch(first)
        if found is None or not is_unit(found["unit"]):
            continue
        cells[index] = tuple(_figure_alone(text) for text in texts)
        if not stated_unit(table.parts[index], table.units[index]):
            units[index] = found["unit"]
    return replace(table, cells=tuple(cells), units=tuple(units))


def _figure_alone(text: str) -> str:
    found = FIGURE_AND_UNIT.fullmatch(text.strip())
    return found["figure"] if found else text


def _months_as_days(table: RawTable) -> RawTable:
    """Months written out as their first days."""
    for index, texts in enumerate(table.cells):
        if index and not is_time(table.parts[index]):
            continue
        written = [text.strip() for text in texts]
        if YEAR_AND_MONTH.fullmatch(written[0]) is MONTH_AND_YEAR.fullmatch(written[0]) is None:
            continue
        found = [YEAR_AND_MONTH.fullmatch(t) or MONTH_AND_YEAR.fullmatch(t) for t in written]
        if not all(found):
            continue
        days = (f"1 {m['month']} {m['year']}" for m in found if m)
        cells = tuple(_as_day(day) for day in days)
        return replace(table, cells=(*table.cells[:index], cells, *table.cells[index + 1 :]))
    return table


def _as_day(text: str) -> str:
    """A first of a month as the year first, where the month is a number."""
    _, month, year = text.split()
    return f"{year}-{int(month):02d}-01" if month.isdigit() else text
