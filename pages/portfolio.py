"""Which of my sites first?"""

import streamlit as st

from ihp_core.text import say
from pages.components.display.words import opening
from pages.components.frame import frame
from pages.components.portfolio.ranked_list import ranked_list
from pages.components.portfolio.screened import answer_sentence, screened_upload, template, workers
from pages.components.state.view import audience

frame("portfolio")
workers()
rows, ignored = screened_upload(audience())
opening("portfolio", answer_sentence(rows))
left, right = st.columns([3, 1], vertical_alignment="center")
left.file_uploader(say("portfolio.upload"), type=("csv", "xlsx"), key="portfolio_upload")
right.download_button(
    say("portfolio.template"),
    data=template,
    file_name="sites.csv",
    mime="text/csv",
    help=say("portfolio.template_help"),
    on_click="ignore",
    icon=":material/download:",
    width="stretch",
)
if rows:
    ranked_list(rows, ignored, audience())
