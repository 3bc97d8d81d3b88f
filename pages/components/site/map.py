"""The map of the two points: search a place, click or drag to set one, see the route between."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from ihp_core.leads.towns import Town, places_called
from ihp_core.site.examples.worked import example
from ihp_core.tables.borders import country_at
from ihp_core.text import say
from ihp_core.text.markdown import plain
from ihp_core.text.names import country_named
from pages.components.site.map_ground import View, ground
from pages.components.site.map_marks import ENDS, Point, marks
from pages.components.state.answer import Answer
from pages.components.state.draft import EXAMPLE, draft, edit

EUROPE: View = (52.0, 12.0, 4)
ONE_POINT_ZOOM, CLOSEST = 11, 13
HEIGHT = 260
FOCUS = """<script>
for (const wait of [0, 150, 500])
  setTimeout(() => {
    const here = document.activeElement;
    const box = document.querySelector(".st-key-map_search input");
    if (box && (!here || here === document.body)) box.focus();
  }, wait);
// %d
</script>"""
"""Back to the box one has searched from: the button pressed is gone, and the focus with it."""


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
    view_now, laid = st.session_state["map_view"], marks(points, answer)
    event = ground("site_map", view_now, HEIGHT, laid, returned=("last_clicked",))
    _take(str(aim), event)


def _search(aim: str) -> None:
    """A box for the name of a place, and the towns that are called so."""
    typed = st.text_input(
        say("app.map.search"), key="map_search", placeholder=say("app.map.search_hint")
    )
    _back_to_the_box()
    if not typed:
        return
    towns, unknown = places_called(typed)
    if not towns:
        st.caption(say("app.map.unknown"))
    elif unknown:
        st.caption(say("app.map.part_unknown", part=plain(unknown), town=plain(towns[0].name)))
    with st.container(horizontal=True, key="map_found"):
        for number, town in enumerate(towns):
            st.button(
                plain(f"{town.name}, {country_named(town.country)}"),
                key=f"map_found:{number}",
                on_click=_go_to,
                args=(aim, town),
            )


def _back_to_the_box() -> None:
    """Once after a place was picked: the focus goes back to where the visitor was."""
    picked = st.session_state.get("map_picked", 0)
    if picked != st.session_state.get("map_focused", 0):
        st.session_state["map_focused"] = picked
        st.html(FOCUS % picked, unsafe_allow_javascript=True)


def _go_to(aim: str, town: Town) -> None:
    edit(in_country(placed(aim, town.latitude, town.longitude), town.country))
    st.session_state["map_search"] = ""
    st.session_state["map_picked"] = st.session_state.get("map_picked", 0) + 1
    st.session_state["map_next"] = next_aim(aim, {end: point(draft(), end) for end in ENDS})
    st.session_state["map_view"] = view({aim: (town.latitude, town.longitude)})
    st.session_state["map_points"] = {end: point(draft(), end) for end in ENDS}


def in_country(changes: Mapping[str, Any], country: str) -> dict[str, Any]:
    """The changes with the country they lie in, unless the visitor stated another than the map."""
    follows = country and country_follows(draft())
    return {**changes, "country": country} if follows else dict(changes)


def country_follows(stated: Mapping[str, Any]) -> bool:
    """Whether a site's country is none of the visitor's own: unknown, an example's, the map's."""
    if "country" not in stated:
        return True
    if EXAMPLE in stated and example(stated[EXAMPLE]).country == stated["country"]:
        return True
    places = [place for end in ENDS if (place := point(stated, end)) is not None]
    return any(country_at(*place) == stated["country"] for place in places)


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
        there = next(place for end in ENDS if (place := point(changes, end)) is not None)
        edit(in_country(changes, country_at(*there)))
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
