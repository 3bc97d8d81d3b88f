"""Capital against the figures of its sources."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.economics.cost import construction_interest_eur, heat_pump_eur, pipe_eur
from ihp_core.tables.assumptions import column
from tests.given import scene, site_of, temperatures


def _per_mw(power: float, outlet: float = 70.0) -> float:
    return float(heat_pump_eur(np.array(power), np.array(outlet))) / power


@pytest.mark.parametrize(
    ("power", "per_mw"),
    [(1, 1.144e6 * 3**0.335), (3, 1.144e6), (10, 1.144e6 * (10 / 3) ** -0.209)],
)
def test_the_power_law_runs_through_three_megawatts(power: float, per_mw: float) -> None:
    """1.144 MEUR/MW at 3 MW (Danish Energy Agency), exponents -0.335 below and -0.209 above."""
    assert _per_mw(power) == pytest.approx(per_mw, rel=1e-9)


def test_cost_is_continuous_where_the_exponent_changes() -> None:
    """Just below and just above 3 MW, to 1e-6."""
    assert _per_mw(3 - 1e-9) == pytest.approx(_per_mw(3 + 1e-9), rel=1e-6)


@pytest.mark.parametrize(
    ("power", "share"), [(0.1, 0.15), (1, 0.15), (3, 0.1), (10, 0.05), (50, 0.05)]
)
def test_a_hot_supply_costs_a_surcharge_per_ten_kelvin(power: float, share: float) -> None:
    """15, 10, 5 % at 1, 3, 10 MW for each 10 K above 70 °C, up to 100 °C."""
    base = _per_mw(power)
    for outlet, steps in ((60, 0), (70, 0), (80, 1), (85, 1.5), (100, 3), (120, 3)):
        assert _per_mw(power, outlet) == pytest.approx(base * (1 + share * steps), rel=1e-9)


def test_a_larger_machine_costs_more_in_all_and_less_per_megawatt() -> None:
    """Monotone from 10 kW to 1,000 MW, nothing for nothing."""
    sizes = np.geomspace(0.01, 1000, 200)
    cost = heat_pump_eur(sizes, np.array(80.0))
    assert (np.diff(cost) > 0).all()
    assert (np.diff(cost / sizes) < 0).all()
    assert float(heat_pump_eur(np.array(0.0), np.array(80.0))) == 0


def test_a_kilometre_of_dn200_is_the_table_s_figure() -> None:
    """1.3 km of DN200 at 1,355 EUR/m: 1.76 MEUR; inner city 1.7 times."""
    per_m = column("pipes", "cost_eur_per_m")[list(column("pipes", "dn")).index(200)]
    assert per_m == 1355
    cost = pipe_eur(np.array(1.3), np.array(per_m), np.array(1.0), np.array([1.0, 1.7]))
    assert cost == pytest.approx([1.7615e6, 1.7615e6 * 1.7])


def test_no_construction_time_costs_no_interest() -> None:
    """Capital at the start of supply; a year at 7 % costs half a year's interest."""
    interest = construction_interest_eur(np.array(1e6), np.array([0.0, 1.0]), np.array(0.07))
    assert interest == pytest.approx([0, 1e6 * (1.07**0.5 - 1)])


def test_five_megawatts_cost_about_1_56_million_all_in() -> None:
    """Heat pump, grid, station, exchanger and development at 80 °C, 5 MW, COP about 4:
    1.56 MEUR/MW (band 1.0-2.3), within 10 %."""
    draft = temperatures(30, 22, 50, 80) | {
        "plant.heat_pump_capacity_mw": 5,
        "network.annual_heat_gwh": 500,
    }
    found = scene(site_of(draft)).found
    per_mw = (found.spent.plant / found.built.heat_pump_mw).item()
    assert per_mw == pytest.approx(1.56e6, rel=0.1)
