"""Days on which the plant stands, with their reason; months that are all alike as a sentence."""

from __future__ import annotations

import re

import numpy as np
import pytest

from ihp_core.answer import answer
from ihp_core.report.drawing.picture import months_in_full
from ihp_core.report.heat.stops import stop_words, stops
from ihp_core.report.heat.year import even_months, monthly, months, year
from ihp_core.site.examples.worked import example
from ihp_core.tables.assumptions import value
from ihp_core.text import LANGUAGES
from tests.report.conftest import assessed
from tests.report.seen import points


def words_of(case: str, language: str = "en") -> set[str]:
    """All words that stand on the year's chart."""
    return {str(row["words"]) for row in points(year(assessed(case), language)) if "words" in row}


def test_the_planned_stop_is_named_where_it_lies() -> None:
    """A week from the day of the table, by the reason of its hours."""
    (stop,) = stops(assessed("german").year)
    assert stop.reason == "outage"
    assert stop.days == 7 * value("operation.planned_outage_weeks")
    assert stop.first_day == value("operation.planned_outage_first_day") - 1
    assert "off 7 days: planned stop" in words_of("german")


def test_a_network_without_summer_load_is_the_reason_of_a_summer() -> None:
    """Nobody needs heat from June to August."""
    told = stops(assessed("summer_off").year)
    assert {stop.reason for stop in told} == {"no_demand"}
    assert sum(stop.days for stop in told) > 40
    assert all(stop_words(stop, "en") in words_of("summer_off") for stop in told)


def test_without_heat_no_stop_is_named() -> None:
    """A plant that never runs has no stop to speak of."""
    assert not [word for word in words_of("nothing") if word.startswith("off ")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stop_is_told_to_those_who_see_no_chart(language: str) -> None:
    """The description ends with it."""
    found = assessed("german")
    assert stop_words(stops(found.year)[0], language) in year(found, language).alt


def test_even_months_are_a_sentence_and_others_are_bars() -> None:
    """Norderstedt gives nearly the same all year but for its stop; a network with little summer
    load does not."""
    told = even_months(answer(example("norderstedt")), "en")
    assert told.startswith("Much the same heat in every month")
    assert "planned stop" in told
    uneven = assessed("air_cooled_far")
    assert monthly(uneven)[:3].sum(axis=0).min() > 0
    assert even_months(uneven, "en") == ""
    assert even_months(assessed("nothing"), "en") == ""


def test_the_plants_own_stop_is_not_said_to_be_the_networks_least_month() -> None:
    """The German plant stands a week in July: the network's least month is another, and July's
    figure is told with its reason."""
    found = assessed("german")
    heat = monthly(found)[:3].sum(axis=0)
    assert heat.argmin() == 6
    an_hour = heat / np.bincount(found.year.month.astype(int) - 1, minlength=12)
    an_hour[6] = np.inf
    title = re.sub(r"\s", " ", months(found, "en").title)
    assert f"least in {months_in_full('en')[int(an_hour.argmin())]} (" in title
    assert "least in Feb" not in title
    assert "in July (" in title
    assert title.endswith("the plant has its planned stop.")
