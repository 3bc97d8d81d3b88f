"""What do I take with me?"""

import streamlit as st

from ihp_core.report.summary.summary import summary_html
from ihp_core.text import say
from pages.components.display.words import opening, summary_sentence
from pages.components.frame import frame, onward
from pages.components.state.draft import dated, trying
from pages.components.state.view import audience
from pages.components.summary.requests import data_requests
from pages.components.summary.take_away import downloads
from pages.components.summary.variants import variants

answer = frame("summary")
reader = audience()
opening("summary", summary_sentence(answer))
if trying():
    st.info(say("trial.open"))
else:
    downloads(answer, reader)
    data_requests(answer, reader)
variants(answer)
st.divider()
st.caption(say("app.summary.as_printed" if answer.current else "app.summary.held_back"))
if answer.current:
    page = summary_html(answer.site, answer.assessment, audience=reader, on=dated())
    st.iframe(page, height="content")
onward("summary")
