"""Typical networks and kinds of cooling: valid sites, and nothing of the one before."""

from __future__ import annotations

import pytest

from ihp_core.assessment import assess
from ihp_core.site.examples.typical import GROUPS, stating, typical_sites
from ihp_core.site.paths import nested
from ihp_core.site.site import Site

NEEDED = {
    "data_centre.it_capacity_mw": 10.0,
    "data_centre.cooling": "direct_liquid",
    "network.supply_winter_c": 92.0,
}
CHOICES = [(group, name) for group in GROUPS for name in typical_sites(group)]


@pytest.mark.parametrize(("group", "name"), CHOICES)
def test_every_choice_makes_a_site_that_can_be_assessed(group: str, name: str) -> None:
    """From nothing but the needed inputs."""
    given = {path: to for path, to in (NEEDED | stating(group, name)).items() if to is not None}
    found = assess(Site.model_validate(nested(given)))
    assert found.heat.source_available_gwh > 0


@pytest.mark.parametrize(("group", "name"), CHOICES)
def test_a_choice_leaves_nothing_of_the_network_or_cooling_before(group: str, name: str) -> None:
    """All that is stated of the same matter is its own or goes back to the defaults."""
    stated = stating(group, name)
    matter = {"network": "network.return_summer_c", "cooling": "data_centre.source_inlet_c"}
    assert stated[matter[group]] is None
    assert {path: to for path, to in stated.items() if to is not None} == typical_sites(group)[name]


def test_a_fourth_generation_network_is_cooler_than_a_third() -> None:
    """In the order of their names."""
    supplies = [one["network.supply_winter_c"] for one in typical_sites("network").values()]
    assert supplies == sorted(supplies, reverse=True)
