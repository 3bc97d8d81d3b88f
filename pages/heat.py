"""How much heat, when, and how good?"""

import streamlit as st

from ihp_core.report.heat.beside_the_cop import beside_the_cop
from ihp_core.report.heat.tank import tank_sentence
from ihp_core.report.heat.temperature_heat import temperature_heat
from ihp_core.report.summary.middle import ON_HEAT, sentences
from pages.components.display.picture import first_picture, packed, rest_of_page
from pages.components.display.words import cop_note, heat_sentence, notes, opening
from pages.components.frame import answer_for, head, onward
from pages.components.heat.below import (
    a_tank,
    capacities,
    for_the_planner,
    the_machines,
    through_the_year,
)
from pages.components.heat.machines import machine_sentence
from pages.components.heat.outdoor import outdoor_asked_c, outdoor_slider
from pages.components.state.view import audience, internal

answer = answer_for("heat")
assessment = answer.assessment
chart = packed(temperature_heat(assessment, float(outdoor_asked_c(assessment))))
head("heat", answer)
opening("heat", heat_sentence(assessment))
said = [
    *(cop_note(assessment), machine_sentence(assessment)),
    tank_sentence(assessment),
    *beside_the_cop(assessment),
    *sentences(ON_HEAT, assessment),
    *notes(assessment, audience()),
]
st.caption("  \n".join(line for line in said if line))
above = st.container()
first_picture(chart)
with above:
    outdoor_slider(assessment)
with rest_of_page():
    if assessment.heat.delivered_gwh > 0:
        through_the_year(answer)
        capacities(answer, internal=internal())
        a_tank(answer)
    for_the_planner(assessment)
    the_machines(assessment)
    onward("heat")
