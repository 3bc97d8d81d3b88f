"""Which of my sites first?"""

import streamlit as st

from ihp_core.text import say
from pages.components.display.files import table_buttons
from pages.components.display.words import opening
from pages.components.frame import frame
from pages.components.portfolio.leads import leads, searched_leads
from pages.components.portfolio.ranked_list import ranked_list
from pages.components.portfolio.screened import (
    UPLOAD,
    answer_sentence,
    is_new,
    kept_name,
    screened_upload,
    template,
    template_workbook,
    workers,
)
from pages.components.state.view import audience

frame("portfolio")
workers()
searched_leads()
# What is said of another file goes at once, not only when the new one has been screened.
room = st.empty if is_new() else st.container
head = room()
left, right = st.columns([3, 1], vertical_alignment="center")
left.file_uploader(say("portfolio.upload"), type=("csv", "xlsx"), key=UPLOAD)
with right:
    table_buttons("template", {"xlsx": template_workbook, "csv": template})
leads()
below = room()
with below.container():
    rows, ignored = screened_upload(audience())
with head.container():
    opening("portfolio", answer_sentence(rows))
if rows:
    with below.container():
        kept_name()
        ranked_list(rows, ignored, audience())
