"""A folded part of the page, on its own because every part below the first picture is one."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from ihp_core.text import say

NAMED = {
    "exit": "price.exit.title",
    "terms": "price.terms.title",
    "capital": "price.internal.capital",
}
"""Parts that are called the same in papers."""


@st.fragment
def fold(name: str, draw: Callable[[], None]) -> None:
    """A part that is drawn when it is unfolded: folded it costs nothing, and unfolding it draws
    nothing else anew."""
    part = st.expander(
        say(NAMED.get(name, f"price.fold.{name}")), key=f"price:fold:{name}", on_change="rerun"
    )
    if part.open:
        with part:
            draw()
