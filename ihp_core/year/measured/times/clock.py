"""Where the rows of a file belong in the year: 1 January 00:00, local standard time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Flags
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.times.calendar import (
    NOWHERE,
    changes,
    date_at,
    laid,
    never_was,
    summer,
    year_after,
)
from ihp_core.year.measured.times.stamps import DAY, HOUR, Minutes, Stamps

FINE = tuple(step for step in range(HOUR, 0, -1) if HOUR % step == 0)
COARSE = tuple(step for step in range(2 * HOUR, DAY + 1, HOUR) if DAY % step == 0)
LEAP_DAY = (31 + 28) * 24
LEAP_HOURS = HOURS_OF_YEAR + 24
MEAN = "mean"


@dataclass(frozen=True, eq=False)
class Clock:
    """For each step of a row its index among the steps of the year, or ``NOWHERE``.

    ``rows`` are the rows of the file that ``indices`` belong to; a row of a whole day stands for
    its 24 hours. ``order`` are the rows in time and ``at`` their minutes, without jumps of the
    clock where they can be told; ``step`` the minutes from one row to the next.
    """

    indices: NDArray[np.int64]
    rows: NDArray[np.int64]
    per_hour: int
    step: int
    order: NDArray[np.int64]
    at: Minutes
    dropped_hours: int
    notes: tuple[Note, ...]


def counted(rows: int) -> Clock:
    """The clock of rows without time stamps: by their number, from 1 January 00:00.

    Raises
    ------
    OwnError
        When a year does not have so many rows.
    """
    for step in FINE:
        per_hour = HOUR // step
        indices = np.arange(rows)
        notes = (Note("own.note.no_times"), *_finer(step))
        if rows == LEAP_HOURS * per_hour:
            start, day = LEAP_DAY * per_hour, 24 * per_hour
            indices = np.where(indices < start, indices, indices - day)
            indices[start : start + day] = NOWHERE
        elif rows != HOURS_OF_YEAR * per_hour:
            continue
        order = np.arange(rows)
        dropped = 24 * (rows > HOURS_OF_YEAR * per_hour)
        return Clock(indices, order, per_hour, step, order, order * step, dropped, notes)
    raise refused("rows", count=rows)


def clocks(stamps: Stamps, lines: Sequence[int], year: int | str | None = None) -> list[Clock]:
    """The clock of rows with time stamps; one for each year where their mean is asked for.

    Raises
    ------
    OwnError
        When the stamps are not those of a year or of the chosen ones, or one stands twice.
    """
    has_offset = ~np.isnan(stamps.offset)
    if has_offset.any() and not has_offset.all():
        raise refused("mixed_offsets", line=int(lines[int(np.argmin(has_offset == has_offset[0]))]))
    first, last = int(stamps.wall.min()), int(stamps.wall.max())
    if last < year_after(first) + DAY:
        return [_clock(stamps, lines, np.arange(len(stamps.wall)))]
    years = _years(stamps.wall)
    if year is None or not (years if year == MEAN else year in years):
        words = {"first": date_at(first).isoformat(), "last": date_at(last).isoformat()}
        raise refused("more_than_a_year", **words, years=", ".join(map(str, years)))
    chosen = years if year == MEAN else [int(year)]
    of_row = _year_of(stamps.wall)
    made = [_clock(stamps, lines, np.flatnonzero(of_row == one)) for one in chosen]
    told = Note("own.note.years", {"years": ", ".join(map(str, chosen))})
    return [replace(made[0], notes=(*made[0].notes, told)), *made[1:]]


def _years(wall: Minutes) -> list[int]:
    """The calendar years of which most is there."""
    found, counts = np.unique(_year_of(wall), return_counts=True)
    enough = (1 - value("own.model_gap_fraction")) * counts.max()
    return [int(one) for one, count in zip(found, counts, strict=True) if count >= enough]


def _year_of(wall: Minutes) -> NDArray[np.int64]:
    days, where = np.unique(wall // DAY, return_inverse=True)
    return np.array([date_at(int(day) * DAY).year for day in days])[where]


def _clock(all_stamps: Stamps, all_lines: Sequence[int], chosen: NDArray[np.int64]) -> Clock:
    """The clock of the chosen rows."""
    stamps = Stamps(all_stamps.wall[chosen], all_stamps.offset[chosen])
    has_offset = not np.isnan(stamps.offset).any()
    order = _order(stamps)
    wall, away = stamps.wall[order], _minutes(stamps, order) if has_offset else None
    step = _step(wall if away is None else np.sort(wall - away))
    notes = list(_finer(step))
    if order[0] > order[-1] or (np.diff(stamps.wall) < -HOUR).any():
        notes.append(Note("own.note.sorted"))
    if _stamped_at_the_end(wall, step):
        notes.append(Note("own.note.end_stamped"))
        wall = wall - step
    # A row of several hours stands for each of them.
    parts = max(step // HOUR, 1)
    wall = np.repeat(wall, parts) + np.tile(np.arange(parts) * HOUR, len(order))
    away = None if away is None else np.repeat(away, parts)
    local, kept, told = _standard(wall, away, min(step, HOUR))
    rows = chosen[np.repeat(order, parts)]
    layout = laid(local, kept, min(step, HOUR), np.asarray(all_lines)[rows])
    dropped, every = layout.leap_hours, (*notes, *told, *layout.notes)
    per_hour, at = HOUR // min(step, HOUR), local[::parts]
    return Clock(layout.indices, rows, per_hour, step, chosen[order], at, dropped, every)


def _finer(step: int) -> list[Note]:
    if step > HOUR:
        return [Note("own.note.coarse", {"hours": step // HOUR})]
    return [Note("own.note.steps", {"minutes": step})] if step < HOUR else []


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
    if step not in (*FINE, *COARSE):
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
