"""The charts: few points, a message with numbers, the right sums, nothing that must not show."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from ihp_core.report.drawing.picture import Picture
from ihp_core.report.heat.capacity import capacity_floor, capacity_heat, capacity_surplus
from ihp_core.report.heat.moment import moment
from ihp_core.report.heat.temperature_heat import temperature_heat
from ihp_core.report.heat.year import duration, monthly, months, year
from ihp_core.report.price.ladder import ladder
from ihp_core.report.price.parties import build_up
from ihp_core.results.results import Assessment
from tests.report.conftest import assessed
from tests.report.seen import points, spec

MOST_POINTS = 800
CHARTS: dict[str, Callable[[Assessment, str], Picture]] = {
    "cold": lambda found, language: temperature_heat(found, -10, language),
    "warm": lambda found, language: temperature_heat(found, 25, language),
    "year": year,
    "duration": duration,
    "months": months,
    "ladder": ladder,
    "build_up": build_up,
    "capacity_heat": capacity_heat,
    "capacity_floor": capacity_floor,
    "capacity_surplus": capacity_surplus,
}


def heights(drawn: dict[str, Any]) -> dict[str, float]:
    """The length of each named bar."""
    return {row["name"]: row["high"] - row["low"] for row in points(drawn) if "name" in row}


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_is_light_says_its_message_and_holds_no_nan(
    found: Assessment, chart: str
) -> None:
    """At most 800 points, as wide as its column, a title and a description; the browser's JSON
    knows no NaN: one of them would leave the chart empty."""
    picture = CHARTS[chart](found, "en")
    drawn = spec(picture)
    json.dumps(drawn, allow_nan=False)
    assert len(points(drawn)) <= MOST_POINTS
    assert drawn["width"] == "container"
    assert "title" not in drawn
    assert len(picture.title) > 20
    assert len(picture.alt) > 20


@pytest.mark.parametrize("chart", CHARTS)
def test_text_takes_the_colour_of_the_page_or_of_its_field(chart: str) -> None:
    """Black words on a dark page, or white ones on a light page, could not be read."""
    drawn = spec(CHARTS[chart](assessed("guide_10mw_4g"), "en"))
    marks = [layer["mark"] for layer in drawn["layer"] if layer["mark"]["type"] == "text"]
    on_fields = [mark for mark in marks if mark["color"] != "currentColor"]
    assert not on_fields or chart in ("year", "duration")
    assert "background" not in json.dumps(drawn.get("config", {}))


def test_the_months_add_up_to_the_year(found: Assessment) -> None:
    """What the bars show is what the meter counts, and the rest of the source's heat."""
    heat = monthly(found)
    assert heat[:3].sum() == pytest.approx(found.heat.delivered_gwh, abs=1e-9)
    assert heat[3].sum() == pytest.approx(found.heat.not_taken_gwh, rel=1e-6, abs=1e-9)
    bars = [row["high"] - row["low"] for row in points(spec(months(found)))]
    total = found.heat.delivered_gwh + found.heat.not_taken_gwh
    assert sum(bars) == pytest.approx(total, abs=1e-3)


def test_the_year_in_three_day_means_keeps_the_heat() -> None:
    """Averaging for the eye loses nothing: areas times hours give the year again."""
    found = assessed("guide_10mw_4g")
    rows = [row for row in points(spec(year(found))) if row.get("layer")]
    days = np.array([1.0 if row["x"] > 363 else 3.0 for row in rows])
    days[[row["x"] > 363 for row in rows]] = 2.0
    mean = np.array([row["high"] - row["low"] for row in rows])
    total = found.heat.delivered_gwh + found.heat.not_taken_gwh
    assert float(mean @ days) * 24 / 1000 == pytest.approx(total, rel=1e-3)


def test_the_load_falls_along_the_duration_curve() -> None:
    """Sorted by load, from the peak to the lowest hour."""
    drawn = spec(duration(assessed("german")))
    load = [row["y"] for row in points(drawn) if set(row) == {"x", "y"}]
    assert len(load) > 100
    assert load == sorted(load, reverse=True)


def test_the_steps_of_the_build_up_end_at_the_producers_cost() -> None:
    """Each step starts where the last one ended, and the last one ends at the floor."""
    found = assessed("german")
    bars = [row for row in points(spec(build_up(found))) if "name" in row]
    steps = bars[:-3]
    assert steps[0]["low"] == 0
    assert all(a["high"] == b["low"] for a, b in pairwise(steps))
    assert steps[-1]["high"] == pytest.approx(found.price.floor_eur_per_mwh)


def test_negative_room_is_shown_as_it_is() -> None:
    """A cost above today's is said in the title and drawn backwards, not hidden."""
    found = assessed("air_cooled_far")
    picture = build_up(found)
    room = [size for name, size in heights(spec(picture)).items() if "✖" in name]
    assert room == [pytest.approx(found.price.room_eur_per_mwh)]
    assert room[0] < 0
    assert "above" in picture.title


def test_without_a_heat_pump_no_chart_speaks_of_one_running() -> None:
    """All heat through the exchanger: no COP, no lift, no electricity of a heat pump."""
    found = assessed("all_direct")
    told = " ".join(
        drawn.title + drawn.alt + json.dumps(spec(drawn))
        for drawn in (chart(found, "en") for chart in CHARTS.values())
    )
    assert "COP" not in told
    assert "no heat pump runs" in told
    assert "exchanger + heat pump" not in told


def test_a_summer_without_demand_is_drawn_as_one() -> None:
    """The hot day has its reason, and the months that deliver nothing are empty."""
    found = assessed("summer_off")
    picture = temperature_heat(found, 30, "en")
    assert "no heat is delivered" in picture.title
    assert "needs no heat" in picture.title
    assert monthly(found)[:3, 6].sum() < 0.1 * monthly(found)[:3, 0].sum()


def test_the_moment_closes_its_heat_balance(found: Assessment) -> None:
    """Zones add up to the heat; temperatures run from return to supply and down the source."""
    for outdoor in (-10.0, 5.0, 25.0):
        now = moment(found, outdoor)
        assert now.return_c <= now.network_middle_c <= now.plant_supply_c + 1e-9
        assert now.plant_supply_c <= now.supply_c + 1e-9
        assert now.source_outlet_c <= now.source_middle_c <= now.source_inlet_c
        if now.direct_mw > 0:
            assert now.source_inlet_c > now.network_middle_c
            assert now.source_middle_c > now.return_c


def test_the_operators_boiler_is_shown_where_the_plant_ends_below_the_supply() -> None:
    """On the coldest day of a hot network the boiler lifts the last degrees; the title says so."""
    found = assessed("topped_up")
    now = moment(found, -10)
    assert now.plant_supply_c == pytest.approx(95)
    assert now.boiler_mw > 0
    assert "own boiler" in temperature_heat(found, -10).title


def test_figures_and_months_are_written_as_the_language_does() -> None:
    """German: comma for decimals, Mai for May, on the axes as well."""
    found = assessed("german")
    german = json.dumps(spec(months(found, "de")), ensure_ascii=False)
    assert "Mai" in german
    assert re.search(r"Jan: .*? \d,\d", german)
    assert "'.', ','" in german
    assert "GWh" in year(found, "sv").title
