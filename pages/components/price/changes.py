"""The two nearest changes beside the ladder: what each brings, and one press to put it in."""

from __future__ import annotations

import streamlit as st

from ihp_core.report.price.nearest import changed, effect, enough, narrowing, nearest, works_against
from ihp_core.results.discretion import entered_own_figures
from ihp_core.results.other_cases import Opener
from ihp_core.results.results import Assessment
from ihp_core.text import say
from pages.components.frame import internal
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
    told = [say("price.change.note")] if closest else [_nothing(assessment)]
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


def _nothing(assessment: Assessment) -> str:
    """Why no change is offered: none helps, or what it brings is the producer's to tell."""
    hidden = entered_own_figures(assessment) and not internal()
    return say("price.change.own" if hidden else "price.change.none")
