"""The heat pump's COP against its published check values, its guards and its validity."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.plant.coupling import coupling
from ihp_core.plant.heat_pump import (
    AMMONIA,
    ISOBUTANE,
    Fluid,
    cop_over_outlets,
    heat_pump_cop,
    within_validity,
)

# Source in and out, sink in and out [°C], COP: the published formula worked out by hand
# (Jensen et al. 2018, ammonia), to the digits given.
POINTS = [
    ((30, 22, 50, 80), 3.85),
    ((20, 14, 50, 80), 3.40),
    ((45, 37, 50, 80), 5.13),
    ((19, 13, 55, 81), 3.25),
    ((28, 20, 50, 95), 3.31),
    ((30, 22, 45, 70), 4.37),
    ((60, 50, 45, 75), 8.39),
    ((30, 22, 50, 85), 3.68),
]
WARMER, COLDER = 0.1, -0.1


def published(si: float, so: float, ri: float, ro: float) -> float:
    """The formula as it stands in the paper, with logarithms and without guards."""
    pinch, eta, lift, kelvin = 5.0, 0.8, ro - so + 10.0, 273.15
    hot = (ro - ri) / np.log((ro + kelvin) / (ri + kelvin))
    cold = (si - so) / np.log((si + kelvin) / (so + kelvin))
    sink = 0.2 * lift + 0.2 * (ro - ri) + 0.016
    work = 0.0014 * lift - 0.0015 * (ro - ri) + 0.039
    gap = hot - cold + sink + (si - so) / 2 + 2 * pinch
    return float(eta * (1 - work) * (hot + sink + pinch) / gap + 1 - eta)


@pytest.mark.parametrize(("temperatures", "cop"), POINTS)
def test_the_cop_agrees_with_the_check_values(
    temperatures: tuple[float, float, float, float], cop: float
) -> None:
    """Eight points to half of their last digit."""
    assert float(heat_pump_cop(*temperatures)) == pytest.approx(cop, abs=0.005)


@given(st.floats(5, 60), st.floats(0.5, 20), st.floats(20, 65), st.floats(1, 60), st.floats(15, 85))
def test_the_cop_is_the_published_formula_within_two_millionths(
    so: float, drop: float, ri: float, spread: float, lift: float
) -> None:
    """The series that stands for the logarithms costs no digit that anyone could see, over the
    spreads of the validity (return 25 to supply 110 °C)."""
    ro = max(ri + spread, so + lift)
    ri = max(ri, ro - 85)
    expected = published(so + drop, so, ri, ro)
    assert float(heat_pump_cop(so + drop, so, ri, ro)) == pytest.approx(min(expected, 10), rel=2e-6)


def test_equal_temperatures_on_a_side_are_no_division_by_zero() -> None:
    """The closed log mean is 0/0 there; the COP is that of a hair's breadth beside."""
    flat = heat_pump_cop([30, 40], [30, 30], [50, 70], [80, 70])
    beside = heat_pump_cop([30.001, 40], [30, 30], [50, 69.999], [80, 70])
    assert flat == pytest.approx(beside, rel=1e-4)


def test_a_low_lift_is_evaluated_at_fifteen_kelvin() -> None:
    """Below 15 K from source outlet to supply the COP no longer depends on the supply."""
    at_limit = heat_pump_cop(50, 30, 35, 45)
    assert (heat_pump_cop(50, 30, 35, [36, 40, 44.9, 45]) == at_limit).all()
    assert heat_pump_cop(50, 30, 35, 45.1) < at_limit < 10


def test_no_cop_is_below_one_or_above_ten_anywhere() -> None:
    """Over the whole input space, corners included: finite, above 1 and at most 10."""
    axes = np.meshgrid([3, 30, 90], [0, 1, 40], [15, 50, 100], [0, 3, 60])
    si, drop, ri, spread = (axis.ravel().astype(float) for axis in axes)
    cop = heat_pump_cop(si, np.maximum(si - drop, 1), ri, ri + spread)
    assert np.isfinite(cop).all()
    assert (cop > 1).all()
    assert (cop <= 10).all()


def test_the_cop_broadcasts() -> None:
    """Rows of sources over hours of networks give a table."""
    cop = heat_pump_cop(np.full((3, 1), 30.0), 22, np.full((1, 4), 50.0), np.full((1, 4), 80.0))
    assert cop.shape == (3, 4)


@pytest.mark.parametrize(
    ("temperatures", "valid"),
    [
        ((30, 22, 50, 80), True),
        ((65, 60, 50, 75), True),
        ((65, 60.5, 50, 75), False),
        ((30, 22, 50, 107), True),
        ((30, 22, 50, 107.5), False),
        ((30, 26, 60, 110), True),
        ((30, 26, 60, 110.5), False),
        ((30, 22, 25, 45), True),
        ((30, 22, 24.5, 45), False),
        ((30, 22, 25, 44.5), False),
        ((30, 22, 65, 80), True),
        ((30, 22, 65.5, 80), False),
        ((65.5, 55, 50, 80), False),
    ],
)
def test_validity_ends_where_no_plant_was_compared(
    temperatures: tuple[float, float, float, float], valid: bool
) -> None:
    """Lift 15-85 K, supply 45-110, return 25-65, source up to 65 °C, limits inside."""
    assert bool(within_validity(*(np.array(t) for t in temperatures))) is valid


def _electricity_per_heat(fluid: Fluid, load_mw: float, *temperatures: np.ndarray) -> np.ndarray:
    """Electricity per heat delivered from 10 MW of source at full load of the machine."""
    duty = coupling(*temperatures, 10.0, load_mw, cop=partial(cop_over_outlets, fluid=fluid))
    return np.ravel(duty.electricity_mw / duty.heat_mw)


def _random_temperatures(rows: int) -> tuple[np.ndarray, ...]:
    rng = np.random.default_rng(3)
    so = rng.uniform(2, 65, rows)
    ri = rng.uniform(20, 75, rows)
    return so + rng.uniform(1, 25, rows), so, ri, ri + rng.uniform(3, 70, rows)


@pytest.mark.parametrize("load_mw", [np.inf, 4.0], ids=["source_limits", "load_limits"])
@pytest.mark.parametrize("fluid", [AMMONIA, ISOBUTANE], ids=["ammonia", "isobutane"])
@pytest.mark.parametrize(
    ("place", "step", "most"),
    [(0, WARMER, 1e-3), (1, WARMER, 0.0), (2, COLDER, 0.0), (3, COLDER, 0.0)],
    ids=["warmer_source", "warmer_source_outlet", "colder_return", "colder_supply"],
)
def test_better_temperatures_cost_no_more_electricity(
    place: int, step: float, most: float, fluid: Fluid, load_mw: float
) -> None:
    """On 20,000 random sets, valid or extrapolated: a warmer source inlet at a fixed outlet
    raises electricity per MWh by at most 0.1 %/K, a warmer outlet, a colder return or a colder
    supply never. The formula itself breaks it nowhere; the worst rise is 0.03 %/K, for pure
    lift of a few kelvin from a source with a drop of 25 K."""
    given_c = _random_temperatures(20_000)
    changed = list(given_c)
    changed[place] = given_c[place] + step
    allowed = (changed[0] > changed[1]) & (changed[3] > changed[2])
    before, after = (_electricity_per_heat(fluid, load_mw, *found) for found in (given_c, changed))
    assert (after <= before * (1 + most * abs(step)) + 1e-9)[allowed].all()


def test_where_the_machine_changes_the_cop_hardly_steps() -> None:
    """At a source of 50 °C, where ammonia ends: isobutane within -2 and +3 % of it, so that a
    hotter source costs no more electricity than the change of machine could explain."""
    so, ri, ro = np.meshgrid([35.0, 40, 45, 48], [40.0, 50, 60], [65.0, 75, 85, 95])
    change = heat_pump_cop(50, so, ri, ro, fluid=ISOBUTANE) / heat_pump_cop(50, so, ri, ro) - 1
    assert change.min() > -0.02
    assert change.max() < 0.03


@pytest.mark.parametrize("fluid", [AMMONIA, ISOBUTANE], ids=["ammonia", "isobutane"])
def test_the_cop_never_rises_with_the_lift_and_falls_where_no_guard_holds_it(fluid: Fluid) -> None:
    """On 20,000 random sets, 0.1 K more supply: never a higher COP, and a lower one wherever the
    lift is above 15 K and the COP below 10."""
    si, so, ri, ro = _random_temperatures(20_000)
    before, after = (heat_pump_cop(si, so, ri, supply, fluid=fluid) for supply in (ro, ro + 0.1))
    assert (after <= before + 1e-12).all()
    free = (ro - so >= 15) & (before < 10)
    assert free.sum() > 5_000
    assert (after < before)[free].all()
