"""How sure price and verdict are, on its own because it is for the internal view only.

And what to measure first.
"""

from __future__ import annotations

import streamlit as st

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.price.doubt import distribution, driver_rows, tornado, weights
from ihp_core.results.other_cases import Uncertainty
from ihp_core.results.results import Assessment
from ihp_core.text import figure, say
from ihp_core.viability.judgement import VERDICTS
from pages.components.display.picture import picture


def how_sure(assessment: Assessment) -> None:
    """Distribution of the price, probability of each verdict, and the ranking of what to learn."""
    doubt = assessment.uncertainty
    if doubt is None:
        return
    if drawn := distribution(assessment, doubt):
        picture(drawn)
        middle = figure(doubt.price.p50 if doubt.price else None, "EUR/MWh")
        st.caption(say("price.internal.off_centre", middle=middle))
    _probabilities(doubt)
    st.markdown(f"**{say('price.internal.first')}**")
    if drawn := tornado(assessment, doubt):
        picture(drawn)
    if doubt.drivers:
        st.table(driver_rows([weight.driver for weight in weights(doubt)]), hide_index=True)
        st.caption(say("price.internal.first_note"))
    else:
        st.caption(say("price.internal.nothing_first"))


def _probabilities(doubt: Uncertainty) -> None:
    st.markdown(f"**{say('price.internal.probability')}**")
    for column, name in zip(st.columns(3), VERDICTS, strict=True):
        label = f"{SIGNS[name].icon} {say(f'app.outcome.{name}')}"
        column.metric(label, figure(doubt.verdicts.get(name, 0.0), "share"))
    st.caption(say("price.internal.probability_note", samples=figure(doubt.samples, "-")))
