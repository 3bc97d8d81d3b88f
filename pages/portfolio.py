"""Which of my sites first?"""

import streamlit as st

from ihp_core.text import say
from pages.components.display.words import opening
from pages.components.frame import frame
from pages.components.portfolio.ranked_list import SHEET, ranked_list
from pages.components.portfolio.screened import (
    answer_sentence,
    screened_upload,
    template,
    template_workbook,
    workers,
)
from pages.components.state.view import audience

TEMPLATES = {"xlsx": (SHEET, template_workbook), "csv": ("text/csv", template)}

frame("portfolio")
workers()
rows, ignored = screened_upload(audience())
opening("portfolio", answer_sentence(rows))
left, right = st.columns([3, 1], vertical_alignment="center")
left.file_uploader(say("portfolio.upload"), type=("csv", "xlsx"), key="portfolio_upload")
for ending, (mime, build) in TEMPLATES.items():
    right.download_button(
        say(f"portfolio.template_{ending}"),
        data=build,
        file_name=f"{say('portfolio.template_file')}.{ending}",
        mime=mime,
        help=say(f"portfolio.template_{ending}_help"),
        on_click="ignore",
        icon=":material/download:",
        width="stretch",
    )
if rows:
    ranked_list(rows, ignored, audience())
