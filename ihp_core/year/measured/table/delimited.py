"""Where the table of a text file begins, and what parts its cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from ihp_core.year.measured.cells import COMMENT, LONGEST_CELL, SEPARATORS, Row, cells, rows
from ihp_core.year.measured.columns.units import is_unit
from ihp_core.year.measured.headers import header_names, named, stated_unit
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.table.looks import TIME_LIKE, blank, typed, typed_share
from ihp_core.year.measured.table.raw import RawTable

HEADER_WITHIN = 30
FIRST_FIGURES_WITHIN = 400
SAMPLE = 60
MOSTLY = 0.5
MOST_ROWS = 1_100_000
"""Two years of minutes, and a little more."""


class Layout(NamedTuple):
    """The separator, the parts of each name, the units, and the line of the first row."""

    separator: str
    parts: tuple[tuple[str, ...], ...]
    units: tuple[str, ...]
    first: int
    header: int


Numbered = list[tuple[int, str]]


class TableKind(NamedTuple):
    """What a table is of: whether a column's name is one of its own, and how long a cell may be."""

    knows: Callable[[Sequence[str], str], bool]
    longest_cell: int = LONGEST_CELL


HOURS = TableKind(lambda parts, unit: named(parts, unit) is not None)
"""Series of a year."""


def delimited(text_lines: list[str], wanted: TableKind = HOURS) -> RawTable:
    """The table of a text file.

    Raises
    ------
    OwnError
        When there is no header, no row, or a row wider than the header.
    """
    layout = _layout(text_lines, wanted)
    body: list[Row] = []
    width = len(layout.parts)
    for row in rows(text_lines, layout.first, layout.separator, wanted.longest_cell):
        if len(body) == MOST_ROWS:
            raise refused("too_many_rows", limit=MOST_ROWS)
        body.append(row)
    return table_of(layout, [(line, fitted(row, line, width)) for line, row in body])


def table_of(layout: Layout, body: list[Row], sheet: str = "") -> RawTable:
    """The rows of a layout as columns, without what stands below them."""
    body, notes = _without_foot(body)
    if not body:
        raise refused("no_rows", line=layout.header + 1)
    columns = tuple(zip(*(row for _, row in body), strict=True))
    lines = np.array([line for line, _ in body])
    return RawTable(layout.parts, layout.units, columns, lines, layout.separator, sheet, notes)


def fitted(row: list[str], line: int, width: int) -> list[str]:
    """A row as wide as the header; blank cells beyond it do not count."""
    if len(row) == width:
        return row
    if any(cell.strip() for cell in row[width:]):
        raise refused("too_many_cells", line=line, count=len(row), limit=width)
    return row[:width] + [""] * (width - len(row))


def laid_out(
    numbered: Sequence[tuple[int, list[str]]], separator: str, wanted: TableKind = HOURS
) -> Layout | None:
    """The header among the first rows of cells; ``None`` where none names anything."""
    width = _usual_width(numbered)
    first = next((n for n, (_, row) in enumerate(numbered) if _of_body(row, width)), len(numbered))
    above = numbered[: min(first, HEADER_WITHIN)]
    top = _best_named(above, width, wanted)
    if top is None:
        filled = [n for n, (_, row) in enumerate(above) if _full(row, width)]
        if not filled or first == len(numbered):
            return None
        top = filled[-1]
    # A row of units, or of quantities with their units, belongs to the names above it.
    while top > 0 and width > 1 and _are_units(numbered[top][1]):
        if not _full(numbered[top - 1][1], width):
            break
        top -= 1
    last = top
    while last + 1 < len(numbered) and last < top + 2 and _are_units(numbered[last + 1][1]):
        last += 1
    return _named_layout(numbered, separator, top, last)


def _best_named(
    above: Sequence[tuple[int, list[str]]], width: int, wanted: TableKind
) -> int | None:
    """The row that names most series, as wide as the table where there is such a one."""
    best, top = (False, 0), None
    for n, (_, row) in enumerate(above):
        known = sum(_known(cell, wanted) for cell in row)
        if known and (len(row) >= width, known) > best:
            best, top = (len(row) >= width, known), n
    return top


def _named_layout(
    numbered: Sequence[tuple[int, list[str]]], separator: str, top: int, last: int
) -> Layout:
    """The layout whose header runs from one row to another."""
    header = [[cell.strip() for cell in row] for _, row in numbered[top : last + 1]]
    width = len(header[0])
    below = [row + [""] * (width - len(row)) for row in header[1:]]
    units = [""] * width
    parts = [[cell] if cell else [] for cell in header[0]]
    for row in below:
        for n, cell in enumerate(row[:width]):
            if not cell:
                continue
            if stated_unit((cell,)):
                parts[n].append(cell)
            else:
                units[n] = cell
    line = numbered[last][0]
    return Layout(separator, tuple(map(tuple, parts)), tuple(units), line, numbered[top][0] - 1)


def _layout(text_lines: list[str], wanted: TableKind) -> Layout:
    """The layout of the separator under which most cells hold what a cell can hold."""
    numbered = [
        (n, line)
        for n, line in enumerate(text_lines[: 10 * FIRST_FIGURES_WITHIN], start=1)
        if line.strip() and not line.startswith(COMMENT)
    ][:FIRST_FIGURES_WITHIN]
    middle = [line for line in text_lines[len(text_lines) // 2 :][:SAMPLE] if line.strip()]
    best, chosen = (-1.0, -1, -1), None
    for separator in SEPARATORS:
        every = [(n, cells(line, separator)) for n, line in numbered]
        layout = laid_out(every, separator, wanted)
        if layout is None:
            continue
        score = _score(layout, [cells(line, separator) for line in middle], wanted)
        if score > best:
            best, chosen = score, layout
    if chosen is None:
        raise refused("no_columns", known="; ".join(header_names()[1:]))
    return chosen


def _score(layout: Layout, middle: list[list[str]], wanted: TableKind) -> tuple[float, int, int]:
    """The share of cells that fit in rows as wide as the header; then the width, and the names."""
    width = len(layout.parts)
    known = sum(wanted.knows(parts, unit) for parts, unit in _pairs(layout))
    fitting = [row for row in middle if len(row) <= width or not any(row[width:])]
    consistent = len(fitting) / max(len(middle), 1)
    rows_of_width = [row + [""] * (width - len(row)) for row in fitting]
    return consistent * float(typed_share(rows_of_width, width).mean()), width, known


def _pairs(layout: Layout) -> list[tuple[tuple[str, ...], str]]:
    return list(zip(layout.parts, layout.units, strict=True))


def _usual_width(numbered: Sequence[tuple[int, list[str]]]) -> int:
    widths = Counter(len(row) for _, row in numbered[-SAMPLE:])
    return widths.most_common(1)[0][0] if widths else 0


def _of_body(row: Sequence[str], width: int) -> bool:
    """Whether a row holds figures as the table does, not a title with a year in it."""
    there = [typed(cell) for cell in row if not blank(cell)]
    return bool(there) and len(row) >= min(width, 2) and sum(there) >= MOSTLY * len(there)


def _known(cell: str, wanted: TableKind) -> bool:
    return bool(cell.strip()) and wanted.knows((cell.strip(),), "")


def _full(row: Sequence[str], width: int) -> bool:
    """Whether most cells of a row hold words, as a header's do."""
    words = sum(bool(cell.strip()) and not typed(cell) for cell in row)
    return len(row) >= width and words >= MOSTLY * width


def _are_units(row: Sequence[str]) -> bool:
    """Whether every cell of a row is empty, a unit or states one; the first may be of the time."""
    there = [cell.strip() for cell in row if cell.strip()]
    units = [is_unit(stated_unit((cell,)) or cell) for cell in there]
    return any(units) and all(units[1:]) and (units[0] or len(row) > 1)


def _without_foot(body: list[Row]) -> tuple[list[Row], tuple[Note, ...]]:
    """The rows without totals and remarks at the end: what has words where all others have none."""
    if len(body) < SAMPLE:
        return body, ()
    sample = [row for _, row in body[len(body) // 2 :][:SAMPLE]]
    firm = np.flatnonzero(typed_share(sample, len(body[0][1])) == 1)
    timed = bool(len(firm)) and bool(TIME_LIKE.fullmatch(sample[0][firm[0]].strip()))
    end = len(body)
    while end > len(body) - 10 and _of_foot(body[end - 1][1], firm.tolist(), timed):
        end -= 1
    if end == len(body) or end == len(body) - 10:
        return body, ()
    told = {"line": body[end][0], "count": len(body) - end}
    return body[:end], (Note("own.note.foot", told),)


def _of_foot(row: Sequence[str], firm: Sequence[int], timed: bool) -> bool:
    """Words in it, or no time, and no figure in the first column that has them everywhere."""
    words = [bool(cell.strip()) and not typed(cell) and not blank(cell) for cell in row]
    return bool(firm) and (any(words) or timed) and not typed(row[firm[0]])
