"""The two places and the way between them, as a sketch: where heat is, where it is needed."""

from __future__ import annotations

import math
import textwrap
from typing import NamedTuple

import altair as alt

from ihp_core.report.drawing.palette import INK, LIFT, OWN
from ihp_core.report.drawing.picture import Layer, Picture, Row, framed, rows, text
from ihp_core.report.drawing.svg import NARROW_PX
from ihp_core.results.results import Assessment
from ihp_core.site.examples.known_networks import is_filled, known_networks
from ihp_core.site.inputs import about, stated
from ihp_core.site.paths import flat
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown

HEIGHT = 165
KM_PER_DEGREE = 111.2
WIDER = NARROW_PX / HEIGHT
"""The field's width over its height: a kilometre is as long upwards as across."""

EDGE = 0.32
"""Free space around the two points, in shares of what they span."""

TALLER = 1.9
"""More room upwards: names of several lines stand above and below the ends."""

LETTERS, LINE_PX = 26, 15
"""Of a line of a name, and how far lines stand apart [px]."""

ROUND_KM = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
LONGEST_SCALE = 0.16
"""Of the bar that tells how long a kilometre is, in shares of the width."""

STEEP = 0.25
"""Slope from which the way's length stands beside it."""

ENDS = (("data_centre", OWN, "square"), ("network", LIFT, "circle"))
"""As on the map: the data centre a square, the connection point a circle."""

LABELLED = {
    "capacity": "data_centre.it_capacity_mw",
    "warm": "data_centre.source_inlet_c",
    "heat": "network.annual_heat_gwh",
    "supply": "network.supply_winter_c",
}
"""What is said of the two ends, by the path of its input."""


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
    labels = _labels(site, assessment, language)
    named = [
        {"x": round(x, 4), "y": round(y, 4), "words": label}
        for (x, y), label in zip(ends, labels, strict=True)
    ]
    field = _Field.around(ends)
    drawn: list[Layer] = [_way(named, field), *_points(named), _route(ends, words["route"])]
    if placed:
        drawn += _scale(field, ends, language)
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


def _labels(site: Site, assessment: Assessment, language: str) -> tuple[str, str]:
    """What each end is called, and what it gives or takes; of a published network its name."""
    used = assessment.inputs
    words = {
        name: shown(used[path].value, str(about(path)["unit"]), language)
        for name, path in LABELLED.items()
    }
    ends = [[say(f"paper.sketch.{name}", language)] for name, _, _ in ENDS]
    ends[1] += textwrap.wrap(network_named(site), LETTERS)
    for lines, (name, _, _) in zip(ends, ENDS, strict=True):
        lines.append(say(f"paper.sketch.end.{name}", language, **words))
    return "\n".join(ends[0]), "\n".join(ends[1])


def network_named(site: Site) -> str:
    """City and operator of the published network whose figures are stated; else empty."""
    stated_ = flat(site.model_dump(mode="json", exclude_defaults=True))
    known = next((one for one in known_networks().values() if is_filled(one, stated_)), None)
    return ", ".join(part for part in (known.city, known.operator) if part) if known else ""


class _Field(NamedTuple):
    """What is drawn of the plane [km]: a kilometre is as long upwards as across."""

    x: tuple[float, float]
    y: tuple[float, float]

    @classmethod
    def around(cls, ends: list[tuple[float, float]]) -> _Field:
        """Both ends with room for their names."""
        middle = [sum(end[axis] for end in ends) / 2 for axis in (0, 1)]
        span = max(
            abs(ends[1][0] - ends[0][0]), WIDER * TALLER * abs(ends[1][1] - ends[0][1]), 1e-3
        )
        half = (span * (0.5 + EDGE), span * (0.5 + EDGE) / WIDER)
        return cls(*((m - h, m + h) for m, h in zip(middle, half, strict=True)))


def _way(named: list[Row], field: _Field) -> alt.Chart:
    """The line between the ends, on axes of one scale."""
    x, y = (alt.Scale(domain=list(domain), nice=False) for domain in field)
    line = alt.Chart(rows(named)).mark_line(color=INK, strokeWidth=2, strokeDash=[6, 4])
    drawn: alt.Chart = line.encode(
        x=alt.X("x:Q", scale=x, axis=None), y=alt.Y("y:Q", scale=y, axis=None)
    )
    return drawn


def _scale(field: _Field, ends: list[tuple[float, float]], language: str) -> list[Layer]:
    """A round length and where north is, in the upper corner that the way leaves free."""
    width, height = (high - low for low, high in field)
    length = max(one for one in ROUND_KM if one <= LONGEST_SCALE * width or one == ROUND_KM[0])
    upper = max(ends, key=lambda end: end[1])
    right = upper[0] <= sum(field.x) / 2
    left_end = field.x[1] - 0.03 * width - length if right else field.x[0] + 0.03 * width
    y = field.y[1] - 0.08 * height
    bar = [{"x": left_end, "y": y}, {"x": left_end + length, "y": y}]
    rule = alt.Chart(rows(bar)).mark_line(color=INK, strokeWidth=3)
    middle = {"x": left_end + length / 2, "y": y, "words": figure(length, "km", language)}
    north = {"x": left_end + (-0.09 if right else 0.09) * width + (0 if right else length), "y": y}
    arrow = alt.Chart(rows([north])).mark_point(
        shape="triangle-up", color=INK, filled=True, opacity=1, size=70
    )
    north_words = north | {"words": say("paper.sketch.north", language)}
    drawn = [one.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")) for one in (rule, arrow)]
    return [*drawn, text([middle], dy=13, size=12), text([north_words], dy=14, size=12)]


def _points(named: list[Row]) -> list[Layer]:
    """The two ends, each named on the side that the line does not leave to."""
    drawn: list[Layer] = []
    top, bottom = max(end["y"] for end in named), min(end["y"] for end in named)
    for end, (_, colour, shape) in zip(named, ENDS, strict=True):
        above = end["y"] == top and top > bottom
        mark = alt.Chart(rows([end])).mark_point(
            shape=shape, color=colour, filled=True, opacity=1, size=220
        )
        lift = -20 - LINE_PX * end["words"].count("\n")
        drawn.append(mark.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")))
        drawn.append(text([end], dy=lift if above else 22, size=13, lineHeight=LINE_PX))
    return drawn


def _route(ends: list[tuple[float, float]], words: str) -> Layer:
    """How long it is, above a flat line and beside a steep one."""
    (x, y), (other_x, other_y) = ends
    middle = [{"x": (x + other_x) / 2, "y": (y + other_y) / 2, "words": words}]
    if abs(other_y - y) < STEEP * abs(other_x - x):
        return text(middle, dy=-12, size=13)
    rises = (other_x - x) * (other_y - y) > 0
    return text(middle, dx=-10 if rises else 10, align="right" if rises else "left", size=13)
