"""Stamps of any twelve months laid on a year of 365 days that begins on 1 January, without the
hour that daylight-saving time leaves out in spring and the one that it has twice in autumn.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Flags
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.times.stamps import DAY, HOUR, Minutes

NOWHERE = -1
COMMON_YEAR = 2025
_NEW_YEAR = dt.date(COMMON_YEAR, 1, 1).toordinal()
SUNDAY = 6
SPRING, AUTUMN = (3,), (10, 11)
LATEST_CHANGE_H = 3


class Laid(NamedTuple):
    """For each stamp its index among the steps of the year, and what was left out."""

    indices: NDArray[np.int64]
    leap_hours: int
    notes: tuple[Note, ...]


def laid(local: Minutes, kept: Flags, step: int, lines: NDArray[np.int64]) -> Laid:
    """The indices of stamps in standard time; ``kept`` are those whose hour exists.

    Raises
    ------
    OwnError
        When they are less than a year, or one stands twice.
    """
    first, beyond = date_at(int(local.min())), local >= year_after(int(local.min()))
    days = days_of_year(local // DAY)
    leap = (days == NOWHERE) & kept & ~beyond
    exists = kept & ~beyond & ~leap
    indices = np.where(exists, (days * DAY + local % DAY) // step, NOWHERE)
    _once(indices, lines)
    _enough(indices, HOUR // step)
    notes = [Note("own.note.beyond", {"count": int(beyond.sum())})] if beyond.any() else []
    if (first.month, first.day) not in ((1, 1), (12, 31)):
        notes.append(Note("own.note.rotated", {"first": first.isoformat()}))
    return Laid(indices, round(leap.sum() * step / HOUR), tuple(notes))


def date_at(minute: int) -> dt.date:
    """The day of a minute."""
    return dt.date.fromordinal(minute // DAY)


def year_after(minute: int) -> int:
    """The same minute a year later."""
    day = date_at(minute)
    leap = (day.month, day.day) == (2, 29)
    following = dt.date(day.year + 1, *(3, 1) if leap else (day.month, day.day))
    return following.toordinal() * DAY + minute % DAY


def days_of_year(ordinals: Minutes) -> NDArray[np.int64]:
    """The day counted from 0 in a year without 29 February, which is ``NOWHERE``."""
    known, where = np.unique(ordinals, return_inverse=True)
    dates = [dt.date.fromordinal(int(ordinal)) for ordinal in known]
    counted = [
        NOWHERE
        if (day.month, day.day) == (2, 29)
        else day.replace(year=COMMON_YEAR).toordinal() - _NEW_YEAR
        for day in dates
    ]
    return np.array(counted, np.int64)[where]


def _once(indices: NDArray[np.int64], lines: NDArray[np.int64]) -> None:
    """Refuses two rows of one time, naming the later."""
    distinct, first, counts = np.unique(indices, return_index=True, return_counts=True)
    twice = first[(counts > 1) & (distinct != NOWHERE)]
    if len(twice):
        both = sorted(lines[indices == indices[twice.min()]])
        raise refused("doubled", line=int(both[1]), first=int(both[0]))


def _enough(indices: NDArray[np.int64], per_hour: int) -> None:
    """Refuses what is not a year but for a few gaps, naming the longest one."""
    steps = HOURS_OF_YEAR * per_hour
    there = np.zeros(steps, bool)
    there[indices[indices != NOWHERE]] = True
    most = value("own.model_gap_fraction") * HOURS_OF_YEAR
    if (~there).sum() <= most * per_hour:
        return
    months = Counter(
        (dt.date.fromordinal(_NEW_YEAR + int(at) // (24 * per_hour))).month
        for at in np.flatnonzero(~there)
    )
    month = months.most_common(1)[0][0]
    raise refused(
        "not_a_year",
        count=int(there.sum()) // per_hour,
        hours=HOURS_OF_YEAR,
        month=f"{month:02d}",
        most=int(most),
    )


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
    years = (year - 1, year, year + 1)
    minutes = [last_sunday(candidate, month) * DAY + known % DAY for candidate in years]
    inside = [at for at in minutes if wall[0] <= at <= wall[-1]]
    return inside[0] if inside else minutes[1]


def last_sunday(year: int, month: int) -> int:
    """The last Sunday of a month of 31 days, counted from 1 January of year 1."""
    last = dt.date(year, month, 31).toordinal()
    return last - (dt.date.fromordinal(last).weekday() + 1) % 7


def summer(wall: Minutes, clock_changes: Changes) -> Flags:
    """Which of the sorted stamps are in daylight-saving time.

    Of an hour that stands twice, the first is.
    """
    in_doubled = (wall >= clock_changes.doubled) & (wall < clock_changes.doubled + HOUR)
    again = np.append(False, np.diff(wall) == 0)
    first = np.append(np.diff(wall) == 0, False) & ~again
    before_end = (wall < clock_changes.doubled) | (in_doubled & first)
    after_start = wall >= clock_changes.skipped + HOUR
    if clock_changes.skipped < clock_changes.doubled:
        return np.asarray(before_end & after_start)
    return np.asarray(before_end | after_start)


def never_was(wall: Minutes, clock_changes: Changes) -> Flags:
    """Stamps in the hour that spring leaves out, which some files fill with an empty row."""
    return np.asarray((wall >= clock_changes.skipped) & (wall < clock_changes.skipped + HOUR))
