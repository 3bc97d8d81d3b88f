"""What would make it work: a press for each criterion that is not met, and folded below them the
smallest changes that turn verdict and criteria, which take a search.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ihp_core.report.viability.changes import VERDICT, along, change, merged, status, turned
from ihp_core.report.viability.costs import change_in_short
from ihp_core.report.viability.findings import deciding
from ihp_core.report.viability.screen import turned_to
from ihp_core.results.other_cases import Combined, Lever, Levers
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about
from ihp_core.text import say
from ihp_core.viability.rules import PRICE_ROOM
from pages.components.state.answer import Answer
from pages.components.state.draft import QUALITY, Draft, edit

ACROSS = 3


def what_would_make_it_work(answer: Answer) -> None:
    """Nothing where all is met; the search only where it is asked for."""
    open_ones = _open(answer.assessment)
    if not open_ones:
        return
    _try_one(answer)
    fold = st.expander(say("viability.change.title"), key="viability:changes", on_change="rerun")
    if fold.open:
        with fold:
            _searched(answer, open_ones)


def _try_one(answer: Answer) -> None:
    """A button for each change that meets a criterion by its own input."""
    remedies = answer.assessment.remedies
    if not remedies:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="viability_try"):
        st.markdown(say("viability.change.try"), width="content")
        for remedy in remedies:
            st.button(
                change_in_short(remedy),
                key=f"try:{remedy.criterion}",
                help=say("viability.change.apply_help"),
                on_click=edit,
                args=(applied(remedy.stated),),
                disabled=not answer.current,
            )


def _searched(answer: Answer, open_ones: Sequence[str]) -> None:
    """The verdict first, then each criterion that is not passed."""
    levers = answer.assessment.levers
    if levers is None:
        return
    st.caption(say("viability.change.note"))
    changes = [lever for name in (VERDICT, *open_ones) for lever in levers.turned.get(name, ())]
    if levers.together:
        _together(levers.together, answer)
    _cards(changes, answer)
    for sentence in _without_achange(levers, open_ones, answer.assessment):
        st.caption(sentence)
    for ask in levers.ask:
        st.info(say(f"viability.ask.{ask}"), icon=":material/help:")


def applied(stated: Mapping[str, float]) -> Draft:
    """What applying a change states; years are whole, and nothing of it has been measured."""
    years = {path for path in stated if about(path)["unit"] == "a"}
    entries = {path: round(to) if path in years else to for path, to in stated.items()}
    return entries | {QUALITY + path: None for path in entries}


def _open(assessment: Assessment) -> list[str]:
    return [row.id for row in deciding(assessment) if row.status in ("fail", "conditional")]


def _without_achange(levers: Levers, open_ones: Sequence[str], assessment: Assessment) -> list[str]:
    """What no single change turns, a sentence each; the price's own is not told here."""
    told = []
    kinds = {row.id for row in assessment.criteria if isinstance(row.value, str)}
    silent = PRICE_ROOM in open_ones and PRICE_ROOM not in levers.turned
    if not levers.turned.get(VERDICT) and not levers.together and not silent:
        told.append(say("viability.change.none_verdict"))
    for name in open_ones:
        if name == PRICE_ROOM and silent:
            told.append(say("viability.change.price"))
        elif not levers.turned.get(name):
            code = "kind" if name in kinds else "none"
            told.append(say(f"viability.change.{code}", what=say(f"criterion.{name}.name")))
    return told


def _cards(changes: Sequence[Lever], answer: Answer) -> None:
    every = merged(changes)
    for start in range(0, len(every), ACROSS):
        row = every[start : start + ACROSS]
        for column, same in zip(st.columns(ACROSS), row, strict=False):
            with column.container(border=True, height="stretch"):
                _card(same, answer)


def _together(all_of_them: Combined, answer: Answer) -> None:
    """The changes that do it together, and one button for all of them."""
    with st.container(border=True):
        verdict = turned_to(all_of_them.verdict, answer.assessment)
        st.markdown(say("viability.change.together", verdict=verdict))
        moves = (
            (path, start, all_of_them.stated[path]) for path, start in all_of_them.start.items()
        )
        st.markdown("\n".join(f"- {change(*move)}" for move in moves))
        _button("together", all_of_them.stated, answer, code="apply_all")


def _card(same: tuple[Lever, ...], answer: Answer) -> None:
    """From where to where, all that it turns, and the button."""
    lever = same[0]
    st.markdown(f"**{change(lever.field, lever.start, lever.to)}**")
    for one in same:
        turns = {"what": turned(one), "status": status(one, answer.assessment)}
        st.caption(say("viability.change.turns", **turns))
    if others := along(lever):
        st.caption(others)
    _button(f"{lever.turns}:{lever.status}:{lever.field}", lever.stated, answer)


def _button(key: str, stated: Mapping[str, float], answer: Answer, code: str = "apply") -> None:
    st.button(
        say(f"viability.change.{code}"),
        key=f"apply:{key}",
        help=say("viability.change.apply_help"),
        on_click=edit,
        args=(applied(stated),),
        disabled=not answer.current,
    )
