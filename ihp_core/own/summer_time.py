"""Daylight-saving time, found by its two days in a year of time stamps, and undone."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import numpy as np

from ihp_core.own.stamps import DAY, HOUR, Minutes
from ihp_core.tables.arrays import Flags

SUNDAY = 6
SPRING, AUTUMN = (3,), (10, 11)
LATEST_CHANGE_H = 3


class Changes(NamedTuple):
    """The hour that spring leaves out and the hour that autumn has twice, first minute each."""

    skipped: int
    doubled: int


def changes(wall: Minutes, step: int) -> Changes | None:
    """The two changes of the clock in sorted stamps; ``None`` for a clock that never changed.

    One of them is enough: the other is then on the last Sunday of its month.
    """
    apart = np.diff(wall)
    after_gap = wall[:-1][apart == HOUR + step] + step
    skipped = [int(at) for at in after_gap if _changes_at(int(at), SPRING)]
    twice = np.unique(wall[1:][apart == 0] // HOUR * HOUR)
    doubled = [int(at) for at in twice if _changes_at(int(at), AUTUMN)]
    if not skipped and not doubled:
        return None
    return Changes(
        skipped[0] if skipped else _other(doubled[0], SPRING[0], wall),
        doubled[0] if doubled else _other(skipped[0], AUTUMN[0], wall),
    )


def _changes_at(minute: int, months: tuple[int, ...]) -> bool:
    """Whether clocks change there: in the small hours of a Sunday of the right month."""
    day, hour = dt.date.fromordinal(minute // DAY), minute % DAY / HOUR
    return day.weekday() == SUNDAY and day.month in months and hour in range(LATEST_CHANGE_H + 1)


def _other(known: int, month: int, wall: Minutes) -> int:
    """The same hour on the last Sunday of the other month, in the year that the stamps cover."""
    year = dt.date.fromordinal(known // DAY).year
    found = [_last_sunday(one, month) * DAY + known % DAY for one in (year - 1, year, year + 1)]
    inside = [at for at in found if wall[0] <= at <= wall[-1]]
    return inside[0] if inside else found[1]


def _last_sunday(year: int, month: int) -> int:
    last = dt.date(year, month, 31).toordinal()
    return last - (dt.date.fromordinal(last).weekday() + 1) % 7


def summer(wall: Minutes, found: Changes) -> Flags:
    """Which of the sorted stamps are in daylight-saving time.

    Of an hour that stands twice, the first is.
    """
    in_doubled = (wall >= found.doubled) & (wall < found.doubled + HOUR)
    again = np.append(False, np.diff(wall) == 0)
    first = np.append(np.diff(wall) == 0, False) & ~again
    before_end = (wall < found.doubled) | (in_doubled & first)
    after_start = wall >= found.skipped + HOUR
    if found.skipped < found.doubled:
        return np.asarray(before_end & after_start)
    return np.asarray(before_end | after_start)


def never_was(wall: Minutes, found: Changes) -> Flags:
    """Stamps in the hour that spring leaves out, which some files fill with an empty row."""
    return np.asarray((wall >= found.skipped) & (wall < found.skipped + HOUR))
