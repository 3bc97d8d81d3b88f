"""Which columns of a table are its times, in any of the forms that loggers and markets write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.year.measured.columns.units import tidy
from ihp_core.year.measured.figures.numbers import POINT, Signs, figures_of
from ihp_core.year.measured.headers import is_time
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.table.looks import blank, typed
from ihp_core.year.measured.table.raw import RawTable
from ihp_core.year.measured.times.stamps import (
    DAY,
    HOUR,
    PACKED_DATE,
    Minutes,
    Order,
    Stamps,
    clock_minute,
    stamp,
    stamps,
)

UTC_NAMES = ("utc", "gmt", "unix", "epoch")
PARTS = (
    ("year", "jahr", "ar", "annee", "yyyy"),
    ("month", "monat", "manad", "mois", "maned"),
    ("day", "tag", "dag", "jour"),
    ("hour", "stunde", "timme", "heure", "time", "hh"),
)
SAMPLE = 120
MOSTLY = 0.95
EPOCH_S = (1e9, 4e9)
SERIAL_DAYS = (25_569, 73_051)
MILLI = 1e3
FIRST_OF_EPOCH = 719_163
FIRST_OF_SERIAL = 693_594
"""1 January 1970 and 30 December 1899, as days counted from 1 January of year 1."""


@dataclass(frozen=True, eq=False)
class Times:
    """The stamps of the rows, ``None`` where the rows are only counted; the columns that they are
    from, those that are times too, and what is to be told."""

    stamps: Stamps | None
    columns: tuple[int, ...] = ()
    others: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()


def times_of(table: RawTable, said: Sequence[int] = (), order: Order | None = None) -> Times:
    """The times of a table's rows.

    Parameters
    ----------
    said : sequence of int
        The columns that are said to be the time; otherwise those that look like it.

    Raises
    ------
    OwnError
        When a column of times cannot be read.
    """
    if not said and (parts := _calendar(table)):
        return parts
    looks = [_look(table, index) for index in range(len(table.cells))]
    whole = [index for index, look in enumerate(looks) if look == "stamp" and not said]
    whole = [index for index in said if looks[index] == "stamp"] or whole
    clocks = [n for n, look in enumerate(looks) if look == "clock" and (not said or n in said)]
    if whole:
        return _stamped(table, whole, clocks, order)
    for index in said or range(len(looks)):
        if looks[index] in ("epoch", "serial"):
            return _numbered(table, index, looks[index])
    for index in said or range(len(looks)):
        if looks[index] == "count":
            return Times(None, (index,))
    named = [*said] or [n for n, parts in enumerate(table.parts) if is_time(parts)]
    if named and any(_any(table.cells[index]) for index in named):
        texts = _joined(table, named)
        return Times(stamps(texts, _lines(table), order), tuple(named))
    _check_unread(table)
    return Times(None)


def _calendar(table: RawTable) -> Times | None:
    """Year, month, day and hour as whole numbers in columns of their own; ``None`` without."""
    names = [tidy(name) for name in table.names]
    found = [next((n for n, name in enumerate(names) if name in known), -1) for known in PARTS]
    if min(found[:3]) < 0:
        return None
    year, month, day, hour = (
        figures_of([text.strip() for text in table.cells[n]], Signs(POINT, "")) if n >= 0 else None
        for n in found
    )
    hours = np.zeros(len(table.lines)) if hour is None else hour
    notes: tuple[Note, ...] = ()
    if hours.min() >= 1 and hours.max() == 24:
        hours, notes = hours - 1, (Note("own.note.hours_from_one"),)
    try:
        texts = [
            f"{int(y)}-{int(m):02d}-{int(d):02d} {int(h):02d}:00"
            for y, m, d, h in zip(year, month, day, hours, strict=True)  # type: ignore[arg-type]
        ]
    except ValueError:  # a gap in one of them
        return None
    columns = tuple(n for n in found if n >= 0)
    return Times(stamps(texts, _lines(table), "year_first"), columns, notes=notes)


def _check_unread(table: RawTable) -> None:
    """Rows that are told apart by words with digits have times; to count them would misplace them.

    Raises
    ------
    OwnError
        At the first such cell.
    """
    for texts in table.cells:
        sample = [text.strip() for text in texts[:SAMPLE]]
        wordy = [text for text in sample if not typed(text) and any(map(str.isdigit, text))]
        if len(wordy) >= MOSTLY * len(sample) > 1 and len(set(wordy)) > len(wordy) / 2:
            raise refused("bad_time", line=int(table.lines[0]), value=sample[0])


def _look(table: RawTable, index: int) -> str:
    """What a column looks like: stamp, clock, epoch, serial, count, or nothing of these."""
    texts, named = table.cells[index], is_time(table.parts[index])
    every = max(len(texts) // SAMPLE, 1)
    sample = [text.strip() for text in texts[::every] if not blank(text)]
    if not sample:
        return ""
    digits = sum(text.isascii() and text.isdigit() for text in sample) / len(sample)
    if digits < MOSTLY or all(PACKED_DATE.fullmatch(text) for text in sample):
        if sum(stamp(text) is not None for text in sample) >= MOSTLY * len(sample):
            return "stamp"
        parts = (":" in text and clock_minute(text) is not None for text in sample)
        if sum(parts) >= MOSTLY * len(sample):
            return "clock"
    return _number_look(texts, named)


def _number_look(texts: Sequence[str], named: bool) -> str:
    """Epochs and serial days are times whatever they are called; counts and hours by name."""
    sign = Signs(_mark(texts), "")
    head = np.diff(figures_of([text.strip() for text in texts[:SAMPLE]], sign))
    if not named and (len(head) < 2 or np.ptp(head) > 0.05 * abs(head[0])):
        return ""  # figures that do not go on in even steps are no times
    values = figures_of([text.strip() for text in texts], sign)
    if np.isnan(values).any() or len(values) < 3:
        return ""
    apart = np.abs(np.diff(values))
    usual = float(np.median(apart))
    regular = usual > 0 and float(np.mean(np.abs(apart - usual) < 0.01 * usual)) >= MOSTLY
    low, high = float(values.min()), float(values.max())
    scale = 1 if high < EPOCH_S[1] else MILLI
    of_epoch = EPOCH_S[0] <= low / scale and high / scale < EPOCH_S[1]
    if regular and of_epoch and usual / scale % HOUR == 0:
        return "epoch"
    of_serial = SERIAL_DAYS[0] <= low and high < SERIAL_DAYS[1] and usual <= 1
    if regular and of_serial and abs(usual * DAY - round(usual * DAY)) < 0.01:
        return "serial"
    if regular and usual == 1 and low in (0, 1) and high - low == len(values) - 1:
        return "count"
    if named and low >= 0 and high <= 24 and float(np.abs(values - np.round(values)).max()) == 0:
        return "clock"
    return ""


def _mark(texts: Sequence[str]) -> str:
    return "," if any("," in text for text in texts[:SAMPLE]) else POINT


def _stamped(
    table: RawTable, whole: Sequence[int], clocks: Sequence[int], order: Order | None
) -> Times:
    """By the best of the columns with dates, and the hours beside it where it has none."""
    ranked = sorted(whole, key=lambda index: (not is_time(table.parts[index]), index))
    first = ranked[0]
    head = [parsed for text in table.cells[first][:48] if (parsed := stamp(text)) is not None]
    dates_alone = all(parsed.minute == 0 for parsed in head)
    if dates_alone and clocks:
        return _apart(table, first, clocks, order)
    read = {index: stamps(_joined(table, [index]), _lines(table), order) for index in ranked}
    in_utc = [index for index in ranked if _is_utc(table, index)]
    if in_utc:
        return _universal(read, in_utc[0], ranked)
    # Of a beginning and an end, the beginning.
    earliest = min(
        ranked, key=lambda index: (len(np.unique(read[index].wall)) < 3, read[index].wall[0])
    )
    others = tuple(index for index in ranked if index != earliest)
    return Times(read[earliest], (earliest,), others, _order_told(table, earliest, read[earliest]))


def _universal(read: dict[int, Stamps], utc: int, ranked: Sequence[int]) -> Times:
    """By the column in UTC, which never jumps; one in local time beside it tells the offset."""
    others = tuple(index for index in ranked if index != utc)
    known = Stamps(read[utc].wall, np.nan_to_num(read[utc].offset))
    for index in others:
        away = read[index].wall - known.wall + known.offset
        summer_and_winter = len(np.unique(away)) <= 2 and not (away % HOUR).any()
        ahead = away.min() >= 0 and away.max() > 0
        if np.isnan(read[index].offset).all() and summer_and_winter and ahead:
            return Times(Stamps(read[index].wall, away.astype(float)), (utc, index))
    return Times(known, (utc,), others)


def _apart(table: RawTable, date: int, clocks: Sequence[int], order: Order | None) -> Times:
    """A date and an hour of the day, or a time of it, in two columns."""
    days = stamps(_joined(table, [date]), _lines(table), order)
    clock = next((index for index in clocks if index > date), clocks[0])
    texts = [text.strip() for text in table.cells[clock]]
    notes: tuple[Note, ...] = ()
    if any(":" in text for text in texts[:SAMPLE]):
        minutes = np.array([-1 if (m := clock_minute(text)) is None else m for text in texts])
    else:
        hours = figures_of(texts, Signs(POINT, ""))
        if hours.min() >= 1 and hours.max() == 24:
            hours, notes = hours - 1, (Note("own.note.hours_from_one"),)
        minutes = (np.nan_to_num(hours, nan=-1) * HOUR).astype(np.int64)
    if (minutes < 0).any():
        row = int(np.argmax(minutes < 0))
        raise refused("bad_time", line=int(table.lines[row]), value=texts[row])
    return Times(Stamps(days.wall + minutes, days.offset), (date, clock), notes=notes)


def _numbered(table: RawTable, index: int, look: str) -> Times:
    """Seconds since 1970 in UTC, or the days of a spreadsheet."""
    texts = [text.strip() for text in table.cells[index]]
    values = figures_of(texts, Signs(_mark(texts), ""))
    if look == "epoch":
        seconds = values / (MILLI if values.max() >= EPOCH_S[1] else 1)
        wall = _whole(seconds / HOUR) + FIRST_OF_EPOCH * DAY
        return Times(Stamps(wall, np.zeros(len(wall))), (index,), notes=(Note("own.note.epoch"),))
    wall = _whole(values * DAY) + FIRST_OF_SERIAL * DAY
    nowhere = np.full(len(wall), np.nan)
    return Times(Stamps(wall, nowhere), (index,), notes=(Note("own.note.serial"),))


def _whole(minutes: Array) -> Minutes:
    found: NDArray[np.int64] = np.floor(minutes + 0.5).astype(np.int64)
    return found


def _order_told(table: RawTable, index: int, read: Stamps) -> tuple[Note, ...]:
    """Month before day is never read without a word."""
    first = stamp(table.cells[index][0])
    if first is None or first.mark in (".", " ") or first.date[0] > 31:
        return ()
    last = next(
        (text for text in table.cells[index] if (s := stamp(text)) and max(s.date[:2]) > 12), None
    )
    if last is None or (parsed := stamp(last)) is None:
        return ()
    return (Note("own.note.month_first", {"value": last}),) if parsed.date[1] > 12 else ()


def _joined(table: RawTable, columns: Sequence[int]) -> list[str]:
    texts = zip(*(table.cells[index] for index in columns), strict=True)
    return [" ".join(text.strip() for text in row) for row in texts]


def _any(texts: Sequence[str]) -> bool:
    return any(not blank(text) for text in texts)


def _is_utc(table: RawTable, index: int) -> bool:
    return any(name in tidy(table.names[index]) for name in UTC_NAMES)


def _lines(table: RawTable) -> list[int]:
    lines: list[int] = table.lines.tolist()
    return lines
