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
assessment, negotiation = answer.assessment, answer.assessment.negotiation
chart = packed(price_bar(assessment)) if negotiation else None
head("price", answer)
opening("price", price_sentence(assessment))
if negotiation and chart:
    first_picture(chart)
    price_answer(assessment)
    with rest_of_page():
        what_it_replaces(assessment)
        what_would_open_it(assessment)
        over_the_years(negotiation)
        who_pays_for_a_shock(negotiation)
        leaving_early(negotiation)
        terms(answer)
        if internal():
            st.divider()
            producers_case(assessment)
            gains_and_money(assessment, negotiation)
            how_sure(assessment)
            capital(assessment, negotiation)
onward("price")
