"""Which of my sites first?"""

import streamlit as st

from ihp_core.text import say
from pages.components.display.files import table_buttons
from pages.components.display.words import opening
from pages.components.frame import frame
from pages.components.portfolio.ranked_list import ranked_list
from pages.components.portfolio.screened import (
    answer_sentence,
    screened_upload,
    template,
    template_workbook,
    workers,
)
from pages.components.state.view import audience

frame("portfolio")
workers()
rows, ignored = screened_upload(audience())
opening("portfolio", answer_sentence(rows))
left, right = st.columns([3, 1], vertical_alignment="center")
left.file_uploader(say("portfolio.upload"), type=("csv", "xlsx"), key="portfolio_upload")
with right:
    table_buttons("template", {"xlsx": template_workbook, "csv": template})
if rows:
    ranked_list(rows, ignored, audience())
