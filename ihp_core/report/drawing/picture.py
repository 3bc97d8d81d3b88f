"""What all charts share: the finished picture, its axes, its text and its frame."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
from babel import Locale

from ihp_core.report.drawing.palette import INK
from ihp_core.text import resolved

TEXT_SIZE = 12
"""Of every label [px]: still read on a telephone of 390 px."""

Row = dict[str, Any]
Spec = dict[str, Any]
Layer = alt.Chart | Spec


@dataclass(frozen=True)
class Picture:
    """A chart in Vega-Lite, its message in words with numbers, what it shows for who sees none."""

    spec: Spec
    title: str
    alt: str


def rows(values: Sequence[Row]) -> alt.InlineData:
    """Points of a chart, sent with it."""
    return alt.InlineData(values=list(values))


def framed(layers: Sequence[Layer], height: int) -> Spec:
    """The layers on one field as wide as its column; background and text are the page's.

    Put together here, since ``alt.layer`` copies every point of every layer several times: that
    takes longer than the assessment. The schema is checked where charts are tested.
    """
    field = {"$schema": alt.SCHEMA_URL, "config": {"view": {"strokeWidth": 0}}}
    return field | {"width": "container", "height": height, "layer": [*map(_layer, layers)]}


def _layer(drawn: Layer) -> Spec:
    if isinstance(drawn, dict):
        return drawn
    return filled(undrawn(drawn), drawn.data.values)


def filled(layer: Spec, points: Sequence[Row]) -> Spec:
    """A layer with its points."""
    return layer | {"data": {"values": list(points)}}


def undrawn(drawn: alt.Chart) -> Spec:
    """A layer without its points."""
    bare = drawn.copy(deep=False)
    bare.data = alt.Undefined
    return dict(bare.to_dict(validate=False, context={"top_level": False}))


def text(points: Sequence[Row], *, size: int = TEXT_SIZE, colour: str = INK, **mark: Any) -> Spec:
    """Words at places: every point has ``x``, ``y``, ``words``."""
    return filled(_text(size, colour, **mark), points)


@cache
def _text(size: int, colour: str, **mark: Any) -> Spec:
    """Half of all layers are words, in few kinds: each kind is made once."""
    drawn = alt.Chart().mark_text(color=colour, fontSize=size, lineBreak="\n", tooltip=None, **mark)
    x, y, words = alt.X("x:Q"), alt.Y("y:Q"), alt.Text("words:N")
    return undrawn(drawn.encode(x=x, y=y, text=words))


def month_names(language: str) -> tuple[str, ...]:
    """The twelve months' short names in a language."""
    return _month_names(resolved(language), "abbreviated")


def months_in_full(language: str) -> tuple[str, ...]:
    """The twelve months as a sentence names them."""
    return _month_names(resolved(language), "wide")


@cache
def _month_names(language: str, width: str) -> tuple[str, ...]:
    names = Locale.parse(language).months["stand-alone"][width]
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
