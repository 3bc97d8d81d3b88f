"""The heat price, how it is made up, what it replaces, and what would open room for one."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ihp_core.report.price.power import power_line, usual_prices
from ihp_core.report.price.replaced import of_the_year, replaced_months
from ihp_core.report.summary.facts import formula
from ihp_core.report.summary.figure_tables import money_rows
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.other_cases import Opener
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import PRODUCER, about
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown
from pages.components.display.picture import picture
from pages.components.frame import internal
from pages.components.price.openers import as_entered, enough, narrowing

ACROSS = 3


def price_answer(assessment: Assessment) -> None:
    """The formula of the price with its electricity, what a target takes, and the saving."""
    lines = (formula(assessment, SPOKEN), target_sentence(assessment), power_line(assessment))
    st.markdown("  \n".join(line for line in lines if line))
    if assessment.heat.heat_pump_gwh > 0:
        st.caption(usual_prices(assessment))
    st.table(money_rows(assessment), hide_index=True)
    if narrows := narrowing(assessment):
        st.caption(narrows)


def what_it_replaces(assessment: Assessment) -> None:
    """Today's running cost month by month, and which of today's units gives way."""
    picture(replaced_months(assessment))
    st.caption(of_the_year(assessment))


def what_would_open_it(assessment: Assessment) -> None:
    """Where there is no room: what each change would bring; the gap itself is the producer's."""
    openers = assessment.openers
    if openers is None:
        return
    st.subheader(say("price.opener.title"), anchor=False)
    changes = [opener for opener in openers.changes if opener.field not in PRODUCER or internal()]
    st.caption(say("price.opener.note" if changes else "price.opener.none"))
    _cards(assessment, changes)
    if told := enough(assessment, changes):
        st.markdown(told)
    if openers.missing_eur_per_mwh is not None:
        missing = figure(openers.missing_eur_per_mwh, "EUR/MWh")
        st.caption(say("price.opener.missing", missing=missing))


def _cards(assessment: Assessment, changes: Sequence[Opener]) -> None:
    for start in range(0, len(changes), ACROSS):
        row = changes[start : start + ACROSS]
        for column, opener in zip(st.columns(ACROSS), row, strict=False):
            with column.container(border=True):
                _card(assessment, opener)


def _card(assessment: Assessment, opener: Opener) -> None:
    field, start, to = as_entered(assessment, opener)
    unit = about(field).get("unit", "-")
    ends = {"from": shown(start, unit, SPOKEN), "to": shown(to, unit, SPOKEN)}
    gain = say("price.opener.gain", gain=figure(opener.gain_eur_per_mwh, "EUR/MWh"))
    st.markdown(f"**{say(f'input.{field}.label')}**")
    st.markdown(say("price.opener.change", **ends))
    st.caption(gain)
