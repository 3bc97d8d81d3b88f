"""What lies on the map: the two ends, which can be dragged, and the route between them."""

from __future__ import annotations

from collections.abc import Mapping

import folium
from folium.elements import EventHandler
from folium.utilities import JsCode

from ihp_core.text import figure, say
from pages.components.site.map_ground import safe
from pages.components.state.answer import Answer

ENDS = {"data_centre": ("■", "#D55E00"), "network": ("●", "#0072B2")}
ROUTE = "#0072B2"
INK = "#1C242B"

Point = tuple[float, float]


def marks(points: Mapping[str, Point | None], answer: Answer) -> folium.FeatureGroup:
    """Both ends as far as they are known, and between them the route with its length."""
    group = folium.FeatureGroup(name="site")
    known = [place for place in points.values() if place is not None]
    if len(known) == 2:
        length = figure(answer.assessment.connection.route_km, "km")
        label = safe(say("app.map.route", km=length))
        folium.PolyLine(known, color=ROUTE, weight=4, dash_array="6 6", tooltip=label).add_to(group)
        middle = ((known[0][0] + known[1][0]) / 2, (known[0][1] + known[1][1]) / 2)
        folium.Marker(middle, icon=_icon(label, INK, 13, 200)).add_to(group)
    for end, place in points.items():
        if place is not None:
            _mark(end, place).add_to(group)
    return group


def _mark(end: str, place: Point) -> folium.Marker:
    """The sign of an end, which can be dragged to where it belongs."""
    sign, colour = ENDS[end]
    tip = safe(say("app.map.drag", end=say(f"app.map.{end}")))
    marker = folium.Marker(place, icon=_icon(sign, colour, 26, 26), tooltip=tip, draggable=True)
    moved = (
        "function(e) { const p = e.target.getLatLng(); window.Streamlit.setComponentValue("
        f"{{dragged: '{end}', lat: p.lat, lng: p.lng}}); }}"
    )
    marker.add_child(EventHandler("dragend", JsCode(moved)))
    return marker


def _icon(text: str, colour: str, size: int, width: int) -> folium.DivIcon:
    style = (
        f"color:{colour};font:600 {size}px sans-serif;text-align:center;line-height:{width}px;"
        "text-shadow:0 0 3px #fff,0 0 3px #fff,0 0 3px #fff"
    )
    if width > size:
        style = style.replace(f"line-height:{width}px", "padding-top:10px")
    return folium.DivIcon(
        html=f'<div style="{style}">{text}</div>',
        icon_size=(width, width if width == size else 30),
        icon_anchor=(width // 2, width // 2 if width == size else 0),
    )
