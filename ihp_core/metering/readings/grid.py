"""Rows of any length laid on hours in UTC: the mean of each hour, and how much of it is known."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.metering.readings.reading import SeriesRows
from ihp_core.tables.arrays import Array, Flags
from ihp_core.year.measured.note import refused
from ihp_core.year.measured.times.calendar import date_at
from ihp_core.year.measured.times.stamps import HOUR, Minutes

NOWHERE = -1
ENOUGH = 0.5
MOST_YEARS = 20
MOST_HOURS = MOST_YEARS * 8784


class HourGrid(NamedTuple):
    """Hours in UTC without a hole: the first minute of each, (hours,)."""

    begin: Minutes

    @classmethod
    def over(cls, series: list[SeriesRows]) -> HourGrid:
        """The whole hours that some series touch.

        Raises
        ------
        OwnError
            When they are more than those of any contract.
        """
        first = min(int(one.begin.min()) for one in series) // HOUR
        last = -(-max(int(one.end.max()) for one in series) // HOUR)
        if last - first > MOST_HOURS:
            ends = (date_at(at * HOUR).isoformat() for at in (first, last))
            words = dict(zip(("first", "last"), ends, strict=True))
            raise refused("meter_span", **words, limit=MOST_YEARS)
        return cls(np.arange(first, last) * HOUR)


class OnHours(NamedTuple):
    """A series on the hours, (hours,): the mean of what is known of each, nan where less than half
    of it is; ``long_row`` the row that spans an hour and more than it, else ``NOWHERE``."""

    values: Array
    long_row: NDArray[np.int64]


def on_hours(series: SeriesRows, grid: HourGrid) -> OnHours:
    """The hours of a series."""
    known = np.isfinite(series.values)
    begin, end, values = series.begin[known], series.end[known], series.values[known]
    nothing = np.full(len(grid.begin), np.nan)
    if not len(begin):
        return OnHours(nothing, np.full(len(nothing), NOWHERE))
    length = end - begin
    edges = np.stack([begin, end], axis=1).ravel()
    time = np.concatenate([[0.0], np.cumsum(np.stack([length, 0 * length], axis=1).ravel())])[:-1]
    amount = np.concatenate(
        [[0.0], np.cumsum(np.stack([length * values, 0 * values], axis=1).ravel())]
    )[:-1]
    hours = np.append(grid.begin, grid.begin[-1] + HOUR)
    covered = np.diff(np.interp(hours, edges, time))
    summed = np.diff(np.interp(hours, edges, amount))
    enough = covered >= ENOUGH * HOUR
    means = np.where(enough, summed / np.where(enough, covered, 1.0), np.nan)
    return OnHours(means, _long_rows(begin, end, length > HOUR, grid))


def _long_rows(begin: Minutes, end: Minutes, long: Flags, grid: HourGrid) -> NDArray[np.int64]:
    """For each hour the row longer than an hour in which its middle lies."""
    if not long.any():
        return np.full(len(grid.begin), NOWHERE)
    middle = grid.begin + HOUR // 2
    row = np.clip(np.searchsorted(begin, middle, side="right") - 1, 0, len(begin) - 1)
    inside = (middle >= begin[row]) & (middle < end[row]) & long[row]
    return np.asarray(np.where(inside, row, NOWHERE))


def shaped(on: OnHours, usual: Array, *, scaled: bool) -> Array:
    """The hours where rows are longer: each row's mean kept, the shape in it that is usual.

    Parameters
    ----------
    usual : ndarray
        What the hours would usually be, (hours,).
    scaled : bool
        Whether the usual is scaled, as amounts are, or shifted, as temperatures.
    """
    long = (on.long_row != NOWHERE) & np.isfinite(on.values)
    if not long.any():
        return on.values
    rows, where = np.unique(on.long_row[long], return_inverse=True)
    count = np.bincount(where, minlength=len(rows))
    mean, of_usual = (
        np.bincount(where, figure[long], len(rows)) / count for figure in (on.values, usual)
    )
    outcome = on.values.copy()
    if scaled:
        sound = of_usual > 0
        factor = np.where(sound, mean / np.where(sound, of_usual, 1.0), 0.0)
        outcome[long] = np.where(sound[where], usual[long] * factor[where], mean[where])
    else:
        outcome[long] = usual[long] + (mean - of_usual)[where]
    return outcome


def bridged_hours(values: Array, most: int) -> tuple[Array, int]:
    """Hours with gaps of so many at the most crossed by a straight line, and how many they were."""
    missing = np.isnan(values)
    if not missing.any() or missing.all():
        return values, 0
    edges = np.flatnonzero(np.diff(np.concatenate(([0], missing.astype(np.int8), [0]))))
    short = np.zeros(len(values), bool)
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        if begin > 0 and end < len(values) and end - begin <= most:
            short[begin:end] = True
    index = np.arange(len(values))
    straight = np.interp(index, index[~missing], values[~missing])
    return np.where(short, straight, values), int(short.sum())


def row_means(hourly: Array, grid: HourGrid, series: SeriesRows) -> Array:
    """The mean of an hourly figure (hours,) over each row of a series, (rows,)."""
    edges = np.append(grid.begin, grid.begin[-1] + HOUR)
    summed = np.concatenate([[0.0], np.cumsum(hourly)]) * HOUR
    begin, end = (np.clip(at, edges[0], edges[-1]) for at in (series.begin, series.end))
    over = np.interp(end, edges, summed) - np.interp(begin, edges, summed)
    return np.asarray(over / np.maximum(end - begin, 1))
