"""What the columns of a file of hourly data are called, in which unit, within which limits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from ihp_core.site.inputs import limits
from ihp_core.tables.assumptions import table, value
from ihp_core.year.measured.note import refused
from ihp_core.year.measured.year import SERIES

TIME = "time"
BRACKETS = re.compile(r"[\[(](.*?)[\])]")
LONGEST_NAME = 200


@dataclass(frozen=True)
class SeriesColumn:
    """A column that is known: its index, its series, and its unit with what one of it is worth."""

    index: int
    header: str
    series: str
    unit: str
    factor: float


def columns(header: Sequence[str]) -> tuple[tuple[SeriesColumn, ...], tuple[str, ...]]:
    """The columns known by their header, and the names of the others.

    Raises
    ------
    OwnError
        When a known column has an unknown unit, or two columns hold the same series.
    """
    named = [(index, cell.strip()) for index, cell in enumerate(header)]
    recognised = [column for index, cell in named if (column := _column(index, cell))]
    taken: dict[str, SeriesColumn] = {}
    for column in recognised:
        first = taken.setdefault(column.series, column)
        if first is not column and column.series != TIME:
            raise refused("twice", column=first.header, other=column.header)
    known = {column.index for column in recognised}
    return tuple(recognised), tuple(cell for index, cell in named if cell and index not in known)


def in_units(known: Sequence[SeriesColumn], row: Sequence[str]) -> tuple[SeriesColumn, ...]:
    """The columns with the units of a row that holds nothing else; empty where it is no such."""
    units = [tidy(row[column.index]) for column in known]
    if not all(unit in _factors(column.series) for unit, column in zip(units, known, strict=True)):
        return ()
    return tuple(
        replace(column, unit=name, factor=factor)
        for column, unit in zip(known, units, strict=True)
        for name, factor in (_factors(column.series)[unit],)
    )


def header_names() -> tuple[str, ...]:
    """A header of all columns, the times first, each series with its unit."""
    known = (f"{_rows()[series][0]} [{_units(series)[0][0]}]" for series in SERIES)
    return (_rows()[TIME][0], *known)


def bounds(series: str) -> tuple[float, float]:
    """The lowest and the highest value that an hour of a series may have, in its own unit."""
    known = table("own_series")
    row = known["series"].index(series)
    low, high = known["lowest_of"][row], known["highest_of"][row]
    if not low:
        return value("own.lowest", series), value("own.highest", series)
    return limits(low)[0], limits(high)[1]


def tidy(text: str) -> str:
    """Letters and digits alone, without accents, in lower case."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST_NAME].replace("€", "eur").casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def _column(index: int, header: str) -> SeriesColumn | None:
    """By the whole name, or by the name before its unit, in brackets or behind it."""
    bracket = BRACKETS.search(header)
    if series := _series_by_name().get(tidy(BRACKETS.sub(" ", header))):
        unit = bracket.group(1).strip() if bracket else ""
        return SeriesColumn(index, header, series, *_unit(series, unit, header))
    for unit, name in _endings(tidy(header)):
        series = _series_by_name().get(name) or _series_by_name().get(name.removesuffix("in"))
        if series and unit in _factors(series):
            return SeriesColumn(index, header, series, *_factors(series)[unit])
    return None


def _endings(name: str) -> list[tuple[str, str]]:
    """A name without its last letters, those of a unit, the longest first."""
    return [(name[-size:], name[:-size]) for size in range(min(11, len(name) - 1), 0, -1)]


def _unit(series: str, unit: str, header: str) -> tuple[str, float]:
    """The unit as shown and its factor; the first one of the series where none is stated."""
    if series == TIME:
        return "", 1.0
    if not unit:
        return _units(series)[0]
    if tidy(unit) not in _factors(series):
        known = ", ".join(name for name, _ in _units(series))
        raise refused("unit", column=header, value=unit, known=known)
    return _factors(series)[tidy(unit)]


@cache
def _rows() -> dict[str, tuple[str, ...]]:
    known = table("own_series")
    return {s: tuple(n.split("|")) for s, n in zip(known["series"], known["names"], strict=True)}


@cache
def _series_by_name() -> dict[str, str]:
    """Every name, and that of the series itself, tidied."""
    by_name = {tidy(name): series for series, known in _rows().items() for name in known}
    return by_name | {tidy(series): series for series in SERIES}


@cache
def _units(series: str) -> tuple[tuple[str, float], ...]:
    known = table("own_series")
    pairs = known["units"][known["series"].index(series)].split("|")
    parted = (pair.partition("=") for pair in pairs)
    return tuple((name, float(factor or 1)) for name, _, factor in parted if name)


@cache
def _factors(series: str) -> dict[str, tuple[str, float]]:
    return {tidy(name): (name, factor) for name, factor in _units(series)}
