"""The address bar: it always holds the site, and what it holds is opened.

First visit, pasted link, Back and Forward are one case: an address that is not the one written
last. What was written in this visit is remembered whole, with name, notes and the producer's
figures, which a link leaves out: Back loses nothing.
"""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ihp_core.files.json_file import ProjectError
from ihp_core.files.link import VERSION, Opened, packed, unpacked
from ihp_core.site.examples.worked import names
from ihp_core.text import SPOKEN, messages, offered, problems, resolved, say, speak
from ihp_core.text.catalogue import ask_where_nobody_spoke
from ihp_core.text.markdown import said
from ihp_core.year.measured.year import OwnYear
from pages.components.state.draft import (
    EXAMPLE,
    KEPT,
    drop_trial,
    edited_in_this_run,
    own,
    replace,
    stated_case,
)

LANGUAGE, SITE, VERSION_OF = "lang", "s", "v"


def speak_as_chosen() -> None:
    """The language chosen, else the address's, else the browser's; English for all others."""
    if "language" not in st.session_state:
        candidates = (st.query_params.get(LANGUAGE), (st.context.locale or "")[:2])
        st.session_state["language"] = next(
            (language for language in candidates if language in offered()), "en"
        )
    speak(st.session_state["language"])
    ask_where_nobody_spoke(_of_the_visitor)


def _of_the_visitor() -> str:
    """What a visitor chose; what a widget calls and a part unfolded alone are run by a fresh
    thread, before or without the page."""
    context = get_script_run_ctx(suppress_warning=True)
    return str(st.session_state.get("language", "")) if context else ""


def open_address() -> None:
    """Take the site of the address, where it is another than the one written last."""
    address, state = st.query_params.get(SITE), st.session_state
    if not address or not _is_asked_for():
        return
    if (language := st.query_params.get(LANGUAGE)) in offered():
        state["language"] = language
        speak(language)
    if address == state.get("address"):
        return
    state["address"], state["link"] = address, None
    if address in state.get("walked", {}):
        drop_trial()
        replace(state["walked"][address])
    else:
        _open(address, st.query_params.get(VERSION_OF, ""))


def write_address() -> None:
    """Put the site into the address, where it is not there yet; a knob on its way is not."""
    state = st.session_state
    if state.pop("dragging", False):
        return
    entries, wanted = stated_case(), in_address()
    written = wanted[SITE]
    state["address"], state["edited"] = written, False
    walked = {key: kept for key, kept in state.get("walked", {}).items() if key != written}
    state["walked"] = dict([*walked.items(), (written, entries)][-KEPT:])
    if st.query_params.to_dict() != wanted:
        st.query_params.from_dict(wanted)


def in_address() -> dict[str, str]:
    """What stands in the address for the site as it is."""
    return {LANGUAGE: resolved(SPOKEN), VERSION_OF: str(VERSION), SITE: site_in_link(own())}


def site_in_link(measured: OwnYear | None) -> str:
    """The site as a link holds it; name and notes only where the visitor has ticked them."""
    state, stated = st.session_state, stated_case()
    private = bool(state.get("private_link"))
    wanted = dict(stated), measured.digest if measured else None, private
    if state.get("packed", (None,))[0] != wanted:  # asked for three times in a run
        entries = {path: entry for path, entry in stated.items() if path != EXAMPLE}
        link = packed(entries, stated.get(EXAMPLE), measured, private=private)
        state["packed"] = wanted, link
    return str(state["packed"][1])


def what_a_link_left_behind() -> None:
    """What the link that was opened could not bring along, or why it could not be opened."""
    opened: Opened | ProjectError | None = st.session_state.get("link")
    if isinstance(opened, ProjectError):
        for problem in problems(opened):
            st.error(said(problem.sentence))
    elif opened:
        for sentence in _left_behind(opened):
            st.warning(said(sentence))


def _left_behind(opened: Opened) -> list[str]:
    told = []
    if opened.dropped:
        told.append(say("link.dropped", paths=", ".join(opened.dropped)))
    measured = own()
    if opened.series and (measured is None or measured.digest != opened.digest):
        told.append(say("link.no_hours", series=", ".join(map(_series_named, opened.series))))
    return told


def _series_named(name: str) -> str:
    code = f"own.series.{name}"
    return say(code) if code in messages() else name


def _is_asked_for() -> bool:
    """Whether the address was opened: by a first visit, by Back or by Forward.

    Any other run may have been sent before the last address reached the browser.
    """
    if "address" not in st.session_state:
        return True
    context = get_script_run_ctx()
    return bool(context and context.is_history_navigation) and not edited_in_this_run()


def _open(text: str, version: str) -> None:
    """A link from elsewhere; what is wrong with it is said, and the site stays as it was."""
    try:
        opened = unpacked(text, version or VERSION)
    except ProjectError as error:
        st.session_state["link"] = error
        return
    mark = {EXAMPLE: opened.example} if opened.example in names() else {}
    drop_trial()
    replace(opened.draft | mark)
    st.session_state["link"] = opened
