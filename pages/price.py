"""What could the heat cost?"""

import streamlit as st

from ihp_core.report import charts
from ihp_core.report.facts import formula
from ihp_core.text import say
from pages.components.frame import frame, internal, onward
from pages.components.picture import picture
from pages.components.tables import figures, money_rows, producer_figures
from pages.components.words import opening, price_sentence

answer = frame("price")
found = answer.assessment
opening("price", price_sentence(found))
if found.heat.delivered_gwh > 0:
    st.markdown(formula(found, "en"))
    picture(charts.price_bar(found))
    st.table(money_rows(found), hide_index=True)
    if internal():
        st.divider()
        st.markdown(f"**{say('app.price.internal')}**")
        figures(producer_figures(found))
        if (found.price.room_eur_per_mwh or 0) <= 0:
            st.caption(say("report.no_room"))
        picture(charts.build_up(found))
        st.caption(say("app.price.internal_note"))
onward("price")
