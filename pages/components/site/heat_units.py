"""Up to three heat sources that run in the network today, cheapest first by itself."""

from __future__ import annotations

from typing import Any, get_args

import streamlit as st

from ihp_core.site.cases import HEAT_UNITS
from ihp_core.site.fields import HeatSource
from ihp_core.site.inputs import number
from ihp_core.text import SPOKEN, resolved, say
from ihp_core.text.markdown import said
from pages.components.display.entry import named, shown
from pages.components.state.answer import Answer
from pages.components.state.draft import draft, edit

PATH = "network.heat_sources_today"
FIGURES = {"capacity_mw": "MW", "cost_eur_per_mwh": "EUR/MWh"}
NONE = ""


def heat_units(answer: Answer, place: str) -> None:
    """A row a unit: its kind, how large it is, what its heat costs; all may stay open."""
    st.markdown(f"**{say(f'input.{PATH}.label')}**", help=say(f"input.{PATH}.help"))
    for row in range(min(len(_units()) + 1, HEAT_UNITS)):
        columns = st.columns(1 + len(FIGURES))
        with columns[0]:
            _kind(row, place)
        for column, (name, unit) in zip(columns[1:], FIGURES.items(), strict=True):
            with column:
                _figure(row, name, unit, place)
    for problem in answer.problems:
        if problem.path.startswith(PATH):
            st.error(said(problem.sentence))


def _units() -> list[dict[str, Any]]:
    stated = draft().get(PATH)
    return [dict(unit) for unit in stated or () if isinstance(unit, dict)]


def _unit(row: int) -> dict[str, Any]:
    units = _units()
    return units[row] if row < len(units) else {}


def _kind(row: int, place: str) -> None:
    key = _synced(row, "kind", place, _unit(row).get("kind") or NONE)
    st.selectbox(
        say(f"input.{PATH}.kind.label"),
        (NONE, *get_args(HeatSource)),
        key=key,
        format_func=lambda kind: named(kind) if kind else say("app.field.no_unit"),
        help=say(f"input.{PATH}.kind.help"),
        on_change=lambda: _choose(row, st.session_state[key]),
    )


def _choose(row: int, kind: str) -> None:
    """A kind, or none; a label in the words of another language was sent back late."""
    if kind in (NONE, *get_args(HeatSource)):
        _commit(row, "kind", kind or None)


def _figure(row: int, name: str, unit: str, place: str) -> None:
    key = _synced(row, name, place, shown(_unit(row).get(name)))
    st.text_input(
        f"{say(f'input.{PATH}.{name}.label')} [{say(f'unit.{unit}')}]",
        key=key,
        placeholder=say(f"app.unit.{name}") if _unit(row) else None,
        help=say(f"input.{PATH}.{name}.help"),
        disabled=not _unit(row),
        on_change=lambda: _commit(row, name, number(st.session_state[key], resolved(SPOKEN))),
    )


def _synced(row: int, name: str, place: str, value: str) -> str:
    key = f"{place}:{PATH}.{row}.{name}"
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _commit(row: int, name: str, value: float | str | None) -> None:
    """The list with one cell changed; a unit without a kind is none."""
    units = [*_units(), {}]
    units[row] = {**units[row], name: value}
    edit({PATH: [_told(unit) for unit in units if unit.get("kind")] or None})


def _told(unit: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in unit.items() if value is not None}
