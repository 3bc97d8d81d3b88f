"""Running by the price of electricity: folded, and worked out on a click."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ihp_core.assessment import screened
from ihp_core.report.running.by_price import (
    boiler_chart,
    by_price_sentence,
    by_price_table,
    price_classes_chart,
    reserve_sentence,
    solved_note,
)
from ihp_core.site.inputs import limits, publicly
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, say
from ihp_core.what_if.running.by_price import ByPrice, by_price
from pages.components.display.picture import picture
from pages.components.state.answer import Answer
from pages.components.state.remembered import remembered
from pages.components.state.settings import settings
from pages.components.state.view import internal

ASKED = "operation:by_price_asked"
TANK_M3, STEP_M3 = 500, 100


def running_by_price(answer: Answer) -> None:
    """What a plant saves that is run by price, with a tank to try; nothing is made before a click.

    A customer reads it of the site without what is the producer's own.
    """
    fold = st.expander(say("running.by_price.title"), key="operation:by_price", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.caption(say("running.by_price.note"))
        site = answer.site if internal() else publicly(answer.site)
        volume = st.number_input(
            f"{say('running.by_price.tank')} [{say('unit.m³')}]",
            min_value=0,
            max_value=int(limits("plant.buffer_m3")[1]),
            value=int(site.plant.buffer_m3 or TANK_M3),
            step=STEP_M3,
            key="operation:tank_m3",
        )
        asked = (site.model_dump_json(), float(volume))
        if st.button(say("running.by_price.work"), key="operation:by_price_work"):
            st.session_state[ASKED] = asked
        if st.session_state.get(ASKED) == asked:
            _told(_found(answer, site, float(volume)))


def _found(answer: Answer, site: Site, volume_m3: float) -> ByPrice | None:
    """What was worked out before, or is now, with a bar that says how far it is."""

    def make() -> ByPrice | None:
        bar = st.progress(0.0, text=say("running.by_price.progress_without"))
        chain = screened(site, answer.own, settings().rules)
        tell = partial(bar.progress, 0.4, text=say("running.by_price.progress_tank"))
        found = by_price(chain, volume_m3, tell=tell)
        bar.empty()
        return found

    return remembered("by_price", [site], answer.own, make, volume_m3)


def _told(found: ByPrice | None) -> None:
    if found is None:
        st.markdown(say("running.by_price.none"))
        return
    st.markdown(by_price_sentence(found))
    st.table(by_price_table(found), hide_index=True)
    picture(price_classes_chart(found, SPOKEN))
    week = boiler_chart(found, SPOKEN)
    if week is not None:
        picture(week)
    reserve = reserve_sentence(found) if internal() else ""
    st.caption("  \n".join(line for line in (reserve, solved_note(found)) if line))
