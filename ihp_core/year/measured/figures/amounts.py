"""The figures of a column in the engine's unit: values as they are, amounts and counters as the
mean of their interval."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.year.measured.columns.taken import Taken, is_amount
from ihp_core.year.measured.note import Note
from ihp_core.year.measured.times.clock import Clock
from ihp_core.year.measured.times.stamps import HOUR

VALUE, INTERVAL, COUNTER = "value", "interval", "counter"
FULL, UNUSUAL = 0.9, 3.0
LEAST_RISES = 0.02


class Amounts(NamedTuple):
    """A column's figures by row, what kind they are, and what was done about them."""

    values: Array
    kind: str
    notes: tuple[Note, ...]


def amounts(
    column: Taken, raw: Array, clocks: list[Clock], row_hours: Array | None = None
) -> Amounts:
    """The figures of a column by row, in the unit of its series; ``row_hours`` is how long each
    row is [h], (rows,), where they are not all of one length."""
    kind = column.kind or _kind(column, raw, clocks)
    factor = column.used_unit.factor
    hours = clocks[0].step / HOUR if row_hours is None else row_hours
    if kind == COUNTER:
        return _differences(column, raw * factor, clocks)
    if kind == INTERVAL:
        unit = column.used_unit.name
        words = {"column": column.header, "unit": unit, "minutes": clocks[0].step}
        return Amounts(raw * factor / hours, kind, (Note("own.note.interval", words),))
    return Amounts(raw * factor, kind, ())


def never_falls(raw: Array, clocks: list[Clock]) -> bool:
    """Whether figures rise through the year and hardly ever fall, as a counter's do."""
    there = _in_time(raw, clocks)
    apart = np.diff(there[~np.isnan(there)])
    falls, rises = int((apart < 0).sum()), int((apart > 0).sum())
    return falls <= value("own.counter_falls") and rises > LEAST_RISES * max(len(apart), 1)


def begins_again(raw: Array, clocks: list[Clock]) -> int:
    """How often figures that mostly rise fall back: a counter that is reset each day or month.

    0 where they fall as often as amounts and powers do.
    """
    there = _in_time(raw, clocks)
    apart = np.diff(there[~np.isnan(there)])
    falls, rises = int((apart < 0).sum()), int((apart > 0).sum())
    seldom = value("own.counter_falls") < falls < value("own.counter_falls_share") * (falls + rises)
    return falls if seldom else 0


def _kind(column: Taken, raw: Array, clocks: list[Clock]) -> str:
    if not is_amount(column):
        return VALUE
    return COUNTER if never_falls(raw, clocks) else INTERVAL


def _in_time(raw: Array, clocks: list[Clock]) -> Array:
    return np.asarray(raw[np.concatenate([clock.order for clock in clocks])])


def _differences(column: Taken, readings: Array, clocks: list[Clock]) -> Amounts:
    """From each reading to the next; a meter that began again leaves a gap there."""
    means = np.full(len(readings), np.nan)
    resets = rollovers = 0
    for clock in clocks:
        known = clock.order[~np.isnan(readings[clock.order])]
        at = clock.at[~np.isnan(readings[clock.order])] / HOUR
        apart = np.diff(readings[known])
        fell = np.flatnonzero(apart < 0)
        most = UNUSUAL * float(np.max(apart, initial=0.0))
        for place in fell.tolist():
            before = readings[known[place]]
            whole = 10 ** np.ceil(np.log10(max(before / column.used_unit.factor, 1)))
            whole *= column.used_unit.factor
            if before > FULL * whole and apart[place] + whole <= most:
                apart[place] += whole
                rollovers += 1
            else:
                apart[place] = np.nan
                resets += 1
        hours = np.diff(at)
        means[known[:-1]] = np.where(hours > 0, apart / np.maximum(hours, 1e-9), np.nan)
    words = {"column": column.header, "resets": resets, "rollovers": rollovers}
    notes = [Note("own.note.counter", {"column": column.header})]
    notes += [Note("own.note.resets", words)] if resets or rollovers else []
    return Amounts(means, COUNTER, tuple(notes))
