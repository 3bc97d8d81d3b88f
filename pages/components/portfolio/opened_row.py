"""A row of the list that was chosen: opened as the site, put right, and the one after it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ihp_core.files.sites_table import NAMED
from ihp_core.report.exports.portfolio_rows import Ranked
from ihp_core.site.inputs import about, entry, options
from ihp_core.site.site import FIELDS
from ihp_core.text import SPOKEN, problems, resolved, say
from ihp_core.text.markdown import plain, said
from pages.components.display.entry import named as choice_named
from pages.components.display.entry import shown
from pages.components.portfolio.screened import named, repaired
from pages.components.site.field import chosen
from pages.components.state.draft import keep_own, replace

OPENED = "portfolio_opened"
UNKNOWN = ""


def opener(rows: Sequence[Ranked], row: Ranked | None) -> None:
    """What can be done with the row that was chosen; the next one where one was opened."""
    if row is None:
        st.caption(say("portfolio.choose"))
    elif row.verdict is None:
        _repair(row)
    else:
        st.markdown(f"**{plain(named(row))}**: {plain(row.reason)}")
        if st.button(say("portfolio.open"), icon=":material/arrow_forward:", type="primary"):
            _open(row)
    following = next_row(rows)
    if following is not None and (row is None or row.number != following.number):
        words = say("portfolio.next", name=plain(named(following)))
        if st.button(words, icon=":material/skip_next:", key="portfolio:next"):
            _open(following)


def next_row(rows: Sequence[Ranked]) -> Ranked | None:
    """The readable row behind the one that was opened last."""
    numbers = [row.number for row in rows if row.verdict is not None]
    last = st.session_state.get(OPENED)
    if last not in numbers or last == numbers[-1]:
        return None
    return rows[numbers.index(last) + 1]


def _open(row: Ranked) -> None:
    st.session_state[OPENED] = row.number
    replace(dict(row.line.given))
    keep_own(None)
    st.switch_page("pages/viability.py")


def _repair(row: Ranked) -> None:
    """The entries that cannot be read, each with its sentence and a box to put it right."""
    st.markdown(f"**{plain(named(row))}**: {say('portfolio.repair')}")
    wrong = problems(row.line.error, box=True) if row.line.error else []
    paths = dict.fromkeys(p.path for p in wrong if p.path in FIELDS and p.path not in NAMED)
    for path in paths:
        _box(row, path)
        for problem in wrong:
            if problem.path == path:
                st.error(said(problem.sentence))
    for problem in wrong:
        if problem.path not in paths:
            st.error(said(problem.sentence))


def _box(row: Ranked, path: str) -> None:
    """One entry of the row, to be put right."""
    key, given = f"repair:{row.number}:{path}", row.line.given.get(path)
    label = say(f"input.{path}.label")
    if choices := options(path):
        st.selectbox(
            label,
            (UNKNOWN, *choices),
            key=key,
            format_func=lambda choice: choice_named(choice) if choice != UNKNOWN else "",
            on_change=lambda: repaired(row, {path: chosen(st.session_state[key], choices)}),
        )
        return
    unit, spoken = str(about(path).get("unit", "")), resolved(SPOKEN)
    st.text_input(
        f"{label} [{say(f'unit.{unit}')}]" if unit not in ("", "-") else label,
        shown(given, unit=unit or "-"),
        key=key,
        on_change=lambda: repaired(row, {path: entry(path, st.session_state[key], spoken)}),
    )
