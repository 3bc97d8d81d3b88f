"""What will I see every day, and does the meter agree?"""

import streamlit as st

from ihp_core.report.operation.words import year_sentence
from ihp_core.text import say
from pages.components.display.words import opening
from pages.components.frame import frame
from pages.components.operation.dashboard import dashboard
from pages.components.operation.exports import exports
from pages.components.operation.meter import meter

answer = frame("operation")
opening("operation", year_sentence(answer.assessment))
st.caption(say("app.operation.note"))
if answer.assessment.heat.delivered_gwh > 0:
    dashboard(answer)
    meter(answer)
    exports(answer)
