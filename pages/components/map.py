"""The map of the two points: click to set one, see the route between them.

Leaflet comes from the app's own origin, because the map would have no height and no message
where its usual address cannot be reached. No pop-ups: they would need jQuery as well.
"""

from __future__ import annotations

import html
import math
import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import folium
import js_lib_leaflet
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from ihp_core.text import figure, say
from pages.components.answer import Answer
from pages.components.draft import draft, edit

STATIC = Path(__file__).parents[2] / "static" / "leaflet"
SERVED = "/app/static/leaflet/"
EUROPE = (52.0, 12.0, 4)
ONE_POINT_ZOOM = 11
ENDS = {"data_centre": ("■", "#D55E00"), "network": ("●", "#0072B2")}
ROUTE = "#0072B2"

Point = tuple[float, float]


class Scale(MacroElement):
    """The scale in metres alone: with feet as well it covers the map's credits on a phone."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "L.control.scale({imperial: false}).addTo({{ this._parent.get_name() }});"
        "{% endmacro %}"
    )


class OfflineMap(folium.Map):
    """A folium map whose scripts come from the app itself."""

    default_js = [("leaflet", SERVED + "leaflet.js")]
    default_css = [("leaflet_css", SERVED + "leaflet.css")]


@cache
def serve_leaflet() -> None:
    """Put the installed package's Leaflet where the app serves static files."""
    folder = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
    STATIC.mkdir(parents=True, exist_ok=True)
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copyfile(folder / name, STATIC / name)


def site_map(answer: Answer) -> None:
    """Draw the map and take a click on it as the place of one end."""
    serve_leaflet()
    points = {end: point(draft(), end) for end in ENDS}
    _follow(points)
    aim = st.segmented_control(
        say("app.map.aim"),
        tuple(ENDS),
        key="map_aim",
        required=True,
        format_func=lambda end: f"{ENDS[end][0]} {say(f'app.map.{end}')}",
    )
    latitude, longitude, zoom = st.session_state["map_view"]
    ground = OfflineMap((latitude, longitude), zoom_start=zoom)
    Scale().add_to(ground)
    found = st_folium(
        ground,
        key="site_map",
        height=380,
        returned_objects=["last_clicked"],
        feature_group_to_add=_marks(points, answer),
        use_container_width=True,
    )
    st.caption(say("app.map.offline"))
    _take(str(aim), (found or {}).get("last_clicked"))


def _follow(points: Mapping[str, Point | None]) -> None:
    """Move the view where points changed other than by a click on the map itself."""
    if "map_next" in st.session_state:
        st.session_state["map_aim"] = st.session_state.pop("map_next")
    if st.session_state.get("map_points") != points:
        st.session_state["map_points"] = points
        st.session_state["map_view"] = view(points)
        missing = [end for end, place in points.items() if place is None]
        st.session_state["map_aim"] = missing[0] if missing else "data_centre"
    elif "map_aim" not in st.session_state:
        st.session_state["map_aim"] = "data_centre"


def _take(aim: str, click: Mapping[str, Any] | None) -> None:
    changes = apply_click(aim, click, st.session_state.get("map_seen"))
    st.session_state["map_seen"] = click
    if changes:
        edit(changes)
        points = {end: point(draft(), end) for end in ENDS}
        st.session_state["map_points"] = points
        st.session_state["map_next"] = next_aim(aim, points)
        st.rerun()


def next_aim(aim: str, points: Mapping[str, Point | None]) -> str:
    """What the next click sets: the end that is still missing, else the same one again."""
    return next((end for end, place in points.items() if place is None), aim)


def apply_click(
    aim: str, click: Mapping[str, Any] | None, seen: Mapping[str, Any] | None
) -> dict[str, float]:
    """The changes a click means; none where it was taken before, or is no click."""
    if not click or click == seen or aim not in ENDS:
        return {}
    longitude = (float(click["lng"]) + 180) % 360 - 180
    return {
        f"{aim}.latitude": round(float(click["lat"]), 5),
        f"{aim}.longitude": round(longitude, 5),
    }


def point(given: Mapping[str, Any], end: str) -> Point | None:
    """Where an end stands, if both its figures are numbers on the globe."""
    latitude, longitude = given.get(f"{end}.latitude"), given.get(f"{end}.longitude")
    if not isinstance(latitude, float | int) or not isinstance(longitude, float | int):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return float(latitude), float(longitude)


def view(points: Mapping[str, Point | None]) -> tuple[float, float, int]:
    """Middle and zoom that show the points there are; Europe where there is none."""
    known = [place for place in points.values() if place is not None]
    if not known:
        return EUROPE
    latitude = sum(place[0] for place in known) / len(known)
    longitude = sum(place[1] for place in known) / len(known)
    span = max(max(axis) - min(axis) for axis in zip(*known, strict=True))
    if span == 0:
        return latitude, longitude, ONE_POINT_ZOOM
    return latitude, longitude, max(3, min(14, math.floor(math.log2(360 / span))))


def _marks(points: Mapping[str, Point | None], answer: Answer) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name="site")
    known = [place for place in points.values() if place is not None]
    if len(known) == 2:
        length = figure(answer.assessment.connection.route_km, "km")
        label = safe(say("app.map.route", km=length))
        folium.PolyLine(known, color=ROUTE, weight=4, dash_array="6 6", tooltip=label).add_to(group)
        middle = ((known[0][0] + known[1][0]) / 2, (known[0][1] + known[1][1]) / 2)
        folium.Marker(middle, icon=_icon(label, "#1C242B", 13, 200)).add_to(group)
    for end, place in points.items():
        if place is not None:
            sign, colour = ENDS[end]
            tip = safe(say(f"app.map.{end}"))
            folium.Marker(place, icon=_icon(sign, colour, 26, 26), tooltip=tip).add_to(group)
    return group


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


def safe(text: str) -> str:
    """Text that neither the page nor the script template it is put in can run."""
    return html.escape(text).translate({ord(sign): f"&#{ord(sign)};" for sign in "`$\\{}"})
