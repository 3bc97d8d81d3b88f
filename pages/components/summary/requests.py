"""The data request: a paper and a sheet for each party, and the filled sheet coming back."""

from __future__ import annotations

import streamlit as st

from ihp_core.files.json_file import ProjectError
from ihp_core.report.papers.pdf import pdf
from ihp_core.report.request.asks import PARTIES, AskedParty, asks
from ihp_core.report.request.filled import filled_request
from ihp_core.report.request.paper import request_paper
from ihp_core.report.request.sheet import request_sheet
from ihp_core.results.discretion import Audience
from ihp_core.text import SPOKEN, problems, resolved, say
from ihp_core.text.markdown import said
from pages.components.display.files import SHEET
from pages.components.state.answer import Answer, assessed
from pages.components.state.asked import public
from pages.components.state.draft import dated, edit
from pages.components.state.settings import settings
from pages.components.summary.take_away import File, offered

UPLOAD, TOLD, FOLDED = "filled_request", "filled_request_told", "summary:requests"


def data_requests(answer: Answer, reader: Audience) -> None:
    """A column a party, drawn when it is unfolded: how much is asked of it, the request as paper
    and as sheet."""
    folded = st.expander(
        say("app.request.title"),
        icon=":material/help_center:",
        key=FOLDED,
        on_change="rerun",
    )
    if folded.open:
        with folded:
            st.markdown(say("app.request.about"))
            for column, party in zip(st.columns(len(PARTIES)), PARTIES, strict=True):
                with column:
                    _party(answer, party, reader)
            st.file_uploader(say("app.request.filled"), type="xlsx", key=UPLOAD, on_change=_take)
            for sentence in st.session_state.pop(TOLD, ()):
                st.info(said(sentence))


def _party(answer: Answer, party: AskedParty, reader: Audience) -> None:
    """The request that goes out is for others whoever looks; the producer's own stands below."""
    count = len(asks(answer.site, public(answer.site, answer.own), party))
    name = say(f"choice.{party}")
    st.markdown(f"**{name}**: {say('app.request.count', count=count)}")
    for file in _files(answer, party):
        offered(file, answer, "customer", key=f"{file.name}:{party}")
    if reader == "internal":
        own = _paper(answer, party, "internal", "request_own")
        offered(own, answer, "internal", key=f"{own.name}:{party}")


def _files(answer: Answer, party: AskedParty) -> tuple[File, File]:
    """Paper and sheet, of the answer that others may know."""
    assessment = public(answer.site, answer.own)
    wanted = (answer.site, assessment, party, resolved(SPOKEN), dated())
    named = f"request_{party}"
    sheet = File("request_sheet", "xlsx", SHEET, lambda: request_sheet(*wanted), named=named)
    return _paper(answer, party, "customer", "request_paper"), sheet


def _paper(answer: Answer, party: AskedParty, reader: Audience, name: str) -> File:
    known = public if reader == "customer" else assessed
    site, assessment = answer.site, known(answer.site, answer.own)
    language, on, brand = resolved(SPOKEN), dated(), settings()

    def build() -> bytes:
        return pdf(request_paper(site, assessment, (party,), language, on, reader), brand)

    return File(name, "pdf", "application/pdf", build, named=f"request_{party}")


def _take() -> None:
    """Put what was filled into the draft; nothing else changes."""
    upload = st.session_state[UPLOAD]
    if upload is None:
        return
    try:
        changes = filled_request(upload.getvalue())
    except ProjectError as error:
        st.session_state[TOLD] = tuple(problem.sentence for problem in problems(error))
        return
    edit(changes)
    count = sum(not path.startswith(("data_quality.", "notes.")) for path in changes)
    st.session_state[TOLD] = (say("app.request.taken", count=count),)
