"""Time stamps as minutes: what a clock on the wall showed, and how far it was from UTC."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.year.measured.note import refused

DAY, HOUR = 1440, 60
THIS_CENTURY = 2000
Minutes = NDArray[np.int64]

_STAMP = re.compile(
    r"(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<D>\d{1,2})\.(?P<M>\d{1,2})\.(?P<Y>\d{4}|\d{2}))"
    r"(?:[T ,]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d+)?)?)?"
    r" ?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?",
    re.I | re.ASCII,
)


class Stamps(NamedTuple):
    """Minutes on the wall, and the offset from UTC [minutes], nan where none is shown."""

    wall: Minutes
    offset: Array


def stamps(texts: Sequence[str], lines: Sequence[int]) -> Stamps:
    """The time stamps of a file.

    Raises
    ------
    OwnError
        At the first that cannot be read.
    """
    wall, offset = np.empty(len(texts), np.int64), np.empty(len(texts))
    for index, text in enumerate(texts):
        parsed = stamp(text)
        if parsed is None:
            raise refused("bad_time", line=lines[index], value=text)
        wall[index], offset[index] = parsed
    return Stamps(wall, offset)


def stamp(text: str) -> tuple[int, float] | None:
    """Minutes on the wall and offset of one time stamp; ``None`` where it is none."""
    match = _STAMP.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, d, m, y, hour, minute, zone = match.groups()
    start = _day(year or y, month or m, day or d)
    hours, minutes = int(hour or 0), int(minute or 0)
    if start is None or hours * HOUR + minutes > DAY or minutes >= HOUR:
        return None
    return start + hours * HOUR + minutes, _offset(zone)


@lru_cache(maxsize=1024)
def _day(year: str, month: str, day: str) -> int | None:
    century = THIS_CENTURY if len(year) == 2 else 0
    try:
        return dt.date(century + int(year), int(month), int(day)).toordinal() * DAY
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _offset(zone: str | None) -> float:
    if zone is None:
        return float("nan")
    if zone[0] not in "+-":
        return 0.0
    digits = zone[1:].replace(":", "").ljust(4, "0")
    away = int(digits[:2]) * HOUR + int(digits[2:])
    return float(-away if zone[0] == "-" else away)
