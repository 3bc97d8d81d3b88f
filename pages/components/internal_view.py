"""The internal view, on its own because it is seen on every page: its bar, its switch, its lock."""

from __future__ import annotations

from html import escape

import streamlit as st

from ihp_core.text import say
from pages.components.state.view import asks_for_password, internal, may_open, unlock

LOOK = """
[data-testid="stHeader"] { box-shadow: inset 0 .45rem 0 #882255; }
.ihp-internal { background: #882255; color: #FFFFFF; font-weight: 600; font-size: .9rem;
  padding: .25rem .75rem; border-radius: .4rem; }
"""
"""The header keeps its stripe while the page scrolls; the colour stands for nothing else."""


def internal_bar() -> None:
    """That the producer's own figures are on the screen, in colour and in words."""
    words = escape(say("app.internal.bar"))
    st.html(f'<style>{LOOK}</style><div class="ihp-internal" role="note">{words}</div>')


def view_switch(key: str) -> None:
    """The switch for whoever may turn it; else a password, or nothing at all."""
    if asks_for_password():
        _locked(key)
    if not may_open():
        return
    if st.session_state.get(key) != internal():
        st.session_state[key] = internal()
    st.toggle(
        say("app.internal.label"),
        key=key,
        help=say("app.internal.help"),
        on_change=lambda: st.session_state.update(internal=st.session_state[key]),
    )


def _locked(key: str) -> None:
    """Where the password is typed, unfolded by whoever knows of it."""
    folded = st.popover(
        say("app.internal.locked"),
        icon=":material/lock:",
        type="tertiary",
        key=f"{key}:lock",
        on_change="rerun",
    )
    if not folded.open:
        return
    with folded:
        word = f"{key}:word"
        st.text_input(
            say("app.internal.password"), type="password", key=word, on_change=lambda: _tried(word)
        )
        if st.session_state.pop("wrong_password", False):
            st.error(say("app.internal.wrong"))
        st.button(say("app.internal.open"), key=f"{key}:open")  # what is typed counts on leaving


def _tried(word: str) -> None:
    """Open the view, or remember that the password was wrong; itself it is kept nowhere."""
    password = str(st.session_state[word])
    st.session_state[word] = ""
    st.session_state["wrong_password"] = bool(password) and not unlock(password)
