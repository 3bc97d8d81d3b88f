"""When the first heat can flow, what the law asks, and what each party gives and gets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import groupby

import streamlit as st

from ihp_core.report.next_steps.duties import DutyRow, duty_rows
from ihp_core.report.next_steps.gives_and_gets_words import three_columns_rows
from ihp_core.report.next_steps.plan import footnote, open_points
from ihp_core.report.next_steps.plan_chart import plan_chart
from ihp_core.results.results import Assessment
from ihp_core.site.fields import Party
from ihp_core.text import say
from ihp_core.text.markdown import plain
from pages.components.display.picture import picture
from pages.components.state.answer import Answer, assessed

ORDER: tuple[Party, ...] = ("data_centre", "producer", "network_operator")


def as_of_today(assessment: Assessment) -> Assessment:
    """The same answer with its plan counted from today."""
    return assessment.as_of(dt.date.today())


def first_heat(assessment: Assessment) -> None:
    """The plan under its sentence; below it what has no day, and the phases' own sum."""
    st.subheader(say("viability.plan.title"), anchor=False)
    picture(plan_chart(assessment.timeline))
    for sentence in open_points(assessment.timeline):
        st.markdown(f":material/help: {sentence}")
    st.caption(footnote(assessment.timeline))


def duties(assessment: Assessment) -> None:
    """This country's duties; other countries' folded."""
    st.subheader(say("viability.duties.title"), anchor=False)
    st.caption(say("duties.not_advice"))
    every = duty_rows(assessment.regulation)
    if not any(not row.folded for row in every):
        st.markdown(say("viability.duties.none"))
    _listed(row for row in every if not row.folded)
    if others := [row for row in every if row.folded]:
        with st.expander(say("viability.duties.folded")):
            _listed(others)


def _listed(rows: Iterable[DutyRow]) -> None:
    """The steps of one duty under one heading, the source at the question mark."""
    for (name, country), steps in groupby(rows, key=lambda row: (row.name, row.country)):
        with st.container(border=True):
            st.markdown(f"**{say('viability.duties.heading', name=name, country=country)}**")
            for step in steps:
                st.markdown(plain(step.sentence), help=plain(step.source))


def what_each_gives(answer: Answer, *, internal: bool) -> None:
    """A column a party: gives, gets, invests, the risk that stays, decides.

    From the full answer: the columns themselves leave out what the customer may not see, and
    the data centre's own gains are not the producer's to hide.
    """
    whole = as_of_today(assessed(answer.site, answer.own))
    st.subheader(say("viability.parties.title"), anchor=False)
    parties = three_columns_rows(whole, internal=internal)
    if not any(parties.values()):
        st.caption(say("viability.parties.none"))
        return
    for column, party in zip(st.columns(len(ORDER)), ORDER, strict=True):
        with column.container(border=True, key=f"party-{party}"):
            st.markdown(f"**{say(f'choice.{party}')}**")
            st.markdown(_entries(parties[party]))


def _entries(entries: tuple[tuple[str, str], ...]) -> str:
    """A list under each heading."""
    parts = []
    for heading, told in groupby(entries, key=lambda entry: entry[0]):
        items = [f"- {plain(sentence)}" for _, sentence in told]
        parts.append("\n".join([f":small[:gray[{heading}]]", "", *items]))
    return "\n\n".join(parts)
