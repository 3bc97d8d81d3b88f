"""Workbooks and Parquet files: sheets and columns that have types already."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice
from typing import Any
from xml.etree import ElementTree

import numpy as np

from ihp_core.year.measured.cells import LONGEST_CELL, Row
from ihp_core.year.measured.headers import header_names
from ihp_core.year.measured.note import OwnError, refused
from ihp_core.year.measured.table.delimited import (
    HOURS,
    MOST_ROWS,
    Layout,
    TableKind,
    fitted,
    laid_out,
    table_of,
)
from ihp_core.year.measured.table.raw import RawTable

XLSX, PARQUET = b"PK\x03\x04", b"PAR1"
HEAD = 200
MOST_COLUMNS = 300
MOST_UNPACKED = 400_000_000
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What the libraries raise at a file that is damaged."""

HALF_A_SECOND = dt.timedelta(milliseconds=500)


def workbook(content: bytes, sheet: str | None, wanted: TableKind = HOURS) -> RawTable:
    """The sheet that holds what is wanted, or the one that is asked for.

    Raises
    ------
    OwnError
        When it is no workbook, when no sheet names a column that is known, or several do.
    """
    sheets = _sheets(content)
    if sheet is not None:
        if sheet not in sheets:
            raise refused("no_sheet", value=sheet, known=tuple(sheets))
        sheets = {sheet: sheets[sheet]}
    known = _known(sheets, wanted, anything=sheet is not None)
    longest = max((len(sheets[name]) for name in known), default=0)
    # A sheet of a few rows beside one of thousands is a cover or a summary.
    known = {name: layout for name, layout in known.items() if 10 * len(sheets[name]) > longest}
    if not known:
        raise refused("no_columns", known="; ".join(header_names()[1:]))
    if len(known) > 1:
        raise refused("sheets", known=tuple(known))
    ((name, layout),) = known.items()
    width = len(layout.parts)
    body = [(n, fitted(row, n, width)) for n, row in sheets[name] if n > layout.first]
    return table_of(layout, body, name)


def _known(sheets: dict[str, list[Row]], wanted: TableKind, *, anything: bool) -> dict[str, Layout]:
    """The layouts of the sheets that name a column of ours; of hours those of a year where none
    does, for their names can be answered."""
    layouts = {name: laid_out(rows[:HEAD], "", wanted) for name, rows in sheets.items()}
    there = {n: layout for n, layout in layouts.items() if layout and len(sheets[n]) > 1}
    known = {n: one for n, one in there.items() if anything or _names_any(one, wanted)}
    if known or wanted is not HOURS:
        return known
    return {n: one for n, one in there.items() if len(sheets[n]) > HEAD}


def parquet(content: bytes) -> RawTable:
    """The columns of a Parquet file.

    Raises
    ------
    OwnError
        When it cannot be opened.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(content))
        cells = tuple(tuple(map(_text, column.to_pylist())) for column in table.columns)
    except (pa.ArrowException, *BROKEN):
        raise refused("other_kind", kind="Parquet") from None
    if table.num_rows > MOST_ROWS or not table.num_rows:
        raise refused("too_many_rows" if table.num_rows else "empty", limit=MOST_ROWS)
    parts = tuple((name,) if not name.startswith("__") else ("",) for name in table.column_names)
    return RawTable(parts, ("",) * len(parts), cells, np.arange(1, table.num_rows + 1))


def _sheets(content: bytes) -> dict[str, list[Row]]:
    """The rows of every sheet that has any, as text."""
    import openpyxl

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            unpacked = sum(file.file_size for file in packed.infolist())
        if unpacked > MOST_UNPACKED:
            raise refused("too_large", limit=MOST_UNPACKED // 10**6)
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheets = {sheet.title: [*_rows(sheet)] for sheet in book.worksheets}
    except OwnError:
        raise
    except BROKEN:
        raise refused("other_kind", kind="XLSX, ODS, ZIP") from None
    return {name: rows for name, rows in sheets.items() if rows}


def _rows(sheet: Any) -> Iterator[Row]:
    values = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    width = 0
    for n, row in enumerate(islice(values, MOST_ROWS), start=1):
        # Rows come as wide as a sheet may be; what is behind all cells so far is hardly ever read.
        if row[width:].count(None) < len(row) - width:
            width = max(place for place, value in enumerate(row, start=1) if value is not None)
        texts = [_text(value) for value in row[:width]]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            yield n, texts


def _names_any(layout: Layout, wanted: TableKind) -> bool:
    pairs = zip(layout.parts, layout.units, strict=True)
    return any(wanted.knows(parts, unit) for parts, unit in pairs if parts)


def _text(value: Any) -> str:
    """A cell as text; times to the second, which spreadsheets miss by a hair."""
    if type(value) is float and value == value:
        return repr(value)
    if value is None or value != value:
        return ""
    if isinstance(value, dt.datetime):
        return (value + HALF_A_SECOND).replace(microsecond=0).isoformat(" ")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, int | float):
        return repr(value)
    return str(value)[: LONGEST_CELL + 1]
