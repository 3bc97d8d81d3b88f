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
    """For each row its index among the steps of the year, or ``NOWHERE`` where it has none."""

    indices: NDArray[np.int64]
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
        indices = np.arange(rows)
        notes = (Note("own.note.no_times"), *_finer(per_hour))
        if rows == HOURS_OF_YEAR * per_hour:
            return Clock(indices, per_hour, 0, notes)
        if rows == LEAP_HOURS * per_hour:
            start, day = LEAP_DAY * per_hour, 24 * per_hour
            indices = np.where(indices < start, indices, indices - day)
            indices[start : start + day] = NOWHERE
            return Clock(indices, per_hour, 24, notes)
    raise refused("rows", count=rows)


def clock(stamps: Stamps, lines: Sequence[int]) -> Clock:
    """The clock of rows with time stamps.

    Raises
    ------
    OwnError
        When the stamps are not those of one year, or one stands twice.
    """
    has_offset = ~np.isnan(stamps.offset)
    if has_offset.any() and not has_offset.all():
        raise refused("mixed_offsets", line=lines[int(np.argmin(has_offset == has_offset[0]))])
    order = _order(stamps)
    wall = stamps.wall[order]
    step = _step(wall if not has_offset.all() else np.sort(wall - _minutes(stamps, order)))
    notes = list(_finer(HOUR // step))
    if order[0] > order[-1] or np.diff(stamps.wall).min() < -HOUR:
        notes.append(Note("own.note.sorted"))
    if _stamped_at_the_end(wall, step):
        notes.append(Note("own.note.end_stamped"))
        wall = wall - step
    local, kept, told = _standard(wall, _minutes(stamps, order) if has_offset.all() else None, step)
    layout = laid(local, kept, step, np.asarray(lines)[order])
    indices = np.full(len(order), NOWHERE)
    indices[order] = layout.indices
    return Clock(indices, HOUR // step, layout.leap_hours, (*notes, *told, *layout.notes))


def _finer(per_hour: int) -> list[Note]:
    return [Note("own.note.steps", {"minutes": HOUR // per_hour})] if per_hour > 1 else []


def _minutes(stamps: Stamps, order: NDArray[np.intp]) -> Minutes:
    return stamps.offset[order].astype(np.int64)


def _order(stamps: Stamps) -> NDArray[np.intp]:
    """The rows in time; a file that runs backwards is turned, so that doubles stay in order."""
    known = stamps.wall - np.nan_to_num(stamps.offset).astype(np.int64)
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
        offsets = {int(minutes) for minutes in np.unique(offset)}
        standard = int(value("own.standard_offset_h") * HOUR) if offsets == {0} else min(offsets)
        note = Note("own.note.offset", {"hours": f"{standard / HOUR:+g}"})
        return wall - offset + standard, every_one, [note]
    clock_changes = changes(wall, step)
    if clock_changes is None:
        return wall, every_one, []
    local = wall - HOUR * summer(wall, clock_changes)
    return local, ~never_was(wall, clock_changes), [Note("own.note.summer_time")]
