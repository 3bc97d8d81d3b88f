"""A known network picked from the list fills the network's inputs, with their source."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from ihp_core.site.examples.known_networks import known_networks, published
from pages.components.site.networks import KEY, called, choosing

HEAT, SUPPLY = "network.annual_heat_gwh", "network.supply_winter_c"


def picked(visitor: AppTest, name: str) -> dict[str, Any]:
    """The draft after a network was picked."""
    visitor.selectbox(key=KEY).set_value(name).run()
    assert not visitor.exception
    draft: dict[str, Any] = visitor.session_state["draft"]
    return draft


def test_picking_a_network_fills_it_in_one_step_that_can_be_taken_back(visitor: AppTest) -> None:
    """Figures, marks and notes; the caption names operator, year and source."""
    before = dict(visitor.session_state["draft"])
    draft = picked(visitor, "de_hamburg")
    hamburg = known_networks()["de_hamburg"]
    assert draft[HEAT] == 4431
    assert draft[SUPPLY] == 134
    assert draft[f"data_quality.{HEAT}"] == "stated"
    assert draft[f"notes.{HEAT}"] == published(hamburg)
    caption = next(one.value for one in visitor.caption if hamburg.url in one.value)
    assert "Hamburger Energiewerke, 2024" in caption
    assert visitor.session_state["past"][-1] == before


def test_the_network_stays_as_it_is_when_the_data_centre_changes(visitor: AppTest) -> None:
    """It is the prospect's network, not one that is sized to fit."""
    picked(visitor, "dk_odense")
    visitor.text_input(key="box:site:data_centre.it_capacity_mw").set_value("3").run()
    assert visitor.session_state["draft"][HEAT] == pytest.approx(2680.7)


def test_what_was_filled_can_be_typed_over(visitor: AppTest) -> None:
    """The list then names no network any more, where nothing of it is left."""
    picked(visitor, "dk_odense")
    assert visitor.session_state[KEY] == "dk_odense"
    visitor.text_input(key=f"box:site:{HEAT}").set_value("2000").run()
    assert visitor.session_state["draft"][HEAT] == 2000
    assert f"notes.{HEAT}" not in visitor.session_state["draft"]
    assert visitor.session_state[KEY] is None


def test_a_network_brings_its_country_and_its_place_only_where_there_is_none() -> None:
    """A point that somebody set is not moved, nor a country of their own."""
    odense = known_networks()["dk_odense"]
    empty = choosing(odense, {})
    assert empty["network.latitude"] == pytest.approx(55.4, abs=0.05)
    point = {"data_centre.latitude": 55.4, "data_centre.longitude": 10.3}
    assert "network.latitude" not in choosing(odense, point)


def test_a_network_is_called_by_its_city_and_operator() -> None:
    """By its city alone where no source names the operator."""
    assert called(known_networks()["dk_odense"]) == "Odense, Fjernvarme Fyn"
    assert called(known_networks()["de_berlin"]) == "Berlin"
