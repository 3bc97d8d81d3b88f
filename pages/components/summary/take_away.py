"""The files to take away, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st

from ihp_core.report.formats import Wanted, made
from ihp_core.report.summary.summary import summary_html
from ihp_core.results.discretion import Audience
from ihp_core.text import SPOKEN, in_this_language, resolved, say
from pages.components.display.files import SHEET, file_name
from pages.components.state.answer import Answer
from pages.components.state.asked import above_typical
from pages.components.state.draft import dated, draft, project_text
from pages.components.state.settings import settings

ACROSS = 3
PAPERS = ("paper", "internal_paper")


class File(NamedTuple):
    """A file on offer: its name in the catalogue, ending, kind and maker; what is said of it under
    another name, where its content hangs on the reader, and what it is called once downloaded,
    where that is another name."""

    name: str
    ending: str
    mime: str
    build: Callable[[], bytes | str]
    needs_answer: bool = True
    said: str = ""
    named: str = ""


def downloads(answer: Answer, reader: Audience) -> None:
    """Paper and workbook first, then the files that other programs read."""
    files = _files(answer, reader)
    for start in range(0, len(files), ACROSS):
        row = files[start : start + ACROSS]
        for column, file in zip(st.columns(ACROSS), row, strict=False):
            with column:
                offered(file, answer, reader)


def offered(file: File, answer: Answer, reader: Audience, key: str | None = None) -> None:
    """The button of a file; nothing is made until it is pressed."""
    st.download_button(
        say(f"app.summary.{file.name}"),
        data=in_this_language(file.build),
        file_name=file_name(
            str(draft().get("name", "")), file.named or file.name, file.ending, reader
        ),
        mime=file.mime,
        key=key,
        help=say(f"app.summary.{file.said or file.name}_help"),
        on_click="ignore",
        icon=":material/download:",
        type="primary" if file.name in PAPERS else "secondary",
        disabled=file.needs_answer and not answer.current,
        width="stretch",
    )


def _files(answer: Answer, reader: Audience) -> list[File]:
    above = above_typical(answer.site, answer.own) if reader == "customer" else None
    wanted = Wanted(answer.site, answer.own, dated(), reader, resolved(SPOKEN), settings(), above)
    entered, assessment, site = draft(), answer.assessment, answer.site
    project = project_text(entered, reader)
    page = {"audience": reader, "language": wanted.language, "on": wanted.on}
    kept = "project" if reader == "customer" else "project_internal"
    paper = "paper" if reader == "customer" else "internal_paper"
    return [
        File(paper, "pdf", "application/pdf", lambda: made(".pdf", wanted)),
        File("workbook", "xlsx", SHEET, lambda: made(".xlsx", wanted)),
        File("project", "json", "application/json", lambda: project, False, kept),
        File("hourly", "csv", "text/csv", lambda: made(".csv", wanted)),
        File("results", "json", "application/json", lambda: made(".json", wanted)),
        File("page", "html", "text/html", lambda: summary_html(site, assessment, **page)),
    ]
