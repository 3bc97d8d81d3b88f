"""What the columns of a file of hourly data are called, in which unit, within which limits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ihp_core.tables.assumptions import table, value
from ihp_core.year.measured.columns.units import Unit, first_unit, is_unit, tidy, unit_in, units_of
from ihp_core.year.measured.year import SERIES

TIME = "time"
NETWORK_FLOW = "network_flow_m3_per_h"
DATA_CENTRE = "data_centre"
"""What the data centre measures of itself and no series here is made of."""
BRACKETS = re.compile(r"[\[({](.*?)[\])}]")
LONGEST_UNIT = 11
OF_A_YEAR, OF_METERS = "own_series", "meter_series"
"""The tables of what columns are called: in a year of hours, and in a file of meter readings, where
heat is the plant's; what the second does not name is called as in the first."""


@dataclass(frozen=True)
class Named:
    """What a column's name says: its series, its unit, and how far that can be relied on.

    ``unit`` is ``None`` where none is stated; ``strange`` is a unit that is not of the series;
    ``doubtful`` a name that may mean something else.
    """

    series: str
    unit: Unit | None
    strange: str = ""
    doubtful: bool = False


def named(parts: Sequence[str], unit: str = "", words: str = OF_A_YEAR) -> Named | None:
    """By the whole name, or by the name before its unit, in brackets or behind it.

    Parameters
    ----------
    parts : sequence of str
        The name from the top row of the header to its lowest; ``unit`` a cell of a row of units.
    words : str
        The table of names.
    """
    stated = [text for text in (unit, *_bracketed(parts)) if text]
    whole = " ".join(parts)
    for doubtful in (False, True):
        for text in dict.fromkeys((whole, *parts)):
            if outcome := _by_name(text, stated, _by_text(doubtful, words), doubtful):
                return outcome
    return None


def stated_unit(parts: Sequence[str], unit: str = "") -> str:
    """The unit that a header states, whatever of."""
    return next((text for text in (unit, *_bracketed(parts)) if text), "")


def last_word(header: str) -> str:
    """The last of several words of a header, which may be a unit."""
    words = header.replace("_", " ").split()
    return words[-1] if len(words) > 1 and len(words[-1]) > 1 else ""


def header_names(words: str = OF_A_YEAR, series: Sequence[str] = SERIES) -> tuple[str, ...]:
    """A header of all columns, the times first, each series with its unit."""
    names = _names(False, words)
    return (names[TIME][0], *(f"{names[one][0]} [{first_unit(one).name}]" for one in series))


def bounds(series: str) -> tuple[float, float]:
    """The lowest and the highest value that an hour of a series may have, in its own unit.

    They are wider than those of the inputs: water in a pipe that stands is cold, and measured.
    """
    return value("own.lowest", series), value("own.highest", series)


def is_time(parts: Sequence[str]) -> bool:
    """Whether a column is called a time."""
    names = _by_text(False, OF_A_YEAR)
    texts = (" ".join(parts), *parts)
    return any(names.get(tidy(BRACKETS.sub(" ", text))) == TIME for text in texts)


def _bracketed(parts: Sequence[str]) -> Iterator[str]:
    for part in reversed(parts):
        for text in BRACKETS.findall(part):
            yield text.strip()


def _by_name(
    text: str, stated: Sequence[str], known: Mapping[str, str], doubtful: bool
) -> Named | None:
    name = tidy(BRACKETS.sub(" ", text))
    if series := known.get(name):
        if series in (TIME, DATA_CENTRE):
            return Named(series, None)
        if name == tidy(series):
            return Named(series, first_unit(series), doubtful=doubtful)
        units = (unit for said in stated if (unit := unit_in(said, series)))
        if unit := next(units, None):
            return Named(series, unit, doubtful=doubtful)
        return Named(series, None, stated[0] if stated else "", doubtful)
    for ending, rest in _endings(tidy(text)):
        series = known.get(rest) or known.get(rest.removesuffix("in"))
        if series and series != TIME and (unit := units_of(series).get(ending)):
            return Named(series, unit, doubtful=doubtful)
        if series == DATA_CENTRE and is_unit(ending):
            return Named(series, None)
    return None


def _endings(name: str) -> list[tuple[str, str]]:
    """A name without its last letters, those of a unit, the longest first."""
    sizes = range(min(LONGEST_UNIT, len(name) - 1), 0, -1)
    return [(name[-size:], name[:-size]) for size in sizes]


@cache
def _names(doubtful: bool, words: str) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for listed in dict.fromkeys((OF_A_YEAR, words)):
        known = table(listed)
        rows = zip(known["series"], known["doubtful" if doubtful else "names"], strict=True)
        names |= {series: tuple(texts.split("|")) for series, texts in rows}
    return names


@cache
def _by_text(doubtful: bool, words: str) -> dict[str, str]:
    """Every name, and that of the series itself, tidied."""
    listed = _names(doubtful, words)
    by_name = {tidy(name): series for series, names in listed.items() for name in names if name}
    return by_name if doubtful else by_name | {tidy(series): series for series in listed}
