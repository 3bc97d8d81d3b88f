"""A number as a slider with an exact box beside it: the browser's part is ``input_slider.js``.

The component holds nothing: it is a view of the draft like every other field. What it sends is
checked here like all that comes from a browser.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from ihp_core.site.inputs import Span

SCRIPT = Path(__file__).parents[3] / "static" / "input_slider.js"
SEEN = "sliders_heard"
"""The number of the last message that has arrived of each slider: the browser knows by it which
answer is its own. Apart from the component's state, which is slow to read."""
LONGEST = 200
"""Of what may be typed into a box, as the box itself allows."""


class Told(NamedTuple):
    """What a visitor did: a text typed, a value dragged to, or the mark and note asked for."""

    text: str | None = None
    value: float | None = None
    gesture: int | None = None
    ended: bool = True
    marks: bool = False


def _stub() -> str:
    """The component's own script fetches the real one, once for all sliders and kept."""
    version = sha256(SCRIPT.read_bytes()).hexdigest()[:12]
    address = f"/app/static/{SCRIPT.name}?v={version}"
    return (
        "const base = document.baseURI.replace(/[^/]*([?#].*)?$/, '');\n"
        f"const script = import(new URL('.{address}', base));\n"
        "export default (component) => { script.then((m) => m.draw(component)); };"
    )


_mounted = st.components.v2.component("input_slider", js=_stub(), isolate_styles=False)


def slider(key: str, span: Span, shown: Mapping[str, Any], on_change: Any) -> None:
    """Draw a slider; ``on_change`` asks ``told`` what was done."""
    seen = st.session_state.get(SEEN, {}).get(key, 0)
    ends = {"low": span.low, "high": span.high, "step": span.step, "seen": seen}
    _mounted(
        key=key,
        data=json.dumps({**shown, **ends}).encode(),
        default={"entry": None},
        on_entry_change=on_change,
        height="content",
    )


def told(key: str) -> Told | None:
    """What the visitor did last with a slider; nothing where it makes no sense."""
    message = _message(key)
    number = message.get("n")
    if _is_number(number):
        st.session_state[SEEN] = {**st.session_state.get(SEEN, {}), key: int(number)}
    if message.get("marks") is True:
        return Told(marks=True)
    text, value, gesture = (message.get(name) for name in ("text", "value", "gesture"))
    if isinstance(text, str):
        return Told(text=text[:LONGEST])
    if _is_number(value):
        stroke = int(gesture) if _is_number(gesture) else None
        return Told(value=float(value), gesture=stroke, ended=message.get("ended") is not False)
    return None


def _message(key: str) -> Mapping[str, Any]:
    state = st.session_state.get(key)
    entry = state.get("entry") if isinstance(state, Mapping) else None
    return entry if isinstance(entry, Mapping) else {}


def _is_number(entry: object) -> bool:
    is_number = isinstance(entry, int | float) and not isinstance(entry, bool)
    return is_number and math.isfinite(entry)
