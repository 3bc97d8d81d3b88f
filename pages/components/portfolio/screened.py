"""The table that was uploaded, screened once, and what is said of it first."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from pydantic import ValidationError

from ihp_core.files.json_file import ProjectError
from ihp_core.files.sites_table import SiteTable, TableRow, read_table
from ihp_core.files.sites_template import sites_template, sites_workbook
from ihp_core.portfolio import ScreenedSites, joined, portfolio, ready, screened_parts
from ihp_core.report.exports.portfolio_rows import Ranked, ranked
from ihp_core.results.discretion import Audience
from ihp_core.site.paths import nested
from ihp_core.site.places import check_climate
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, problems, resolved, say
from ihp_core.text.markdown import plain, said
from ihp_core.text.names import choice_meant, header_of, input_headed
from ihp_core.year.measured.note import OwnError
from pages.components.display.entry import named as choice_named
from pages.components.state.settings import settings

KEPT, RANKED, REPAIRS = "portfolio", "portfolio_ranked", "portfolio_repairs"
UPLOAD, NAME, OPENED = "portfolio_upload", "portfolio_name", "portfolio_opened"
TAKEN = "portfolio_taken"
"""Which upload was taken last: another list may stand in its place since."""
BOM = "\ufeff"
"""By which spreadsheet programs know the encoding."""

NOTHING = ScreenedSites((), {}, (), ())
STEP = 0.05
"""Of the sites, between two words of progress: every word costs the browser a drawing."""


def of_the_file(key: str) -> str:
    """A key of the page's state that another file does not inherit."""
    return f"portfolio:{st.session_state.get(KEPT, ('',))[0][:12]}:{key}"


def is_new() -> bool:
    """Whether a file was uploaded that has not been read yet."""
    upload = st.session_state.get(UPLOAD)
    if upload is None:
        return False
    return bool(st.session_state.get(KEPT, ("",))[0] != _digest(upload.getvalue()))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def screened_upload(reader: Audience) -> tuple[list[Ranked], tuple[str, ...]]:
    """The rows of the file, the best first, and the columns that were left out.

    A file that cannot be read takes the last one's place all the same: no table stands under the
    name of another file.
    """
    upload = st.session_state.get(UPLOAD)
    if upload is not None:
        content = upload.getvalue()
        digest = _digest(content)
        if st.session_state.get(TAKEN) != digest:
            st.session_state[TAKEN] = digest
            _take(content, digest)
            st.session_state[NAME] = upload.name
    digest, table, part = st.session_state.get(KEPT, ("", None, NOTHING))
    return ([], ()) if table is None else (_ranked(digest, table, part, reader), table.ignored)


def _ranked(digest: str, table: SiteTable, part: ScreenedSites, reader: Audience) -> list[Ranked]:
    """The rows in words, made once for a file, a reader and a language."""
    key = (digest, reader, resolved(SPOKEN), st.session_state.get(REPAIRS, 0))
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
    st.session_state.pop(OPENED, None)
    try:
        table = read_table(content, choice_meant, input_headed)
    except (ProjectError, OwnError) as error:
        drop_table()
        for problem in problems(error):
            st.error(said(problem.sentence))
        return
    keep_table(digest, table)


def drop_table() -> None:
    """Take the list away: no table stands under the name of another file."""
    st.session_state.pop(KEPT, None)


def keep_table(digest: str, table: SiteTable) -> None:
    """Screen the sites of a table and put them in place of the list before."""
    st.session_state[REPAIRS] = 0
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


def repaired(row: Ranked, changes: Mapping[str, Any]) -> bool:
    """Put entries of a row right; once all of them are, its site is screened with the others.

    Whether it now is.
    """
    digest, table, part = st.session_state[KEPT]
    given = {path: e for path, e in (row.line.given | changes).items() if e is not None}
    try:
        site = Site.model_validate(nested(given))
        check_climate(site)
        line = TableRow(row.number, given, site, None)
    except ValidationError as error:
        line = TableRow(row.number, given, None, error)
    lines = [line if old.number == row.number else old for old in table.lines]
    if line.site is not None:
        place = sum(old.site is not None for old in lines[: lines.index(line)])
        later = tuple(index + (index >= place) for index in part.places)
        alone = portfolio([line.site], rules=settings().rules)
        before = [part._replace(places=later)] if part.places else []
        part = joined([*before, alone._replace(places=(place,))])
    st.session_state[KEPT] = digest, SiteTable(tuple(lines), table.ignored), part
    st.session_state[REPAIRS] = st.session_state.get(REPAIRS, 0) + 1
    return line.site is not None


def kept_name() -> None:
    """Which file the list is of, where the box above it shows none any more."""
    name = st.session_state.get(NAME)
    if name and st.session_state.get(UPLOAD) is None:
        st.caption(say("portfolio.of_file", name=plain(name[:80])))


def template() -> str:
    """The table to fill, in the language and as its spreadsheet programs part the cells."""
    language = resolved(SPOKEN)
    separator = "," if language == "en" else ";"
    return BOM + sites_template(partial(header_of, language=language), separator, choice_named)


def template_workbook() -> bytes:
    """The same as a workbook whose choices are picked from lists."""
    return sites_workbook(partial(header_of, language=resolved(SPOKEN)), choice_named)


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
