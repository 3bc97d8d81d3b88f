"""A window of the year in whole days, its hours, and the dates they have."""

from __future__ import annotations

import datetime as dt
from itertools import accumulate
from typing import NamedTuple

from ihp_core.report.exports.hourly_csv import FIRST_HOUR
from ihp_core.tables.units import DAYS_OF_MONTH, HOURS_OF_DAY, HOURS_OF_YEAR

DAYS_OF_YEAR = HOURS_OF_YEAR // HOURS_OF_DAY
STARTS = (0, *accumulate(int(days) for days in DAYS_OF_MONTH))
"""The first day of each month counted from 0, and the day after the year's last."""
WEEK = 7
SPANS = ("year", "month", "week", "day")
"""The windows that have a name, the longest first."""


class Window(NamedTuple):
    """First day, counted from 0, and number of days."""

    first_day: int
    days: int

    @property
    def first_hour(self) -> int:
        """Counted from 0."""
        return self.first_day * HOURS_OF_DAY

    @property
    def end_hour(self) -> int:
        """The hour after the last."""
        return (self.first_day + self.days) * HOURS_OF_DAY

    @property
    def hours(self) -> slice:
        """Its part of an hourly array (8760,)."""
        return slice(self.first_hour, self.end_hour)

    def holds(self, hour: int) -> bool:
        """Whether an hour lies in it."""
        return self.first_hour <= hour < self.end_hour


def within_year(first_day: int, days: int) -> Window:
    """The window nearest to what is asked for that lies in the year."""
    days = min(max(days, 1), DAYS_OF_YEAR)
    return Window(min(max(first_day, 0), DAYS_OF_YEAR - days), days)


def named_window(span: str, hour: int) -> Window:
    """The year, month, week (from Monday) or day that an hour lies in."""
    day = hour // HOURS_OF_DAY
    if span == "year":
        return Window(0, DAYS_OF_YEAR)
    if span == "month":
        month = date_of(day).month
        return Window(STARTS[month - 1], STARTS[month] - STARTS[month - 1])
    return within_year(day - date_of(day).weekday(), WEEK) if span == "week" else Window(day, 1)


def span_of(window: Window) -> str | None:
    """The name of a window that has one."""
    return next((span for span in SPANS if named_window(span, window.first_hour) == window), None)


def following(window: Window, hour: int) -> Window:
    """The window that shows an hour: this one, or one of its kind further on."""
    if window.holds(hour):
        return window
    if span := span_of(window):
        return named_window(span, hour)
    return within_year(hour // HOURS_OF_DAY, window.days)


def beside(window: Window, steps: int) -> Window:
    """The next window of its kind, or the one before."""
    if span_of(window) == "month":
        day = window.first_day + window.days if steps > 0 else window.first_day - 1
        return named_window("month", min(max(day, 0), DAYS_OF_YEAR - 1) * HOURS_OF_DAY)
    return within_year(window.first_day + steps * window.days, window.days)


def date_of(day: int) -> dt.date:
    """The date of a day counted from 0, in a year without a leap day."""
    return FIRST_HOUR.date() + dt.timedelta(days=day)


def hour_on(today: dt.date, hour_of_day: int) -> int:
    """The hour of the year on a date of any year; 29 February counts as the day before it."""
    leap = (today.month, today.day) == (2, 29)
    same = today.replace(year=FIRST_HOUR.year, day=28 if leap else today.day)
    return (same - FIRST_HOUR.date()).days * HOURS_OF_DAY + hour_of_day
