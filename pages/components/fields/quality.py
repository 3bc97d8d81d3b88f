"""How well an input is known, and a note on who said it: drawn when somebody asks for it."""

from __future__ import annotations

import streamlit as st

from ihp_core.text import say
from pages.components.fields.synced import synced
from pages.components.state.draft import NOTE, QUALITY, draft, edit

MARKS = ("measured", "stated", "assumed")
ICONS = {
    "measured": ":material/radio_button_checked:",
    "stated": ":material/circle:",
    "assumed": ":material/radio_button_unchecked:",
}
ASKED = "mark_asked"


def ask_for_mark(key: str) -> None:
    """Unfold mark and note of a slider, or fold them again."""
    state = st.session_state
    state[ASKED] = None if state.get(ASKED) == key else key


def mark_and_note_of_slider(path: str, place: str) -> None:
    """Beneath a slider whose dot was pressed."""
    if st.session_state.get(ASKED) == f"{place}:{path}":
        _contents(path, place)


def mark_and_note(path: str, place: str) -> None:
    """Behind a dot that tells how well an input is known."""
    quality = mark_of(path)
    icon = ICONS[quality]
    folded = st.popover(
        say(f"app.field.is_{quality}"),
        icon=icon,
        type="tertiary",
        help=say("app.field.mark_and_note"),
        key=f"{place}:{QUALITY}{path}:dot",
        on_change="rerun",
    )
    if folded.open:
        with folded:
            _contents(path, place)


def mark_of(path: str) -> str:
    """How well an input is known: measured, stated or assumed."""
    stated = draft()
    return str(stated.get(QUALITY + path, "stated")) if path in stated else "assumed"


def _contents(path: str, place: str) -> None:
    mark, note = QUALITY + path, NOTE + path
    key = synced(mark, place, mark_of(path))
    st.segmented_control(
        say("app.field.mark"),
        MARKS,
        key=key,
        format_func=lambda name: say(f"choice.{name}"),
        disabled=path not in draft(),
        on_change=lambda: edit({mark: st.session_state[key]}),
    )
    written = synced(note, place, draft().get(note, ""))
    st.text_area(
        say("app.field.note"),
        key=written,
        on_change=lambda: edit({note: st.session_state[written] or None}),
    )
