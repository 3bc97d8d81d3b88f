"""A unit or the whole plant out in the coldest days, on its own because it is worked out only where
it is unfolded."""

from __future__ import annotations

import streamlit as st

from ihp_core.assessment import screened
from ihp_core.report.running.redundancy import redundancy_sentence, redundancy_table
from ihp_core.site.inputs import publicly
from ihp_core.text import figure, say
from ihp_core.what_if.running.redundancy import Redundancy, redundancy
from ihp_core.year.hours import AVERAGING_HOURS
from pages.components.state.answer import Answer
from pages.components.state.remembered import remembered
from pages.components.state.settings import settings
from pages.components.state.view import internal


def out_in_the_cold(answer: Answer) -> None:
    """What is missing then and what it costs; drawn when it is unfolded."""
    fold = st.expander(say("running.outage.title"), key="operation:outage", on_change="rerun")
    if not fold.open:
        return
    site = answer.site if internal() else publicly(answer.site)

    def make() -> Redundancy | None:
        return redundancy(screened(site, answer.own, settings().rules))

    found = remembered("outage", [site], answer.own, make)
    with fold:
        hours = figure(float(AVERAGING_HOURS), "h")
        st.caption(say("running.outage.note", hours=hours))
        if found is None:
            st.markdown(say("running.outage.none"))
            return
        st.markdown(redundancy_sentence(found))
        st.table(redundancy_table(found), hide_index=True)
