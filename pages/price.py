"""What could the heat cost?"""

import streamlit as st

from ihp_core.report.price.prices import price_bar
from pages.components.display.picture import first_picture, packed, rest_of_page
from pages.components.display.words import opening, price_sentence
from pages.components.frame import answer_for, head, internal, onward
from pages.components.price.answer import price_answer, what_it_replaces, what_would_open_it
from pages.components.price.doubt import how_sure
from pages.components.price.exit import leaving_early, terms
from pages.components.price.internal import capital, gains_and_money, producers_case
from pages.components.price.years import over_the_years, who_pays_for_a_shock

answer = answer_for("price")
found, agreed = answer.assessment, answer.assessment.negotiation
chart = packed(price_bar(found)) if agreed else None
head("price", answer)
opening("price", price_sentence(found))
if agreed and chart:
    first_picture(chart)
    price_answer(found)
    with rest_of_page():
        what_it_replaces(found)
        what_would_open_it(found)
        over_the_years(agreed)
        who_pays_for_a_shock(agreed)
        leaving_early(agreed)
        terms(answer)
        if internal():
            st.divider()
            producers_case(found)
            gains_and_money(found, agreed)
            how_sure(found)
            capital(found, agreed)
onward("price")
