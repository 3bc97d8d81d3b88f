"""Rows on real dates: when each begins and ends in UTC, by clocks that change or never do."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Flags
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.times.calendar import date_at, last_sunday
from ihp_core.year.measured.times.found import FIRST_OF_EPOCH
from ihp_core.year.measured.times.stamps import DAY, HOUR, Minutes, Stamps

CHANGE_UTC = HOUR
"""Clocks in Europe change at 01:00 UTC: Directive 2000/84/EC."""
SPRING, AUTUMN = 3, 10
WEEK = 7 * DAY
SHORTEST_MONTH, LONGEST_MONTH = 28 * DAY, 31 * DAY
TWICE = 1.5

Rows = NDArray[np.int64]


class DatedRows(NamedTuple):
    """Rows in order of time, (rows,) each: ``row`` of the file, ``begin`` and ``end`` of the
    interval and the instant ``at`` which a counter was read [minutes of UTC]; ``step`` between
    most of them.
    """

    row: Rows
    begin: Minutes
    end: Minutes
    at: Minutes
    step: int
    notes: tuple[Note, ...]
    problems: tuple[Note, ...]


def civil_offset(utc: Minutes, standard_min: int) -> NDArray[np.int64]:
    """What clocks of a place are ahead of UTC [minutes] at instants in UTC [minutes]."""
    summer = np.zeros(np.shape(utc), bool)
    for year in _years(utc):
        begin, end = (last_sunday(year, month) * DAY + CHANGE_UTC for month in (SPRING, AUTUMN))
        summer |= (utc >= begin) & (utc < end)
    return np.asarray(standard_min + HOUR * summer)


def as_moments(utc: Minutes) -> NDArray[np.datetime64]:
    """Minutes as instants."""
    epoch = (np.asarray(utc) - FIRST_OF_EPOCH * DAY) * 60
    return epoch.astype("datetime64[s]")


def dated_rows(stamps: Stamps, lines: Rows, standard_min: int) -> DatedRows:
    """The rows of a file in order of time.

    Parameters
    ----------
    stamps : Stamps
        What stands in the file.
    lines : ndarray
        The line of each row.
    standard_min : int
        Standard time of the place less UTC [minutes].

    Raises
    ------
    OwnError
        When only some stamps show their offset from UTC, or there are too few.
    """
    has_offset = ~np.isnan(stamps.offset)
    if has_offset.any() and not has_offset.all():
        odd = int(np.argmin(has_offset == has_offset[0]))
        raise refused("mixed_offsets", line=int(lines[odd]))
    step = _step(np.unique(stamps.wall), lines)
    shift = _stamped_at_the_end(stamps.wall, step)
    months = shift >= SHORTEST_MONTH
    set_back = bool(shift) and (months or _labelled(stamps.wall, standard_min))
    wall = np.array([_first_day(int(at)) for at in stamps.wall]) if months else stamps.wall
    wall = wall - shift if set_back and not months else wall
    if has_offset.all():
        utc = wall - stamps.offset.astype(np.int64)
        never, notes = np.zeros(len(utc), bool), [Note("meter.note.offset")]
    else:
        utc, never, notes = _by_the_clock(wall, step, standard_min)
    utc = utc - (0 if set_back else shift)
    notes += [Note("own.note.end_stamped")] if shift else []
    return _ordered(utc, shift, never, step, lines, standard_min, notes)


def _ordered(
    utc: Minutes,
    shift: int,
    never: Flags,
    step: int,
    lines: Rows,
    standard_min: int,
    notes: list[Note],
) -> DatedRows:
    """The rows in time, each once; those left out are told with their lines."""
    order = np.argsort(utc, kind="stable")
    if (np.diff(utc) < -HOUR).any() and (np.diff(utc) > 0).any():
        notes.append(Note("own.note.sorted"))
    again = np.append(False, np.diff(utc[order]) == 0)
    problems = [
        Note("meter.problem.doubled", {"line": int(later), "first": int(earlier)})
        for earlier, later in zip(lines[order][:-1][again[1:]], lines[order][again], strict=True)
    ]
    order = order[~again & ~never[order]]
    begin = utc[order]
    end = _month_ends(begin, standard_min) if step >= SHORTEST_MONTH else begin + step
    end = np.minimum(end, np.append(begin[1:], end[-1]))
    at = end if shift >= SHORTEST_MONTH else begin + shift
    return DatedRows(order, begin, end, at, step, tuple(notes), tuple(problems))


def _month_ends(begin: Minutes, standard_min: int) -> Minutes:
    """Where months end that begin on their first day; else where the next one begins."""
    wall = begin + civil_offset(begin, standard_min)
    if any(date_at(int(at)).day != 1 for at in wall):
        return np.append(begin[1:], begin[-1] + SHORTEST_MONTH)
    follows = np.array([_next_month(int(at)) for at in wall])
    return np.asarray(follows - civil_offset(follows - standard_min, standard_min))


def _step(distinct: Minutes, lines: Rows) -> int:
    """The minutes from most rows to the next; of months the shortest."""
    apart = np.diff(distinct)
    if not len(apart):
        raise refused("meter_rows", line=int(lines[0]))
    steps, counts = np.unique(apart, return_counts=True)
    step = int(steps[np.argmax(counts)])
    return SHORTEST_MONTH if step >= SHORTEST_MONTH else step


def _stamped_at_the_end(wall: Minutes, step: int) -> int:
    """By how much stamps have to be set back so that they begin their interval [minutes].

    Whole days whose first stamp is a step behind midnight; months by their last day.
    """
    first, last = int(wall.min()), int(wall.max())
    if step >= SHORTEST_MONTH:
        ends = all(date_at(int(at) + DAY).day == 1 for at in np.unique(wall))
        return LONGEST_MONTH if ends else 0
    whole = (first - step) % DAY == 0 == last % DAY
    return step if step < DAY and whole else 0


def _labelled(wall: Minutes, standard_min: int) -> bool:
    """Whether the ends of intervals are written as their beginnings and a step more, so that autumn
    has 03:00 twice and spring has 02:00, not as a clock shows them."""
    for year in _years(wall):
        spring, autumn = (
            last_sunday(year, month) * DAY + CHANGE_UTC + standard_min for month in (SPRING, AUTUMN)
        )
        if (wall == autumn + HOUR).sum() > 1:
            return True
        inside = (wall > spring) & (wall < spring + HOUR)
        if (wall == spring).any() and not inside.any() and not (wall == spring + HOUR).any():
            return True
    return False


def _by_the_clock(wall: Minutes, step: int, standard_min: int) -> tuple[Minutes, Flags, list[Note]]:
    """UTC of what a clock on a wall showed; which rows never were."""
    never = np.zeros(len(wall), bool)
    if not _changes(wall, step, standard_min):
        return wall - standard_min, never, [Note("meter.note.standard_time")]
    utc = wall - standard_min
    back = wall[0] > wall[-1]
    for year in _years(wall):
        begin, end = (
            last_sunday(year, month) * DAY + CHANGE_UTC + standard_min for month in (SPRING, AUTUMN)
        )
        in_skipped = (wall >= begin) & (wall < begin + HOUR) & (step <= HOUR)
        in_doubled = (wall >= end) & (wall < end + HOUR)
        summer = (wall >= begin + HOUR) & (wall < end) | _first_of(wall, in_doubled, bool(back))
        utc = utc - HOUR * summer
        never |= in_skipped
    return utc, never, [Note("meter.note.civil_time")]


def _first_of(wall: Minutes, chosen: Flags, backwards: bool) -> Flags:
    """Of the chosen rows those whose time stands for the first time, in order of time."""
    rows = np.flatnonzero(chosen)
    rows = rows[::-1] if backwards else rows
    first = np.zeros(len(wall), bool)
    first[rows[np.unique(wall[rows], return_index=True)[1]]] = True
    return first


def _changes(wall: Minutes, step: int, standard_min: int) -> bool:
    """Whether the clock changes in spring and autumn, by what stands in those nights; where
    nothing stands there it is taken for one that does, as clocks of an operator are."""
    votes = 0
    for year in _years(wall) if step <= HOUR else ():
        spring, autumn = (
            last_sunday(year, month) * DAY + CHANGE_UTC + standard_min for month in (SPRING, AUTUMN)
        )
        before, inside, after = (_rows_in(wall, spring + n * HOUR) for n in (-1, 0, 1))
        if before and after:
            votes += -1 if inside else 1
        before, inside = (_rows_in(wall, autumn + n * HOUR) for n in (-1, 0))
        if before and inside:
            votes += 2 if inside >= TWICE * before else -1
    return votes >= 0


def _rows_in(wall: Minutes, begin: int) -> int:
    return int(((wall >= begin) & (wall < begin + HOUR)).sum())


def _years(minutes: Minutes) -> range:
    if not np.size(minutes):
        return range(0)
    return range(date_at(int(np.min(minutes))).year, date_at(int(np.max(minutes))).year + 1)


def _first_day(wall: int) -> int:
    """The first minute of the month of a minute on the wall."""
    return date_at(wall).replace(day=1).toordinal() * DAY


def _next_month(wall: int) -> int:
    """The first minute of the month after that of a minute on the wall."""
    day = date_at(wall)
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return day.replace(year=year, month=month, day=1).toordinal() * DAY
