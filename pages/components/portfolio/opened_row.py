"""A row of the list that was chosen, on its own because it leaves the page: opened as the site,
and the one after it.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ihp_core.report.exports.portfolio_rows import Ranked
from ihp_core.text import say
from ihp_core.text.markdown import plain
from pages.components.portfolio.screened import OPENED, named
from pages.components.state.draft import keep_own, replace


def opener(rows: Sequence[Ranked], row: Ranked | None) -> None:
    """What can be done with the row that was chosen; the next one where one was opened."""
    if row is None:
        st.caption(say("portfolio.choose"))
    elif row.verdict is not None:
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
