"""The sentence that answers each page's question, in words with numbers."""

from __future__ import annotations

import re

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
    site, found = answer.site, answer.assessment
    return say(
        "app.site.answer",
        it=figure(site.data_centre.it_capacity_mw, "MW"),
        cooling=within(say(f"choice.{site.data_centre.cooling}")),
        route=figure(found.connection.route_km, "km"),
        network=figure(found.heat.network_heat_gwh, "GWh/a"),
        supply=figure(site.network.supply_winter_c, "°C"),
    )


def heat_sentence(found: Assessment) -> str:
    """How much heat at what COP, and what the network takes of it."""
    heat = found.heat
    if heat.delivered_gwh <= 0:
        return say("app.heat.none")
    amount = figure(heat.delivered_gwh, "GWh/a")
    taken = figure(heat.source_used_gwh / heat.source_available_gwh, "share")
    if heat.heat_pump_scop is None:
        return say("app.heat.all_direct", heat=amount, taken=taken)
    return say("app.heat.answer", heat=amount, taken=taken, cop=figure(heat.heat_pump_scop, "-"))


def notes(found: Assessment, audience: Audience) -> list[str]:
    """What a careful reader should be told beside the verdict."""
    hidden = PRODUCERS_WARNINGS if audience == "customer" else ()
    return [say(f"warning.{code}") for code in found.warnings if code not in hidden]


def cop_note(found: Assessment) -> str:
    """How sure the COP is; nothing where there is none."""
    if found.heat.heat_pump_scop is None:
        return ""
    return say("app.heat.band", band=figure(found.heat.cop_band_fraction, "share"))


def price_sentence(found: Assessment) -> str:
    """The indicative price against what today's heat costs to run."""
    price = found.price
    if price.ceiling_eur_per_mwh is None:
        return say("app.price.none")
    today = figure(price.ceiling_eur_per_mwh, "EUR/MWh")
    if price.indicative_eur_per_mwh is None:
        return say("app.price.not_below", today=today)
    ours = figure(price.indicative_eur_per_mwh, "EUR/MWh")
    dearer = price.indicative_eur_per_mwh > price.ceiling_eur_per_mwh
    return say("app.price.no_room" if dearer else "app.price.answer", price=ours, today=today)


def summary_sentence(answer: Answer) -> str:
    """On how much of the visitor's own knowledge the page rests."""
    return resting_on(answer.site, answer.assessment, SPOKEN)


def file_name(name: str) -> str:
    """A site's name as the beginning of a file name."""
    found = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:60]
    return found or say("app.summary.file")
