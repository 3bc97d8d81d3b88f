"""The outdoor temperature of the first chart, on its own because its slider redraws alone."""

from __future__ import annotations

import streamlit as st

from ihp_core.results.results import Assessment
from ihp_core.text import say

AT_FIRST_C = 0
"""Where the slider begins in a climate that has it: a day of the heating season."""


def outdoor_asked_c(assessment: Assessment) -> int:
    """What the slider stands at, known before it is drawn."""
    outdoor_c: int = st.session_state.get(_key(assessment), _at_first(assessment))
    return outdoor_c


def outdoor_slider(assessment: Assessment) -> None:
    """The slider from the coldest to the warmest hour of the place."""
    st.slider(
        say("app.heat.outdoor"),
        *_ends(assessment),
        value=_at_first(assessment),
        key=_key(assessment),
        format="%d °C",
        help=say("app.heat.outdoor_help"),
    )


def _ends(assessment: Assessment) -> tuple[int, int]:
    outdoor = assessment.year.outdoor_c
    return int(outdoor.min().round()), int(outdoor.max().round())


def _at_first(assessment: Assessment) -> int:
    coldest, warmest = _ends(assessment)
    return min(max(AT_FIRST_C, coldest), warmest)


def _key(assessment: Assessment) -> str:
    """Another for each climate: where the ends move, the slider begins anew."""
    coldest, warmest = _ends(assessment)
    return f"outdoor:{coldest}:{warmest}"
