"""The table that was uploaded, screened once, and what is said of it first."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence

import streamlit as st

from ihp_core.files.json_file import ProjectError
from ihp_core.files.sites_table import SiteTable, read_table
from ihp_core.portfolio import ScreenedSites, joined, ready, screened_parts
from ihp_core.report.exports.portfolio_rows import Ranked, ranked
from ihp_core.results.discretion import Audience
from ihp_core.text import SPOKEN, problems, resolved, say
from ihp_core.text.markdown import plain, said
from ihp_core.year.measured.note import OwnError
from pages.components.state.settings import settings

KEPT, RANKED = "portfolio", "portfolio_ranked"
NOTHING = ScreenedSites((), {}, ())
STEP = 0.05
"""Of the sites, between two words of progress: every word costs the browser a drawing."""


def screened_upload(reader: Audience) -> tuple[list[Ranked], tuple[str, ...]]:
    """The rows of the file, the best first, and the columns that were left out.

    The last file stays until another one can be read: what is wrong with one is told.
    """
    upload = st.session_state.get("portfolio_upload")
    if upload is not None:
        content = upload.getvalue()
        digest = hashlib.sha256(content).hexdigest()
        if st.session_state.get(KEPT, ("",))[0] != digest:
            _take(content, digest)
    digest, table, part = st.session_state.get(KEPT, ("", None, NOTHING))
    return ([], ()) if table is None else (_ranked(digest, table, part, reader), table.ignored)


def _ranked(digest: str, table: SiteTable, part: ScreenedSites, reader: Audience) -> list[Ranked]:
    """The rows in words, made once for a file, a reader and a language."""
    key = (digest, reader, resolved(SPOKEN))
    if st.session_state.get(RANKED, (None,))[0] != key:
        st.session_state[RANKED] = key, ranked(table, part, reader)
    rows: list[Ranked] = st.session_state[RANKED][1]
    return rows


@st.cache_resource(show_spinner=False)
def workers() -> threading.Thread:
    """Other cores' processes, begun by the first visitor who might need them."""
    begun = threading.Thread(target=ready, daemon=True)
    begun.start()
    return begun


def _take(content: bytes, digest: str) -> None:
    try:
        table = read_table(content)
    except (ProjectError, OwnError) as error:
        for problem in problems(error):
            st.error(said(problem.sentence))
        return
    st.session_state[KEPT] = (digest, table, _screened(table))


def _screened(table: SiteTable) -> ScreenedSites:
    """All sites that could be read, with a bar that fills as they get done."""
    sites = [line.site for line in table.lines if line.site is not None]
    bar, parts, done, told = st.progress(0.0), [], 0, 0
    for part in screened_parts(sites, rules=settings().rules):
        parts.append(part)
        done += len(part.places)
        if done - told >= STEP * len(sites):
            told = done
            words = say("portfolio.progress", done=done, all=len(sites))
            bar.progress(done / len(sites), text=words)
    bar.empty()
    return joined(parts)


def answer_sentence(rows: Sequence[Ranked]) -> str:
    """How many work, and which is the best."""
    if not rows:
        return say("portfolio.empty")
    good = [row for row in rows if row.verdict is not None]
    if not good:
        return say("portfolio.none_read", all=len(rows))
    count = {verdict: sum(row.verdict == verdict for row in good) for verdict in _works()}
    best = plain(named(good[0]))
    if not any(count.values()):
        return say("portfolio.none_work", all=len(good), best=best)
    return say("portfolio.answer", **count, all=len(good), best=best)


def _works() -> tuple[str, str]:
    return "viable", "conditional"


def named(row: Ranked) -> str:
    """A site's name, else the number of its row."""
    return " ".join(row.name.split())[:60] or say("portfolio.unnamed", number=row.number)
