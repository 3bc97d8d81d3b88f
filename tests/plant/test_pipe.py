"""Pipe, friction, loss and pumping against published figures and the plain formulas."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.plant.pipe import (
    VISCOSITY,
    flow_m3_per_s,
    friction_pa_per_m,
    largest_flow_m3_per_s,
    loss_mw_per_k,
    pipe_for,
    pump_power_mw,
)
from ihp_core.tables.assumptions import column, value
from tests.given import scene, site_of, temperatures

SIZES = column("pipes", "dn")


def _colebrook(flow: float, diameter: float) -> float:
    """Pressure gradient with Colebrook's equation solved by bisection."""
    velocity = flow / (np.pi / 4 * diameter**2)
    reynolds = velocity * diameter / VISCOSITY

    def miss(root: float) -> float:
        return root + 2 * np.log10(1e-4 / (3.71 * diameter) + 2.51 * root / reynolds)

    low, high = 2.0, 30.0
    for _ in range(100):
        low, high = (
            ((low + high) / 2, high) if miss((low + high) / 2) < 0 else (low, (low + high) / 2)
        )
    return 978 * velocity**2 / (2 * diameter * low**2)


@pytest.mark.parametrize(("flow", "diameter"), [(1e-4, 0.02), (0.01, 0.1), (0.1, 0.2), (1.0, 0.6)])
def test_friction_solves_colebrook(flow: float, diameter: float) -> None:
    """Darcy-Weisbach, roughness 0.1 mm: four rounds agree with a bisection to 1e-5."""
    found = friction_pa_per_m(np.array(flow), np.array(diameter))
    assert float(found) == pytest.approx(_colebrook(flow, diameter), rel=1e-5)


def test_ten_megawatts_over_thirty_kelvin_are_293_cubic_metres_an_hour() -> None:
    """10 MW / (978 kg/m3 x 4.19 kJ/kgK x 30 K) x 3,600 s, to 0.1 m3/h."""
    assert float(flow_m3_per_s(np.array(10.0), np.array(30.0))) * 3600 == pytest.approx(
        292.8, abs=0.1
    )


@pytest.mark.parametrize(("power", "difference", "dn"), [(1, 30, 100), (5, 30, 200), (20, 40, 300)])
def test_the_smallest_pipe_within_150_pascal_a_metre_is_chosen(
    power: float, difference: float, dn: int
) -> None:
    """The chosen one carries the flow at 150 Pa/m, the next smaller one does not. The DN
    are those of the plain formula worked by hand."""
    flow = flow_m3_per_s(np.array([[float(power)]]), np.array([[float(difference)]]))
    pipe = pipe_for(flow)
    assert pipe.dn.item() == dn
    assert friction_pa_per_m(flow, pipe.diameter_m).item() <= 150
    smaller = column("pipes", "inner_diameter_mm")[list(SIZES).index(dn) - 1] / 1e3
    assert friction_pa_per_m(flow, np.array(smaller)).item() > 150


def test_more_flow_never_gets_a_smaller_pipe() -> None:
    """From a tap to a river: DN times parallel pairs never falls, gradient within the design."""
    pipe = pipe_for(np.geomspace(1e-6, 50, 500)[:, None])
    area = (pipe.parallel * pipe.diameter_m**2)[:, 0]
    assert (np.diff(area) >= 0).all()
    gradient = friction_pa_per_m(
        np.geomspace(1e-6, 50, 500)[:, None] / pipe.parallel, pipe.diameter_m
    )
    assert gradient.max() <= value("connection.pressure_gradient_pa_per_m") * (1 + 1e-6)


def test_every_nominal_diameter_carries_its_largest_flow() -> None:
    """A pipe at its own largest flow has the design gradient to 1e-6, and is chosen for it."""
    flows = largest_flow_m3_per_s(SIZES)
    assert (np.diff(flows) > 0).all()
    gradients = friction_pa_per_m(flows, column("pipes", "inner_diameter_mm") / 1e3)
    assert gradients == pytest.approx(np.full(len(SIZES), 150.0), rel=1e-6)
    assert pipe_for(flows[:, None] * 0.999).dn[:, 0].tolist() == SIZES.tolist()


def test_an_unknown_diameter_sets_no_limit() -> None:
    """Not stated is not a number, between two sizes the smaller one counts."""
    assert np.isnan(largest_flow_m3_per_s(np.array(np.nan)))
    at_100, at_110 = largest_flow_m3_per_s(np.array([100.0, 110.0]))
    assert at_100 == at_110


def test_loss_is_per_pipe_and_kelvin_above_ground() -> None:
    """2 km of DN200: U x 2,000 m per kelvin of each pipe."""
    pipe = pipe_for(largest_flow_m3_per_s(np.array([[200.0]])) * 0.99)
    u_value = column("pipes", "heat_loss_w_per_m_k")[list(SIZES).index(200)]
    assert loss_mw_per_k(pipe, np.array([[2.0]])).item() == pytest.approx(u_value * 2000 * 1e-6)


def test_the_years_loss_is_the_hand_calculation() -> None:
    """Supply 80, return 50, ground 10 °C, all year but a week, at 98 %: U (70 + 40) x route."""
    draft = temperatures(30, 22, 50, 80) | {"network.annual_heat_gwh": 500}
    found = scene(site_of(draft | {"connection.route_km": 1.5}))
    u_value = found.found.built.pipe.loss_w_per_m_k.item()
    expected = u_value * 110 * 1500 * 1e-6 * (8760 - 168) * 0.98
    assert found.hours.total(found.found.year.loss_mw).item() == pytest.approx(expected, rel=1e-6)


def test_pumping_is_flow_times_pressure_over_efficiency() -> None:
    """0.1 m3/s against 3 bar at 70 % takes 42.9 kW."""
    power = pump_power_mw(np.array(0.1), np.array(3e5), np.array(0.7))
    assert float(power) * 1e3 == pytest.approx(42.86, abs=0.01)


def test_pumping_stays_a_small_share_of_the_heat_on_a_usual_connection() -> None:
    """Usual practice is 0.5-2 % of the heat; 1 km at 30 K stays within."""
    found = scene(site_of(temperatures(30, 22, 50, 80) | {"network.annual_heat_gwh": 500}))
    energy = found.found.energy
    assert 0.005 < (energy.pumping / energy.heat).item() < 0.02
