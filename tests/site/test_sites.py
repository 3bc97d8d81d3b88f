"""The generator of random sites reaches every corner that the chain must survive."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given

from ihp_core.site.inputs import stated
from ihp_core.site.site import FIELDS, Site
from ihp_core.tables.assumptions import table
from tests.sites import COUNTRIES_WITH_DATA, COUNTRIES_WITHOUT_DATA, random_sites, sites

N = 500
DRAWN = random_sites(N, seed=2)
NEEDED = ("name", "data_centre.it_capacity_mw", "data_centre.cooling", "network.supply_winter_c")
DECIDED_APART = ("parties_engaged", "network.heat_cost_today_eur_per_mwh")
OPTIONAL = [path for path in FIELDS if path not in NEEDED + DECIDED_APART]

MACHINE_C = 95.0
APPROACH_K = 3.0


def _supply(site: Site) -> float:
    return site.network.supply_winter_c


def _source(site: Site) -> float:
    """Warm side where stated; far below everything where not, so that no condition holds."""
    found = site.data_centre.source_inlet_c
    return -100.0 if found is None else found


def _return(site: Site) -> float:
    """Winter return where stated; far above everything where not."""
    found = site.network.return_winter_c
    return 1000.0 if found is None else found


def _above_the_machine(site: Site) -> bool:
    return _supply(site) > (site.plant.max_supply_c or MACHINE_C)


def _size(site: Site) -> float:
    """The network's mean load over the IT capacity, 1 where the network is not stated."""
    annual = site.network.annual_heat_gwh
    return 1.0 if annual is None else annual / 8.76 / site.data_centre.it_capacity_mw


CORNERS: dict[str, Callable[[Site], bool]] = {
    "air": lambda s: s.data_centre.cooling == "air",
    "warm_water": lambda s: s.data_centre.cooling == "warm_water",
    "direct_liquid": lambda s: s.data_centre.cooling == "direct_liquid",
    "tiny_it": lambda s: s.data_centre.it_capacity_mw < 0.5,
    "huge_it": lambda s: s.data_centre.it_capacity_mw > 200,
    "very_low_network": lambda s: _supply(s) <= 50,
    "fourth_generation": lambda s: 55 <= _supply(s) <= 70,
    "third_generation": lambda s: 80 <= _supply(s) <= 110,
    "very_hot_network": lambda s: 120 <= _supply(s) <= 130,
    "above_the_machine_with_top_up": lambda s: (
        _above_the_machine(s) and s.network.accepts_top_up is True
    ),
    "above_the_machine_without_top_up": lambda s: (
        _above_the_machine(s) and s.network.accepts_top_up is False
    ),
    "one_supply_all_year": lambda s: s.network.supply_summer_c == _supply(s),
    "network_much_smaller": lambda s: _size(s) < 0.1,
    "network_much_larger": lambda s: _size(s) > 5,
    "no_summer_load": lambda s: s.network.summer_load_mw == 0,
    "must_run": lambda s: bool(s.network.must_run_mw),
    "must_run_above_summer_load": lambda s: (
        bool(s.network.summer_load_mw)
        and (s.network.must_run_mw or 0) > (s.network.summer_load_mw or 0)
    ),
    "source_above_supply": lambda s: _source(s) > _supply(s) + APPROACH_K,
    "source_between_return_and_supply": lambda s: _return(s) + APPROACH_K < _source(s) < _supply(s),
    "source_below_return": lambda s: -100 < _source(s) < _return(s) < 1000,
    "no_heat_pump": lambda s: s.plant.heat_pump_capacity_mw == 0,
    "fixed_heat_pump": lambda s: bool(s.plant.heat_pump_capacity_mw),
    "several_units": lambda s: (s.plant.units or 1) > 1,
    "distance_zero": lambda s: s.connection.distance_km == 0,
    "one_spot": lambda s: (
        s.network.latitude is not None and s.network.latitude == s.data_centre.latitude
    ),
    "separated": lambda s: s.connection.hydraulic_separation is True,
    "no_list_of_units": lambda s: s.network.heat_sources_today == (),
    "three_units": lambda s: len(s.network.heat_sources_today or ()) == 3,
    "other_heat": lambda s: s.network.heat_source_today == "other",
    "grant": lambda s: bool(s.contract.grant_fraction),
    "no_interest": lambda s: s.contract.discount_rate_fraction == 0,
    "free_electricity": lambda s: s.market.electricity_price_eur_per_mwh == 0,
    "only_half_a_place": lambda s: (
        (s.data_centre.latitude is None) != (s.data_centre.longitude is None)
    ),
}


@pytest.mark.parametrize("corner", CORNERS)
def test_every_corner_of_the_input_space_is_drawn(corner: str) -> None:
    """A corner that is never drawn is a corner that no property test ever saw."""
    assert sum(map(CORNERS[corner], DRAWN)) >= N / 250, corner


@pytest.mark.parametrize("path", OPTIONAL)
def test_every_optional_input_is_stated_about_half_of_the_time(path: str) -> None:
    """Both what is stated and what is filled must be seen, for each input on its own."""
    share = sum(stated(site, path) is not None for site in DRAWN) / N
    assert 0.4 < share < 0.6


def test_every_country_with_data_is_drawn_and_some_without() -> None:
    """Country data and the fallback for all others are both used."""
    drawn = {site.country for site in DRAWN}
    assert drawn >= set(COUNTRIES_WITH_DATA)
    assert len(drawn & set(COUNTRIES_WITHOUT_DATA)) > 2
    assert drawn - {None} <= set(table("iso_3166")["iso2"])


def _numbers(site: Site) -> Iterator[tuple[str, float]]:
    for path in FIELDS:
        found = stated(site, path)
        if isinstance(found, float):
            yield path, found


def test_the_same_seed_draws_the_same_sites() -> None:
    """A benchmark or a failure can be repeated by its seed."""
    assert random_sites(20, seed=7) == random_sites(20, seed=7)
    assert random_sites(20, seed=7) != random_sites(20, seed=8)


def test_every_number_takes_many_values() -> None:
    """An input that is stuck at one value is not tested."""
    seen: dict[str, set[float]] = {}
    for site in DRAWN:
        for path, found in _numbers(site):
            seen.setdefault(path, set()).add(found)
    assert {path: len(found) for path, found in seen.items() if len(found) < 10} == {}


@given(sites())
def test_a_drawn_site_survives_the_file_it_is_saved_in(site: Site) -> None:
    """Sites of the strategy are valid, and their JSON reads back as the same site."""
    assert Site.model_validate_json(site.model_dump_json()) == site
