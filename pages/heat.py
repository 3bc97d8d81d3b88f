"""How much heat, when, and how good?"""

import streamlit as st

from ihp_core.report.heat.beside_the_cop import beside_the_cop
from ihp_core.report.heat.temperature_heat import temperature_heat
from ihp_core.report.summary.middle import ON_HEAT, sentences
from ihp_core.results.results import Assessment
from pages.components.display.picture import packed, rest_of_page, seen, show
from pages.components.display.words import cop_note, heat_sentence, notes, opening
from pages.components.frame import answer_for, head, onward
from pages.components.heat.below import capacities, for_the_planner, the_machines, through_the_year
from pages.components.heat.machines import machine_sentence
from pages.components.heat.outdoor import outdoor_asked_c, outdoor_slider
from pages.components.state.view import audience, internal

above, first = st.container(key="above_all"), st.container()
drawn = []


def first_chart(known: Assessment) -> None:
    """The first chart, which needs no spread: it is seen while that is worked out."""
    with first:
        show(packed(temperature_heat(known, float(outdoor_asked_c(known)))))
    drawn.append(True)


answer = answer_for("heat", first_chart)
assessment = answer.assessment
if not drawn:
    first_chart(assessment)
with above:
    head("heat", answer)
    opening("heat", heat_sentence(assessment))
    said = [
        *(cop_note(assessment), machine_sentence(assessment)),
        *beside_the_cop(assessment),
        *sentences(ON_HEAT, assessment),
        *notes(assessment, audience()),
    ]
    st.caption("  \n".join(line for line in said if line))
    outdoor_slider(assessment)
seen()
with rest_of_page():
    if assessment.heat.delivered_gwh > 0:
        through_the_year(answer)
        capacities(answer, internal=internal())
    for_the_planner(assessment)
    the_machines(assessment)
    onward("heat")
