"""Below the first chart: the year as it runs, and folded what planner and engineer ask for."""

from __future__ import annotations

import streamlit as st

from ihp_core.report.heat.capacity import capacity_floor, capacity_heat, capacity_surplus
from ihp_core.report.heat.tank import tank_chart, tank_table
from ihp_core.report.heat.year import duration, even_months, months, year
from ihp_core.report.summary.figure_tables import planner_rows
from ihp_core.results.results import Assessment
from ihp_core.text import say
from pages.components.display.picture import yearly
from pages.components.heat.machines import machine_note, machine_rows, machine_sources, why_not
from pages.components.state.answer import Answer
from pages.components.state.asked import readable

PLANNER_PARTS = ("connection", "plant", "reliability")


def through_the_year(answer: Answer) -> None:
    """The year; by load and by month, drawn when it is unfolded."""
    yearly(year, answer)
    fold = st.expander(say("app.heat.by_month"), key="heat:by_month", on_change="rerun")
    if fold.open:
        with fold:
            _by_load_and_month(answer)


def _by_load_and_month(answer: Answer) -> None:
    """Side by side; bars that would all be alike are a sentence."""
    if even := even_months(answer.assessment):
        yearly(duration, answer)
        st.markdown(f"**{even}**")
        return
    left, right = st.columns(2)
    with left:
        yearly(duration, answer)
    with right:
        yearly(months, answer)


def capacities(answer: Answer, *, internal: bool) -> None:
    """What other capacities would lead to, drawn when it is unfolded."""
    fold = st.expander(say("app.heat.capacities"), key="heat:capacities", on_change="rerun")
    if not fold.open:
        return
    with fold:
        yearly(capacity_heat, answer)
        if internal:
            left, right = st.columns(2)
            with left:
                yearly(capacity_floor, answer)
            with right:
                yearly(capacity_surplus, answer)


def a_tank(answer: Answer) -> None:
    """What a tank would bring, worked out and drawn when it is unfolded."""
    fold = st.expander(say("app.heat.tank"), key="heat:tank", on_change="rerun")
    if not fold.open:
        return
    with fold:
        yearly(tank_chart, answer, readable)
        st.table(tank_table(answer.assessment), hide_index=True)
        st.caption(say("tank.note"))


def for_the_planner(assessment: Assessment) -> None:
    """Flows, pipe, machine and reliability, written when they are unfolded."""
    fold = st.expander(say("app.heat.planner"), key="heat:planner", on_change="rerun")
    if not fold.open:
        return
    with fold:
        for part in PLANNER_PARTS:
            st.markdown(f"**{say(f'app.planner_part.{part}')}**")
            st.table(planner_rows(assessment, part), hide_index=True)


def the_machines(assessment: Assessment) -> None:
    """All machines and their limits, where a heat pump runs; written when they are unfolded."""
    if assessment.heat.heat_pump_scop is None:
        return
    fold = st.expander(say("machine.title"), key="heat:machines", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.caption(machine_note(assessment))
        st.table(machine_rows(assessment), hide_index=True)
        st.markdown(why_not(assessment))
        st.caption(f"{say('machine.sources')}\n{machine_sources()}")
