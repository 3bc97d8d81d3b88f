"""Does it work, and what would it take?"""

import streamlit as st

from pages.components.criteria import criterion_rows, readiness, viability_sentence
from pages.components.frame import audience, frame, onward
from pages.components.words import notes, opening

found = frame("viability")
opening("viability", viability_sentence(found.assessment))
for note in notes(found.assessment, audience()):
    st.caption(note)
criterion_rows(found.assessment, audience())
st.divider()
readiness(found)
onward("viability")
