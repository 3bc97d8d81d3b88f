"""What will I see every day, and does the meter agree?"""

import streamlit as st

from ihp_core.report.operation.words import year_sentence
from ihp_core.text import say
from pages.components.display.words import opening
from pages.components.frame import frame
from pages.components.operation.by_price import running_by_price
from pages.components.operation.dashboard import dashboard
from pages.components.operation.exports import exports
from pages.components.operation.meter import meter
from pages.components.operation.redundancy import out_in_the_cold
from pages.components.operation.steps import in_steps

answer = frame("operation")
opening("operation", year_sentence(answer.assessment))
st.caption(say("app.operation.note"))
if answer.assessment.heat.delivered_gwh > 0:
    dashboard(answer)
    meter(answer)
    exports(answer)
    running_by_price(answer)
    out_in_the_cold(answer)
    in_steps(answer)
