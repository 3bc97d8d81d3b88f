"""The ways to a site: start one, load an example, open a file."""

from __future__ import annotations

import streamlit as st

from ihp_core.examples import about, names
from ihp_core.project import ProjectError, read
from ihp_core.site import FIELDS
from ihp_core.text import problems, say
from pages.components.draft import EXAMPLE, draft, from_example, open_project, replace, start_own
from pages.components.words import plain


def start() -> None:
    """Start my site, another example, a project file; and whose figures these are."""
    own, other, file = st.columns([1, 1, 1], vertical_alignment="bottom")
    own.button(
        say("app.start.own"),
        type="primary",
        icon=":material/edit_location:",
        help=say("app.start.own_help"),
        on_click=start_own,
        width="stretch",
    )
    with other:
        _examples()
    with file.popover(say("app.start.open"), icon=":material/upload_file:", width="stretch"):
        st.file_uploader(say("app.start.file"), key="upload", on_change=_read_upload)
    for sentence in st.session_state.get("upload_problems", ()):
        st.error(plain(sentence))
    name = draft().get(EXAMPLE)
    if name:
        text = about(name)
        st.caption(
            say("app.start.example_is", source=text["source"].rstrip("."), assumed=text["assumed"])
        )


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
        if len(error.drafts) == 1 and all(problem.path in FIELDS for problem in wrong):
            # The entries can be put right in place: they stand in their fields, with sentences.
            replace(error.drafts[0])
        else:
            st.session_state["upload_problems"] = tuple(one.sentence for one in wrong)
