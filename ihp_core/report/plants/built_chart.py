"""Published against computed figures of built plants, on one field."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ihp_core.report.drawing.palette import DIRECT, ELECTRICITY, INK, LIFT, OWN
from ihp_core.report.drawing.picture import Layer, Picture, Row, axis_in, framed, rows
from ihp_core.report.plants.beside_built import BesideBuilt, BesideFigure, spread
from ihp_core.text import SPOKEN, figure, say

HEIGHT = 380
KINDS = {
    "heat": ("circle", LIFT),
    "source_heat": ("circle", LIFT),
    "capacity": ("square", DIRECT),
    "cop": ("diamond", OWN),
    "cop_of_cold": ("diamond", OWN),
    "capital": ("triangle-up", ELECTRICITY),
}
"""Sign and colour of a kind of figure; a share and another price have no place on the field."""

PER_AXIS = {"EUR": 1e-6}
"""So that all kinds stand between one and a hundred: capital in millions."""

TWICE = 2.0
TICKS = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]


def built_chart(beside: Sequence[BesideBuilt], language: str = SPOKEN) -> Picture:
    """Computed over published: a point for every figure that counts, the line where they agree,
    the field between half and twice."""
    points = [
        _point(one, told, language)
        for one in beside
        for told in one.figures
        if told.name in KINDS and told.difference is not None
    ]
    ends = [row[name] for row in points for name in ("x", "y")] or [1.0]
    across = (min(ends) / 1.5, max(ends) * 1.5)
    heat, cop = spread(beside, "heat"), spread(beside, "cop")
    words = {
        "number": len(points),
        "plants": len({row["plant"] for row in points}),
        "heats": heat[0],
        "heat": figure(heat[1], "share", language),
        "cops": cop[0],
        "cop": figure(cop[1], "share", language),
    }
    title = say("charts.built.title", language, **words)
    drawn = [*_field(across, language), *_signs(points)]
    return Picture(framed(drawn, HEIGHT), title, say("charts.built.alt", language, **words))


def _point(one: BesideBuilt, told: BesideFigure, language: str) -> Row:
    published = (told.low + told.high) / 2
    computed = told.computed or 0.0
    scale = PER_AXIS.get(told.unit, 1.0)
    sign, colour = KINDS[told.name]
    words = {
        "plant": one.plant.name,
        "what": say(f"plants.figure.{told.name}", language),
        "published": figure(published, told.unit, language),
        "computed": figure(computed, told.unit, language),
    }
    told_at = say("charts.built.point", language, **words)
    place = {"x": scale * published, "y": scale * computed, "plant": one.plant.id}
    kind = say(f"charts.built.kind.{sign}", language)
    return place | {"sign": sign, "colour": colour, "kind": kind, "told": told_at}


def _field(across: tuple[float, float], language: str) -> list[Layer]:
    """Axes, the line on which both agree, and the field up to twice and down to half of it."""
    ends = [{"x": end, "y": end, "low": end / TWICE, "high": end * TWICE} for end in across]
    scale = alt.Scale(type="log", domain=list(across), nice=False)
    x_title, y_title = (say(f"charts.built.{name}", language) for name in ("x", "y"))
    x = alt.X("x:Q", scale=scale, axis=_axis(language, x_title, vertical=False))
    y = alt.Y("low:Q", scale=scale, axis=_axis(language, y_title, vertical=True))
    band = alt.Chart(rows(ends)).mark_area(color=INK, opacity=0.1, clip=True, tooltip=None)
    line = alt.Chart(rows(ends)).mark_line(
        color=INK, strokeWidth=1, strokeDash=[4, 4], tooltip=None
    )
    return [
        band.encode(x=x, y=y, y2=alt.Y2("high:Q")),
        line.encode(x=x, y=alt.Y("y:Q", scale=scale)),
    ]


def _axis(language: str, title: str, *, vertical: bool) -> alt.Axis:
    axis = axis_in(language, title, vertical=vertical)
    axis["values"] = TICKS
    return axis


def _signs(points: Sequence[Row]) -> list[Layer]:
    """The points, a sign and a colour a kind, named below the field."""
    if not points:
        return []
    kinds = {str(row["kind"]): row for row in points}
    shape = alt.Scale(domain=[*kinds], range=[row["sign"] for row in kinds.values()])
    colour = alt.Scale(domain=[*kinds], range=[row["colour"] for row in kinds.values()])
    legend = alt.Legend(title=None, orient="bottom", labelLimit=400)
    mark = alt.Chart(rows(points)).mark_point(filled=True, size=90, opacity=0.9)
    drawn = mark.encode(
        x=alt.X("x:Q"),
        y=alt.Y("y:Q"),
        shape=alt.Shape("kind:N", scale=shape, legend=legend),
        color=alt.Color("kind:N", scale=colour, legend=legend),
        tooltip=[alt.Tooltip("told:N", title=" ")],
    )
    return [drawn]
