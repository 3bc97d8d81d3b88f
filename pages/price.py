"""What could the heat cost?"""

import streamlit as st

from pages.components.frame import frame, internal, onward
from pages.components.picture import rest_of_page
from pages.components.price_answer import price_answer, what_it_replaces, what_would_open_it
from pages.components.price_doubt import how_sure
from pages.components.price_exit import leaving_early, terms
from pages.components.price_internal import capital, gains_and_money, producers_case
from pages.components.price_years import over_the_years, who_pays_for_a_shock
from pages.components.words import opening, price_sentence

answer = frame("price")
found = answer.assessment
opening("price", price_sentence(found))
agreed = found.negotiation
if agreed is not None:
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
