"""Why should I believe this?"""

import streamlit as st

from pages.components.display.words import opening
from pages.components.frame import frame
from pages.components.methods.built_plants import whole_plants
from pages.components.methods.methods import (
    explained,
    figures_to_search,
    glossary_folded,
    methods_sentence,
    privacy_and_attributions,
    registers_folded,
)
from pages.components.methods.published_plants import compared_with_plants

answer = frame("methods")
opening("methods", methods_sentence())
compared_with_plants(answer)
whole_plants()
st.divider()
explained()
st.divider()
figures_to_search()
glossary_folded()
registers_folded()
st.divider()
privacy_and_attributions()
