"""Networks with published figures: sourced, valid, and nothing of the one before."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import pytest

from ihp_core.assessment import assess
from ihp_core.site.examples.known_networks import (
    FIGURES,
    OF_ONE_NETWORK,
    changes_of,
    is_filled,
    known_networks,
    published,
)
from ihp_core.site.paths import nested
from ihp_core.site.site import FIELDS, Site
from ihp_core.tables.assumptions import table

NEEDED = {
    "data_centre.it_capacity_mw": 10.0,
    "data_centre.cooling": "direct_liquid",
    "network.supply_winter_c": 92.0,
}
ALL = tuple(known_networks().values())


def site_with(name: str) -> Site:
    """A site of which nothing but the network is known."""
    changes = changes_of(known_networks()[name])
    given: dict[str, Any] = {path: to for path, to in changes.items() if to is not None}
    return Site.model_validate(nested(NEEDED | given))


def test_the_networks_a_prospect_asks_for_first_are_there() -> None:
    """Stockholm, Hamburg and Odense, and forty more; Germany and Denmark above all."""
    places = {network.city for network in ALL}
    assert {"Stockholm", "Hamburg", "Odense", "Helsinki", "Oslo"} <= places
    countries = Counter(network.country for network in ALL)
    assert len(ALL) >= 45
    assert set(countries) <= set(table("iso_3166")["iso2"])


@pytest.mark.parametrize("network", ALL, ids=lambda network: network.id)
def test_every_row_says_something_and_where_it_is_from(network: Any) -> None:
    """A figure at least, its source with an address, its year and the day it was read."""
    assert network.figures
    assert len(network.source) > 15
    assert network.url.startswith("https://")
    assert re.fullmatch(r"(19|20)\d\d", network.year)
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", network.read)
    amount = "network.annual_heat_gwh" in network.figures
    assert network.basis == "" if not amount else network.basis in ("fed_in", "sold", "produced")
    assert network.scope in ("network", "town", "company", "region")
    assert len(published(network)) < 2000


@pytest.mark.parametrize("name", known_networks())
def test_every_row_makes_a_site_that_is_accepted(name: str) -> None:
    """Within the limits of every input, and without contradiction among its own figures."""
    site = site_with(name)
    assert all(site.data_quality[path] == "stated" for path in known_networks()[name].figures)


@pytest.mark.parametrize("name", ["se_stockholm", "de_hamburg", "dk_odense", "at_vienna"])
def test_a_chosen_network_can_be_assessed(name: str) -> None:
    """From nothing but the needed inputs and what is published."""
    assert assess(site_with(name)).heat.source_available_gwh > 0


def test_choosing_another_network_leaves_nothing_of_the_one_before() -> None:
    """What the second source does not say is unknown again, with its mark and note."""
    odense, potsdam = known_networks()["dk_odense"], known_networks()["de_potsdam"]
    after = changes_of(potsdam) | changes_of(odense)
    assert after["network.supply_winter_c"] is None
    assert after["notes.network.supply_winter_c"] is None
    assert after["data_quality.network.supply_winter_c"] is None
    assert set(FIGURES) <= set(OF_ONE_NETWORK) <= set(FIELDS)


def test_it_is_told_which_network_filled_a_site() -> None:
    """By its figures and their notes; not by a note whose figure was typed over."""
    odense = known_networks()["dk_odense"]
    assert is_filled(odense, changes_of(odense))
    assert not is_filled(odense, changes_of(odense) | {"network.annual_heat_gwh": 2000.0})
    assert not is_filled(known_networks()["dk_aarhus"], changes_of(odense))
    assert not is_filled(odense, {})
