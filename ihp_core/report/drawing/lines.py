"""Lines over one axis, each named where it ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from ihp_core.report.drawing.palette import INK
from ihp_core.report.drawing.picture import Layer, Row, amounts, axis_in, rows, short, text

NAME_WIDTH = 0.46
"""Share of the lines' own width that is kept free for their names."""

NAME_HEIGHT = 0.085
"""Share of a chart's height that a name needs."""

STROKE = (0.03, 0.09)
"""From where to where a stroke stands before a name, in shares of the lines' own width."""

STROKE_PX = (6, 24)
"""The same beyond the field, in pixels."""

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
"""Between the figures on an axis; as many as give at most six."""


SOLID = (1, 0)


class Line(NamedTuple):
    """Values over the axis in their order, with the name that stands at the end.

    Fewer values than there are places end before the others.
    """

    name: str
    values: Sequence[float]
    colour: str
    dash: tuple[int, int] = SOLID


def line_layers(
    lines: Sequence[Line],
    across: Sequence[float],
    x_title: str,
    unit: str,
    language: str,
    *,
    to_the_edge: bool = False,
) -> list[Layer]:
    """The lines over one axis, amounts from zero or below, names at the right.

    ``to_the_edge``: the lines take the whole field, and the names stand beyond it.
    """
    every = [value for line in lines for value in line.values]
    low, high = min([0.0, *every]), max([1e-6, *every])
    top, bottom = high + 0.12 * (high - low), low - (0.06 * (high - low) if low < 0 else 0.0)
    x = _x(across, x_title, language, 0.0 if to_the_edge else NAME_WIDTH)
    y = amounts(alt.Y, "y", top, language, unit, bottom=bottom)
    drawn = [_drawn(line.values, across, line, x, y) for line in lines]
    if to_the_edge:
        return [*drawn, *_names_beyond(lines, float(across[-1]), top - bottom)]
    return [*drawn, *_names(lines, across, top - bottom, (x, y))]


def _x(across: Sequence[float], title: str, language: str, aside: float) -> alt.X:
    start, end = float(across[0]), float(across[-1])
    right = end + aside * max(end - start, 1e-6)
    axis = axis_in(language, title, vertical=False)
    axis.values = _figures(start, end)
    axis.titleAnchor = "start"
    return alt.X("x:Q", scale=alt.Scale(domain=[start, right], nice=False, zero=False), axis=axis)


def _figures(start: float, end: float) -> list[float]:
    """Round figures between the ends of the lines."""
    step = next((size for size in STEPS if (end - start) / size <= 6), STEPS[-1])
    first = math.ceil(start / step)
    return [float(multiple * step) for multiple in range(first, math.floor(end / step) + 1)]


def _drawn(
    values: Sequence[float], across: Sequence[float], looks: Line, x: alt.X, y: alt.Y
) -> alt.Chart:
    pairs = zip(short(across[: len(values)]), short(values), strict=True)
    points: list[Row] = [{"x": here, "y": value} for here, value in pairs]
    drawn = alt.Chart(rows(points)).mark_line(
        color=looks.colour, strokeWidth=2.5, strokeDash=list(looks.dash), tooltip=None
    )
    encoded: alt.Chart = drawn.encode(x=x, y=y)
    return encoded


def _names_beyond(lines: Sequence[Line], end: float, span: float) -> list[Layer]:
    """Each name behind a stroke of its line's look, both right of the field."""
    names, strokes = _placed(lines, end, span), []
    left, right = STROKE_PX
    for line, name in zip(_from_below(lines), names, strict=True):
        stroke = alt.Chart(rows([{"x": end, "x2": end, "y": name["y"]}])).mark_rule(
            color=line.colour,
            strokeWidth=2.5,
            strokeDash=list(line.dash),
            xOffset=left,
            x2Offset=right,
            tooltip=None,
        )
        strokes.append(stroke.encode(x=alt.X("x:Q"), x2=alt.X2("x2:Q"), y=alt.Y("y:Q")))
    return [*strokes, text(names, align="left", dx=right + 4, baseline="middle")]


def _from_below(lines: Sequence[Line]) -> list[Line]:
    return sorted(lines, key=lambda line: line.values[-1])


def _placed(lines: Sequence[Line], x: float, span: float) -> list[Row]:
    """A place for each name at the height its line ends, moved apart where two would meet."""
    names: list[Row] = []
    for line in _from_below(lines):
        height = float(line.values[-1])
        if names:
            height = max(height, names[-1]["y"] + NAME_HEIGHT * span)
        names.append({"x": x, "y": height, "words": line.name})
    return names


def _names(
    lines: Sequence[Line], across: Sequence[float], span: float, axes: tuple[alt.X, alt.Y]
) -> list[Layer]:
    """Each name behind a stroke of its line's look, moved apart where two would meet."""
    start, end = float(across[0]), float(across[-1])
    stroke = [end + share * (end - start) for share in STROKE]
    names = _placed(lines, stroke[1], span)
    drawn: list[Layer] = [
        _drawn((name["y"], name["y"]), stroke, line, *axes)
        for line, name in zip(_from_below(lines), names, strict=True)
    ]
    return [*drawn, text(names, colour=INK, align="left", dx=5, baseline="middle")]
