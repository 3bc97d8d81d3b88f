"""The two places and the way between them, as a sketch: where heat is, where it is needed."""

from __future__ import annotations

import math

import altair as alt

from ihp_core.report.drawing.palette import INK, LIFT, OWN
from ihp_core.report.drawing.picture import Layer, Picture, Row, framed, rows, text
from ihp_core.report.drawing.svg import NARROW_PX
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import stated
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, figure, say

HEIGHT = 150
KM_PER_DEGREE = 111.2
WIDER = NARROW_PX / HEIGHT
"""The field's width over its height: a kilometre is as long upwards as across."""

EDGE = 0.32
"""Free space around the two points, in shares of what they span."""

STEEP = 0.25
"""Slope from which the way's length stands beside it."""

ENDS = (("data_centre", OWN, "square"), ("network", LIFT, "circle"))
"""As on the map: the data centre a square, the connection point a circle."""


def sketch(site: Site, assessment: Assessment, language: str = SPOKEN) -> Picture:
    """Data centre and connection point as they lie to each other, north up.

    Where the places are not stated they stand beside each other; how far is said in both cases.
    """
    pipe = assessment.connection
    words = {
        "route": figure(pipe.route_km, "km", language),
        "straight": figure(pipe.distance_km, "km", language),
    }
    across, up = _apart_km(site)
    placed = bool(across or up)
    ends = [(0.0, 0.0), (across, up) if placed else (1.0, 0.0)]
    named = [_end(name, *end, language) for (name, _, _), end in zip(ENDS, ends, strict=True)]
    drawn: list[Layer] = [_way(named, ends), *_points(named), _route(ends, words["route"])]
    title = say(f"paper.sketch.{'title' if placed else 'unplaced'}", language, **words)
    return Picture(framed(drawn, HEIGHT), title, say("paper.sketch.alt", language, **words))


def _apart_km(site: Site) -> tuple[float, float]:
    """How far east and north of the data centre the connection point lies [km]."""
    paths = [f"{name}.{part}" for name, _, _ in ENDS for part in ("latitude", "longitude")]
    degrees = [stated(site, path) for path in paths]
    if any(degree is None for degree in degrees):
        return 0.0, 0.0
    north, east, other_north, other_east = map(float, degrees)
    shrunk = math.cos(math.radians((north + other_north) / 2))
    return KM_PER_DEGREE * shrunk * (other_east - east), KM_PER_DEGREE * (other_north - north)


def _end(name: str, x: float, y: float, language: str) -> Row:
    return {"x": round(x, 4), "y": round(y, 4), "words": say(f"paper.sketch.{name}", language)}


def _way(named: list[Row], ends: list[tuple[float, float]]) -> alt.Chart:
    """The line between them; its axes give a kilometre the same length both ways."""
    middle = [sum(end[axis] for end in ends) / 2 for axis in (0, 1)]
    span = max(abs(ends[1][0] - ends[0][0]), WIDER * abs(ends[1][1] - ends[0][1]), 1e-3)
    half = {"x": span * (0.5 + EDGE), "y": span * (0.5 + EDGE) / WIDER}
    x, y = (
        alt.Scale(domain=[middle[axis] - half[name], middle[axis] + half[name]], nice=False)
        for axis, name in enumerate(half)
    )
    line = alt.Chart(rows(named)).mark_line(color=INK, strokeWidth=2, strokeDash=[6, 4])
    drawn: alt.Chart = line.encode(
        x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None)
    )
    return drawn


def _points(named: list[Row]) -> list[Layer]:
    """The two ends, each named on the side that the line does not leave to."""
    drawn: list[Layer] = []
    top, bottom = max(end["y"] for end in named), min(end["y"] for end in named)
    for end, (_, colour, shape) in zip(named, ENDS, strict=True):
        above = end["y"] == top and top > bottom
        mark = alt.Chart(rows([end])).mark_point(
            shape=shape, color=colour, filled=True, opacity=1, size=220
        )
        drawn.append(mark.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")))
        drawn.append(text([end], dy=-20 if above else 22, size=13))
    return drawn


def _route(ends: list[tuple[float, float]], words: str) -> Layer:
    """How long it is, above a flat line and beside a steep one."""
    (x, y), (other_x, other_y) = ends
    middle = [{"x": (x + other_x) / 2, "y": (y + other_y) / 2, "words": words}]
    if abs(other_y - y) < STEEP * abs(other_x - x):
        return text(middle, dy=-12, size=13)
    rises = (other_x - x) * (other_y - y) > 0
    return text(middle, dx=-10 if rises else 10, align="right" if rises else "left", size=13)
