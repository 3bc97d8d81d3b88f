"""What the possible answers to open questions do, and what others may know of it."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.answer import answer
from ihp_core.assessment import screened, typical_case
from ihp_core.results.discretion import typical
from ihp_core.site.examples.worked import example, names
from ihp_core.site.inputs import PRODUCER
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import FIELDS, Site
from ihp_core.uncertainty.answers import answers_of
from tests.drawn import drawn, places

RETURN, POWER = "contract.discount_rate_fraction", "plant.heat_pump_capacity_mw"
CONNECTION = "connection.electrical_available"


def _stating(name: str, **stated: float) -> Site:
    known = flat(example(name).model_dump(mode="json", exclude_defaults=True))
    known[POWER] = answer(example(name)).heat.heat_pump_capacity_mw
    return Site.model_validate(nested(known | stated))


@pytest.mark.parametrize("name", names())
def test_every_answer_says_what_it_does(name: str) -> None:
    """Of a choice every other name, of a figure both ends, each with a verdict."""
    known = answers_of(screened(example(name)))
    assert len(known["network.heat_source_today"]) >= 10
    for path, answers in known.items():
        assert answers, path
        assert all(np.isfinite(one.heat_gwh) for one in answers)


def test_an_answer_turns_what_it_is_asked_for() -> None:
    """Whether there is an electrical connection decides that criterion and no other."""
    known = answers_of(screened(example("german")))[CONNECTION]
    assert [one.answer for one in known] == [False, True]
    assert {one.turns for one in known} == {("electrical_connection",)}


def test_a_longer_way_costs_more_and_a_measured_return_turns_the_verdict() -> None:
    """The ends of the route lie to both sides of the price; 57 degrees are too warm."""
    known = answers_of(screened(example("german")))
    short, long = known["connection.route_km"]
    assert (short.price_eur_per_mwh or 0) < 0 < (long.price_eur_per_mwh or 0)
    warm = known["network.return_summer_c"][-1]
    assert warm.verdict == "not_viable"
    assert warm.turns_verdict
    assert warm.turns == ("return_temperature",)


def test_typical_figures_are_those_of_a_site_whose_producer_entered_nothing() -> None:
    """The same plant, the same figures; where nothing was entered the very same."""
    bare = screened(_stating("german"))
    assert typical_case(bare) is bare
    usual = typical_case(screened(_stating("german", **{RETURN: 0.11})))
    assert all(np.isnan(usual.stated[path]).all() for path in PRODUCER)
    for name, figures in bare.screening.figures.items():
        np.testing.assert_array_equal(usual.screening.figures[name], figures, err_msg=name)


@pytest.mark.parametrize("place", [*places()][::8])
def test_on_random_sites_every_open_question_has_answers_or_none(place: int) -> None:
    """Whatever is stated, nothing fails, and others read of the same inputs as the producer; the
    model of an alternative's COP is uncertain beside a quoted machine alone."""
    found = answer(drawn()[place])
    own, public = set(found.if_answered), set(typical(found).if_answered)
    assert {path for path in own ^ public if path in FIELDS} <= {*PRODUCER}
