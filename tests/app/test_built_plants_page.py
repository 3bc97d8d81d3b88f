"""Built plants on the pages: nearest on Viability, all of them on Methods when asked for."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.report.plants.beside_built import all_beside
from ihp_core.report.plants.built_table import COLUMNS, built_lines
from ihp_core.report.plants.looks_like import nearest_built
from ihp_core.site.examples.built_plants import built_plants
from ihp_core.text import say
from pages.components.methods.built_plants import spreads
from tests.app.test_journey import go, unbroken
from tests.report.conftest import assessed


def beside_the_verdict(app: AppTest) -> str:
    """The box of the guide's screen, with what looks like the site."""
    boxes = [one.proto.body for one in app.get("html")]
    (found,) = (body for body in boxes if '<details class="ihp-like">' in body)
    return unescape(found)


def test_the_two_nearest_plants_stand_beside_the_site_each_with_its_source(
    visitor: AppTest,
) -> None:
    """Names at once; temperatures, size, network and address where it unfolds."""
    told = beside_the_verdict(go(visitor, "viability"))
    assert unbroken(visitor)
    nearest = nearest_built(assessed("german"))
    assert len(re.findall(r"<a href=", told)) == len(nearest) == 2
    for plant in nearest:
        assert plant.name in told.partition("</summary>")[0]
        assert plant.url in told
        assert plant.source in told
    assert say("plants.yours") in told


def test_whole_plants_are_worked_out_only_when_they_are_asked_for(visitor: AppTest) -> None:
    """The first visit of the page draws no table of them."""
    go(visitor, "methods")
    assert unbroken(visitor)
    assert all(say("plants.no_test") not in table.value.to_csv() for table in visitor.dataframe)


@pytest.fixture
def unfolded(visitor: AppTest) -> AppTest:
    """A visitor on Methods who has unfolded the plants."""
    visitor.session_state["methods:built"] = True
    return go(visitor, "methods")


def test_the_table_shows_every_figure_with_source_and_assumptions(unfolded: AppTest) -> None:
    """All lines of the comparison, in its columns; the middles in words beside the chart."""
    assert unbroken(unfolded)
    heads = [say(f"app.methods.built.column_{name}") for name in COLUMNS]
    (table,) = (one.value for one in unfolded.dataframe if list(one.value.columns) == heads)
    assert len(table) == len(built_lines(all_beside()))
    assert set(table[say("app.methods.built.column_source")]) == {
        plant.source for plant in built_plants()
    }
    for sentence in spreads(all_beside()):
        assert any(sentence in text.value for text in unfolded.markdown)
