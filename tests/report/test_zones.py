"""The small bar of a criterion: zones in the order of the limits, the value in its own."""

from __future__ import annotations

import pytest

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.viability.reasons import is_unknown
from ihp_core.report.viability.zones import zones, zones_html
from ihp_core.viability.judgement import Criterion
from tests.drawn import drawn_assessment, places


def of(value: float, passing: float, conditional: float | None) -> Criterion:
    """A criterion with a value between two limits."""
    return Criterion(
        id="x",
        kind="deciding",
        status="pass",
        value=value,
        limit=passing,
        pass_limit=passing,
        conditional_limit=conditional,
        unit="°C",
        source="",
    )


@pytest.mark.parametrize("place", places())
def test_the_value_stands_in_the_zone_of_its_status(place: int) -> None:
    """On random sites the colour under the mark is the status's, at a limit either neighbour's."""
    for row in drawn_assessment(place).criteria:
        found = zones(row)
        if row.kind == "evidence" or found is None:
            continue
        if row.status == "not_tested":
            assert set(found.colours) == {SIGNS["not_tested"].colour}
            continue
        if row.at_limit or is_unknown(row):
            continue  # the tolerance, and a worth that nobody knows, reach over the limit
        count = len(found.colours)
        under = {found.colours[min(int((found.place + d) * count), count - 1)] for d in (0, -1e-9)}
        expected = row.status if row.id != "summer_offtake" or row.status == "pass" else "fail"
        allowed = {SIGNS[row.status].colour, SIGNS[expected].colour}
        if row.id == "summer_offtake":
            allowed.add(SIGNS["conditional"].colour)
        assert under & allowed, (row, found)


def test_a_lower_limit_that_is_better_has_its_green_at_the_left() -> None:
    """A return of 50 passes, 55 passes with conditions."""
    found = zones(of(52.5, 50.0, 55.0))
    assert found is not None
    assert found.limits == (50.0, 55.0)
    assert found.colours == tuple(SIGNS[s].colour for s in ("pass", "conditional", "fail"))
    assert found.place == pytest.approx(0.5)


def test_a_higher_limit_that_is_better_has_its_green_at_the_right() -> None:
    """Full-load hours from 6,000 pass."""
    found = zones(of(9000.0, 6000.0, 4000.0))
    assert found is not None
    assert found.colours[-1] == SIGNS["pass"].colour
    assert found.place == 1.0


def test_a_choice_and_a_missing_value_have_no_bar() -> None:
    """Nothing is drawn that is not known."""
    assert zones_html(of(1.0, 2.0, 3.0).model_copy(update={"value": None})) == ""
    assert zones_html(of(1.0, 2.0, 3.0).model_copy(update={"value": "air"})) == ""


def test_what_is_not_tested_has_a_grey_bar() -> None:
    """Its mark stands where the typical value lies, in no colour of a verdict."""
    found = zones(of(52.5, 50.0, 55.0).model_copy(update={"status": "not_tested"}))
    assert found is not None
    assert found.colours == (SIGNS["not_tested"].colour,) * 3
    assert found.place == pytest.approx(0.5)


def test_a_limit_with_nothing_between_has_two_zones() -> None:
    """A loop below 40 °C is not liquid cooling, from 40 °C it is: no third colour, one number."""
    found = zones(of(30.0, 40.0, 40.0))
    assert found is not None
    assert found.limits == (40.0,)
    assert found.colours == tuple(SIGNS[status].colour for status in ("fail", "pass"))
    assert found.place == pytest.approx(0.25)
