"""What stands beside and below the ladder: the nearest changes, the target, what it replaces."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ihp_core.report.price.beside import todays_words
from ihp_core.report.price.nearest import (
    changed,
    effect,
    enough,
    narrowing,
    nearest,
    works_against,
)
from ihp_core.report.price.power import grid_fee_line, power_line, usual_prices
from ihp_core.report.price.replaced import of_the_year, replaced_months, same_all_year
from ihp_core.report.summary.facts import formula
from ihp_core.report.summary.figure_tables import money_rows
from ihp_core.report.summary.middle import ON_PRICE, sentences
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.other_cases import Opener
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, say
from pages.components.display.picture import picture
from pages.components.price.fold import fold
from pages.components.state.answer import Answer
from pages.components.state.draft import edit
from pages.components.viability.changes import applied


def nearest_changes(answer: Answer) -> None:
    """How far each must go to close the gap, or what it lowers; what works against it."""
    assessment = answer.assessment
    closest = nearest(assessment)
    st.markdown(f"**{say(f'price.change.title_{_aim(assessment)}')}**")
    for opener in closest:
        with st.container(border=True):
            _card(opener, answer)
    told = [say("price.change.note")] if closest else [say("price.change.none")]
    told += [enough(assessment), *([] if works_against(assessment) else [narrowing(assessment)])]
    st.caption(" ".join(sentence for sentence in told if sentence))


def _aim(assessment: Assessment) -> str:
    """What the changes do: close the gap, make it narrower, or lower the price."""
    if assessment.price.gap_eur_per_mwh is None:
        return "lower"
    return "close" if any(opener.closes for opener in nearest(assessment)) else "narrow"


def _card(opener: Opener, answer: Answer) -> None:
    assessment = answer.assessment
    st.markdown(f"**{changed(assessment, opener)}**  \n{effect(assessment, opener)}")
    st.button(
        say("viability.change.apply"),
        key=f"apply:price:{opener.field}",
        on_click=edit,
        args=(applied(opener.stated),),
        disabled=not answer.current,
    )


def what_they_say(assessment: Assessment) -> None:
    """What a target takes, what is off its middle, and what their heat of today is made of."""
    off = sentences(ON_PRICE, assessment)
    lines = (target_sentence(assessment), *off, todays_words(assessment))
    st.markdown("  \n".join(line for line in lines if line))


def figures(assessment: Assessment) -> None:
    """The formula of the price with its electricity, all that it stands beside, and the saving."""
    lines = (formula(assessment, SPOKEN), power_line(assessment))
    st.markdown("  \n".join(line for line in lines if line))
    if assessment.heat.heat_pump_gwh > 0:
        told = (usual_prices(assessment), grid_fee_line(assessment))
        st.caption("  \n".join(line for line in told if line))
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
