"""A chart on a page: its message above it, its words for those who do not see it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

import streamlit as st
from altair.utils.schemapi import disable_debug_mode
from streamlit.delta_generator import DeltaGenerator

from ihp_core.report.drawing.picture import Picture, Spec
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, resolved, say
from ihp_core.year.measured.year import OwnYear
from pages.components.display.chart_data import carried
from pages.components.server.turns import others_first
from pages.components.state.answer import Answer
from pages.components.state.asked import above_typical, whole
from pages.components.state.remembered import remembered
from pages.components.state.view import audience, internal

# Charts are checked against their schema where they are tested, not part by part before every
# visitor: it takes longer than drawing them.
disable_debug_mode()

ON_ITS_WAY_S = 0.04
"""What the browser needs to fetch and draw the first chart: half of it is too short, more gains
nothing, by ``benchmarks.latency``."""


class Packed(NamedTuple):
    """A chart as it travels, its title above it; empty where the page's first sentence says it."""

    title: str
    spec: Spec


def picture(drawn: Picture) -> None:
    """Draw a chart under its title."""
    _draw(packed(drawn))


def packed(drawn: Picture) -> Packed:
    """A chart made ready to be sent.

    What is sent within a few milliseconds is drawn in one go: a page makes its first chart before
    it sends the line above it.
    """
    return Packed(drawn.title, carried(drawn))


def first_picture(chart: Packed) -> None:
    """Draw the chart that a visitor looks at while an input moves, ahead of the rest.

    While a run works on, its messages wait for Python's lock, and what comes right behind a chart
    is drawn together with it. A pause lets line and chart be seen before the rest is made.
    """
    _draw(chart)
    with others_first():
        time.sleep(ON_ITS_WAY_S)


def _draw(chart: Packed) -> None:
    if chart.title:
        st.markdown(f"**{chart.title}**")
    st.vega_lite_chart(chart.spec, alt=say("charts.described"), width="stretch")


def rest_of_page() -> DeltaGenerator:
    """A block for all that comes after the first chart.

    The browser goes through the whole block in which anything changes, and passes over the others:
    line and chart do not wait for what stands below them.
    """
    return st.container()


def yearly(
    draw: Callable[[Assessment], Picture],
    answer: Answer,
    of: Callable[[Site, OwnYear | None], Assessment] = whole,
) -> None:
    """Draw a chart that hangs on the site alone, made once while the page's slider moves; one with
    money in it ``of`` what the visitor may read."""
    name, site, own = draw.__name__, answer.site, answer.own

    def make() -> Packed:
        return packed(draw(of(site, own)))

    asked = None if internal() else above_typical(site, own)
    _draw(remembered(name, [site], own, make, resolved(SPOKEN), audience(), asked))
