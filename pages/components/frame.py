"""What surrounds a page: the way in and the strip before it, the sidebar after it."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import streamlit as st

from ihp_core.site.inputs import PRODUCER
from ihp_core.text import SPOKEN, offered, resolved, say
from ihp_core.text.markdown import said
from pages.components.internal_view import internal_bar, view_switch
from pages.components.next_step import next_step
from pages.components.server.turns import answered
from pages.components.share import share
from pages.components.site.field import SIDEBAR
from pages.components.site.inputs import in_sight_on, ten_inputs
from pages.components.state.address import what_a_link_left_behind
from pages.components.state.answer import Answer
from pages.components.state.answer import answer as answer_to_draft
from pages.components.state.asked import readable, seen_by_the_producer
from pages.components.state.draft import ask_undo, undo_if_asked
from pages.components.state.view import internal
from pages.components.strip import strip

HERE = Path(__file__).parent
SCRIPTS = ("number_keys.js", "one_entry_a_page.js", "phone_menu.js")
GROUND = (
    "document.documentElement.style.setProperty('--ihp-ground',"
    " getComputedStyle(document.querySelector('.stApp')).backgroundColor);"
)
"""What lies under the page, told to the strip: it is opaque in a light and a dark scheme."""
ORDER = ("site", "viability", "heat", "price", "summary")
"""The pages in front of a customer, in the order of the conversation."""
MORE = ("operation", "portfolio", "methods")
ICONS = {
    "site": ":material/location_on:",
    "viability": ":material/checklist:",
    "heat": ":material/local_fire_department:",
    "price": ":material/euro:",
    "summary": ":material/description:",
}


def frame(page: str) -> Answer:
    """Guard the page, draw what stands above it, and give the answer it is about."""
    answer = answer_for(page)
    head(page, answer)
    return answer


def answer_for(page: str) -> Answer:
    """Guard the page and give the answer it is about, before anything of it is drawn."""
    if "routed" not in st.session_state:
        # A deep link on a fresh server runs the page without app.py: go there, and come back.
        st.session_state["wanted"] = f"pages/{page}.py"
        st.switch_page("app.py", query_params=st.query_params.to_dict())
    undo_if_asked()
    answer = answer_to_draft()
    if internal():
        seen_by_the_producer(answer.site, answer.own)
    else:
        seen = readable(answer.site, answer.own)
        answer = replace(answer, assessment=seen)
    st.session_state["in_frame"] = page, answer
    return answer


def head(page: str, answer: Answer) -> None:
    """What stands above every page: strip, way to the inputs, what is wrong."""
    st.html(HERE / "look.css")
    _scripts()
    if internal():
        internal_bar()
    strip(answer, page)
    answered()
    if page != "site":
        with st.container(key="change_inputs"):
            st.page_link("pages/site.py", label=say("app.change_inputs"), icon=":material/tune:")
    what_a_link_left_behind()
    _what_is_wrong(answer, page)


def beside() -> None:
    """The sidebar, drawn after the page: answer and charts do not wait for it."""
    page, answer = st.session_state.pop("in_frame")
    with st.sidebar:
        _sidebar(answer, page)
    _phone_bar()


def unbroken(part: Callable[[], None], title: str) -> None:
    """Run a part; whatever breaks in it, the visitor reads a sentence and keeps the rest."""
    try:
        part()
    except Exception:  # whatever breaks, the rest of the page and every entry stay
        logging.getLogger(__name__).exception("page %s", title)
        st.error(say("app.page_failed"))


def onward(page: str) -> None:
    """What decides next, and the link to the next question."""
    next_step(page, st.session_state["in_frame"][1])
    index = ORDER.index(page) + 1
    if index < len(ORDER):
        following = ORDER[index]
        st.page_link(
            f"pages/{following}.py",
            label=say("app.onward", page=say(f"app.page.{following}")),
            icon=":material/arrow_forward:",
        )


def _phone_bar() -> None:
    """The five pages at the foot of a phone's screen, where the menu hides them; nowhere else."""
    with st.container(key="phone_bar", horizontal=True):
        for name in ORDER:
            st.page_link(f"pages/{name}.py", label=say(f"app.page_short.{name}"), icon=ICONS[name])


def _sidebar(answer: Answer, page: str) -> None:
    _language(page)
    # Above the boxes, where no sentence about an entry moves it away from under a finger; never
    # disabled, for what stands typed in a box becomes an entry by the very click on this button.
    st.button(say("app.undo"), icon=":material/undo:", on_click=ask_undo)
    if page == "site":
        st.caption(say("app.sidebar.elsewhere"))
    else:
        st.markdown(f"**{say('app.sidebar.inputs')}**")
        ten_inputs(answer, f"{SIDEBAR}{page}")
    share(page)
    view_switch(f"{SIDEBAR}{page}:internal")
    if page != "methods":
        st.page_link("pages/methods.py", label=say("app.methods.link"), icon=":material/help:")


def _language(page: str) -> None:
    if len(offered()) < 2:
        return
    key = f"{SIDEBAR}{page}:language"
    if st.session_state.get(key) != resolved(SPOKEN):
        st.session_state[key] = resolved(SPOKEN)
    st.segmented_control(
        say("app.language.label"),
        offered(),
        key=key,
        required=True,
        format_func=lambda language: say(f"app.language.{language}"),
        label_visibility="collapsed",
        on_change=lambda: st.session_state.update(language=st.session_state[key]),
    )


def _what_is_wrong(answer: Answer, page: str) -> None:
    """That something is wrong; and what, where its field is not in sight on this page, and the
    reader may know of it."""
    hidden = in_sight_on(page) | (set() if internal() else {*PRODUCER})
    lines = [
        f"- {said(problem.sentence)}" for problem in answer.problems if problem.path not in hidden
    ]
    if answer.problems:
        st.warning("\n".join([say("app.wrong"), "", *lines]))


def _scripts() -> None:
    parts = [(HERE / name).read_text(encoding="utf-8") for name in SCRIPTS]
    spoken = f"document.documentElement.lang = '{resolved(SPOKEN)}';\n{GROUND}\n"
    st.html(f"<script>{spoken}{''.join(parts)}</script>", unsafe_allow_javascript=True)
