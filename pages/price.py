"""What could the heat cost?"""

from functools import partial

import streamlit as st

from ihp_core.report.price.ladder import ladder
from pages.components.display.picture import first_picture, packed, rest_of_page
from pages.components.display.words import opening
from pages.components.frame import answer_for, head, onward
from pages.components.price.answer import (
    figures,
    nearest_changes,
    what_it_replaces,
    what_they_say,
)
from pages.components.price.doubt import how_sure
from pages.components.price.exit import leaving_early, terms
from pages.components.price.financing import financing
from pages.components.price.fold import fold
from pages.components.price.internal import (
    capital,
    cost_by_parts,
    gains,
    money,
    producers_case,
)
from pages.components.price.years import over_the_years
from pages.components.state.view import internal

answer = answer_for("price")
assessment, negotiation = answer.assessment, answer.assessment.negotiation
drawn = ladder(assessment)
chart = packed(drawn) if negotiation else None
head("price", answer)
opening("price", drawn.title)
if negotiation and chart:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        first_picture(chart._replace(title=""))
    with right:
        nearest_changes(answer)
    with rest_of_page():
        what_they_say(assessment)
        fold("figures", partial(figures, assessment))
        fold("years", partial(over_the_years, negotiation))
        what_it_replaces(assessment)
        fold("exit", partial(leaving_early, negotiation))
        fold("terms", partial(terms, answer))
        if internal():
            producers_case(assessment)
            fold("cost", partial(cost_by_parts, assessment))
            fold("doubt", partial(how_sure, assessment))
            fold("gains", partial(gains, assessment, negotiation))
            fold("money", partial(money, assessment, negotiation))
            fold("financing", partial(financing, assessment))
            fold("capital", partial(capital, assessment, negotiation))
onward("price")
