"""Built plants through the whole chain: published stays published, and what looks like a site."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from benchmarks import built_plants as benchmark
from ihp_core.report.plants.beside_built import FIGURES, BesideFigure, all_beside, spread
from ihp_core.report.plants.built_chart import KINDS, built_chart
from ihp_core.report.plants.built_table import COLUMNS, apart, built_lines, published
from ihp_core.report.plants.looks_like import (
    comparable,
    distances,
    lines_beside,
    nearest_built,
    plant_things,
    site_things,
)
from ihp_core.site.examples.built_plants import built_plants
from ihp_core.tables.assumptions import table_rows
from ihp_core.text import figure, say
from tests.report.conftest import assessed
from tests.report.seen import points, spec

CELLS = {
    "heat": ("heat_gwh", "heat_gwh", 1),
    "source_heat": ("source_heat_gwh", "source_heat_gwh", 1),
    "share": ("share_low_fraction", "share_high_fraction", 1),
    "capacity": ("capacity_mw", "capacity_mw", 1),
    "cop": ("cop", "cop", 1),
    "capital": ("capital_meur", "capital_meur", 1e6),
    "price": ("price_eur_per_mwh", "price_eur_per_mwh", 1),
}
ROWS = {row["id"]: row for row in table_rows("built_plants")}


def test_the_chain_runs_for_every_plant() -> None:
    """Heat, a verdict with its word and the guide's screen of each."""
    beside = all_beside()
    assert [one.plant for one in beside] == [*built_plants()]
    for one in beside:
        assert one.word
        assert one.guide.tested > 0
        assert all(row.computed is None or row.computed > 0 for row in one.figures)


def test_nothing_that_is_computed_is_printed_as_published() -> None:
    """Every published figure is a cell of the table; a COP that follows from two says so."""
    for one in all_beside():
        row = ROWS[one.plant.id]
        for told in one.figures:
            if told.name == "cop_of_cold":
                words = published(told, one.plant)
                for name in ("capacity_mw", "source_mw"):
                    assert figure(float(row[name]), "MW") in words
                continue
            low, high, factor = CELLS[told.name]
            assert told.low == pytest.approx(factor * float(row[low]))
            assert told.high == pytest.approx(factor * float(row[high] or row[low]))
        assert {told.name for told in one.figures} - {"cop_of_cold"} == {
            name for name, (low, _, _) in CELLS.items() if row[low]
        }


def test_what_was_entered_or_guessed_is_no_test() -> None:
    """Entered figures, another price and a share of an assumed network have no difference."""
    for one in all_beside():
        for told in one.figures:
            entered = told.name in one.plant.entered or told.name == "price"
            guess = told.name == "share" and "network.annual_heat_gwh" in one.plant.assumed
            assert (told.difference is None) is (entered or guess)
            if entered:
                assert apart(told) == say("plants.no_test")


def test_the_difference_is_taken_from_the_nearest_end_of_a_range() -> None:
    """Inside it there is none."""
    row = BesideFigure("share", "share", 0.5, 0.7, 0.77, counts=True)
    assert row.difference == pytest.approx(0.1)
    assert replace(row, computed=0.6).difference == 0
    assert replace(row, computed=0.45).difference == pytest.approx(-0.1)
    assert replace(row, computed=None).difference is None


def test_the_spread_is_the_middle_of_the_sizes() -> None:
    """Counted by hand from the lines."""
    beside = all_beside()
    for name in FIGURES:
        off = [row.difference for one in beside for row in one.figures if row.name == name]
        counted = [abs(one) for one in off if one is not None]
        expected = float(np.median(counted)) if counted else None
        assert spread(beside, name) == (len(counted), expected)


def test_the_table_names_every_plant_its_source_and_what_was_assumed() -> None:
    """In all columns, also where nothing was published to compare."""
    lines = built_lines(all_beside())
    assert {line["source"] for line in lines} == {plant.source for plant in built_plants()}
    for line in lines:
        assert tuple(line) == COLUMNS
        assert line["assumed"]
        assert line["judged"]


@pytest.mark.parametrize("language", ["en", "de", "sv"])
def test_the_chart_holds_the_figures_that_count(language: str) -> None:
    """A point each, on axes that begin above zero, and no NaN."""
    beside = all_beside()
    picture = built_chart(beside, language)
    drawn = spec(picture)
    json.dumps(drawn, allow_nan=False)
    told = [row for row in points(drawn) if "told" in row]
    counted = [
        row
        for one in beside
        for row in one.figures
        if row.name in KINDS and row.difference is not None
    ]
    assert len(told) == len(counted) > 10
    assert all(row["x"] > 0 and row["y"] > 0 for row in told)
    assert str(len(told)) in picture.title


def test_a_chart_of_no_plant_is_empty_and_says_so() -> None:
    """As after a table without published figures."""
    assert "0" in built_chart([]).title


def test_nearest_to_norderstedts_own_site_is_norderstedt() -> None:
    """And to Mäntsälä's own Mäntsälä."""
    for name in ("norderstedt", "mantsala"):
        nearest = nearest_built(assessed(name))
        assert nearest[0].id == name
        assert len(nearest) == 2


def test_a_plant_lies_nowhere_nearer_than_at_itself() -> None:
    """Moved away in one thing, it is further off; what is not published moves nothing."""
    for row, plant in enumerate(comparable()):
        things = np.array(plant_things(plant))
        here = distances(things)[row]
        for thing in np.flatnonzero(np.isfinite(things)):
            moved = things.copy()
            moved[thing] *= 1.5
            assert distances(moved)[row] > here


def test_only_what_was_built_and_published_looks_like_a_site() -> None:
    """No offer, and no plant of a single figure."""
    for plant in comparable():
        assert plant.status != "offer"
        assert np.isfinite(plant_things(plant)).sum() >= 2
    assert "stockholm" not in {plant.id for plant in comparable()}


def test_the_air_of_the_server_rooms_is_no_source_of_water() -> None:
    """28 °C in the rooms of the Pallasseum's neighbour are not 28 °C at a heat pump."""
    (pallasseum,) = (plant for plant in built_plants() if plant.id == "pallasseum")
    assert pallasseum.published("source_inlet_c") == 28
    assert np.isnan(plant_things(pallasseum)[0])


def test_a_site_stands_beside_its_plants_line_by_line() -> None:
    """Its own four things first; the plants with the figures and addresses of the table."""
    found = assessed("norderstedt")
    ours, *others = lines_beside(found)
    assert ours.things[0] == figure(site_things(found)[0], "°C")
    for line, plant in zip(others, nearest_built(found), strict=True):
        assert plant.name in line.name
        assert (line.source, line.url) == (plant.source, plant.url)
        assert line.things[2] == figure(plant.published("capacity_mw"), "MW")
    assert say("plants.unknown") in others[0].things


def test_the_benchmark_prints_every_plant(capsys: pytest.CaptureFixture[str]) -> None:
    """Name, figures, what was assumed, source; and the middle of the differences."""
    benchmark.main()
    printed = capsys.readouterr().out
    for plant in built_plants():
        assert plant.name in printed
        assert plant.source in printed
    assert printed.count("assumed: ") == len(built_plants())
