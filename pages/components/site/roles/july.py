"""What runs in July, in words an operator answers with one click: it says whether the network has
room for surplus heat in summer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

import streamlit as st
from pydantic import ValidationError

from ihp_core.report.next_steps.assumed import must_run_asked
from ihp_core.text import figure, say
from ihp_core.text.rounding import rounded
from pages.components.site.field import field
from pages.components.state.answer import Answer, assessed
from pages.components.state.draft import QUALITY, draft, edit, edited, own, site_of

SUMMER, MUST_RUN = "network.summer_load_mw", "network.must_run_mw"
July = Literal["boiler", "must_run", "nothing"]
ANSWERS: tuple[July, ...] = get_args(July)
UNKNOWN = "unknown"


def july(answer: Answer, place: str) -> None:
    """The question, and what its answer sets."""
    key = f"{place}:july"
    current = july_of(draft()) or UNKNOWN
    if st.session_state.get(key) != current:
        st.session_state[key] = current
    st.radio(
        say("app.july.label"),
        (*ANSWERS, UNKNOWN),
        key=key,
        format_func=lambda name: say(f"app.july.{name}"),
        help=say("app.july.help"),
        on_change=lambda: _set(st.session_state[key]),
    )
    st.caption(_what_it_sets(answer, current))
    if current == "must_run":
        field(MUST_RUN, place, answer)
    if current == UNKNOWN:
        _what_it_moves(answer, key)


def _what_it_moves(answer: Answer, key: str) -> None:
    """What must-run would do here, unfolded: it runs the chain once more."""
    fold = st.expander(say("app.july.moves"), key=f"{key}:moves", on_change="rerun")
    if fold.open:
        told = must_run_asked(answer.assessment) or say("app.july.moves_nothing")
        fold.caption(told)


def july_of(stated: Mapping[str, Any]) -> July | None:
    """The answer that the inputs amount to; ``None`` where they leave it open."""
    if _amount(stated.get(SUMMER)) == 0:
        return "nothing"
    runs = _amount(stated.get(MUST_RUN))
    if runs is None:
        return None
    return "must_run" if runs > 0 else "boiler"


def july_changes(said: str, stated: Mapping[str, Any], summer_mw: float) -> dict[str, Any]:
    """The inputs that an answer sets.

    What runs anyway is all that the network needs in summer until somebody says how much: taken
    for granted, so it stays marked as assumed and is still asked for.
    """
    load = None if _amount(stated.get(SUMMER)) == 0 else stated.get(SUMMER)
    if said == "nothing":
        return {SUMMER: 0.0, MUST_RUN: None}
    if said == "boiler":
        return {SUMMER: load, MUST_RUN: 0.0}
    if said == "must_run":
        all_of_it = float(rounded(summer_mw, "MW"))
        return {SUMMER: load, MUST_RUN: all_of_it, QUALITY + MUST_RUN: "assumed"}
    return {SUMMER: load, MUST_RUN: None}


def _set(said: str) -> None:
    """Put the answer into the draft; what the network needs is asked only where it is set.

    A label in the words of another language, sent back late, is no answer.
    """
    if said not in (*ANSWERS, UNKNOWN):
        return
    load = _needed_mw() if said == "must_run" else 0.0
    edit(july_changes(said, draft(), load))


def _needed_mw() -> float:
    """What the network needs in summer: as stated, or its usual share of the year."""
    unsaid = edited(draft(), july_changes(UNKNOWN, draft(), 0.0))
    try:
        site = site_of(unsaid)
    except ValidationError:
        return 0.0
    return _amount(assessed(site, own()).inputs[SUMMER].value) or 0.0


def _what_it_sets(answer: Answer, said: str) -> str:
    runs, needed = (figure(_used(answer, path), "MW") for path in (MUST_RUN, SUMMER))
    return say(f"app.july.sets.{said}", runs=runs, needed=needed)


def _used(answer: Answer, path: str) -> float:
    used = answer.assessment.inputs.get(path)
    return _amount(used.value if used else None) or 0.0


def _amount(entry: Any) -> float | None:
    if isinstance(entry, bool) or not isinstance(entry, int | float):
        return None
    return float(entry)
