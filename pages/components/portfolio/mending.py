"""The rows that cannot be read, one after the other: what is wrong, and a box to put it right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ihp_core.report.exports.portfolio_rows import Ranked
from ihp_core.site.inputs import about, entry, options, several
from ihp_core.site.site import FIELDS
from ihp_core.text import SPOKEN, problems, resolved, say
from ihp_core.text.markdown import plain, said
from ihp_core.text.names import choice_meant
from pages.components.display.entry import named as choice_named
from pages.components.display.entry import shown
from pages.components.portfolio.screened import named, of_the_file, repaired
from pages.components.site.field import chosen

LEFT, MENDED = "portfolio_left", "portfolio_mended"
UNKNOWN = ""


def mending(rows: Sequence[Ranked], picked: Ranked | None) -> None:
    """The row that was picked, if it is broken, else the first that nobody has left for later."""
    _told(rows)
    bad = [row for row in rows if row.verdict is None]
    if not bad:
        return
    st.warning(say("portfolio.bad", count=len(bad)))
    left = st.session_state.get(of_the_file(LEFT), ())
    waiting = [row for row in bad if row.number not in left] or bad
    row = picked if picked in bad else waiting[0]
    with st.container(border=True):
        _entries(row)
        if len(bad) > 1:
            st.button(
                say("portfolio.leave"),
                icon=":material/skip_next:",
                key=of_the_file(f"leave:{row.number}"),
                on_click=_leave,
                args=(row, bad),
            )


def _told(rows: Sequence[Ranked]) -> None:
    """That a row has been put right, once, and where it stands now."""
    number = st.session_state.pop(MENDED, None)
    for rank, row in enumerate(rows, start=1):
        if row.number == number and row.verdict:
            st.toast(say("portfolio.mended", name=plain(named(row)), rank=rank, all=len(rows)))


def _leave(row: Ranked, bad: Sequence[Ranked]) -> None:
    """Go on to the next broken row; behind the last one begin again."""
    left = {*st.session_state.get(of_the_file(LEFT), ()), row.number}
    done = left >= {other.number for other in bad}
    st.session_state[of_the_file(LEFT)] = () if done else tuple(left)


def _entries(row: Ranked) -> None:
    """The entries that cannot be read, each with its sentence and a box to put it right."""
    place = say("portfolio.row", number=row.number)
    st.markdown(f"**{plain(named(row))}** ({place}): {say('portfolio.repair')}")
    wrong = problems(row.line.error, box=True) if row.line.error else []
    paths = dict.fromkeys(problem.path for problem in wrong if problem.path in FIELDS)
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
    key, given = of_the_file(f"repair:{row.number}:{path}"), row.line.given.get(path)
    label, nothing = say(f"input.{path}.label"), say("portfolio.pick")
    if names := several(path):
        st.multiselect(
            label,
            names,
            [name for name in names if name in (given or ())],
            key=key,
            format_func=choice_named,
            placeholder=nothing,
            on_change=lambda: _mend(row, {path: tuple(st.session_state[key])}),
        )
    elif choices := options(path):
        st.selectbox(
            label,
            (UNKNOWN, *choices),
            key=key,
            format_func=lambda choice: choice_named(choice) if choice != UNKNOWN else nothing,
            on_change=lambda: _mend(row, chosen(path, st.session_state[key], choices)),
        )
    else:
        _typed(row, path, key, label)


def _typed(row: Ranked, path: str, key: str, label: str) -> None:
    """A figure, a day or a name."""
    unit = str(about(path).get("unit", ""))
    st.text_input(
        f"{label} [{say(f'unit.{unit}')}]" if unit not in ("", "-") else label,
        shown(row.line.given.get(path), unit=unit or "-"),
        key=key,
        on_change=lambda: _mend(row, {path: _meant(path, st.session_state[key])}),
    )


def _meant(path: str, typed: str) -> object:
    """What was typed: a figure in the language's notation, a country by its name."""
    value = entry(path, typed, resolved(SPOKEN))
    return choice_meant(path, value) if isinstance(value, str) else value


def _mend(row: Ranked, changes: Mapping[str, object]) -> None:
    if repaired(row, changes):
        st.session_state[MENDED] = row.number
