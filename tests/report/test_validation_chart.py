"""The chart of published plants: the data are validation's own, and the site stands among them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from ihp_core.plant.heat_pump import heat_pump_cop
from ihp_core.plant.published_plants import Compared, compared, fit
from ihp_core.report.heat.validation_chart import (
    BAND,
    Here,
    apart,
    counted,
    here,
    short_name,
    validation,
    within_band,
)
from ihp_core.results.results import Assessment
from ihp_core.text import figure
from tests.report.conftest import assessed
from tests.report.seen import points as all_points
from tests.report.seen import spec

PLANTS = compared()
SITE = Here(50, 40, 48, 90, 4.8)


def points(drawn: dict[str, Any], filled: bool) -> set[tuple[float, float]]:
    """Published and computed COP of the plants drawn filled or hollow."""
    return {
        (row["x"], row["y"])
        for layer in drawn["layer"]
        if layer["mark"]["type"] == "point" and layer["mark"]["filled"] is filled
        for row in layer["data"]["values"]
        if "told" in row
    }


def words(drawn: dict[str, Any]) -> list[str]:
    """The texts that stand on the chart."""
    return [row["words"] for row in all_points(drawn) if "words" in row]


def test_the_chart_draws_what_the_validation_found() -> None:
    """Filled points are the plants that count, hollow ones the others; none is left out."""
    drawn = spec(validation(PLANTS))
    for counts in (True, False):
        expected = {(row.published, row.predicted) for row in PLANTS if row.compared is counts}
        assert expected
        assert points(drawn, counts) == expected


def test_title_and_fit_count_the_same_plants() -> None:
    """The title's share is worked out from the rows that the fit uses."""
    inside = sum(abs(row.error) <= BAND for row in PLANTS if row.compared)
    title = validation(PLANTS).title
    assert within_band(PLANTS) == inside < fit(PLANTS).n
    assert f"for {inside} of {fit(PLANTS).n} " in title
    assert figure(BAND, "share") in title


def test_where_all_plants_agree_the_title_says_so() -> None:
    """A title that spoke of "12 of 12" would make the reader look for the others."""
    exact = [replace(row, predicted=row.published) for row in PLANTS]
    assert f"for all {fit(PLANTS).n} " in validation(exact).title


def test_without_plants_there_is_a_sentence() -> None:
    """An empty table is no reason for an empty page."""
    picture = validation(())
    assert picture.title == picture.alt != ""


def test_the_axes_start_at_zero_and_hold_every_point() -> None:
    """Amounts from zero; both axes alike, so that the line of agreement is one of 45 degrees."""
    drawn = spec(validation(PLANTS, SITE))
    first = drawn["layer"][0]["encoding"]
    ends = [first[axis]["scale"]["domain"] for axis in ("x", "y")]
    highest = max(max(row.published, row.predicted) for row in PLANTS)
    assert ends[0] == ends[1]
    assert ends[0][0] == 0
    assert ends[0][1] > highest


def test_the_band_is_that_of_the_assumption() -> None:
    """At its far end the band is as wide as the COP's band says, to either side."""
    drawn = spec(validation(PLANTS))
    end = drawn["layer"][0]["data"]["values"][-1]
    assert end["low"] == pytest.approx(end["x"] * (1 - BAND))
    assert end["high"] == pytest.approx(end["x"] * (1 + BAND))


def test_the_plants_furthest_off_are_named_on_the_chart() -> None:
    """Few rows carry direct labels; the others speak at the mouse."""
    named = words(spec(validation(PLANTS)))
    assert short_name(fit(PLANTS).worst) in named
    assert counted(PLANTS)[0] == fit(PLANTS).worst


def test_a_site_without_a_heat_pump_is_not_marked() -> None:
    """No COP, no mark; with one, its COP stands on the line and in the description."""
    assert here(assessed("all_direct")) is None
    assert here(assessed("nothing")) is None
    bare, marked = (validation(PLANTS, site) for site in (None, SITE))
    assert len(words(spec(marked))) == len(words(spec(bare))) + 1
    assert "4.8" in marked.alt
    assert any("4.8" in word for word in words(spec(marked)))


def test_the_site_stands_at_its_own_temperatures() -> None:
    """Its COP is the formula's at the four temperatures told, below that of the year."""
    found = assessed("german")
    site = here(found)
    assert site is not None
    four = (site.source_inlet_c, site.source_outlet_c, site.sink_inlet_c, site.sink_outlet_c)
    assert site.cop == pytest.approx(float(heat_pump_cop(*four)))
    assert found.heat.refrigerant == "ammonia"
    assert found.heat.heat_pump_scop is not None
    assert 1 < site.cop < found.heat.heat_pump_scop


def test_every_site_can_be_marked_or_left_out(found: Assessment) -> None:
    """All edges draw: valid JSON, few points, words in the page's own colour."""
    drawn = spec(validation(PLANTS, here(found)))
    json.dumps(drawn, allow_nan=False)
    marks = [layer["mark"] for layer in drawn["layer"] if layer["mark"]["type"] == "text"]
    assert {mark["color"] for mark in marks} == {"currentColor"}
    assert drawn["width"] == "container"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"refrigerant": "R744"}, "co2"),
        ({"refrigerant": "R717", "sink_outlet_c": 165.0}, "hot"),
        ({"refrigerant": "R717", "sink_outlet_c": 80.0}, "paper"),
    ],
)
def test_a_hollow_point_says_why_it_does_not_count(changes: dict[str, Any], reason: str) -> None:
    """Carbon dioxide, too hot, or no operation."""
    assert apart(replace(PLANTS[0], compared=False, **changes)) == reason


def test_the_reason_stands_at_the_mouse() -> None:
    """Nobody has to guess what hollow means."""
    drawn = spec(validation(PLANTS))
    told = [row["told"] for row in all_points(drawn) if "told" in row]
    hollow: list[Compared] = [row for row in PLANTS if not row.compared]
    assert sum("not counted" in one for one in told) == len(hollow) > 0
