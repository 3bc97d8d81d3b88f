"""The first sentence of the page Viability, in the words of the trade and in three languages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ihp_core.answer import answer
from ihp_core.report.viability.costs import cost_in_words, ranked
from ihp_core.report.viability.findings import WORST_FIRST, deciding
from ihp_core.report.viability.headline import untested_sentence, viability_sentence
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example, names
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.text import LANGUAGES
from tests.drawn import drawn_assessment, places

SPACE = "\N{NO-BREAK SPACE}"
SUPPLY, RETURN = "network.supply_winter_c", "network.return_summer_c"


def german(**stated: Any) -> Assessment:
    """The worked example with something else stated, as a customer sees it."""
    paths = flat(example("german").model_dump(mode="json", exclude_defaults=True))
    return discreet(answer(Site.model_validate(nested(paths | stated))))


def test_with_conditions_it_says_what_has_to_hold_and_what_was_entered() -> None:
    """The limit to stay below, then the figure as it was typed."""
    told = viability_sentence(german())
    assert told == (
        f"Works if your summer return stays at or below 50{SPACE}°C. You entered 52{SPACE}°C."
    )


def test_too_hot_a_network_reads_the_way_out() -> None:
    """What it asks for, how far it would go, and the heat ahead of the boiler."""
    told = viability_sentence(german(**{SUPPLY: 104.0}))
    assert told.startswith(f"Not as entered: 104{SPACE}°C is above what this plant delivers")
    assert f"80{SPACE}°C ahead of your boiler" in told


def test_what_looks_viable_says_what_it_rests_on_and_what_comes_first() -> None:
    """How many assumptions, and of the temperatures nobody has stated the one it hangs on."""
    told = viability_sentence(discreet(answer(example("guide_10mw_4g"))))
    assert told.startswith("Looks viable. It rests on 7 assumptions")
    assert told.endswith("To be found out first: warm side.")


def test_a_single_open_criterion_says_whom_to_ask() -> None:
    """One line for the hydraulics engineer; of several, which they are."""
    stated = flat(example("german").model_dump(mode="json", exclude_defaults=True))
    known = {"connection.electrical_available": True, "network.must_run_mw": 0}
    powered = Site.model_validate(nested(stated | known))
    assert "Your hydraulics engineer can answer in one line." in untested_sentence(answer(powered))
    several = untested_sentence(answer(example("air_cooled_far")))
    assert several.startswith("5 of 11 not tested yet:")


def test_outside_the_guide_it_is_possible_first() -> None:
    """The word of the verdict, then what it takes; never "viable"."""
    told = viability_sentence(discreet(answer(example("norderstedt"))))
    assert told.startswith("Possible with conditions. Works if your summer return")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", places())
def test_it_is_a_whole_sentence_on_random_sites(place: int, language: str) -> None:
    """No hole, no code, no figure that is none."""
    for audience in ("customer", "internal"):
        found = drawn_assessment(place)
        found = discreet(found) if audience == "customer" else found
        told = viability_sentence(found, audience, language)
        assert told.endswith(".")
        assert not re.search(r"[{}_]|\bnan\b|  |\.\.", told), told


@pytest.mark.parametrize("name", names())
def test_criteria_stand_by_status_and_then_by_what_they_cost(name: str) -> None:
    """What fails before what holds with conditions, in each the dearest first; none is lost."""
    found = discreet(answer(example(name)))
    rows = ranked(found)
    assert {row.id for row in rows} == {row.id for row in deciding(found)}
    order = [WORST_FIRST.index(row.status) for row in rows]
    assert order == sorted(order)
    costs = {one.criterion: one.saves_eur_per_mwh for one in found.remedies}
    for status in ("fail", "conditional"):
        told = [costs[row.id] for row in rows if row.status == status and row.id in costs]
        assert told == sorted(told, reverse=True)


def test_a_row_says_what_it_costs_and_by_which_change() -> None:
    """In euros where it is not met; the COP follows from others, what is met costs nothing."""
    found = discreet(answer(example("air_cooled_far")))
    told = {row.id: cost_in_words(row, found) for row in found.criteria}
    assert told["it_load"][0].startswith("costs about 1")
    assert "1\N{NO-BREAK SPACE}MW" in told["it_load"][1]
    assert told["scop"] == ("", "follows from the temperatures")
    assert told["hydraulics"] == told["price_room"] == ("", "")
