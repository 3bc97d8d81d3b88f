"""CO2 displaced: both bases by hand, and never clipped."""

from __future__ import annotations

from typing import Any

import pytest

from ihp_core import assess
from ihp_core.key_figures.emissions import Basis, Emissions
from ihp_core.results.results import Assessment
from ihp_core.tables.assumptions import value
from tests.drawn import drawn_assessment, places
from tests.given import site_of, temperatures

SITE = temperatures(60, 50, 50, 80) | {"country": "DE", "network.annual_heat_gwh": 200}
GRID = {"DE": 342.06, "SE": 35.89, "PL": 614.98}
"""Life cycle, kg/MWh: Ember 2024 by way of co2.js."""


def _answer(draft: dict[str, Any]) -> Assessment:
    return assess(site_of(SITE | draft))


def _of(draft: dict[str, Any]) -> Emissions:
    return _answer(draft).emissions


@pytest.mark.parametrize("country", GRID)
def test_the_plant_emits_by_its_electricity_and_the_grid(country: str) -> None:
    """Heat pump and pumps, MWh x kg/MWh."""
    found = _answer({"country": country})
    drawn_gwh = found.heat.electricity_gwh + found.heat.pumping_gwh
    assert found.emissions.grid_kg_per_mwh == GRID[country]
    expected = drawn_gwh * GRID[country]
    assert found.emissions.life_cycle.plant_t_per_year == pytest.approx(expected, rel=1e-9)
    assert found.emissions.combustion.plant_t_per_year == 0


def test_a_country_without_data_takes_the_mean_of_the_union() -> None:
    """213.02 kg/MWh, Ember 2024."""
    assert _of({"country": "JP"}).grid_kg_per_mwh == 213.02


@pytest.mark.parametrize(
    ("kind", "life_cycle", "combustion"),
    [
        ("gas_boiler", 240 / 0.92, 201 / 0.92),
        ("biomass_boiler", 20 / 1.015, 0),
        ("electric_boiler", 342.06 / 0.99, 0),
        ("heat_pump", 342.06 / 3, 0),
        ("waste_incineration", 20, 0),
        ("industrial_waste_heat", 40, 0),
        ("gas_chp", 240 / 0.474 - 0.95 * 342.06, 201 / 0.474),
        ("biomass_chp", 20 / 0.75 - 0.3 * 342.06, 0),
    ],
)
def test_today_s_heat_emits_by_its_kind(kind: str, life_cycle: float, combustion: float) -> None:
    """By hand, kg per MWh heat at a return of 50 °C; chips half condense, CHP loses its power."""
    found = _of({"network.heat_source_today": kind})
    assert found.life_cycle.today_kg_per_mwh == pytest.approx(life_cycle, rel=1e-9)
    assert found.combustion.today_kg_per_mwh == pytest.approx(combustion, rel=1e-9)


def test_a_condensing_boiler_emits_less() -> None:
    """At a return of 38 °C the flue gas condenses: 240/1.03."""
    found = assess(site_of(SITE | temperatures(60, 50, 38, 80))).emissions
    assert found.life_cycle.today_kg_per_mwh == pytest.approx(240 / 1.03, rel=1e-9)


def test_what_is_displaced_may_be_below_zero() -> None:
    """Wood chips displaced by Polish electricity: more CO2, and it is said."""
    found = _of({"country": "PL", "network.heat_source_today": "biomass_boiler"}).life_cycle
    assert found.displaced_t_per_year is not None
    assert found.displaced_t_per_year < 0
    assert found.displaced_kg_per_mwh is not None
    assert found.displaced_kg_per_mwh < 0


def test_of_a_kind_that_nothing_is_known_of_nothing_is_said() -> None:
    """Other heat has a cost, but no factor."""
    found = _of({"network.heat_source_today": "other", "network.heat_cost_today_eur_per_mwh": 50})
    assert found.life_cycle.today_t_per_year is None
    assert found.life_cycle.displaced_t_per_year is None
    assert found.life_cycle.plant_t_per_year > 0


def test_several_units_are_weighted_by_what_each_no_longer_gives() -> None:
    """A base of wood chips and gas above it: the same as month by month in what is replaced."""
    units = [
        {"kind": "biomass_boiler", "capacity_mw": 15, "cost_eur_per_mwh": 20},
        {"kind": "gas_boiler", "capacity_mw": 200, "cost_eur_per_mwh": 70},
    ]
    found = _answer({"network.heat_sources_today": units})
    given = {"biomass_boiler": 0.0, "gas_boiler": 0.0}
    for month in found.replaced.units:
        for name, heat in month.items():
            given[name] += heat
    assert min(given.values()) > 0
    expected = (given["biomass_boiler"] * 20 / 1.015 + given["gas_boiler"] * 240 / 0.92) / 1e3
    assert found.emissions.life_cycle.today_t_per_year == pytest.approx(expected, rel=1e-9)


def _adds_up(basis: Basis, heat_gwh: float) -> None:
    if basis.today_t_per_year is None or basis.displaced_t_per_year is None:
        return
    apart = basis.today_t_per_year - basis.plant_t_per_year
    assert basis.displaced_t_per_year == pytest.approx(apart, rel=1e-9, abs=1e-9)
    if basis.displaced_kg_per_mwh is not None:
        tonnes = basis.displaced_kg_per_mwh * heat_gwh
        assert tonnes == pytest.approx(basis.displaced_t_per_year, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("place", places())
def test_year_and_mwh_agree_on_every_random_site(place: int) -> None:
    """Today less plant is what is displaced, in a year and per MWh of metered heat."""
    found = drawn_assessment(place)
    for basis in (found.emissions.life_cycle, found.emissions.combustion):
        _adds_up(basis, found.heat.delivered_gwh)
    if found.heat.delivered_gwh <= 0:
        assert found.emissions.life_cycle.displaced_kg_per_mwh is None


def test_the_carbon_that_is_paid_for_is_what_burns() -> None:
    """The same factor as in the cost of today's heat."""
    assert _of({}).combustion.today_kg_per_mwh == pytest.approx(
        1e3 * value("heat_source.carbon_t_per_mwh", "gas") / 0.92, rel=1e-9
    )


def test_the_primary_energy_factor_is_the_laws() -> None:
    """GEG § 22(2): 1.2 for a large heat pump, 1.8 for pumps and for a small one, heat counts 0."""
    found = _answer({})
    heat = found.heat
    by_hand = (1.2 * heat.electricity_gwh + 1.8 * heat.pumping_gwh) / heat.delivered_gwh
    assert found.emissions.primary_energy_factor == pytest.approx(by_hand, rel=1e-9)
    small = _answer({"plant.heat_pump_capacity_mw": 0.4})
    drawn = 1.8 * (small.heat.electricity_gwh + small.heat.pumping_gwh)
    by_hand = drawn / small.heat.delivered_gwh
    assert small.emissions.primary_energy_factor == pytest.approx(by_hand, rel=1e-9)


def test_no_factor_is_told_where_no_law_is_known() -> None:
    """Elsewhere than in Germany; and without heat."""
    assert _of({"country": "SE"}).primary_energy_factor is None
    assert _of({"country": "JP"}).primary_energy_factor is None
