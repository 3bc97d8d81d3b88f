"""Does it work, and what would it take?"""

import streamlit as st

from pages.components.display.words import notes, opening
from pages.components.frame import audience, frame, internal, onward
from pages.components.viability.changes import what_would_make_it_work
from pages.components.viability.criteria import (
    both_answers,
    criterion_rows,
    how_ready,
    viability_sentence,
)
from pages.components.viability.maps import maps
from pages.components.viability.plan import as_of_today, duties, first_heat, what_each_gives

answer = frame("viability")
opening("viability", viability_sentence(answer.assessment))
both_answers(answer.assessment)
for note in notes(answer.assessment, audience()):
    st.caption(note)
criterion_rows(answer.assessment, audience())
how_ready(answer)
what_would_make_it_work(answer)
dated = as_of_today(answer.assessment)
first_heat(dated)
duties(dated)
what_each_gives(answer, internal=internal())
if internal():
    st.divider()
    maps(answer)
onward("viability")
