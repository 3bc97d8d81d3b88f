"""When the plant stands for days on end, and why: a word on the year's chart, not a riddle."""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

import altair as alt
import numpy as np

from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.report.drawing.palette import INK
from ihp_core.report.drawing.picture import Layer, Row, rows, text
from ihp_core.report.heat.layers import Layers, over_the_valley
from ihp_core.tables.units import HOURS_OF_DAY
from ihp_core.text import say

OFF = "off"
MOST_OF_A_DAY = 20
"""Hours in which the plant stands on a day that counts as one of a stop."""

LEAST_DAYS, MOST_NAMED = 5, 2
"""Shorter stops are not seen on a year's chart; of more than two the longest are named."""

ABOVE, ABOVE_A_WORD = 0.05, 0.13
"""Share of the chart's height by which the word stands above load and heat, and above the load's
own name."""

UNDER_A_WORD = 0.02
"""Share of the chart's height that a line stays below its word."""

NEAR, BINS_NEAR = 120.0, 12
"""Days from the load's name, and bins to either side, that a word covers on a telephone."""

HIGHEST = 0.95
"""Share of the chart's height above which no word fits."""

AWAY_FROM_THE_EDGE = 45.0
"""Days from the chart's ends within which a word is written towards its middle."""


class Stop(NamedTuple):
    """First day and number of days in which the plant stands, and the reason of most hours."""

    first_day: int
    days: int
    reason: str

    @property
    def middle(self) -> float:
        """Where it lies on the year's axis [days]."""
        return self.first_day + self.days / 2


def stops(year: HourlyYear) -> tuple[Stop, ...]:
    """The longest stops of some days, in the order of the year."""
    off = (year.regime == OFF).reshape(-1, HOURS_OF_DAY)
    found, day = [], 0
    for standing, same in groupby((off.sum(axis=1) >= MOST_OF_A_DAY).tolist()):
        days = len(list(same))
        if standing and days >= LEAST_DAYS:
            found.append(Stop(day, days, _reason(year, day, days)))
        day += days
    longest = sorted(found, key=lambda stop: -stop.days)[:MOST_NAMED]
    return tuple(sorted(longest))


def _reason(year: HourlyYear, first_day: int, days: int) -> str:
    hours = slice(first_day * HOURS_OF_DAY, (first_day + days) * HOURS_OF_DAY)
    names, counts = np.unique(year.reason[hours][year.regime[hours] == OFF], return_counts=True)
    return str(names[counts.argmax()])


def stop_words(stop: Stop, language: str) -> str:
    """How long it stands, and why."""
    return say(f"charts.stop.{stop.reason}", language, days=stop.days)


def named_stops(year: HourlyYear, stacked: Layers, language: str) -> list[Layer]:
    """A word and a line down to each stop; nothing where the plant never stands for days."""
    points: list[Row] = []
    lines: list[Row] = []
    for stop in stops(year):
        x, y = round(stop.middle, 2), _height(stop, stacked)
        points.append({"x": x, "y": round(y, 4), "words": stop_words(stop, language)})
        lines.append({"x": x, "y": round(_line_top(stop, y, stacked), 4), "y2": 0.0})
    if not points:
        return []
    line = alt.Chart(rows(lines)).mark_rule(color=INK, strokeDash=[2, 2], tooltip=None)
    drawn = line.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q"))
    return [drawn, *(_word(point) for point in points)]


def _height(stop: Stop, stacked: Layers) -> float:
    """Above all that is drawn near it, the load's name included."""
    bin_ = int(np.argmin(np.abs(stacked.x - stop.middle)))
    near = slice(max(bin_ - BINS_NEAR, 0), bin_ + BINS_NEAR + 1)
    y = float(max(stacked.load[near].max(), stacked.stack[near].max())) + ABOVE * stacked.top
    named, height = over_the_valley(stacked)
    if abs(named - stop.middle) < NEAR:
        y = max(y, height + ABOVE_A_WORD * stacked.top)
    return min(y, HIGHEST * stacked.top)


def _line_top(stop: Stop, y: float, stacked: Layers) -> float:
    """Right under the word, or under the load's name where that lies between."""
    named, height = over_the_valley(stacked)
    below = y - UNDER_A_WORD * stacked.top
    return min(below, height) if abs(named - stop.middle) < NEAR else below


def _word(point: Row) -> Layer:
    """Towards the middle of the year where a word would run out of the chart."""
    x = float(point["x"])
    early, late = x < AWAY_FROM_THE_EDGE, x > 365 - AWAY_FROM_THE_EDGE
    return text(
        [point], baseline="bottom", align="left" if early else "right" if late else "center"
    )
