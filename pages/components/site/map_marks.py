"""What lies on the map: the two ends, which can be dragged, and the route between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ihp_core.text import figure, say
from pages.components.site.map_ground import in_script
from pages.components.state.answer import Answer

ENDS = {"data_centre": ("■", "#D55E00"), "network": ("●", "#0072B2")}
ROUTE = "#0072B2"

Point = tuple[float, float]


def marks(points: Mapping[str, Point | None], answer: Answer) -> str:
    """Both ends as far as they are known, and between them the route with its length."""
    known = [place for place in points.values() if place is not None]
    ends = [_end(end, place) for end, place in points.items() if place is not None]
    return call(ends=ends, route=_route(known, answer) if len(known) == 2 else None)


def call(**what: Any) -> str:
    """The line of script that lays something on the map."""
    return f"window.ihpMarks({in_script(what)});\n"


def _route(ends: list[Point], answer: Answer) -> dict[str, Any]:
    length = figure(answer.assessment.connection.route_km, "km")
    middle = [sum(axis) / 2 for axis in zip(*ends, strict=True)]
    label = say("app.map.route", km=length)
    return {"points": ends, "middle": middle, "label": label, "colour": ROUTE}


def _end(end: str, place: Point) -> dict[str, Any]:
    sign, colour = ENDS[end]
    tip = say("app.map.drag", end=say(f"app.map.{end}"))
    return {"end": end, "place": place, "sign": sign, "colour": colour, "tip": tip}
