"""A file of hourly data as rows of cells and a column of cells as figures, whatever its encoding,
its separators and the sign that parts its decimals.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.year.measured.headers import SeriesColumn, bounds
from ihp_core.year.measured.note import refused

MAX_BYTES = 10_000_000
LONGEST_CELL = 200
SEPARATORS = (";", "\t", ",")
ENCODINGS = ("utf-8-sig", "cp1252", "latin-1")
COMMENT = "#"
_KINDS = {
    b"PK\x03\x04": "XLSX, ODS, ZIP",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
    b"\x1f\x8b": "GZIP",
    b"\x89PNG": "PNG",
}
_LINE_END = re.compile(r"\r\n|\r|\n")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
LEAST_OF_THOUSANDS, THOUSAND = 100, 1000
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?", re.I | re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?", re.ASCII)
_THREE_BEHIND = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_FORMULA = re.compile(r"[=@]|[+-][A-Za-z(]")

Row = tuple[int, list[str]]


def lines(content: str | bytes) -> list[str]:
    """The lines of a file.

    Raises
    ------
    OwnError
        When it is too large, empty, or no text.
    """
    if len(content) > MAX_BYTES:
        raise refused("too_large", limit=MAX_BYTES // 10**6)
    text = content.removeprefix("\ufeff") if isinstance(content, str) else _decoded(content)
    if _NOT_TEXT.search(text):
        raise refused("not_text")
    if not text.strip():
        raise refused("empty")
    return _LINE_END.split(text)


def _decoded(content: bytes) -> str:
    for start, kind in _KINDS.items():
        if content.startswith(start):
            raise refused("other_kind", kind=kind)
    if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _by(("utf-16",), content)
    if content[1:2] == b"\0" or content[:1] == b"\0":
        return _by(("utf-16-le",) if content[1:2] == b"\0" else ("utf-16-be",), content)
    return _by(ENCODINGS, content)


def _by(encodings: tuple[str, ...], content: bytes) -> str:
    """The text by the first encoding that can read it."""
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise refused("not_text")


def cells(line: str, separator: str) -> list[str]:
    """The cells of one line, such as the header."""
    return next(iter(csv.reader([line[: 100 * LONGEST_CELL]], delimiter=separator)), [])


def rows(text_lines: list[str], first: int, separator: str) -> Iterator[Row]:
    """The rows from a line on, each with its line number from 1; blank ones and comments not.

    Raises
    ------
    OwnError
        When a cell is far longer than a figure or a time.
    """
    reader = csv.reader(text_lines[first:], delimiter=separator)
    line = first
    try:
        for row in reader:
            line = first + reader.line_num
            if not any(row) or row[0].startswith(COMMENT):
                continue
            if len(max(row, key=len)) > LONGEST_CELL:
                raise refused("long_cell", line=line, limit=LONGEST_CELL)
            yield line, row
    except csv.Error:
        raise refused("long_cell", line=line + 1, limit=LONGEST_CELL) from None


class Numbers(NamedTuple):
    """A column's figures, nan for gaps; the lines of its first decimal comma and point."""

    values: Array
    comma: int | None
    point: int | None


def numbers(
    texts: Sequence[str], lines: Sequence[int], column: SeriesColumn, separator: str
) -> Numbers:
    """The figures of a column, in the unit of its series.

    Raises
    ------
    OwnError
        At a formula, a thousands separator, a decimal comma between commas, a value outside
        the limits of the series.
    """
    tidied = [text.strip().replace("−", "-") for text in texts]
    values = np.array([_number(text) for text in tidied])
    for index in np.flatnonzero(np.isnan(values)).tolist():
        if tidied[index]:
            _check_text(tidied[index], lines[index], column)
    marked = [index for index, text in enumerate(tidied) if "," in text or "." in text]
    _check_thousands(tidied, marked, lines, column)
    comma, point = (_first(mark, tidied, marked, lines) for mark in ",.")
    if comma is not None and separator == ",":
        value = tidied[lines.index(comma)]
        raise refused("comma", line=comma, column=column.header, value=value)
    _check_limits(values, texts, lines, column)
    return Numbers(values * column.factor, comma, point)


def _number(text: str) -> float:
    return float(text.replace(",", ".")) if _NUMBER.fullmatch(text) else np.nan


def _first(
    mark: str, texts: Sequence[str], marked: Sequence[int], lines: Sequence[int]
) -> int | None:
    """The line of the first number that has the mark."""
    return next(
        (lines[index] for index in marked if mark in texts[index] and _NUMBER.match(texts[index])),
        None,
    )


def _check_text(text: str, line: int, column: SeriesColumn) -> None:
    """A gap may be written in any words, but a formula or a parted number is no gap."""
    for code, pattern in (("formula", _FORMULA.match), ("thousands", _THOUSANDS.fullmatch)):
        if pattern(text):
            raise refused(code, line=line, column=column.header, value=text)


def _check_thousands(
    texts: Sequence[str], marked: Sequence[int], lines: Sequence[int], column: SeriesColumn
) -> None:
    """Refuses 1.234 beside 987: three digits behind every mark, and whole hundreds without, but
    no whole thousands, which would have had the mark too."""
    if not marked or not all(_THREE_BEHIND.fullmatch(texts[index]) for index in marked):
        return
    whole = [int(text) for text in texts if text.isascii() and text.isdigit()]
    if whole and LEAST_OF_THOUSANDS <= max(whole) < THOUSAND:
        index = marked[0]
        raise refused("thousands", line=lines[index], column=column.header, value=texts[index])


def _check_limits(
    values: Array, texts: Sequence[str], lines: Sequence[int], column: SeriesColumn
) -> None:
    low, high = (end / column.factor for end in bounds(column.series))
    outside = np.flatnonzero((values < low) | (values > high))
    if len(outside):
        index = int(outside[0])
        raise refused(
            "outside",
            line=lines[index],
            column=column.header,
            value=texts[index],
            low=low,
            high=high,
            unit=column.unit,
            count=len(outside),
        )
