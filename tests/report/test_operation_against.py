"""The meter against the expected year: steps that add up, a sentence, tables in each language."""

from __future__ import annotations

from functools import cache

import pytest

from ihp_core.assessment import screened
from ihp_core.metering.meter import metered, standard_minutes
from ihp_core.metering.readings.reading import read_meter
from ihp_core.report.delivery.case import DeliveryCase, expected_case
from ihp_core.report.delivery.files import metered_case
from ihp_core.report.operation.against import (
    against_sentence,
    availability_sentence,
    causes_chart,
    months_table,
    outages_table,
    period_of,
)
from ihp_core.site.examples.worked import example
from tests.readings import OUT_HOURS, readings
from tests.report.seen import points, spec


@cache
def case(month: str | None = None, language: str = "en") -> DeliveryCase:
    """Two months of readings with a standstill of 60 hours, or one of the months."""
    site = example("german")
    chain = screened(site)
    report = metered(chain, read_meter(readings(), standard_minutes(site)))
    return metered_case(chain, report, month, "customer", language)


@pytest.mark.parametrize("month", [None, "2026-01", "2026-02"])
def test_the_steps_go_from_the_expected_to_the_metered_heat(month: str | None) -> None:
    """Each begins where the one before ended; the last ends where the meter's bar does."""
    period = period_of(case(month))
    drawn = spec(causes_chart(case(month)))
    steps = [row for row in points(drawn) if "name" in row]
    assert steps[0]["high"] == pytest.approx(period.expected_heat_mwh)
    assert steps[-1]["high"] == pytest.approx(period.heat_mwh)
    level = steps[0]["high"]
    for step in steps[1:-1]:
        assert level == pytest.approx(step["high"]) or level == pytest.approx(step["low"])
        level = step["low"] if level == pytest.approx(step["high"]) else step["high"]
    assert level == pytest.approx(period.heat_mwh, rel=1e-6)
    assert len(points(drawn)) < 100


def test_a_standstill_is_what_is_missing() -> None:
    """Named in the title, listed with its hours, and gone from a month without it."""
    assert causes_chart(case()).title.startswith("Most of what is missing: Outages")
    table = outages_table(case())
    assert len(table.rows) == 1
    assert table.rows[0][0] == "21 January 2026, 20:00"
    assert table.rows[0][2].startswith(str(OUT_HOURS))
    assert "are missing" in against_sentence(case())
    assert "as expected" in against_sentence(case("2026-02"))
    assert "100" in availability_sentence(case("2026-02"))


@pytest.mark.parametrize("language", ["en", "de", "sv"])
def test_every_table_speaks_the_language(language: str) -> None:
    """As many cells as titles; months by their names."""
    told = case(None, language)
    for table in (months_table(told), outages_table(told)):
        assert table.rows
        assert all(len(row) == len(table.header) for row in table.rows)
    names = {"en": "January 2026", "de": "Januar 2026", "sv": "januari 2026"}
    assert months_table(told).rows[0][0] == names[language]


def test_without_readings_nothing_is_held_against_anything() -> None:
    """The expected year has no meter."""
    with pytest.raises(ValueError, match="nothing was read"):
        period_of(expected_case(screened(example("german"))))
