"""What is assumed without asking, in the open points of every document."""

from __future__ import annotations

import datetime as dt

import pytest

from ihp_core.answer import answer
from ihp_core.report.next_steps.assumed import assumed_points, ramp_up_assumed
from ihp_core.results.results import Assessment
from ihp_core.text import LANGUAGES, say
from tests.given import site_of

ASKED = {"network.must_run_mw": 0}
START = {"contract.start": dt.date(2029, 1, 1)}


def _answer(**draft: object) -> Assessment:
    return answer(site_of(ASKED | draft))


@pytest.mark.parametrize("country", ["IS", "PT", "JP"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_without_data_is_told_once(country: str, language: str) -> None:
    """One plain sentence among the warnings and one in the open points, not one a figure."""
    assessment = _answer(country=country)
    assert assessment.warnings.count("country_without_data") == 1
    (told,) = assumed_points(assessment, language)
    assert told == say("warning.country_without_data", language)
    assert assumed_points(_answer(country="PL"), language) == ()


def test_an_assumed_ramp_up_is_an_open_point() -> None:
    """Three years from 55 %, as long as nobody states them; none long after the first operation."""
    new = START | {"data_centre.first_operation": dt.date(2028, 1, 1)}
    told = ramp_up_assumed(_answer(**new), "en")
    assert "3" in told
    assert "55" in told
    assert ramp_up_assumed(_answer(**new | {"data_centre.ramp_up_years": 3}), "en") == ""
    old = START | {"data_centre.first_operation": dt.date(2020, 1, 1)}
    assert ramp_up_assumed(_answer(**old), "en") == ""
    assert ramp_up_assumed(_answer(**START), "en") == ""
