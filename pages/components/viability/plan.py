"""When the first heat can flow, what the law asks, and what each party gives and gets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from html import escape
from itertools import groupby

import streamlit as st

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.next_steps.assumed import ramp_up_assumed
from ihp_core.report.next_steps.duties import (
    DutyLine,
    DutyRow,
    duty_lines,
    duty_rows,
    on_assumptions,
    own_law,
)
from ihp_core.report.next_steps.gives_and_gets_words import decisive_rows, three_columns_rows
from ihp_core.report.next_steps.plan import footnote, open_points, window_sentence
from ihp_core.report.next_steps.plan_chart import plan_chart
from ihp_core.results.results import Assessment
from ihp_core.site.fields import Party
from ihp_core.text import SPOKEN, say
from ihp_core.text.markdown import plain
from pages.components.display.picture import picture
from pages.components.state.answer import Answer
from pages.components.state.asked import whole

ORDER: tuple[Party, ...] = ("data_centre", "producer", "network_operator")
COLUMNS = ("duty", "from", "reach", "status")
Entries = tuple[tuple[str, str], ...]


def as_of_today(assessment: Assessment) -> Assessment:
    """The same answer with its plan counted from today."""
    return assessment.as_of(dt.date.today())


def first_heat(assessment: Assessment) -> None:
    """The sentence of the plan and what has no day; its phases and their sum unfold."""
    plan = assessment.timeline
    st.subheader(say("viability.plan.title"), anchor=False)
    told = (*open_points(plan), ramp_up_assumed(assessment))
    st.markdown(" ".join((f"**{window_sentence(plan, SPOKEN)}**", *filter(None, told))))
    fold = st.expander(say("viability.plan.phases"), key="viability:phases", on_change="rerun")
    if fold.open:
        with fold:
            picture(plan_chart(plan))
            st.caption(footnote(plan))


def duties(assessment: Assessment) -> None:
    """This country's duties as one table; their steps in full and other countries' folded."""
    st.subheader(say("viability.duties.title"), anchor=False)
    st.caption(say("duties.not_advice"))
    lines = duty_lines(assessment.regulation, assumed=on_assumptions(assessment))
    if lines:
        st.html(_table(lines))
    if own := own_law(assessment.regulation):
        st.markdown(own)
    elif not lines:
        st.markdown(say("viability.duties.none"))
    left, right = st.columns(2)
    with left:
        _folded("in_full", assessment, others=False)
    with right:
        _folded("folded", assessment, others=True)


def _table(lines: Iterable[DutyLine]) -> str:
    heads = "".join(
        f'<th scope="col">{escape(say(f"viability.duties.column.{name}"))}</th>' for name in COLUMNS
    )
    body = "".join(map(_line, lines))
    return f'<table class="ihp-duties"><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>'


def _line(line: DutyLine) -> str:
    begins = "<br>".join(map(escape, line.applies_from))
    sign = ""
    if line.tone != "not_tested":
        sign = f'<b class="ihp-sign" aria-hidden="true">{SIGNS[line.tone].icon}</b>'
    return (
        f'<tr class="{line.tone}"><th scope="row">{escape(line.duty)}'
        f"<small>{escape(line.owed_by)}</small></th>"
        f"<td>{begins}</td><td>{escape(line.reach)}</td>"
        f"<td>{sign} {escape(line.status)}<small>{escape(line.remark)}</small></td></tr>"
    )


def _folded(code: str, assessment: Assessment, *, others: bool) -> None:
    """Duties step by step, written when they are asked for."""
    label = say(f"viability.duties.{code}")
    fold = st.expander(label, key=f"viability:duties:{code}", on_change="rerun")
    if fold.open:
        with fold:
            rows = duty_rows(assessment.regulation, assumed=on_assumptions(assessment))
            _listed(row for row in rows if row.folded == others)


def _listed(rows: Iterable[DutyRow]) -> None:
    """The steps of one duty under one heading, the source at the question mark."""
    for (name, country), steps in groupby(rows, key=lambda row: (row.name, row.country)):
        st.markdown(f"**{say('viability.duties.heading', name=name, country=country)}**")
        for step in steps:
            st.markdown(plain(step.sentence), help=plain(step.source))


def what_each_gives(answer: Answer, *, internal: bool) -> None:
    """A column a party with what it asks first; all of it unfolds.

    From the full answer: the columns themselves leave out what the customer may not see, and
    the data centre's own gains are not the producer's to hide.
    """
    every_figure = as_of_today(whole(answer.site, answer.own))
    st.subheader(say("viability.parties.title"), anchor=False)
    parties = decisive_rows(every_figure)
    if not any(parties.values()):
        st.caption(say("viability.parties.none"))
        return
    _cards({party: _in_short(entries) for party, entries in parties.items()})
    fold = st.expander(say("viability.parties.all"), key="viability:parties", on_change="rerun")
    if fold.open:
        with fold:
            every = three_columns_rows(every_figure, internal=internal)
            _cards({party: _entries(entries) for party, entries in every.items()})


def _cards(told: Mapping[Party, str]) -> None:
    """A card a party side by side, in one piece: a dozen elements would each cost the server."""
    st.html(
        '<div class="ihp-cards">'
        + "".join(
            f"<div><b>{escape(say(f'choice.{party}'))}</b>{told[party]}</div>" for party in ORDER
        )
        + "</div>"
    )


def _in_short(entries: Entries) -> str:
    """A line each, its heading in front."""
    return _points(f"<small>{escape(heading)}:</small> {escape(told)}" for heading, told in entries)


def _entries(entries: Entries) -> str:
    """A list under each heading."""
    return "".join(
        f"<small>{escape(heading)}</small>{_points(escape(sentence) for _, sentence in told)}"
        for heading, told in groupby(entries, key=lambda entry: entry[0])
    )


def _points(lines: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{line}</li>' for line in lines)}</ul>"
