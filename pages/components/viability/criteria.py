"""The criteria, a row each, and apart from them how ready the site is."""

from __future__ import annotations

from html import escape

import streamlit as st

from ihp_core.report.viability.findings import (
    Sources,
    criteria,
    deciding,
    how_many_met,
    not_tested,
    open_ones,
    readiness,
)
from ihp_core.report.viability.screen import beside_the_verdict, verdict_words
from ihp_core.report.viability.zones import zones_html
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, say
from ihp_core.text.markdown import plain
from ihp_core.text.names import within
from pages.components.state.answer import Answer
from pages.components.state.draft import edit

PARTIES = ("producer", "data_centre", "network_operator")


def criterion_rows(assessment: Assessment, audience: Audience) -> None:
    """Every criterion that decides the verdict, failing first, in the words of the summary."""
    sources = Sources()
    rows = criteria(assessment, audience, SPOKEN, sources)
    named = dict(text.split(" ", 1) for text in sources.listed())
    drawn = []
    for (name, value, status, reason, mark), row in zip(rows, deciding(assessment), strict=True):
        icon, _, words = status.partition(" ")
        source = say("app.viability.source", source=named[mark]) if mark else ""
        # The customer's row about money holds prices, which the bar of the room would not fit.
        bar = zones_html(row) if mark else ""
        drawn.append(
            f'<div class="ihp-row {row.status}" role="listitem">'
            f'<b class="ihp-sign" aria-hidden="true">{icon}</b>'
            f"<div><b>{escape(name)}</b><small>{escape(words)}</small></div>"
            f"<div><b>{escape(value)}</b>{bar}</div>"
            f"<div>{escape(reason)}<small>{escape(source)}</small></div></div>"
        )
    st.html(f'<div class="ihp-criteria" role="list">{"".join(drawn)}</div>')


def viability_sentence(assessment: Assessment) -> str:
    """The verdict and every criterion that decided it, with value and limit; then what is open."""
    verdict, rows = verdict_words(assessment), deciding(assessment)
    listed = open_ones(assessment, "customer", SPOKEN)
    if not listed:
        told = how_many_met(rows, SPOKEN)
        return say("app.viability.viable", verdict=verdict, told=within(told))
    told = say(f"app.viability.{assessment.verdict}", verdict=verdict, open=", ".join(listed))
    return f"{told} {not_tested(rows, SPOKEN)}".strip()


def both_answers(assessment: Assessment) -> None:
    """The guide's screen and what was calculated, side by side."""
    for column, line in zip(st.columns(2), beside_the_verdict(assessment), strict=True):
        column.container(border=True, height="stretch").markdown(plain(line))


def how_ready(answer: Answer) -> None:
    """Who is at the table, and how many of the four temperatures are measured."""
    st.subheader(say("app.readiness.title"), anchor=False)
    confidence = say(f"app.confidence.{answer.assessment.confidence}")
    told = say("app.readiness.answer", confidence=confidence)
    st.markdown(f"{readiness(answer.assessment, SPOKEN)} {told}")
    _parties(answer.site.parties_engaged)


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
