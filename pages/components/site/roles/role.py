"""Who the visitor is: kept for the visit, said by one click, on its own because questions, words
and next steps hang on it."""

from __future__ import annotations

from typing import Literal, cast, get_args

import streamlit as st

from ihp_core.text import say

Role = Literal["producer", "operator", "data_centre"]
ROLES: tuple[Role, ...] = get_args(Role)
KEPT = "role"
CONTROL = "site:role"


def role() -> Role | None:
    """Whom the questions are for; ``None`` while nobody has said."""
    return cast(Role | None, st.session_state.get(KEPT))


def who_are_you() -> None:
    """The question itself; a second click takes the answer back."""
    if st.session_state.get(CONTROL) != role():
        st.session_state[CONTROL] = role()
    st.segmented_control(
        say("app.role.label"),
        ROLES,
        key=CONTROL,
        format_func=lambda name: say(f"app.role.{name}.name"),
        help=say("app.role.help"),
        on_change=_say,
    )


def _say() -> None:
    """Keep the answer; a label in the words of another language, sent back late, is none."""
    if (chosen := st.session_state[CONTROL]) in (*ROLES, None):
        st.session_state[KEPT] = chosen


def asked_as(page: str) -> str:
    """A page as this visitor is asked: its texts in their words, else in those for all."""
    return f"{page}.{asker}" if (asker := role()) else page
