"""Bars one below the other, each with its name and amount above it."""

from __future__ import annotations

import altair as alt

from ihp_core.report.drawing.palette import INK
from ihp_core.report.drawing.picture import Layer, Row, rows, text
from ihp_core.text import figure

UNIT = "EUR/MWh"
"""Of a bar, where nothing else is said."""

ROW_HEIGHT = 64
"""Of a bar with its name above it [px]."""

Band = tuple[float | None, float | None]
NO_BAND: Band = (None, None)


def bar(name: str, amount: float, colour: str, opacity: float) -> Row:
    """A bar from zero; ``low`` may be moved, ``words`` say something else than its length."""
    looks = {"colour": colour, "opacity": opacity}
    return {"name": name, "low": 0.0, "high": amount, "band": "", "words": ""} | looks


def amount_of(row: Row, language: str, unit: str = UNIT) -> str:
    """The length of a bar in words."""
    return str(row["words"]) or figure(row["high"] - row["low"], unit, language)


def bar_rows(
    bars: list[Row],
    language: str,
    band: Band = NO_BAND,
    height: int = ROW_HEIGHT,
    unit: str = UNIT,
) -> list[Layer]:
    """A bar a row from the top, its name and amount above it, the band on the first."""
    ends = [edge for row in bars for edge in (row["low"], row["high"])]
    ends += [edge for edge in band if edge is not None]
    low, high = min([0.0, *ends]), 1.02 * max([1.0, *ends])
    names = [f"{row['name']}  {amount_of(row, language, unit)} {row['band']}" for row in bars]
    lower = 18 if band[0] is not None else 6
    drawn = placed(bars, (low, high), height, lower)
    return [drawn, *named(names, low), *_band(band, 1 - 11 / height)]


def placed(bars: list[Row], across: tuple[float, float], height: int, lower: int) -> alt.Chart:
    """The bars in rows of a height [px] on an axis, so far [px] above the row's lower edge."""
    points = [
        row | {"top": index + 21 / height, "bottom": index + 1 - lower / height}
        for index, row in enumerate(bars)
    ]
    return in_rows(points, across, len(bars))


def in_rows(points: list[Row], across: tuple[float, float], down: int) -> alt.Chart:
    """Bars that know their place, from ``low`` to ``high`` and ``top`` to ``bottom`` in rows."""
    scale = alt.Scale(domain=list(across), nice=False)
    lines = alt.Scale(domain=[down or 1, 0], nice=False)
    fields = alt.Chart(rows(points)).mark_rect(tooltip=None)
    drawn: alt.Chart = fields.encode(
        x=alt.X("low:Q", scale=scale, axis=None),
        x2=alt.X2("high:Q"),
        y=alt.Y("top:Q", scale=lines, axis=None),
        y2=alt.Y2("bottom:Q"),
        color=alt.Color("colour:N", scale=None, legend=None),
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
    )
    return drawn


def named(names: list[str], start: float) -> list[Layer]:
    """What stands above the bars, from the left edge."""
    points = [{"x": start, "y": row, "words": words} for row, words in enumerate(names)]
    return [text(points, align="left", baseline="top", dy=4, size=13)] if points else []


def _band(band: Band, middle: float) -> list[Layer]:
    low, high = band
    if low is None or high is None:
        return []
    line = alt.Chart(rows([{"x": low, "x2": high, "y": middle}])).mark_rule(
        color=INK, strokeWidth=2, tooltip=None
    )
    ends = alt.Chart(rows([{"x": low, "y": middle}, {"x": high, "y": middle}])).mark_tick(
        color=INK, thickness=2, size=12, orient="vertical", tooltip=None
    )
    return [
        line.encode(x=alt.X("x:Q"), x2=alt.X2("x2:Q"), y=alt.Y("y:Q")),
        ends.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")),
    ]
