"""A plant built in steps, entered row by row, and what that saves: for the producer alone."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ihp_core.assessment import screened
from ihp_core.report.running.steps import steps_sentence, steps_table
from ihp_core.site.inputs import number
from ihp_core.site.site import PlantStep
from ihp_core.text import SPOKEN, resolved, say
from ihp_core.text.markdown import said
from ihp_core.what_if.running.steps import Steps, built_in_steps
from pages.components.display.entry import shown
from pages.components.state.answer import Answer
from pages.components.state.draft import draft, edit
from pages.components.state.remembered import remembered
from pages.components.state.settings import settings
from pages.components.state.view import internal

PATH = "plant.steps"
MOST = 5
FIGURES = tuple(PlantStep.model_fields)


def in_steps(answer: Answer) -> None:
    """Entry and result, drawn when it is unfolded, in the internal view only."""
    if not internal():
        return
    fold = st.expander(say("running.steps.title"), key="operation:steps", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.caption(say("running.steps.note"))
        if (answer.site.plant.units or 1) < 2 and not _steps():
            st.markdown(say("running.steps.one_unit"))
            return
        _entry(answer)
        _result(answer)


def _entry(answer: Answer) -> None:
    for row in range(min(len(_steps()) + 1, MOST)):
        for column, name in zip(st.columns(len(FIGURES)), FIGURES, strict=True):
            with column:
                _figure(row, name)
    for problem in answer.problems:
        if problem.path.startswith(PATH):
            st.error(said(problem.sentence))


def _result(answer: Answer) -> None:
    def make() -> Steps | None:
        return built_in_steps(screened(answer.site, answer.own, settings().rules))

    if not answer.site.plant.steps:
        st.markdown(say("running.steps.none"))
        return
    found = remembered("steps", [answer.site], answer.own, make)
    if found is not None:
        st.markdown(steps_sentence(found))
        st.table(steps_table(found), hide_index=True)


def _steps() -> list[dict[str, Any]]:
    stated = draft().get(PATH)
    return [dict(step) for step in stated or () if isinstance(step, dict)]


def _figure(row: int, name: str) -> None:
    steps = _steps()
    key = f"operation:{PATH}.{row}.{name}"
    value = shown(steps[row].get(name)) if row < len(steps) else ""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    st.text_input(
        say(f"input.{PATH}.{name}.label"),
        key=key,
        help=say(f"input.{PATH}.{name}.help"),
        on_change=lambda: _commit(row, name, st.session_state[key]),
    )


def _commit(row: int, name: str, typed: str) -> None:
    """The list with one cell changed; a step with neither year nor units is none, one unit where
    only the year is typed."""
    steps = [*_steps(), {}]
    entered = number(typed, resolved(SPOKEN))
    steps[row] = {name: figure for name, figure in {**steps[row], name: entered}.items() if figure}
    if name == "year" and entered is not None:
        steps[row].setdefault("units", 1)
    edit({PATH: [step for step in steps if "year" in step] or None})
