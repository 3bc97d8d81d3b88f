"""The ground of a map, with and without a network.

Leaflet and the sketch below the tiles come from the app's own origin, because the map would have
no height and no message where their usual address cannot be reached. All but view and marks is
the same for everybody who reads one language, and is made once.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import js_lib_leaflet
from streamlit_folium import _component_func

from ihp_core.leads import towns as places
from ihp_core.leads.towns import named_on_a_map
from ihp_core.text import SPOKEN, resolved, say
from pages.components.display import shores as coast
from pages.components.display.shores import shores

STATIC = Path(__file__).parents[3] / "static" / "leaflet"
SERVED = "/app/static/leaflet/"
SCRIPT = Path(__file__).parent / "map.js"
HEAD = "<style>html, body { margin: 0 }</style>"
LIBRARY = ("leaflet.js", "leaflet.css")
SHORES, TOWNS = "shores.json", "towns.json"

View = tuple[float, float, int]


def ground(
    key: str, view: View, height: int, marks: str, returned: Sequence[str] = ()
) -> Mapping[str, Any] | None:
    """Draw a map of a place with marks on it; what the visitor did on it comes back.

    ``st_folium`` renders all templates of a map at every run, for the very same text; this hands
    the text to its component.
    """
    serve()
    latitude, longitude, zoom = view
    language = resolved(SPOKEN)
    event: Mapping[str, Any] | None = _component_func(
        **_same_for_all(language),
        key=f"{key}:{language}",
        height=height,
        returned_objects=list(returned),
        default=dict.fromkeys(returned),
        zoom=zoom,
        center=(latitude, longitude),
        feature_group=marks,
    )
    return event


@cache
def _same_for_all(language: str) -> dict[str, Any]:
    """What the component is given whatever lies on the map."""
    words = {name: say(f"app.map.{name}", language) for name in ("credit", "offline")}
    script = SCRIPT.read_text(encoding="utf-8")
    script = script.replace("BASE);", f"{in_script(SERVED)});").replace("WORDS", in_script(words))
    nothing = {"html": "", "width": None, "layer_control": None}
    flags = dict.fromkeys(("return_on_hover", "pixelated", "wrap_longitude"), False)
    links = {"js_links": [SERVED + "leaflet.js"], "css_links": [SERVED + "leaflet.css"]}
    return {"script": script, "header": HEAD, "id": "map_div", **nothing, **flags, **links}


def in_script(value: object) -> str:
    """A value as a script may hold it: no text in it ends the script or begins another."""
    return json.dumps(value).replace("<", "\\u003c")


@cache
def serve() -> None:
    """Put what the map fetches where the app serves static files."""
    folder = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
    STATIC.mkdir(parents=True, exist_ok=True)
    for name in LIBRARY:
        shutil.copyfile(folder / name, STATIC / name)
    _kept(SHORES, shores)
    _kept(TOWNS, lambda: [[town.name, *town[2:4]] for town in named_on_a_map()])


def _kept(name: str, content: Callable[[], Any]) -> None:
    """A file that is made once, and anew after a change of the code that makes it."""
    path, made = STATIC / name, STATIC / f"{name}.new"
    newest = max(Path(str(module.__file__)).stat().st_mtime for module in (coast, places))
    if path.exists() and path.stat().st_mtime > newest:
        return
    text = json.dumps(content(), ensure_ascii=False, separators=(",", ":"))
    made.write_text(text, encoding="utf-8")
    made.replace(path)
