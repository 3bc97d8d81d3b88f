"""The criteria, a row each, and apart from them how ready the site is."""

from __future__ import annotations

import streamlit as st

from ihp_core.report.findings import Audience, Sources, criteria, evidence
from ihp_core.report.palette import SIGNS
from ihp_core.results import Assessment
from ihp_core.text import say
from pages.components.answer import Answer
from pages.components.draft import QUALITY, draft, edit
from pages.components.words import plain

PARTIES = ("producer", "data_centre", "network_operator")
MEASURED_FIRST = (
    "data_centre.source_inlet_c",
    "data_centre.source_outlet_c",
    "network.supply_winter_c",
    "network.return_summer_c",
)


def criterion_rows(found: Assessment, audience: Audience) -> None:
    """Every criterion that decides the verdict, failing first, in the words of the summary."""
    sources = Sources()
    rows = criteria(found, audience, "en", sources)
    named = dict(text.split(" ", 1) for text in sources.listed())
    for name, value, status, reason, mark in rows:
        with st.container(border=True, key=f"criterion-{name}"):
            left, middle, right = st.columns([4, 2, 7], vertical_alignment="center")
            icon, _, words = status.partition(" ")
            left.markdown(f"{icon} **{name}** · {words}")
            middle.markdown(f"**{value}**")
            source = say("app.viability.source", source=plain(named[mark])) if mark else ""
            right.markdown(f"{reason}  \n:small[:gray[{source}]]")


def viability_sentence(found: Assessment) -> str:
    """The verdict and what decided it."""
    rows = criteria(found, "customer", "en", Sources())
    open_rows = [row for row in rows if not row[2].startswith(SIGNS["pass"].icon)]
    verdict = say(f"app.verdict.{found.verdict}")
    if not open_rows:
        return say("app.viability.all_pass", verdict=verdict, number=len(rows))
    return say(
        "app.viability.open",
        verdict=verdict,
        number=len(open_rows),
        of=len(rows),
        first=open_rows[0][0].lower(),
    )


def readiness(answer: Answer) -> None:
    """Who is at the table, and how many of the four temperatures are measured."""
    st.markdown(f"**{say('app.readiness.title')}**")
    engaged = answer.site.parties_engaged
    st.markdown(
        say(
            "app.readiness.answer",
            parties=len(engaged),
            measured=sum(draft().get(QUALITY + path) == "measured" for path in MEASURED_FIRST),
            of=len(MEASURED_FIRST),
            confidence=say(f"app.confidence.{answer.assessment.confidence}"),
        )
    )
    _parties(engaged)
    for sentence in evidence(answer.assessment, "en"):
        st.caption(sentence)


def _parties(engaged: tuple[str, ...]) -> None:
    key = "viability:parties_engaged"
    if st.session_state.get(key) != list(engaged):
        st.session_state[key] = list(engaged)
    st.pills(
        say("input.parties_engaged.label"),
        PARTIES,
        key=key,
        selection_mode="multi",
        format_func=lambda name: say(f"choice.{name}"),
        help=say("input.parties_engaged.help"),
        on_change=lambda: edit({"parties_engaged": tuple(st.session_state[key])}),
    )
