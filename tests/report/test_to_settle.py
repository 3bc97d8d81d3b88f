"""Page one's two tables: what is open and what turns it, who does what by when."""

from __future__ import annotations

import datetime as dt

import pytest

from ihp_core.report.next_steps.readings import first_to_measure
from ihp_core.report.next_steps.to_settle import MOST, STUDY, conditions, steps
from ihp_core.report.price.nearest import named_change, nearest
from ihp_core.report.viability.costs import cost_in_words
from ihp_core.report.viability.findings import deciding, open_ones
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import names
from ihp_core.text import figure, say
from ihp_core.text.names import day_named, month_named
from tests.report.papers import DAY, LANGUAGES, answer_of
from tests.sweeps import only


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", only(("german", "norderstedt"), names()))
def test_what_holds_the_verdict_stands_before_what_nobody_has_told(
    name: str, language: str
) -> None:
    """Three at most, each with all of its three cells."""
    found = discreet(answer_of(name))
    told = conditions(found, language)
    held = open_ones(found, "customer", language)[:MOST]
    assert [one.name.lower() for one in told[: len(held)]] == [one.lower() for one in held]
    assert len(told) <= MOST
    assert all(all(one) for one in told)


def test_a_condition_names_the_change_that_turns_it_and_what_it_costs() -> None:
    """The very words of the page Viability."""
    found = discreet(answer_of("german"))
    row = next(row for row in deciding(found) if row.status == "conditional")
    first = conditions(found)[0]
    assert (first.cost, first.turned_by) == cost_in_words(row, found)


def test_where_the_price_is_in_the_way_the_nearest_change_is_named() -> None:
    """With what it takes off the gap."""
    found = discreet(answer_of("air_cooled_far"))
    first = conditions(found)[0]
    closest = nearest(found)[0]
    assert first.turned_by.lower().startswith(named_change(found, closest, "alone").lower())
    assert figure(found.price.gap_eur_per_mwh, "EUR/MWh") in first.cost


def test_what_is_not_tested_costs_an_answer_by_whoever_has_it() -> None:
    """Nobody is sent a bill for a line of text."""
    told = conditions(discreet(answer_of("guide_10mw_4g")))
    assert {one.cost for one in told} == {say("paper.condition.answer")}
    assert "hydraulics engineer" in told[1].turned_by


@pytest.mark.parametrize("language", LANGUAGES)
def test_readings_are_due_in_four_weeks_and_the_decision_with_the_study(language: str) -> None:
    """Days where the case has one, weeks and words where it has none."""
    found = answer_of("german")
    first = first_to_measure(found.uncertainty)
    told = steps(found, first, language, DAY)
    assert told[0].who == say("choice.network_operator", language)
    assert told[0].by == day_named(DAY + dt.timedelta(weeks=4), language)
    study = next(bar for bar in found.timeline.bars if bar.id == STUDY)
    assert study.fast_end is not None
    assert month_named(study.fast_end, language) in told[-1].by
    undated = steps(found, first, language)
    assert undated[0].by == say("paper.step.in_weeks", language, weeks="4")


def test_each_party_is_asked_for_what_it_knows() -> None:
    """Supply and return by the operator, the loop by the data centre, the rest by the producer."""
    asked = ("market.electricity_price_eur_per_mwh", "data_centre.source_inlet_c")
    asked += ("network.return_summer_c", "plant.units")
    told = steps(answer_of("german"), asked)
    parties = ("network_operator", "data_centre", "producer", "producer")
    assert [one.who for one in told[:4]] == [say(f"choice.{party}") for party in parties]
    assert say("input.plant.units.label") not in " ".join(one.what for one in told)


def test_a_site_that_does_not_work_gets_no_study_and_no_fee() -> None:
    """The last step is to settle whether a change is possible."""
    told = steps(answer_of("air_cooled_far"), (), fee_eur=25_000)
    assert [one.what for one in told] == [say("report.next_step_not")]
    paid = steps(answer_of("german"), (), fee_eur=25_000)
    assert figure(25_000, "EUR") in paid[0].what
