"""The cells of a column as numbers: what is one, what is a gap, and what is refused."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ihp_core.own.names import Column, bounds
from ihp_core.own.note import refused
from ihp_core.tables.arrays import Array

LEAST_OF_THOUSANDS, THOUSAND = 100, 1000
_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:e[+-]?\d+)?", re.I | re.ASCII)
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+(?:[.,]\d+)?", re.ASCII)
_THREE_BEHIND = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_FORMULA = re.compile(r"[=@]|[+-][A-Za-z(]")


class Numbers(NamedTuple):
    """A column's figures, nan for gaps; the lines of its first decimal comma and point."""

    values: Array
    comma: int | None
    point: int | None


def numbers(texts: Sequence[str], lines: Sequence[int], column: Column, separator: str) -> Numbers:
    """The figures of a column, in the unit of its series.

    Raises
    ------
    OwnError
        At a formula, a thousands separator, a decimal comma between commas, a value outside
        the limits of the series.
    """
    tidied = [text.strip().replace("−", "-") for text in texts]
    values = np.array([_number(text) for text in tidied])
    for place in np.flatnonzero(np.isnan(values)).tolist():
        if tidied[place]:
            _check_text(tidied[place], lines[place], column)
    marked = [place for place, text in enumerate(tidied) if "," in text or "." in text]
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
        (lines[place] for place in marked if mark in texts[place] and _NUMBER.match(texts[place])),
        None,
    )


def _check_text(text: str, line: int, column: Column) -> None:
    """A gap may be written in any words, but a formula or a parted number is no gap."""
    for code, pattern in (("formula", _FORMULA.match), ("thousands", _THOUSANDS.fullmatch)):
        if pattern(text):
            raise refused(code, line=line, column=column.header, value=text)


def _check_thousands(
    texts: Sequence[str], marked: Sequence[int], lines: Sequence[int], column: Column
) -> None:
    """Refuses 1.234 beside 987: three digits behind every mark, and whole hundreds without, but
    no whole thousands, which would have had the mark too."""
    if not marked or not all(_THREE_BEHIND.fullmatch(texts[place]) for place in marked):
        return
    whole = [int(text) for text in texts if text.isascii() and text.isdigit()]
    if whole and LEAST_OF_THOUSANDS <= max(whole) < THOUSAND:
        place = marked[0]
        raise refused("thousands", line=lines[place], column=column.header, value=texts[place])


def _check_limits(
    values: Array, texts: Sequence[str], lines: Sequence[int], column: Column
) -> None:
    low, high = (end / column.factor for end in bounds(column.series))
    outside = np.flatnonzero((values < low) | (values > high))
    if len(outside):
        place = int(outside[0])
        raise refused(
            "outside",
            line=lines[place],
            column=column.header,
            value=texts[place],
            low=low,
            high=high,
            unit=column.unit,
            count=len(outside),
        )
