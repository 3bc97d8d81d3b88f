"""What would make it work: a card a change, which one press puts into the draft."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ihp_core.inputs import about
from ihp_core.many_cases import Lever, Levers
from ihp_core.report.findings import deciding
from ihp_core.results import Assessment
from ihp_core.text import figure, say
from pages.components.answer import Answer
from pages.components.draft import QUALITY, Draft, edit

ACROSS = 3
VERDICT, COOLING, PRICE = "verdict", "cooling", "price_room"


def what_would_make_it_work(found: Answer) -> None:
    """The verdict first, then each criterion that is not passed; nothing where all are."""
    levers, open_ones = found.assessment.levers, _open(found.assessment)
    if levers is None or not open_ones:
        return
    st.subheader(say("viability.change.title"), anchor=False)
    st.caption(say("viability.change.note"))
    # Where the price is not spoken of, whether it alone holds the verdict back is not either.
    silent = PRICE in open_ones and PRICE not in levers.turned
    turned = levers.turned.get(VERDICT, ())
    if turned or not silent:
        _group(say("viability.change.verdict"), turned, _none_of_verdict(levers), found)
    for name in open_ones:
        if name == PRICE and silent:
            st.caption(say("viability.change.price"))
            continue
        none = say("viability.change.kind" if name == COOLING else "viability.change.none")
        _group(say(f"criterion.{name}.name"), levers.turned.get(name, ()), none, found)
    for ask in levers.ask:
        st.info(say(f"viability.ask.{ask}"), icon=":material/help:")


def applied(lever: Lever) -> Draft:
    """What applying a change states; years are whole, and nothing of it has been measured."""
    years = {path for path in lever.stated if about(path)["unit"] == "a"}
    given = {path: round(to) if path in years else to for path, to in lever.stated.items()}
    return given | {QUALITY + path: None for path in given}


def _open(found: Assessment) -> list[str]:
    return [row.id for row in deciding(found) if row.status != "pass"]


def _none_of_verdict(levers: Levers) -> str:
    some = any(found for turns, found in levers.turned.items() if turns != VERDICT)
    return say("viability.change.none_verdict" if some else "viability.change.none")


def _group(title: str, changes: Sequence[Lever], none: str, found: Answer) -> None:
    st.markdown(f"**{title}**")
    if not changes:
        st.caption(none)
    for start in range(0, len(changes), ACROSS):
        row = changes[start : start + ACROSS]
        for column, lever in zip(st.columns(ACROSS), row, strict=False):
            with column.container(border=True):
                _card(lever, found)


def _card(lever: Lever, found: Answer) -> None:
    """From where to where, what it turns, and the button."""
    st.markdown(f"**{_change(lever)}**")
    st.caption(say("viability.change.turns", what=_turned(lever), status=_status(lever)))
    if along := [path for path in lever.stated if path != lever.field]:
        others = ", ".join(_along(path, lever.stated[path]) for path in along)
        st.caption(say("viability.change.along", others=others))
    st.button(
        say("viability.change.apply"),
        key=f"apply:{lever.turns}:{lever.status}:{lever.field}",
        help=say("viability.change.apply_help"),
        on_click=edit,
        args=(applied(lever),),
        disabled=not found.current,
    )


def _change(lever: Lever) -> str:
    unit = about(lever.field)["unit"]
    ends = {
        "from": figure(lever.start, unit, apart_from=lever.to),
        "to": figure(lever.to, unit, apart_from=lever.start),
    }
    return say("viability.change.from_to", label=say(f"input.{lever.field}.label"), **ends)


def _along(path: str, to: float) -> str:
    shown = figure(to, about(path)["unit"])
    return say("viability.change.along_one", label=say(f"input.{path}.label"), to=shown)


def _turned(lever: Lever) -> str:
    if lever.turns == VERDICT:
        return say("viability.change.verdict")
    return say(f"criterion.{lever.turns}.name")


def _status(lever: Lever) -> str:
    code = (
        f"app.verdict.{lever.status}" if lever.turns == VERDICT else f"report.status.{lever.status}"
    )
    return say(code).lower()
