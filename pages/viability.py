"""Does it work, and what would it take?"""

import streamlit as st

from ihp_core.report.viability.hanging import OPERATOR, PRODUCER, holds_sentence
from ihp_core.report.viability.headline import untested_sentence, viability_sentence
from pages.components.display.words import notes, opening
from pages.components.frame import frame, onward
from pages.components.site.roles.role import role
from pages.components.state.view import audience, internal
from pages.components.viability.changes import what_would_make_it_work
from pages.components.viability.criteria import how_ready, judged
from pages.components.viability.maps import maps
from pages.components.viability.plan import as_of_today, duties, first_heat, what_each_gives

answer = frame("viability")
opening("viability", viability_sentence(answer.assessment, audience()))
told = (
    untested_sentence(answer.assessment),
    holds_sentence(answer.assessment),
    *notes(answer.assessment, audience()),
)
judged(answer.assessment, audience(), PRODUCER if internal() else role() or OPERATOR, told)
with st.container(gap="xsmall", key="below_criteria"):
    what_would_make_it_work(answer)
    how_ready(answer)
    dated = as_of_today(answer.assessment)
    first_heat(dated)
    duties(dated)
    what_each_gives(answer, internal=internal())
    if internal():
        maps(answer)
    onward("viability")
