"""Stated columns, what fills the rest, and where a default is from."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given

from ihp_core.site.examples.worked import example, names
from ihp_core.site.filling import NUMBERS, default_of, defaults_of, fill, state
from ihp_core.site.inputs import limits, stated
from ihp_core.site.site import FIELDS, QUOTED, Site
from tests.given import site_of
from tests.sites import random_sites, sites

OPEN = {
    "plant.heat_pump_capacity_mw",
    "plant.refrigerant",
    "network.annual_heat_gwh",
    "network.peak_load_mw",
    "network.summer_load_mw",
    "network.heat_cost_today_eur_per_mwh",
    "network.alternative_cost_eur_per_mwh",
    "contract.target_price_eur_per_mwh",
    "market.carbon_price_eur_per_t",
    "connection.local_dn",
    *QUOTED,
    "connection.electrical_available",
    "data_centre.latitude",
    "data_centre.longitude",
    "network.latitude",
    "network.longitude",
    "country",
}


def _filled(draft: dict[str, Any], path: str) -> float:
    return float(fill(state([site_of(draft)]))[path].item())


@given(sites())
def test_filling_keeps_what_is_stated_and_leaves_no_gap(site: Site) -> None:
    """What is stated stays to the digit; only what the chain decides stays open."""
    before = state([site])
    after = fill(before)
    for path in NUMBERS:
        given_value = before[path].item()
        if not np.isnan(given_value):
            assert after[path].item() == given_value, path
        elif path not in OPEN:
            assert np.isfinite(after[path].item()), path


def _never_crosses(site: Site) -> None:
    """Supply above return in both seasons, summer below winter, source warm above cold."""
    cases = fill(state([site]))
    for season in ("winter", "summer"):
        supply, back = (cases[f"network.{name}_{season}_c"].item() for name in ("supply", "return"))
        assert supply - back >= 3 - 1e-9, (season, supply, back)
    assert cases["network.supply_summer_c"].item() <= cases["network.supply_winter_c"].item()
    warm, cold = (cases[f"data_centre.source_{side}_c"].item() for side in ("inlet", "outlet"))
    assert warm - cold >= 1 - 1e-9
    assert cold >= 1


@given(sites())
def test_filling_never_crosses_return_over_supply_nor_the_source(site: Site) -> None:
    """Whatever half of a pair is stated, the other half is filled on its right side."""
    _never_crosses(site)


EDGES: list[dict[str, float]] = [
    {"network.supply_winter_c": 35},
    {"network.supply_winter_c": 160},
    {"network.supply_winter_c": 160, "network.return_winter_c": 100},
    {"network.supply_winter_c": 160, "network.return_summer_c": 100},
    {"network.supply_winter_c": 71, "network.return_summer_c": 68},
    {"network.supply_winter_c": 90, "network.return_summer_c": 87},
    {"network.supply_winter_c": 90, "network.supply_summer_c": 40, "network.return_winter_c": 80},
    {"network.supply_winter_c": 90, "network.supply_summer_c": 40, "network.return_summer_c": 37},
    {"network.supply_winter_c": 40, "network.return_winter_c": 37},
    {"network.return_winter_c": 15},
    {"network.return_summer_c": 15},
    {"data_centre.source_inlet_c": 3},
    {"data_centre.source_inlet_c": 90},
    {"data_centre.source_outlet_c": 1},
    {"data_centre.source_outlet_c": 88},
]


@pytest.mark.parametrize("draft", EDGES, ids=lambda draft: "-".join(map(str, draft.values())))
def test_filling_holds_at_the_ends_of_what_may_be_entered(draft: dict[str, float]) -> None:
    """The lowest and highest temperatures that are accepted, alone and in pairs."""
    _never_crosses(site_of(draft))


@pytest.mark.parametrize(
    ("winter", "summer"), [(110, 90), (90, 70), (80, 65), (75, 65), (70, 70), (60, 60), (50, 50)]
)
def test_the_summer_supply_moves_with_the_winter_supply(winter: float, summer: float) -> None:
    """max(65, winter - 20) in 3G networks; 4G keep theirs all year; never above winter."""
    draft = {"network.supply_winter_c": winter}
    assert _filled(draft, "network.supply_summer_c") == summer


def test_a_change_to_stated_cases_takes_its_defaults_along() -> None:
    """Changing the winter supply of a stated case changes the summer default with it, while a
    stated summer supply stays."""
    loose = state([site_of({"network.supply_winter_c": 110})])
    tight = state([site_of({"network.supply_winter_c": 110, "network.supply_summer_c": 72})])
    changed = {"network.supply_winter_c": 90}
    assert fill(loose.with_(changed))["network.supply_summer_c"].item() == 70
    assert fill(tight.with_(changed))["network.supply_summer_c"].item() == 72


def test_a_change_of_cooling_takes_its_temperatures_along() -> None:
    """60/50 for liquid, 45/37 for warm water, 20/14 for a chilled-water loop."""
    for cooling, warm, cold in (("direct_liquid", 60, 50), ("warm_water", 45, 37), ("air", 20, 14)):
        draft = {"data_centre.cooling": cooling}
        assert _filled(draft, "data_centre.source_inlet_c") == warm
        assert _filled(draft, "data_centre.source_outlet_c") == cold


@pytest.mark.parametrize(
    ("winter", "back"), [(90, (50, 52)), (70.1, (50, 52)), (70, (42, 45)), (60, (42, 45))]
)
def test_returns_are_those_of_the_generation(winter: float, back: tuple[float, float]) -> None:
    """3G 50/52, 4G (up to 70 °C) 42/45."""
    draft = {"network.supply_winter_c": winter}
    assert _filled(draft, "network.return_winter_c") == back[0]
    assert _filled(draft, "network.return_summer_c") == back[1]


def test_one_known_return_moves_the_other() -> None:
    """A winter return of 60 °C, 10 K above the usual, makes the summer's 62 °C."""
    draft = {"network.supply_winter_c": 100, "network.return_winter_c": 60}
    assert _filled(draft, "network.return_summer_c") == 62


def test_the_distance_is_the_great_circle() -> None:
    """Two points 0.01° of latitude apart: 1.112 km; the route 1.3 times that."""
    draft = {
        "data_centre.latitude": 50.0,
        "data_centre.longitude": 8.0,
        "network.latitude": 50.01,
        "network.longitude": 8.0,
    }
    assert _filled(draft, "connection.distance_km") == pytest.approx(1.112, abs=0.001)
    assert _filled(draft, "connection.route_km") == pytest.approx(1.112 * 1.3, abs=0.001)
    stated_route = draft | {"connection.route_km": 4}
    assert _filled(stated_route, "connection.distance_km") == pytest.approx(1.112, abs=0.001)


def test_a_route_alone_tells_the_distance() -> None:
    """2.6 km of route at a detour of 1.3: 2 km."""
    assert _filled({"connection.route_km": 2.6}, "connection.distance_km") == pytest.approx(2)


def test_the_country_is_that_of_the_place() -> None:
    """Unstated, near Stockholm: Swedish electricity."""
    draft = {"network.latitude": 59.3, "network.longitude": 18.0}
    assert _filled(draft, "market.electricity_price_eur_per_mwh") == 117.2


def test_columns_in_which_all_agree_are_one_row() -> None:
    """Rows that differ in one input share all other columns."""
    cases = state([site_of({"connection.distance_km": d}) for d in (1, 2, 3)])
    assert cases.rows == 3
    assert cases["connection.distance_km"].shape == (3, 1)
    assert cases["network.supply_winter_c"].shape == (1, 1)


def test_rows_are_filled_as_each_alone() -> None:
    """Fifty sites side by side: every column as if each stood alone."""
    many = random_sites(50, seed=5)
    together = fill(state(many))
    for row, site in enumerate(many):
        alone = fill(state([site]))
        for path in NUMBERS:
            column = together[path]
            found = column[row if len(column) > 1 else 0, 0]
            assert found == pytest.approx(alone[path].item(), rel=1e-12, nan_ok=True), path


@pytest.mark.parametrize("path", NUMBERS)
def test_a_default_is_within_its_limits_and_has_a_source(path: str) -> None:
    """What is shown as default could be entered as such, and says where it is from."""
    found = default_of(path, site_of())
    if isinstance(found.value, float) and FIELDS[path].json_schema_extra:
        low, high = limits(path)
        assert low <= found.value <= high
    if found.value is not None:
        assert found.source


def test_a_default_does_not_depend_on_what_is_stated_for_it() -> None:
    """The default beside a stated value is what would stand without it."""
    site = site_of({"network.supply_summer_c": 60, "network.supply_winter_c": 100})
    assert stated(site, "network.supply_summer_c") == 60
    assert default_of("network.supply_summer_c", site).value == 80


@pytest.mark.parametrize("name", names())
def test_defaults_asked_for_together_are_those_asked_for_one_by_one(name: str) -> None:
    """What others state stays stated: an outlet follows the inlet that is typed."""
    site = example(name)
    together = defaults_of(tuple(FIELDS), site)
    assert together == {path: default_of(path, site) for path in FIELDS}
