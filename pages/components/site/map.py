"""The map of the two points: search a place, click or drag to set one, see the route between."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from ihp_core.text import say
from ihp_core.text.markdown import plain
from ihp_core.text.names import country_named
from pages.components.site.map_ground import View, ground
from pages.components.site.map_marks import ENDS, Point, marks
from pages.components.site.towns import Town, towns_called
from pages.components.state.answer import Answer
from pages.components.state.draft import draft, edit

EUROPE: View = (52.0, 12.0, 4)
ONE_POINT_ZOOM, CLOSEST = 11, 13


def site_map(answer: Answer) -> None:
    """Draw the map; a place searched, a click or a drag on it is the place of one end."""
    points = {end: point(draft(), end) for end in ENDS}
    _follow(points)
    left, right = st.columns([1, 1], vertical_alignment="top")
    with left:
        aim = st.segmented_control(
            say("app.map.aim"),
            tuple(ENDS),
            key="map_aim",
            required=True,
            format_func=lambda end: f"{ENDS[end][0]} {say(f'app.map.{end}')}",
        )
    with right:
        _search(str(aim))
    event = st_folium(
        ground(st.session_state["map_view"]),
        key="site_map",
        height=380,
        returned_objects=["last_clicked"],
        feature_group_to_add=marks(points, answer),
        use_container_width=True,
    )
    _take(str(aim), event)


def _search(aim: str) -> None:
    """A box for the name of a place, and the towns that are called so."""
    typed = st.text_input(
        say("app.map.search"), key="map_search", placeholder=say("app.map.search_hint")
    )
    if not typed:
        return
    towns = towns_called(typed)
    if not towns:
        st.caption(say("app.map.unknown"))
    with st.container(horizontal=True, key="map_found"):
        for number, town in enumerate(towns):
            st.button(
                plain(f"{town.name}, {country_named(town.country)}"),
                key=f"map_found:{number}",
                on_click=_go_to,
                args=(aim, town),
            )


def _go_to(aim: str, town: Town) -> None:
    edit(placed(aim, town.latitude, town.longitude))
    st.session_state["map_search"] = ""
    st.session_state["map_next"] = next_aim(aim, {end: point(draft(), end) for end in ENDS})
    st.session_state["map_view"] = view({aim: (town.latitude, town.longitude)})
    st.session_state["map_points"] = {end: point(draft(), end) for end in ENDS}


def _follow(points: Mapping[str, Point | None]) -> None:
    """Move the view where points changed other than by the map itself."""
    if "map_next" in st.session_state:
        st.session_state["map_aim"] = st.session_state.pop("map_next")
    if st.session_state.get("map_points") != points:
        st.session_state["map_points"] = points
        st.session_state["map_view"] = view(points)
        missing = [end for end, place in points.items() if place is None]
        st.session_state["map_aim"] = missing[0] if missing else "data_centre"
    elif "map_aim" not in st.session_state:
        st.session_state["map_aim"] = "data_centre"


def _take(aim: str, event: Mapping[str, Any] | None) -> None:
    changes = apply_move(event, st.session_state.get("map_seen"))
    changes = changes or apply_click(aim, event, st.session_state.get("map_seen"))
    st.session_state["map_seen"] = event
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
    aim: str, event: Mapping[str, Any] | None, seen: Mapping[str, Any] | None
) -> dict[str, float]:
    """The changes a click means; none where it was taken before, or is no click."""
    click = (event or {}).get("last_clicked")
    if not click or click == (seen or {}).get("last_clicked") or aim not in ENDS:
        return {}
    return placed(aim, float(click["lat"]), float(click["lng"]))


def apply_move(event: Mapping[str, Any] | None, seen: Mapping[str, Any] | None) -> dict[str, float]:
    """The changes that dragging a point means; none where it was taken before."""
    end = (event or {}).get("dragged")
    if not event or event == seen or end not in ENDS:
        return {}
    return placed(str(end), float(event["lat"]), float(event["lng"]))


def placed(end: str, latitude: float, longitude: float) -> dict[str, float]:
    """What states the place of an end, to a metre."""
    longitude = (longitude + 180) % 360 - 180
    return {f"{end}.latitude": round(latitude, 5), f"{end}.longitude": round(longitude, 5)}


def point(stated: Mapping[str, Any], end: str) -> Point | None:
    """Where an end stands, if both its figures are numbers on the globe."""
    latitude, longitude = stated.get(f"{end}.latitude"), stated.get(f"{end}.longitude")
    if not isinstance(latitude, float | int) or not isinstance(longitude, float | int):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:
        return None
    return float(latitude), float(longitude)


def view(points: Mapping[str, Point | None]) -> View:
    """Middle and zoom that show the points there are; Europe where there is none."""
    known = [place for place in points.values() if place is not None]
    if not known:
        return EUROPE
    latitude = sum(place[0] for place in known) / len(known)
    longitude = sum(place[1] for place in known) / len(known)
    span = max(max(axis) - min(axis) for axis in zip(*known, strict=True))
    if span == 0:
        return latitude, longitude, ONE_POINT_ZOOM
    return latitude, longitude, max(3, min(CLOSEST, math.floor(math.log2(360 / span))))
