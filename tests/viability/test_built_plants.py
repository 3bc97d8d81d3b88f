"""Plants that run: nothing but money may say no to them, and what is only assumed says it never."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ihp_core import Site, assess
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from tests.given import site_of

ULVEN = {
    "country": "NO",
    "data_centre.it_capacity_mw": 6,
    "data_centre.cooling": "air",
    "data_centre.source_inlet_c": 15,
    "data_centre.source_outlet_c": 10,
    "network.annual_heat_gwh": 1700,
    "network.supply_winter_c": 105,
    "network.supply_summer_c": 100,
    "network.return_winter_c": 50,
    "network.return_summer_c": 50,
    "connection.route_km": 0.3,
    "plant.heat_pump_capacity_mw": 5,
    "plant.units": 4,
}
PLANTS = sorted((Path(__file__).parents[3] / "shared" / "plants").glob("*.json"))


def _failing(answer: Assessment, kind: str = "deciding") -> set[str]:
    return {row.id for row in answer.criteria if row.kind == kind and row.status == "fail"}


def test_nothing_but_the_price_can_fail_norderstedt() -> None:
    """The guide's own reference: air-cooled, 1.2 MW, 81/55 °C. Outside the guide, and it runs."""
    answer = assess(example("norderstedt"))
    assert _failing(answer) <= {"price_room"}
    assert answer.guide.status == "outside"
    assert set(answer.guide.broken) == {"cooling", "it_load"}
    assert answer.verdict == "conditional"
    assert answer.word == "possible"


def test_ulven_hands_over_80_degrees_ahead_of_the_boiler() -> None:
    """Into a network of 100-110 °C, COP about 3 (operator's publications): 80 °C is judged."""
    answer = assess(site_of(ULVEN | {"connection.feed_in": "preheat"}))
    assert answer.connection.coldest_arriving_c == pytest.approx(80, abs=0.1)
    supply = next(row for row in answer.criteria if row.id == "supply_temperature")
    assert supply.value == pytest.approx(80)
    assert supply.status == "pass"
    assert answer.heat.topped_up_gwh > 0
    assert answer.heat.heat_pump_scop == pytest.approx(3, abs=0.3)
    assert _failing(answer) <= {"price_room"}


def test_a_supply_fed_in_as_it_is_fails_where_no_machine_reaches_it() -> None:
    """The same plant at the network's own 100-105 °C."""
    assert "supply_temperature" in _failing(assess(site_of(ULVEN)))


def test_a_heat_that_nobody_priced_fails_a_site_only_above_its_range() -> None:
    """Geneva, 43/28 °C into 85/67: dearer than typical heat, not than the high end of it."""
    draft = {
        "country": "CH",
        "data_centre.it_capacity_mw": 1.25,
        "data_centre.it_utilisation_fraction": 1,
        "data_centre.source_inlet_c": 43,
        "data_centre.source_outlet_c": 28,
        "network.annual_heat_gwh": 400,
        "network.supply_winter_c": 85,
        "network.supply_summer_c": 67,
        "connection.route_km": 0.2,
    }
    assumed = assess(site_of(draft))
    room = next(row for row in assumed.criteria if row.id == "price_room")
    assert isinstance(room.value, float)
    assert room.value < -0.15
    assert room.status == "conditional"
    assert assumed.price.needed_eur_per_mwh == assumed.price.floor_eur_per_mwh
    said = draft | {"network.heat_source_today": "gas_boiler", "network.alternatives_possible": ()}
    assert "price_room" in _failing(assess(site_of(said | {"market.gas_price_eur_per_mwh": 20})))


def test_the_far_air_cooled_site_still_fails_on_price() -> None:
    """1 MW, 3 km away: it needs more than any typical heat costs."""
    answer = assess(example("air_cooled_far"))
    assert answer.verdict == "not_viable"
    assert _failing(answer) == {"price_room"}


def test_an_alternative_that_is_only_assumed_never_fails_a_site() -> None:
    """Assumed it makes the site conditional; once the operator says that it is possible, no."""
    draft: dict[str, Any] = {
        "country": "DE",
        "data_centre.source_inlet_c": 30,
        "data_centre.source_outlet_c": 22,
        "network.annual_heat_gwh": 400,
        "network.heat_source_today": "gas_boiler",
        "connection.distance_km": 1,
    }
    answer = assess(site_of(draft))
    assert answer.price.best_kind == "biomass_boiler"
    assert "price_room" not in _failing(answer)
    said = assess(site_of(draft | {"network.alternatives_possible": ("biomass_boiler",)}))
    assert "price_room" in _failing(said)


@pytest.mark.skipif(not PLANTS, reason="the plants' files are not beside the project")
@pytest.mark.parametrize("plant", PLANTS, ids=lambda path: Path(path).stem)
def test_no_built_plant_fails_on_a_rule_of_thumb(plant: Path) -> None:
    """Physics or money alone may say no; outside the guide none reads viable."""
    answer = assess(Site.model_validate(json.loads(plant.read_text("utf-8"))))
    if answer.verdict == "not_viable":
        assert _failing(answer)
    if answer.guide.status == "outside":
        assert answer.word in ("possible", "not_viable")
