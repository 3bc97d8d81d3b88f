"""The ground of a map, with and without a network.

Leaflet comes from the app's own origin, because the map would have no height and no message
where its usual address cannot be reached. Borders and towns lie below the tiles: where the tiles
come they cover them, where they do not the places can still be told. No pop-ups: they would
need jQuery as well.
"""

from __future__ import annotations

import html
import json
import shutil
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import folium
import js_lib_leaflet
from branca.element import MacroElement
from folium.elements import EventHandler
from folium.template import Template
from folium.utilities import JsCode

from ihp_core.text import say
from pages.components.site.towns import towns_within

STATIC = Path(__file__).parents[3] / "static" / "leaflet"
SERVED = "/app/static/leaflet/"
TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
PANE, BELOW_TILES = "ground", 150
EUROPE = "Europe"
BORDER = {"color": "#8794A0", "weight": 1, "fillColor": "#DDE5DF", "fillOpacity": 0.7}
TOWN = "color:#4A5560;font:500 11px sans-serif;white-space:nowrap;line-height:12px"
DEGREES_ACROSS = 1000.0
"""Of a map of 720 px at zoom 0."""

View = tuple[float, float, int]


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


def ground(view: View) -> folium.Map:
    """A map of a place, its tiles over borders and towns, a note where the tiles do not come."""
    serve_leaflet()
    latitude, longitude, zoom = view
    field = OfflineMap((latitude, longitude), zoom_start=zoom, tiles=None)
    folium.map.CustomPane(PANE, z_index=BELOW_TILES).add_to(field)
    folium.GeoJson(borders(), style_function=lambda _: BORDER, pane=PANE).add_to(field)
    _towns(view).add_to(field)
    tiles = folium.TileLayer(TILES, attr=say("app.map.credit"), max_zoom=19)
    EventHandler("tileerror", JsCode(_note())).add_to(tiles)
    tiles.add_to(field)
    Scale().add_to(field)
    return field


@cache
def borders() -> dict[str, Any]:
    """The outlines of Europe's countries, coarse, as GeoJSON."""
    outlines = []
    for path in sorted(files("countryinfo").joinpath("data").iterdir(), key=lambda file: file.name):
        if path.name.endswith(".json"):
            country = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(country, dict) and country.get("region") == EUROPE:
                outlines += _plain(country.get("geoJSON") or {})
    return {"type": "FeatureCollection", "features": outlines}


def _plain(outline: dict[str, Any]) -> list[dict[str, Any]]:
    """The shapes alone: nothing that anybody could read or run."""
    shapes = [
        feature["geometry"] for feature in outline.get("features", ()) if feature.get("geometry")
    ]
    return [{"type": "Feature", "properties": {}, "geometry": shape} for shape in shapes]


def _towns(view: View) -> folium.FeatureGroup:
    latitude, longitude, zoom = view
    across = DEGREES_ACROSS / 2**zoom
    group = folium.FeatureGroup(name="towns")
    frame = (
        latitude - across / 4,
        longitude - across / 2,
        latitude + across / 4,
        longitude + across / 2,
    )
    for town in towns_within(*frame, apart=across / 22):
        icon = folium.DivIcon(
            html=f'<div style="{TOWN}">&middot; {safe(town.name)}</div>', icon_anchor=(3, 6)
        )
        marker = folium.Marker((town.latitude, town.longitude), icon=icon, pane=PANE)
        marker.options["interactive"] = False
        marker.options["keyboard"] = False
        marker.add_to(group)
    return group


def _note() -> str:
    """Once, where the background cannot be reached: a sentence on the map itself."""
    told = json.dumps(say("app.map.offline")).replace("<", "\\u003c")
    return (
        "function(e) {"
        " e.tile.style.visibility = 'hidden';"  # its grey would lie on the towns
        " const field = e.target._map && e.target._map.getContainer();"
        " if (!field || field.querySelector('.ihp-offline')) return;"
        " const note = L.DomUtil.create('div', 'ihp-offline', field);"
        " note.style.cssText = 'position:absolute;left:50px;top:10px;z-index:800;padding:2px 8px;"
        "background:rgba(255,255,255,.85);color:#1C242B;font:12px sans-serif;border-radius:4px';"
        f" note.textContent = {told};"
        "}"
    )


def safe(text: str) -> str:
    """Text that neither the page nor the script template it is put in can run."""
    return html.escape(text).translate({ord(sign): f"&#{ord(sign)};" for sign in "`$\\{}"})
