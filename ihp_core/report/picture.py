"""What all charts share: the finished picture, its axes, its text and its frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import altair as alt
from babel import Locale

from ihp_core.report.palette import INK
from ihp_core.text import resolved

TEXT_SIZE = 12
"""Of every label [px]: still read on a telephone of 390 px."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Picture:
    """A chart, its message in words with numbers, and what it shows for those who do not see it."""

    chart: alt.LayerChart
    title: str
    alt: str

    @cached_property
    def spec(self) -> dict[str, Any]:
        """The chart as Vega-Lite, made once.

        It is checked against its schema where it is tested, not before every visitor: that takes
        longer than drawing it.
        """
        return dict(self.chart.to_dict(validate=False))


def rows(values: Sequence[Row]) -> alt.InlineData:
    """Points of a chart, sent with it."""
    return alt.InlineData(values=list(values))


def framed(layers: Sequence[alt.Chart], height: int) -> alt.LayerChart:
    """The layers on one field as wide as its column; background and text are the page's."""
    field = alt.layer(*layers).properties(width="container", height=height)
    framed_field: alt.LayerChart = field.configure_view(strokeWidth=0)
    return framed_field


def text(
    points: Sequence[Row], *, size: int = TEXT_SIZE, colour: str = INK, **mark: Any
) -> alt.Chart:
    """Words at places: every point has ``x``, ``y``, ``words``."""
    drawn = alt.Chart(rows(points)).mark_text(
        color=colour, fontSize=size, lineBreak="\n", tooltip=None, **mark
    )
    placed: alt.Chart = drawn.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), text=alt.Text("words:N"))
    return placed


def month_names(language: str) -> tuple[str, ...]:
    """The twelve months' short names in a language."""
    return _month_names(resolved(language))


@cache
def _month_names(language: str) -> tuple[str, ...]:
    names = Locale.parse(language).months["stand-alone"]["abbreviated"]
    return tuple(str(names[number]).rstrip(".") for number in range(1, 13))


def amounts(
    channel: type[alt.X] | type[alt.Y],
    field: str,
    top: float,
    language: str,
    unit: str,
    *,
    bottom: float = 0.0,
) -> Any:
    """An axis of amounts from zero or below, few lines, its unit above or beside it."""
    scale = alt.Scale(domain=[bottom, top], nice=False)
    axis = axis_in(language, unit, vertical=channel is alt.Y)
    return channel(field, type="quantitative", scale=scale, axis=axis, title=unit)


def axis_in(language: str, title: str, *, vertical: bool) -> alt.Axis:
    """A quiet axis: figures as the language writes them, an upright title."""
    upright: dict[str, Any] = {}
    if vertical:
        upright = {"titleAngle": 0, "titleAlign": "left", "titleAnchor": "end", "titleX": 0}
        upright |= {"titleY": -10, "titleBaseline": "bottom"}
    return alt.Axis(
        title=title,
        tickCount=5,
        grid=vertical,
        domain=False,
        ticks=False,
        titlePadding=6,
        labelPadding=6,
        labelExpr=_figure_expression(language),
        **upright,
    )


def _figure_expression(language: str) -> str:
    symbols = Locale.parse(resolved(language)).number_symbols["latn"]
    plain = "format(datum.value, ',.4~r')"
    decimal, group = str(symbols["decimal"]), str(symbols["group"])
    if (decimal, group) == (".", ","):
        return plain
    parked = f"replace({plain}, regexp(',', 'g'), '_')"
    return f"replace(replace({parked}, '.', '{decimal}'), regexp('_', 'g'), '{group}')"


def year_axis(language: str) -> alt.X:
    """The days of a year, the months named at their middles."""
    middles = [15 + 30.4 * number for number in range(12)]
    names = "[" + ",".join(f"'{name}'" for name in month_names(language)) + "]"
    axis = alt.Axis(
        title=None,
        values=middles,
        labelExpr=f"{names}[floor(datum.value / 30.4)]",
        grid=False,
        domain=False,
        ticks=False,
        labelPadding=6,
        labelOverlap="parity",
    )
    return alt.X("x:Q", scale=alt.Scale(domain=[0, 365], nice=False), axis=axis)


def short(numbers: Iterable[float]) -> list[float]:
    """Four decimals of each: no more travels to the browser."""
    return [round(float(number), 4) for number in numbers]
