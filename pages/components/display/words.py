"""A page's question, the sentence that answers it and the notes beside it, in words."""

from __future__ import annotations

import streamlit as st

from ihp_core.report.summary.resting import resting_on
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import within
from pages.components.state.answer import Answer

PRODUCERS_WARNINGS = ("no_room",)


def opening(page: str, sentence: str) -> None:
    """A page's question, and the sentence that answers it."""
    with st.container(key="opening"):
        st.caption(say(f"app.{page}.question"))
        st.subheader(sentence, anchor=False)


def site_sentence(answer: Answer) -> str:
    """What is connected with what, over which distance."""
    site, assessment = answer.site, answer.assessment
    return say(
        "app.site.answer",
        it=figure(site.data_centre.it_capacity_mw, "MW"),
        cooling=within(say(f"choice.{site.data_centre.cooling}")),
        route=figure(assessment.connection.route_km, "km"),
        network=figure(assessment.heat.network_heat_gwh, "GWh/a"),
        supply=figure(site.network.supply_winter_c, "°C"),
    )


def heat_sentence(assessment: Assessment) -> str:
    """How much heat at what COP, and what the network takes of it."""
    heat = assessment.heat
    if heat.delivered_gwh <= 0:
        return say("app.heat.none")
    amount = figure(heat.delivered_gwh, "GWh/a")
    taken = figure(heat.source_used_gwh / heat.source_available_gwh, "share")
    if heat.heat_pump_scop is None:
        return say("app.heat.all_direct", heat=amount, taken=taken)
    return say("app.heat.answer", heat=amount, taken=taken, cop=figure(heat.heat_pump_scop, "-"))


def notes(assessment: Assessment, audience: Audience) -> list[str]:
    """What a careful reader should be told beside the verdict."""
    hidden = PRODUCERS_WARNINGS if audience == "customer" else ()
    return [say(f"warning.{code}") for code in assessment.warnings if code not in hidden]


def cop_note(assessment: Assessment) -> str:
    """How sure the COP is; nothing where there is none."""
    if assessment.heat.heat_pump_scop is None:
        return ""
    code = "app.heat.band_quoted" if assessment.supplier else "app.heat.band"
    return say(code, band=figure(assessment.heat.cop_band_fraction, "share"))


def summary_sentence(answer: Answer) -> str:
    """On how much of the visitor's own knowledge the page rests."""
    return resting_on(answer.site, answer.assessment, SPOKEN)
