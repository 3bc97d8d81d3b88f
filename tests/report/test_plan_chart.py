"""The plan as bars and the maps of viability: their messages, their ends, their size."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np
import pytest

from ihp_core.assessment import screened
from ihp_core.report.drawing.palette import SIGNS, contrast
from ihp_core.report.next_steps.plan import bar_name, window_sentence
from ihp_core.report.next_steps.plan_chart import plan_chart, year_of
from ihp_core.report.viability.map_chart import edges, map_chart, map_sentence
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site
from ihp_core.text import say
from ihp_core.viability.timeline import timeline
from ihp_core.what_if.viability_map import Map, ViabilityMap, viability_map
from tests.report.seen import points, spec

MOST_POINTS = 800
TODAY = dt.date(2026, 1, 1)
LIQUID = {"it_capacity_mw": 10, "cooling": "direct_liquid"}
AGREED = {"contract": {"start": "2030-01-01"}}
MAPS: tuple[Map, ...] = ("temperatures", "way")


def site_with(changes: dict[str, Any]) -> Site:
    """The worked example with something else stated."""
    return Site.model_validate(example("german").model_dump() | changes)


@cache
def map_of(name: Map, site: str = "german") -> ViabilityMap:
    """A map around one of the examples."""
    found = viability_map(screened(example(site)), name)
    assert found is not None
    return found


@pytest.mark.parametrize("today", [TODAY, None])
@pytest.mark.parametrize("changes", [{}, AGREED])
def test_the_plan_says_its_window_and_names_every_phase(
    changes: dict[str, Any], today: dt.date | None
) -> None:
    """Title with the window, a row a phase with both paces, light and without NaN."""
    plan = timeline(site_with(changes), today)
    drawn = plan_chart(plan)
    assert drawn.title == window_sentence(plan)
    assert 0 < len(points(drawn)) <= MOST_POINTS
    json.dumps(spec(drawn), allow_nan=False)
    words = " ".join(str(row.get("words", "")) for row in points(drawn)).lower()
    assert all(bar_name(bar) in words for bar in plan.bars)
    assert all(bar_name(bar) in drawn.alt.lower() for bar in plan.bars)
    assert sum("pace" in row for row in points(drawn)) == 2 * len(plan.bars)


def test_the_bars_of_the_plan_end_where_the_phases_do() -> None:
    """From today the guide's phases take 2-6, 6-12 and 6-12 months (IHP Q6); within five days."""
    bars = [row for row in points(plan_chart(timeline(example("german"), TODAY))) if "pace" in row]
    lasted = {
        pace: [round(12 * (b["high"] - b["low"]), 1) for b in bars if b["pace"] == pace]
        for pace in ("fast", "slow")
    }
    assert lasted["fast"] == pytest.approx([2, 6, 6, 18], abs=0.15)
    assert lasted["slow"] == pytest.approx([6, 12, 12, 36], abs=0.15)


def test_without_a_day_the_plan_counts_months() -> None:
    """No year is drawn that nobody has stated: 18 to 36 months of work (IHP Q6)."""
    site = site_with({"contract": {}, "data_centre": LIQUID})
    plan = timeline(site)
    assert plan.basis == "open"
    bars = [row for row in points(plan_chart(plan)) if "pace" in row]
    assert [bars[-2]["high"], bars[-1]["high"]] == [18, 36]
    axis = next(
        layer["encoding"]["x"]["axis"]
        for layer in spec(plan_chart(plan))["layer"]
        if layer["encoding"]["x"].get("axis")
    )
    assert axis["title"] == say("viability.plan.axis")


def test_a_day_is_a_part_of_its_year() -> None:
    """The middle of 2027 is 2027.5 (to two days)."""
    assert year_of(dt.date(2027, 7, 2)) == pytest.approx(2027.5, abs=0.006)


@pytest.mark.parametrize("name", MAPS)
def test_a_map_is_light_and_says_what_share_works(name: Map) -> None:
    """At most 800 points, a title with its share, icon and words of all three verdicts."""
    drawn = map_chart(map_of(name))
    assert 0 < len(points(drawn)) <= MOST_POINTS
    json.dumps(spec(drawn), allow_nan=False)
    assert "%" in drawn.title
    scale = next(
        layer["encoding"]["color"]["scale"]
        for layer in spec(drawn)["layer"]
        if "color" in layer["encoding"]
    )
    assert [words[0] for words in scale["domain"]] == ["✔", "◐", "✖"]
    assert scale["range"] == [SIGNS[v].colour for v in ("viable", "conditional", "not_viable")]


@pytest.mark.parametrize("name", MAPS)
def test_the_fields_of_a_map_cover_it_once_and_by_their_verdict(name: Map) -> None:
    """Fields joined of cells hold each verdict's area to a part in a thousand of the map."""
    found = map_of(name)
    sizes = np.outer(np.diff(edges(found.up.values)), np.diff(edges(found.across.values)))
    fields = [row for row in points(map_chart(found)) if "verdict" in row]
    for value, icon in enumerate("✔◐✖"):
        drawn = sum(
            (one["x2"] - one["x"]) * (one["y2"] - one["y"])
            for one in fields
            if one["verdict"].startswith(icon)
        )
        wanted = sizes[found.verdict == value].sum()
        assert drawn == pytest.approx(wanted, abs=1e-3 * sizes.sum())


@pytest.mark.parametrize("name", MAPS)
def test_the_site_is_marked_where_it_lies(name: Map) -> None:
    """At the values that the site itself has."""
    found = map_of(name)
    site = next(row for row in points(map_chart(found)) if row.get("words") == "this site")
    assert site["x"] == found.across.values[found.across.place]
    assert site["y"] == found.up.values[found.up.place]


def test_what_stands_on_the_fields_of_a_map_can_be_read() -> None:
    """Contrast of at least 4.5 on the lightest and the darkest of the colours (WCAG 2.2)."""
    drawn = spec(map_chart(map_of("way")))
    inks = {layer["mark"]["color"] for layer in drawn["layer"] if layer["mark"]["type"] == "text"}
    assert len(inks) == 1
    assert all(contrast(ink, sign.colour) >= 4.5 for ink in inks for sign in SIGNS.values())


@pytest.mark.parametrize("name", MAPS)
def test_the_dearer_the_darker(name: Map) -> None:
    """Every priced field is paler the lower its price; a field without one keeps its colour."""
    fields = [row for row in points(map_chart(map_of(name))) if "shade" in row]
    assert fields
    shades = {row["shade"] for row in fields}
    assert min(shades) == 0
    assert len(shades) > len(fields) / 2


def test_a_map_of_one_colour_is_a_sentence() -> None:
    """The verdict and the span of prices in place of a field; borders keep their map."""
    found = map_of("way")
    assert map_sentence(found) == ""
    flat = replace(found, verdict=np.ones_like(found.verdict))
    told = map_sentence(flat, "en")
    assert told.startswith("Whatever distance and IT capacity: With conditions. The price runs")
    nothing = replace(flat, price_eur_per_mwh=np.full_like(found.price_eur_per_mwh, np.nan))
    assert map_sentence(nothing, "en") == "Whatever distance and IT capacity: With conditions."
