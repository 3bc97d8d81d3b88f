"""A chart on a page: its message above it, its words for those who do not see it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st
from altair.utils.schemapi import disable_debug_mode

from ihp_core.own.year import OwnYear
from ihp_core.report.picture import Picture
from ihp_core.results import Assessment
from ihp_core.site import Site
from ihp_core.text import SPOKEN, resolved
from pages.components.answer import REMEMBERED, Answer, assessed
from pages.components.draft import digest

# Charts are checked against their schema where they are tested, not part by part before every
# visitor: it takes longer than drawing them.
disable_debug_mode()


def picture(drawn: Picture) -> None:
    """Draw a chart under its title."""
    st.markdown(f"**{drawn.title}**")
    st.vega_lite_chart(drawn.spec, alt=drawn.alt, width="stretch")


def yearly(draw: Callable[[Assessment], Picture], answer: Answer) -> None:
    """Draw a chart that hangs on the site alone, made once while the page's slider moves."""
    picture(_made(draw.__name__, draw, answer.site, answer.own, resolved(SPOKEN)))


@st.cache_resource(max_entries=REMEMBERED, show_spinner=False, hash_funcs={OwnYear: digest})
def _made(
    name: str,
    _draw: Callable[[Assessment], Picture],
    site: Site,
    own: OwnYear | None,
    language: str,
) -> Picture:
    return _draw(assessed(site, own))
