"""The first five questions, by who is asked: what that person knows, before all else."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from ihp_core.report.viability.target import target_sentence
from ihp_core.text import say
from ihp_core.text.markdown import plain
from pages.components.site.field import country_field, field
from pages.components.site.roles.july import MUST_RUN, july, july_of
from pages.components.site.roles.role import Role, role
from pages.components.state.answer import Answer
from pages.components.state.draft import draft

TARGET, COUNTRY = "contract.target_price_eur_per_mwh", "country"
JULY = "july"
ACROSS = 3


class Question(NamedTuple):
    """One question, answered by one or more inputs."""

    name: str
    paths: tuple[str, ...]


NETWORK = Question("network", ("network.annual_heat_gwh",))
SUPPLY = Question("supply", ("network.supply_winter_c",))
LOOP = Question("loop", ("data_centre.source_inlet_c", "data_centre.source_outlet_c"))
QUESTIONS: dict[Role, tuple[Question, ...]] = {
    "operator": (
        NETWORK,
        SUPPLY,
        Question("return", ("network.return_summer_c",)),
        Question(JULY, ()),
        Question(
            "today", ("network.heat_source_today", "network.heat_cost_today_eur_per_mwh", TARGET)
        ),
    ),
    "data_centre": (
        Question(
            "load",
            (
                "data_centre.it_capacity_mw",
                "data_centre.first_year_load_fraction",
                "data_centre.ramp_up_years",
            ),
        ),
        Question("cooling", ("data_centre.cooling",)),
        LOOP,
        Question("first", ("data_centre.first_operation",)),
        Question("place", (COUNTRY,)),
    ),
    "producer": (
        Question("way", ("connection.route_km",)),
        Question("electricity", ("market.electricity_price_eur_per_mwh",)),
        NETWORK,
        SUPPLY,
        LOOP,
        Question("target", (TARGET,)),
    ),
}
"""In the order in which they are asked; the target price stands with the value of today's heat,
and is the producer's to hear, not a question of theirs."""


def asked() -> frozenset[str]:
    """The inputs that stand among the first questions, so nowhere else on the page."""
    paths = {path for question in _questions() for path in question.paths}
    return frozenset(paths | ({MUST_RUN} if july_of(draft()) == "must_run" else set()))


def july_is_asked() -> bool:
    """Whether what runs in July stands among the first questions."""
    return any(question.name == JULY for question in _questions())


def questions(answer: Answer, place: str) -> None:
    """The questions of whoever has said who they are; none while nobody has."""
    every = _questions()
    if not every:
        return
    st.markdown(f"**{say(f'app.role.{role()}.title')}**")
    for start in range(0, len(every), ACROSS):
        for column, question in zip(
            st.columns(ACROSS, gap="medium"), every[start : start + ACROSS], strict=False
        ):
            with column.container(key=f"question-{question.name}"):
                _question(question, answer, place)


def _questions() -> tuple[Question, ...]:
    asker = role()
    return QUESTIONS[asker] if asker else ()


def _question(question: Question, answer: Answer, place: str) -> None:
    if question.name == JULY:
        july(answer, place)
    for path in question.paths:
        if path == COUNTRY:
            country_field(place, answer)
            st.caption(say("app.role.place"))
        else:
            field(path, place, answer, marks=True)
        if path == TARGET and (takes := target_sentence(answer.assessment)):
            st.caption(plain(takes))
