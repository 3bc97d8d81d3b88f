"""Where the rows of a file belong in the year: 1 January 00:00, local standard time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Flags
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.measured.calendar import NOWHERE, changes, date_at, laid, never_was, summer
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.stamps import DAY, HOUR, Minutes, Stamps

STEPS = (60, 30, 15)
LEAP_DAY = (31 + 28) * 24
LEAP_HOURS = HOURS_OF_YEAR + 24


@dataclass(frozen=True, eq=False)
class Clock:
    """For each row its place among the steps of the year, or ``NOWHERE`` where it has none."""

    place: NDArray[np.int64]
    per_hour: int
    dropped_hours: int
    notes: tuple[Note, ...]


def counted(rows: int) -> Clock:
    """The clock of rows without time stamps: by their number, from 1 January 00:00.

    Raises
    ------
    OwnError
        When a year does not have so many rows.
    """
    for step in STEPS:
        per_hour = HOUR // step
        place = np.arange(rows)
        notes = (Note("own.note.no_times"), *_finer(per_hour))
        if rows == HOURS_OF_YEAR * per_hour:
            return Clock(place, per_hour, 0, notes)
        if rows == LEAP_HOURS * per_hour:
            start, day = LEAP_DAY * per_hour, 24 * per_hour
            place = np.where(place < start, place, place - day)
            place[start : start + day] = NOWHERE
            return Clock(place, per_hour, 24, notes)
    raise refused("rows", count=rows)


def clock(given: Stamps, lines: Sequence[int]) -> Clock:
    """The clock of rows with time stamps.

    Raises
    ------
    OwnError
        When the stamps are not those of one year, or one stands twice.
    """
    shown = ~np.isnan(given.offset)
    if shown.any() and not shown.all():
        raise refused("mixed_offsets", line=lines[int(np.argmin(shown == shown[0]))])
    order = _order(given)
    wall = given.wall[order]
    step = _step(wall if not shown.all() else np.sort(wall - _minutes(given, order)))
    notes = list(_finer(HOUR // step))
    if order[0] > order[-1] or np.diff(given.wall).min() < -HOUR:
        notes.append(Note("own.note.sorted"))
    if _stamped_at_the_end(wall, step):
        notes.append(Note("own.note.end_stamped"))
        wall = wall - step
    local, kept, told = _standard(wall, _minutes(given, order) if shown.all() else None, step)
    found = laid(local, kept, step, np.asarray(lines)[order])
    place = np.full(len(order), NOWHERE)
    place[order] = found.place
    return Clock(place, HOUR // step, found.leap_hours, (*notes, *told, *found.notes))


def _finer(per_hour: int) -> list[Note]:
    return [Note("own.note.steps", {"minutes": HOUR // per_hour})] if per_hour > 1 else []


def _minutes(given: Stamps, order: NDArray[np.intp]) -> Minutes:
    return given.offset[order].astype(np.int64)


def _order(given: Stamps) -> NDArray[np.intp]:
    """The rows in time; a file that runs backwards is turned, so that doubles stay in order."""
    known = given.wall - np.nan_to_num(given.offset).astype(np.int64)
    rows = np.arange(len(known))
    rows = rows[::-1] if known[0] > known[-1] else rows
    return np.asarray(rows[np.argsort(known[rows], kind="stable")])


def _step(sorted_minutes: Minutes) -> int:
    """The minutes from one row to the next."""
    apart = np.diff(sorted_minutes)
    steps, counts = np.unique(apart[apart > 0], return_counts=True)
    if not len(steps):
        raise refused("rows", count=len(sorted_minutes))
    step = int(steps[np.argmax(counts)])
    if step not in STEPS:
        raise refused("step", minutes=step)
    return step


def _stamped_at_the_end(wall: Minutes, step: int) -> bool:
    """Whether a calendar year runs from 00:00 plus a step to 00:00: stamps end their step."""
    begins, ends = (date_at(int(at)) for at in (wall.min() - step, wall.max()))
    midnights = (wall.min() - step) % DAY == 0 == wall.max() % DAY
    return bool(midnights and (begins.month, begins.day, ends.month, ends.day) == (1, 1, 1, 1))


def _standard(
    wall: Minutes, offset: Minutes | None, step: int
) -> tuple[Minutes, Flags, list[Note]]:
    """The stamps in standard time, which of them exist, and what had to be done."""
    every_one = np.ones(len(wall), bool)
    if offset is not None:
        shown = {int(one) for one in np.unique(offset)}
        standard = int(value("own.standard_offset_h") * HOUR) if shown == {0} else min(shown)
        note = Note("own.note.offset", {"hours": f"{standard / HOUR:+g}"})
        return wall - offset + standard, every_one, [note]
    found = changes(wall, step)
    if found is None:
        return wall, every_one, []
    local = wall - HOUR * summer(wall, found)
    return local, ~never_was(wall, found), [Note("own.note.summer_time")]
