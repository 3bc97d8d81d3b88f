"""How the hours of a window are drawn: bars and floating steps that keep every peak, one axis."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import altair as alt
import numpy as np

from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.report.drawing.palette import INK, NOT_TAKEN, REGIMES
from ihp_core.report.drawing.picture import (
    Layer,
    Row,
    Spec,
    axis_in,
    filled,
    month_names,
    undrawn,
)
from ihp_core.report.operation.bins import Bins, size_for
from ihp_core.report.operation.periods import OFF
from ihp_core.report.operation.window import STARTS, WEEK, Window, date_of
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import HOURS_OF_DAY
from ihp_core.text import resolved
from ihp_core.text.names import day_in_short

MOST_BARS = 380
"""Of one series: mean and peak of each stay below 800 points a chart."""

LIGHT = 0.4
"""Opacity between a bar's mean and its peak."""

Y_PX = 34
"""Width of the figures beside each chart: all charts of a window begin at one line."""

MARGIN = 1.08
STROKE_PX = 1.5
DECIMALS = 3
"""Of what travels to the browser: a kilowatt."""
COLOURS = {**REGIMES, OFF: NOT_TAKEN}
TICKS_BELOW = ((1, 3), (3, 6), (16, 24), (70, WEEK * 24))
"""Up to how many days the axis has a figure every so many hours; beyond, one a month."""


class Field(NamedTuple):
    """What a chart spans: the hours of a window, and its amounts from ``bottom`` to ``top``."""

    window: Window
    top: float
    bottom: float = 0.0


def across(window: Window, language: str) -> alt.X:
    """The hours of a window, told as the clock's, as dates or as months."""
    places, names = _named_places(window, language)
    axis = alt.Axis(
        title=None,
        values=places,
        labelExpr=f"{names}[indexof({places}, datum.value)]",
        grid=True,
        domain=False,
        ticks=False,
        labelPadding=4,
        labelAlign="left",
        labelOverlap="greedy",
        labelSeparation=6,
    )
    scale = alt.Scale(domain=[window.first_hour, window.end_hour], nice=False)
    return alt.X("x:Q", scale=scale, axis=axis)


def _named_places(window: Window, language: str) -> tuple[list[int], list[str]]:
    every = next((hours for days, hours in TICKS_BELOW if window.days <= days), 0)
    if not every:
        first = (day * HOURS_OF_DAY for day in STARTS[:-1])
        months = zip(first, month_names(language), strict=True)
        inside = [(hour, name) for hour, name in months if window.holds(hour)]
        return [hour for hour, _ in inside], [name for _, name in inside]
    places = list(range(window.first_hour, window.end_hour, every))
    return places, [_clock(hour, language) for hour in places]


def _clock(hour: int, language: str) -> str:
    if of_day := hour % HOURS_OF_DAY:
        return f"{of_day:02d}:00"
    return day_in_short(date_of(hour // HOURS_OF_DAY), language)


def _upright(language: str) -> alt.Y:
    """The axis of amounts at the left of a chart, as wide in each; its unit is in the title."""
    axis = axis_in(language, "", vertical=True)
    axis.minExtent = axis.maxExtent = Y_PX
    axis.tickCount = 3
    return alt.Y("low:Q", scale=alt.Scale(nice=False, zero=False), axis=axis, title=None)


def bars(
    found: Bins, colours: list[str], field: Field, language: str, *, edge_px: float = 1.0
) -> list[Layer]:
    """Each bin from zero to its mean, and lighter up to its peak where it has one."""
    solid, light = _rows(found, 0 * found.mean, found.mean), _rows(found, found.mean, found.high)
    for kind in (solid, light):
        for row, colour in zip(kind, colours, strict=True):
            row["colour"] = colour
    high = [row for row in light if row["high"] > row["low"]]
    tall = [row for row in solid if row["high"] > 0]
    return [
        _rects(points, field, language, opacity, edge_px)
        for points, opacity in ((tall, 1.0), (high, LIGHT))
        if points
    ]


def steps(found: Bins, field: Field, language: str, opacity: float = 1.0) -> Layer:
    """Each bin as a line at its value, as high as from its lowest hour to its highest."""
    known = [row for row in _rows(found, found.low, found.high) if row["low"] == row["low"]]
    points = [row | {"colour": INK} for row in known]
    return _rects(points, field, language, opacity, STROKE_PX)


def _rows(found: Bins, low: Array, high: Array) -> list[Row]:
    columns = (np.round(edge, DECIMALS).tolist() for edge in (found.start, found.end, low, high))
    return [
        {"x": x, "x2": x2, "low": low, "high": high}
        for x, x2, low, high in zip(*columns, strict=True)
    ]


def _rects(points: list[Row], field: Field, language: str, opacity: float, edge_px: float) -> Layer:
    """The points on a field; all but its ends is made once for a window."""
    blank = _blank(field.window, resolved(language), opacity, edge_px)
    y = blank["encoding"]["y"]
    y = y | {"scale": y["scale"] | {"domain": [field.bottom, field.top]}}
    return filled(blank | {"encoding": blank["encoding"] | {"y": y}}, points)


@lru_cache(maxsize=128)  # a visitor who plays the year comes by twelve months
def _blank(window: Window, language: str, opacity: float, edge_px: float) -> Spec:
    fields = alt.Chart().mark_rect(tooltip=None, opacity=opacity, strokeWidth=edge_px)
    drawn = fields.encode(
        x=across(window, language),
        x2=alt.X2("x2:Q"),
        y=_upright(language),
        y2=alt.Y2("high:Q"),
        color=alt.Color("colour:N", scale=None, legend=None),
        stroke=alt.Stroke("colour:N", scale=None, legend=None),
    )
    return undrawn(drawn)


def cursor(hour: int) -> Layer:
    """The hour that is looked at, always the last layer: alone it moves while the year plays."""
    return filled(_line(), cursor_at(hour))


def cursor_at(hour: int) -> list[Row]:
    """The points of the cursor's layer."""
    return [{"x": hour + 0.5}]


@cache
def _line() -> Spec:
    drawn = alt.Chart().mark_rule(color=INK, strokeWidth=1.5, tooltip=None)
    return undrawn(drawn.encode(x=alt.X("x:Q")))


def ways(year: HourlyYear, window: Window) -> list[str]:
    """How most of each bin's hours are run."""
    names = year.regime[window.hours].reshape(-1, size_for(window, MOST_BARS))
    kinds = [*COLOURS]
    most = np.argmax([(names == kind).sum(axis=1) for kind in kinds], axis=0)
    return [kinds[kind] for kind in most]
