"""How much heat, when, and how good?"""

import streamlit as st

from ihp_core.report.heat.capacity import capacity_floor, capacity_heat, capacity_surplus
from ihp_core.report.heat.temperature_heat import temperature_heat
from ihp_core.report.heat.year import duration, months, year
from ihp_core.report.summary.figure_tables import planner_rows
from ihp_core.text import say
from pages.components.display.picture import first_picture, packed, rest_of_page, yearly
from pages.components.display.words import cop_note, heat_sentence, notes, opening
from pages.components.frame import answer_for, audience, head, internal, onward
from pages.components.heat.machines import (
    machine_note,
    machine_rows,
    machine_sentence,
    machine_sources,
    why_not,
)
from pages.components.heat.outdoor import outdoor_asked_c, outdoor_slider

answer = answer_for("heat")
assessment = answer.assessment
chart = packed(temperature_heat(assessment, float(outdoor_asked_c(assessment))))
head("heat", answer)
opening("heat", heat_sentence(assessment))
said = [cop_note(assessment), machine_sentence(assessment), *notes(assessment, audience())]
st.caption("  \n".join(line for line in said if line))
above = st.container()
first_picture(chart)
with above:
    outdoor_slider(assessment)
with rest_of_page():
    if assessment.heat.delivered_gwh > 0:
        yearly(year, answer)
        left, right = st.columns(2)
        with left:
            yearly(duration, answer)
        with right:
            yearly(months, answer)

        yearly(capacity_heat, answer)
        if internal():
            left, right = st.columns(2)
            with left:
                yearly(capacity_floor, answer)
            with right:
                yearly(capacity_surplus, answer)

    st.subheader(say("app.heat.planner"), anchor=False)
    for part in ("connection", "plant", "reliability"):
        st.markdown(f"**{say(f'app.planner_part.{part}')}**")
        st.table(planner_rows(assessment, part), hide_index=True)
    if assessment.heat.heat_pump_scop is not None:
        with st.expander(say("machine.title")):
            st.caption(machine_note(assessment))
            st.table(machine_rows(assessment), hide_index=True)
            st.markdown(why_not(assessment))
            st.caption(f"{say('machine.sources')}\n{machine_sources()}")
    onward("heat")
