"""Where is the heat, and where is it needed?"""

import streamlit as st

from ihp_core.text import say
from pages.components.display.words import opening, site_sentence
from pages.components.frame import frame, onward
from pages.components.site.field import country_field, field
from pages.components.site.inputs import more, places, ten_by_who
from pages.components.site.map import site_map
from pages.components.site.networks import known_network
from pages.components.site.roles.questions import COUNTRY, asked, questions
from pages.components.site.roles.role import asked_as
from pages.components.site.start import start
from pages.components.state.view import internal

answer = frame("site")
opening(asked_as("site"), site_sentence(answer))
start()
known_network()
questions(answer, "site")
name, country = st.columns([2, 1])
with name:
    field("name", "site", answer)
with country:
    if COUNTRY not in asked():
        country_field("site", answer)
site_map(answer)
places(answer, "site")
st.divider()
ten_by_who(answer, "site")
st.markdown(f"**{say('app.site.more')}**")
more(answer, "site", internal())
onward("site")
