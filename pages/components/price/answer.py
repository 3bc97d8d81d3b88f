"""The heat price in words and figures: how it is made up, what a target takes, what it replaces."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ihp_core.report.price.beside import todays_words
from ihp_core.report.price.power import power_line, usual_prices
from ihp_core.report.price.replaced import of_the_year, replaced_months, same_all_year
from ihp_core.report.summary.facts import formula
from ihp_core.report.summary.figure_tables import money_rows
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN
from pages.components.display.picture import picture
from pages.components.price.fold import fold


def what_they_say(assessment: Assessment) -> None:
    """What a target takes, and what their heat of today is made of."""
    lines = (target_sentence(assessment), todays_words(assessment))
    st.markdown("  \n".join(line for line in lines if line))


def figures(assessment: Assessment) -> None:
    """The formula of the price with its electricity, all that it stands beside, and the saving."""
    lines = (formula(assessment, SPOKEN), power_line(assessment))
    st.markdown("  \n".join(line for line in lines if line))
    if assessment.heat.heat_pump_gwh > 0:
        st.caption(usual_prices(assessment))
    st.table(money_rows(assessment), hide_index=True)


def what_it_replaces(assessment: Assessment) -> None:
    """Today's running cost month by month; where every month is the same, a sentence says so."""
    if same_all_year(assessment):
        st.markdown(of_the_year(assessment))
    else:
        fold("months", partial(_months, assessment))


def _months(assessment: Assessment) -> None:
    picture(replaced_months(assessment))
    st.caption(of_the_year(assessment))
