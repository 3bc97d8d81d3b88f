"""Time stamps as minutes: what a clock on the wall showed, and how far it was from UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.year.measured.note import refused

DAY, HOUR = 1440, 60
NOON = 12
THIS_CENTURY = 2000
Minutes = NDArray[np.int64]
Order = Literal["day_first", "month_first", "year_first"]

_DATE = re.compile(
    r"(?:[^\W\d]{2,10}\.?,? )?(?P<a>\d{1,4})(?P<mark>[-/. ]) ?(?P<b>\d{1,2}|[^\W\d]{3,9}\.?)"
    r"[-/. ] ?(?P<c>\d{1,4})|(?P<whole>\d{8})",
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d{2})?(?::\d{2}(?:[.,]\d+)?)?)? ?(?P<half>[ap]\.?m\.?)?"
    r"(?: ?[-–] ?\d{1,2}(?:[:.h]\d{2})?)?",
    re.I | re.ASCII,
)
_PACKED = re.compile(r"(?P<date>\d{8})T?(?P<hour>\d{2})(?P<minute>\d{2})?(?:\d{2})?")
PACKED_DATE = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:(?:[01]\d|2[0-4])(?:[0-5]\d){0,2})?"
)
_ZONE = re.compile(
    r" ?\(?(?P<zone>Z|UTC|GMT|CEST|CET|MESZ|MEZ|(?<=[\d:])[+-]\d{2}:?(?:\d{2})?)\)?$", re.I
)
_ZONES = {"CET": 60, "MEZ": 60, "CEST": 120, "MESZ": 120}
_MONTHS = (
    ("jan",),
    ("feb", "fév", "fev"),
    ("mar", "mär", "mrz"),
    ("apr", "avr"),
    ("may", "mai", "maj", "mei"),
    ("jun", "juin"),
    ("jul", "juil"),
    ("aug", "aoû", "aou"),
    ("sep",),
    ("oct", "okt"),
    ("nov",),
    ("dec", "dez", "déc"),
)


class Stamps(NamedTuple):
    """Minutes on the wall, and the offset from UTC [minutes], nan where none is shown."""

    wall: Minutes
    offset: Array


class Stamp(NamedTuple):
    """The parts of one stamp in the order in which they are written; minutes of the day."""

    date: tuple[int, int, int]
    mark: str
    minute: int
    offset: float


def stamps(texts: Sequence[str], lines: Sequence[int], order: Order | None = None) -> Stamps:
    """The time stamps of a file.

    Raises
    ------
    OwnError
        At the first that cannot be read, or when day and month cannot be told apart.
    """
    read: list[Stamp] = []
    for index, text in enumerate(texts):
        parsed = stamp(text)
        if parsed is None:
            raise refused("bad_time", line=int(lines[index]), value=text)
        read.append(parsed)
    order = order or order_of(read)
    if order is None:
        raise refused("day_or_month", line=int(lines[0]), value=texts[0])
    wall = np.empty(len(read), np.int64)
    for index, one in enumerate(read):
        start = _day(one.date, order)
        if start is None:
            raise refused("bad_time", line=int(lines[index]), value=texts[index])
        wall[index] = start + one.minute
    return Stamps(wall, np.array([one.offset for one in read]))


def order_of(read: Sequence[Stamp]) -> Order | None:
    """Which of the three numbers is the day; ``None`` where nothing says it."""
    dates = {one.date for one in read}
    if all(a > 31 for a, _, _ in dates):
        return "year_first"
    if read[0].mark in (".", " "):
        return "day_first"
    fitting = [order for order in _ORDERS if all(_day(date, order) is not None for date in dates)]
    if len(fitting) < 2:
        return fitting[0] if fitting else "day_first"
    # Read in the right order, the days of a file follow each other.
    runs = [_run(dates, order) for order in fitting]
    best = min(runs)
    return fitting[runs.index(best)] if runs.count(best) == 1 else None


def stamp(text: str) -> Stamp | None:
    """The parts of one time stamp; ``None`` where it is none."""
    text, offset = _without_zone(text.partition(" - ")[0].strip())
    if packed := _PACKED.fullmatch(text):
        text = f"{packed['date']} {packed['hour']}:{packed['minute'] or '00'}"
    match = _DATE.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    if rest and rest[0] not in "T ,":
        return None
    minute = clock_minute(rest.strip("T ,")) if rest.strip("T ,") else 0
    if minute is None:
        return None
    if whole := match["whole"]:
        return Stamp((int(whole[:4]), int(whole[4:6]), int(whole[6:])), "-", minute, offset)
    month = _month(match["b"])
    mark = " " if not match["b"].isdigit() else match["mark"]
    return Stamp((int(match["a"]), month, int(match["c"])), mark, minute, offset)


@lru_cache(maxsize=2048)
def clock_minute(text: str) -> int | None:
    """Minutes since midnight of a time of the day, the first of two where it is a span."""
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if half := match["half"]:
        hour = hour % NOON + NOON * (half[0] in "pP")
    return hour * HOUR + minute if hour * HOUR + minute <= DAY and minute < HOUR else None


def _without_zone(text: str) -> tuple[str, float]:
    may = not text[-1:].isdigit() or "+" in text or "-" in text[10:]
    if not may or (match := _ZONE.search(text)) is None:
        return text, float("nan")
    return text[: match.start()], _offset(match["zone"].upper())


@lru_cache(maxsize=64)
def _offset(zone: str) -> float:
    if zone[0] not in "+-":
        return float(_ZONES.get(zone, 0))
    digits = zone[1:].replace(":", "").ljust(4, "0")
    away = int(digits[:2]) * HOUR + int(digits[2:])
    return float(-away if zone[0] == "-" else away)


@lru_cache(maxsize=64)
def _month(text: str) -> int:
    """The number of a month, also by its name; 0 where it is none."""
    if text.isdigit():
        return int(text)
    name = text.casefold().rstrip(".")
    return next((n for n, names in enumerate(_MONTHS, 1) if name.startswith(names)), 0)


_ORDERS: dict[Order, tuple[int, int, int]] = {
    "day_first": (2, 1, 0),
    "month_first": (2, 0, 1),
    "year_first": (0, 1, 2),
}


@lru_cache(maxsize=8192)
def _day(date: tuple[int, int, int], order: Order) -> int | None:
    """The first minute of a day, its parts in an order; ``None`` where there is no such day."""
    year, month, day = (date[place] for place in _ORDERS[order])
    try:
        return dt.date(year + THIS_CENTURY * (year < 100), month, day).toordinal() * DAY
    except ValueError:
        return None


def _run(dates: set[tuple[int, int, int]], order: Order) -> int:
    """How many days lie between the first and the last of the dates, read in an order."""
    days = [day for date in dates if (day := _day(date, order)) is not None]
    return max(days) - min(days)
