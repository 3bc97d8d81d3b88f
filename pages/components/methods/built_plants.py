"""Whole plants, published against computed: worked out when asked for, once for all visitors."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ihp_core.report.plants.beside_built import FIGURES, BesideBuilt, beside_built, spread
from ihp_core.report.plants.built_chart import built_chart
from ihp_core.report.plants.built_table import COLUMNS, built_lines
from ihp_core.site.examples.built_plants import built_plants
from ihp_core.text import figure, say
from pages.components.display.picture import picture
from pages.components.state.answer import in_the_chain
from pages.components.state.settings import settings

TABLE_HEIGHT = 420


def whole_plants() -> None:
    """Folded: the chart, how far apart in the middle, every figure as a table."""
    fold = st.expander(say("app.methods.built.title"), key="methods:built", on_change="rerun")
    if fold.open:
        with fold:
            _unfolded()


def _unfolded() -> None:
    st.caption(say("app.methods.built.note"))
    with st.spinner(say("app.methods.built.first")):
        beside = _beside()
    left, right = st.columns([3, 2], gap="large")
    with left:
        picture(built_chart(beside))
    with right:
        st.markdown("\n".join(f"- {sentence}" for sentence in spreads(beside)))
    st.markdown(f"**{say('app.methods.built.table')}**")
    st.dataframe(_columns(beside), hide_index=True, height=TABLE_HEIGHT)


def _beside() -> list[BesideBuilt]:
    """One plant after the other, so that a visitor's answer need not wait for all of them."""
    rules = settings().rules
    return [in_the_chain(beside_built, plant, rules) for plant in built_plants()]


def spreads(beside: Sequence[BesideBuilt]) -> list[str]:
    """Of each kind of figure that counts anywhere, how far apart in the middle."""
    told = []
    for name in FIGURES:
        number, off = spread(beside, name)
        if off is not None:
            words = {"what": say(f"plants.figure.{name}"), "off": figure(off, "share")}
            told.append(say("app.methods.built.spread", number=number, **words))
    return told


def _columns(beside: Sequence[BesideBuilt]) -> dict[str, list[str]]:
    lines = built_lines(beside)
    return {
        say(f"app.methods.built.column_{name}"): [line[name] for line in lines] for name in COLUMNS
    }
