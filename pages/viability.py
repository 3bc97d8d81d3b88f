"""Does it work, and what would it take?"""

import streamlit as st

from pages.components.display.words import notes, opening
from pages.components.frame import audience, frame, internal, onward
from pages.components.viability.changes import what_would_make_it_work
from pages.components.viability.criteria import criterion_rows, how_ready, viability_sentence
from pages.components.viability.maps import maps
from pages.components.viability.plan import as_of_today, duties, first_heat, what_each_gives

found = frame("viability")
opening("viability", viability_sentence(found.assessment))
for note in notes(found.assessment, audience()):
    st.caption(note)
criterion_rows(found.assessment, audience())
how_ready(found)
what_would_make_it_work(found)
dated = as_of_today(found.assessment)
first_heat(dated)
duties(dated)
what_each_gives(found, internal=internal())
if internal():
    st.divider()
    maps(found)
onward("viability")
