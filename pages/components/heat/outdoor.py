"""The outdoor temperature that the first chart of the heat is drawn for."""

from __future__ import annotations

import streamlit as st

from ihp_core.results.results import Assessment
from ihp_core.text import say

AT_FIRST_C = 0
"""Where the slider begins in a climate that has it: a day of the heating season."""


def outdoor_asked_c(found: Assessment) -> int:
    """What the slider stands at, known before it is drawn."""
    asked: int = st.session_state.get(_key(found), _at_first(found))
    return asked


def outdoor_slider(found: Assessment) -> None:
    """The slider from the coldest to the warmest hour of the place."""
    st.slider(
        say("app.heat.outdoor"),
        *_ends(found),
        value=_at_first(found),
        key=_key(found),
        format="%d °C",
        help=say("app.heat.outdoor_help"),
    )


def _ends(found: Assessment) -> tuple[int, int]:
    outdoor = found.year.outdoor_c
    return int(outdoor.min().round()), int(outdoor.max().round())


def _at_first(found: Assessment) -> int:
    coldest, warmest = _ends(found)
    return min(max(AT_FIRST_C, coldest), warmest)


def _key(found: Assessment) -> str:
    """Another for each climate: where the ends move, the slider begins anew."""
    coldest, warmest = _ends(found)
    return f"outdoor:{coldest}:{warmest}"
