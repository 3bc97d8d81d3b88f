"""What this tab of the browser keeps over a reload, which begins a new visit.

The address brings the site back, but neither its name, nor notes, nor variants, nor the measured
year. The browser keeps them as a project file until the tab is closed, and hands them back to a
visit that opens the very same address. What comes back may be anything: it goes through the door
of the project files, and of the site in front only what the address leaves out is taken. The
producer's own figures are never put there; where some are stated, the browser asks before it
leaves.
"""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

import streamlit as st

from ihp_core.files.json_file import ProjectError
from ihp_core.files.project import read, text_of
from ihp_core.site import paths
from ihp_core.site.inputs import without_the_producers
from ihp_core.year.measured.in_project import as_text
from ihp_core.year.measured.year import OwnYear
from pages.components.state.address import site_in_link
from pages.components.state.draft import (
    NOTE,
    Draft,
    all_drafts,
    draft,
    entries,
    keep_own,
    others,
    own,
    put_aside,
    stated_case,
)

KEY = "kept_here"
LARGEST = 8_000_000
"""Of what may come back, in characters; a browser keeps about five million for a page."""

_browser = st.components.v2.component(
    "kept_here", js=(Path(__file__).parent / "keep_here.js").read_text(encoding="utf-8")
)


def keep_here() -> None:
    """Let the browser keep the site as it stands, and hear once what it kept before a reload."""
    state = st.session_state
    if "visit" not in state:
        state["visit"], state["opened"] = secrets.token_hex(8), state.get("address") or ""
    measured = own()
    _browser(
        key=KEY,
        data={
            "visit": state["visit"],
            "opened": state["opened"],
            "answered": bool(state.get("answered_here")),
            "address": site_in_link(measured),
            "digest": measured.digest if measured else "",
            **_site(),
        },
        on_found_change=_take_back,
    )
    if measured:
        # Apart, for a message that does not change is not sent again.
        hours = {"digest": measured.digest, "year": _hours(measured)}
        _browser(key=f"{KEY}:year", data=hours, on_found_change=_take_back)


def _site() -> dict[str, Any]:
    """The project's text without the producer's figures; none where a link holds it all."""
    drafts, names, index = all_drafts(stated_case())
    public = [without_the_producers(one) for one in drafts]
    text = ""
    if len(drafts) > 1 or own() or any(map(_left_out, drafts[index])):
        sites = [paths.nested(entries(one)) for one in public]
        text = text_of(sites, index, None, None, names)
    return {"text": text, "lost": public != drafts}


def _hours(measured: OwnYear) -> str:
    """The measured year as a project file holds it, written once."""
    if st.session_state.get("hours_here", ("",))[0] != measured.digest:
        st.session_state["hours_here"] = measured.digest, as_text(measured)
    return str(st.session_state["hours_here"][1])


def _take_back() -> None:
    """Take what the browser kept, where it is of the site that the address has just opened."""
    found = st.session_state[KEY].get("found")
    st.session_state["answered_here"] = True
    if not isinstance(found, str) or len(found) > LARGEST or others():
        return
    try:
        drafts, active, names, measured = _opened(found)
    except ProjectError:
        return
    if _public(drafts[active]) == _public(draft()):
        left_out = {path: entry for path, entry in drafts[active].items() if _left_out(path)}
        st.session_state["draft"] = left_out | draft()
        put_aside(drafts, active, names)
        keep_own(measured)


def _opened(text: str) -> tuple[list[Draft], int, tuple[str, ...], OwnYear | None]:
    """Drafts, the one in front, names and measured year; wrong entries stay as they were typed.

    Raises
    ------
    ProjectError
        When the text is no project file.
    """
    try:
        project = read(text)
    except ProjectError as error:
        if not error.drafts:
            raise
        return [*error.drafts], json.loads(text).get("active", 0), error.names, error.own
    content = json.loads(text)
    # As they were typed, for so the address holds them too: a checked site has 10.0 for 10.
    drafts = [paths.flat(site) for site in content.get("sites", [content])]
    return drafts, project.active, project.names, project.own


def _public(entered: Draft) -> Draft:
    """What a link holds of a draft."""
    public = (item for item in entries(entered).items() if not _left_out(item[0]))
    return without_the_producers(dict(public))


def _left_out(path: str) -> bool:
    """Whether a link leaves this out unless the visitor asks for it."""
    return path == "name" or path.startswith(NOTE)
