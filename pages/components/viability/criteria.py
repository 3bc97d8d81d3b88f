"""The criteria, what is not met first and the dearest of it ahead; then how ready the site is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from ihp_core.report.viability.costs import cost_in_words, ranked
from ihp_core.report.viability.findings import (
    Sources,
    criteria,
    deciding,
    readiness,
    source_told,
)
from ihp_core.report.viability.hanging import hanging_sentence
from ihp_core.report.viability.reasons import but, short_reason
from ihp_core.report.viability.screen import beside_the_verdict
from ihp_core.report.viability.zones import zones_html
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, say
from ihp_core.viability.judgement import Criterion
from pages.components.state.answer import Answer
from pages.components.state.draft import edit
from pages.components.viability.like import looks_like

PARTIES = ("producer", "data_centre", "network_operator")
READY_WIDTH = 520
"""Of the words beside the parties [px]; on a phone these stand below them."""


class _Told(NamedTuple):
    """A criterion with its words; ``source`` is empty where the customer may not see its row."""

    row: Criterion
    name: str
    value: str
    icon: str
    status: str
    reason: str
    source: str


def judged(assessment: Assessment, audience: Audience, reader: str, notes: Sequence[str]) -> None:
    """Both answers, what is to be noted, and every criterion: in one piece, because each element
    costs the server about as much as its words."""
    noted = "<br>".join(escape(line) for line in notes if line)
    st.html(
        f'{_both_answers(assessment, reader)}<p class="ihp-note">{noted}</p>'
        f"{_criterion_rows(assessment, audience)}"
    )


def _criterion_rows(assessment: Assessment, audience: Audience) -> str:
    """Every criterion that decides the verdict: in full what is not met, in a line what is."""
    told = _told(assessment, audience)
    order = [told[row.id] for row in ranked(assessment)]
    short = [one for one in order if one.row.status in ("fail", "conditional")]
    rest = [one for one in order if one not in short]
    in_full = _listed("ihp-criteria", short, lambda one: _in_full(one, assessment))
    cost = escape(say("viability.criteria.cost"))
    told_below = f'<p class="ihp-note">{cost}</p>' if short else ""
    return f"{in_full}{_listed('ihp-criteria ihp-short', rest, _in_a_line)}{told_below}"


def _told(assessment: Assessment, audience: Audience) -> dict[str, _Told]:
    rows = criteria(assessment, audience, SPOKEN, Sources())
    every = {}
    for (name, value, status, _, mark), row in zip(rows, deciding(assessment), strict=True):
        icon, _, words = status.partition(" ")
        _, reason = short_reason(row, assessment, audience, SPOKEN)
        source = source_told(row.source) if mark.startswith("[") else ""
        every[row.id] = _Told(row, name, value, icon, words, reason, source)
    return every


def _listed(kind: str, told: Sequence[_Told], draw: Callable[[_Told], str]) -> str:
    return f'<div class="{kind}" role="list">{"".join(map(draw, told))}</div>'


def _in_full(told: _Told, assessment: Assessment) -> str:
    """Value on its bar, what it costs, the reason; the source unfolds."""
    cost, change = cost_in_words(told.row, assessment)
    # The customer's row about money holds prices, which the bar of the room would not fit.
    bar = zones_html(told.row) if told.source else ""
    return (
        f'<div class="ihp-row {told.row.status}" role="listitem">{_sign(told)}'
        f"<div><b>{escape(told.name)}</b><small>{escape(told.status)}</small></div>"
        f"<div><b>{escape(told.value)}</b>{bar}</div>"
        f"<div><b>{escape(cost)}</b><small>{escape(change)}</small></div>"
        f"<div>{escape(told.reason)}{_source(told)}</div></div>"
    )


def _in_a_line(told: _Told) -> str:
    """Name and value; bar, reason and source unfold. What is not tested says whom to ask."""
    open_one = told.row.status == "not_tested"
    words = told.reason if open_one else f"{told.name}: {told.value}"
    bar = zones_html(told.row) if told.source else ""
    more = "" if open_one else escape(told.reason)
    return (
        f'<details class="ihp-row {told.row.status}" role="listitem"><summary>{_sign(told)}'
        f"<span>{escape(words)}</span></summary>"
        f"<div>{bar}<small>{escape(told.status)}</small>{more}{_source(told)}</div></details>"
    )


def _sign(told: _Told) -> str:
    return f'<b class="ihp-sign" aria-hidden="true">{told.icon}</b>'


def _source(told: _Told) -> str:
    """Whose rule it is; where it is broken, the plant that runs in spite of it, both unfold."""
    if not told.source:
        return ""
    source = f"<small>{escape(say('app.viability.source', source=told.source))}</small>"
    if told.row.status not in ("fail", "conditional"):
        return source
    against = but(told.row, SPOKEN)
    code = "against" if against else "source"
    label = escape(say(f"viability.criteria.{code}"))
    return f"<details><summary>{label}</summary><small>{escape(against)}</small>{source}</details>"


def _both_answers(assessment: Assessment, reader: str) -> str:
    """The guide's screen, what looks alike below it; beside both what was calculated and what
    that hangs on, said to a reader.
    """
    screen, calculated = map(escape, beside_the_verdict(assessment))
    hanging = escape(hanging_sentence(assessment, reader=reader))
    told = (screen + looks_like(assessment), "<br>".join(filter(None, (calculated, hanging))))
    boxes = "".join(f'<div class="ihp-screen">{words}</div>' for words in told)
    return f'<div class="ihp-cards">{boxes}</div>'


def how_ready(answer: Answer) -> None:
    """Who is at the table, and how many of the four temperatures are measured."""
    confidence = say(f"app.confidence.{answer.assessment.confidence}")
    told = say("app.readiness.answer", confidence=confidence)
    with st.container(horizontal=True, vertical_alignment="center", key="ready"):
        words = f"**{say('app.readiness.title')}** {readiness(answer.assessment, SPOKEN)} {told}"
        st.markdown(words, width=READY_WIDTH)
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
        label_visibility="collapsed",
        on_change=lambda: edit({"parties_engaged": tuple(st.session_state[key])}),
    )
