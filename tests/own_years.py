"""Measured years as files, in each of the forms that loggers and spreadsheets write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from zoneinfo import ZoneInfo

import numpy as np

from ihp_core.tables.arrays import Array

BERLIN = ZoneInfo("Europe/Berlin")
ISO, GERMAN = "%Y-%m-%d %H:%M", "%d.%m.%Y %H:%M"


def load(hours: int = 8760, per_hour: int = 1) -> Array:
    """A load that is different in every step: a hundredth of a MW less an hour until July, then
    as much more; never below 20 MW."""
    at = np.arange(hours * per_hour) / per_hour
    turn = hours / 2
    return np.where(at < turn, 20 + 0.01 * (turn - at), 20.005 + 0.01 * (at - turn))


@cache
def times(
    first: str = "2025-01-01", count: int = 8760, minutes: int = 60, form: str = ISO
) -> tuple[str, ...]:
    """Stamps of standard time from a day on."""
    start = dt.datetime.fromisoformat(first)
    moments = (start + dt.timedelta(minutes=minutes * n) for n in range(count))
    return tuple(moment.strftime(form) for moment in moments)


@cache
def berlin_times(year: int, minutes: int = 60, form: str = ISO, month: int = 1) -> tuple[str, ...]:
    """What a clock on a wall in Berlin shows through twelve months, both changes included."""
    ends = (dt.datetime(y, month, 1, tzinfo=BERLIN) for y in (year, year + 1))
    start, end = (moment.astimezone(dt.UTC) for moment in ends)
    count = int((end - start) / dt.timedelta(minutes=minutes))
    moments = (start + dt.timedelta(minutes=minutes * n) for n in range(count))
    return tuple(moment.astimezone(BERLIN).strftime(form) for moment in moments)


def csv(
    columns: Mapping[str, Sequence[float] | Array],
    stamps: Sequence[str] | None = None,
    separator: str = ",",
    write: Callable[[float], str] = lambda number: f"{number:.10g}",
) -> str:
    """A file of columns, with a column of times in front where there are any."""
    head = [*(["time stamp"] if stamps is not None else []), *columns]
    cells = [[write(number) for number in column] for column in columns.values()]
    if stamps is not None:
        cells.insert(0, list(stamps))
    return "\n".join(separator.join(row) for row in [head, *zip(*cells, strict=True)]) + "\n"


def decimal_comma(number: float) -> str:
    """A number as German and Swedish spreadsheets write it."""
    return f"{number:.10g}".replace(".", ",")
