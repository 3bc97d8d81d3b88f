"""How much heat, when, and how good?"""

import streamlit as st

from ihp_core.report import charts
from ihp_core.text import say
from pages.components.frame import audience, frame, onward
from pages.components.picture import picture, yearly
from pages.components.tables import planner_rows
from pages.components.words import cop_note, heat_sentence, notes, opening

answer = frame("heat")
found = answer.assessment
opening("heat", heat_sentence(found))
st.caption("  \n".join([cop_note(found), *notes(found, audience())]).strip())

outdoor = found.year.outdoor_c
coldest, warmest = int(outdoor.min().round()), int(outdoor.max().round())
at = st.slider(
    say("app.heat.outdoor"),
    coldest,
    warmest,
    min(max(0, coldest), warmest),
    format="%d °C",
    help=say("app.heat.outdoor_help"),
)
picture(charts.temperature_heat(found, float(at)))
if found.heat.delivered_gwh > 0:
    yearly(charts.year, answer)
    left, right = st.columns(2)
    with left:
        yearly(charts.duration, answer)
    with right:
        yearly(charts.months, answer)

st.markdown(f"**{say('app.heat.planner')}**")
st.table(planner_rows(found), hide_index=True)
onward("heat")
