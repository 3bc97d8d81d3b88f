"""The test reference years of the German weather service, on their own because of their form.

A head of remarks, ``***``, then columns of fixed widths by blanks; month, day and hour apart.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import numpy as np

from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.table.raw import RawTable

END_OF_HEAD, HEAD_WITHIN = "***", 80
COMMON_YEAR = 2025
MONTH, DAY, HOUR, OUTDOOR = "mm", "dd", "hh", "t"
NAME = "outdoor temperature [°C]"


def is_weather(text_lines: Sequence[str]) -> bool:
    """Whether a file is one of these."""
    return any(line.strip().startswith(END_OF_HEAD) for line in text_lines[:HEAD_WITHIN])


def weather(text_lines: Sequence[str]) -> RawTable:
    """Its times and outdoor temperatures.

    Raises
    ------
    OwnError
        When it does not have the columns of such a file.
    """
    end = next(n for n, line in enumerate(text_lines) if line.strip().startswith(END_OF_HEAD))
    names = _names(text_lines[:end])
    body = [(n, line.split()) for n, line in enumerate(text_lines) if n > end and line.strip()]
    try:
        place = [names.index(name) for name in (MONTH, DAY, HOUR, OUTDOOR)]
        chosen = [(n + 1, [row[index] for index in place]) for n, row in body]
        # The hour of the day is counted from 1 and ends there.
        times = [_time(*map(int, row[:3])) for _, row in chosen]
    except (ValueError, IndexError):
        raise refused("weather") from None
    if not chosen:
        raise refused("weather")
    return RawTable(
        parts=(("time",), (NAME,)),
        units=("", ""),
        cells=(tuple(times), tuple(row[-1] for _, row in chosen)),
        lines=np.array([line for line, _ in chosen]),
        notes=(Note("own.note.weather"),),
    )


def _names(head: Sequence[str]) -> list[str]:
    """The names of the columns, in the last line of the head that has several."""
    for line in reversed(head):
        names = [name.casefold() for name in re.findall(r"[^\W\d_]+", line)]
        if MONTH in names and HOUR in names:
            return names
    return []


def _time(month: int, day: int, hour: int) -> str:
    begin = dt.datetime(COMMON_YEAR, month, day) + dt.timedelta(hours=hour - 1)
    return begin.strftime("%Y-%m-%d %H:%M")
