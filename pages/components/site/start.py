"""The ways to a site: start one, load an example, open a file."""

from __future__ import annotations

import json

import streamlit as st

from ihp_core.files.json_file import ProjectError
from ihp_core.files.project import read
from ihp_core.site.examples.typical import GROUPS, stating, typical_sites
from ihp_core.site.examples.worked import about, names
from ihp_core.site.site import FIELDS
from ihp_core.text import problems, say
from ihp_core.text.markdown import said
from pages.components.site.roles.role import who_are_you
from pages.components.state.draft import (
    EXAMPLE,
    NOTE,
    QUALITY,
    draft,
    edit,
    from_example,
    keep_own,
    open_drafts,
    open_project,
    replace,
    start_own,
)

FICTITIOUS = ("german", "swedish")
"""Examples that stand for no plant: their strip says all that there is to say."""


def start() -> None:
    """Who asks; Start my site, another example, a project file; and whose figures these are."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="start"):
        who_are_you()
        st.button(
            say("app.start.own"),
            type="primary",
            icon=":material/edit_location:",
            help=say("app.start.own_help"),
            on_click=start_own,
        )
        with st.popover(say("app.start.open"), icon=":material/folder_open:"):
            _examples()
            st.file_uploader(say("app.start.file"), key="upload", on_change=_read_upload)
        typical = st.popover(
            say("app.start.typical"),
            icon=":material/format_list_bulleted:",
            key="typical_values",
            on_change="rerun",
        )
        if typical.open:
            with typical:
                _typical()
    for sentence in st.session_state.get("upload_problems", ()):
        st.error(said(sentence))
    _what_is_assumed()


def _what_is_assumed() -> None:
    """Where the example is from, and what in it is assumed; the strip calls the fictitious so."""
    name = draft().get(EXAMPLE)
    if name and name not in FICTITIOUS:
        source = about(name)["source"].rstrip(".")
        st.caption(say("app.start.example_is", source=source, assumed=say(f"app.assumed.{name}")))


def _typical() -> None:
    """Networks and kinds of cooling to choose from, each as typical values, marked assumed."""
    for group in GROUPS:
        st.caption(say(f"app.typical.group.{group}"))
        for name in typical_sites(group):
            st.button(
                say(f"app.typical.{group}.{name}"),
                key=f"typical:{group}:{name}",
                on_click=_take_typical,
                args=(group, name),
                width="stretch",
            )


def _take_typical(group: str, name: str) -> None:
    stated = stating(group, name)
    marks = {QUALITY + path: "assumed" for path, to in stated.items() if to is not None}
    edit(stated | marks)


def _examples() -> None:
    current = draft().get(EXAMPLE)
    if st.session_state.get("example_choice") != current:
        st.session_state["example_choice"] = current
    st.selectbox(
        say("app.start.example"),
        names(),
        key="example_choice",
        index=None,
        format_func=example_name,
        placeholder=say("app.start.choose"),
        on_change=_load_example,
    )


def example_name(name: str) -> str:
    """What an example is called."""
    return say(f"app.example.{name}")


def _load_example() -> None:
    name = st.session_state["example_choice"]
    if name:
        replace(from_example(name))


def _read_upload() -> None:
    """Open the file; whatever is wrong with it is said, and the draft stays as it was."""
    st.session_state["upload_problems"] = ()
    upload = st.session_state["upload"]
    if upload is None:
        return
    try:
        open_project(read(upload.getvalue()))
    except ProjectError as error:
        wrong = problems(error)
        active = _active(upload.getvalue()) if error.drafts else 0
        in_front = [number for number, _ in error.refused] == [active + 1]
        if in_front and all(_has_a_box(problem.path) for problem in wrong):
            # The entries can be put right in place: they stand in their fields, with sentences.
            open_drafts(error.drafts, active, error.names)
            keep_own(error.own)
        else:
            st.session_state["upload_problems"] = tuple(problem.sentence for problem in wrong)


def _active(content: bytes) -> int:
    """Which site of a file stands in front, once the file has been read as far as its sites."""
    return int(json.loads(content.decode("utf-8-sig")).get("active", 0))


def _has_a_box(path: str) -> bool:
    return path.removeprefix(NOTE) in FIELDS
