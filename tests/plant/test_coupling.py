"""Exchanger and heat pump as one arrangement: check values, balance, continuity, corners."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from ihp_core.operation.plant_hour import LEAST_SPREAD_K
from ihp_core.plant.coupling import DRIVE_LOSS, Duty, coupling
from ihp_core.plant.heat_pump import cop_over_outlets, heat_pump_cop

INPUTS = ("si", "so", "ri", "ro", "source_mw", "limit_mw", "capacity_mw")
OPEN = np.inf


def duty_at(si: Any, so: Any, ri: Any, ro: Any, *rest: Any, **machine: Any) -> Duty:
    """The duty as flat arrays."""
    found = coupling(si, so, ri, ro, *rest, cop=cop_over_outlets, **machine)
    return Duty(*(np.ravel(part) for part in found))


# Source, sink [°C], source heat, load, heat pump capacity [MW] -> direct, heat pump,
# electricity [MW]: worked by hand from the arrangement, to half of the last digit given.
CHECKS = [
    ((30, 22, 50, 85, 10), (0.0, 13.48, 3.66), (0, 0.005, 0.005)),
    ((60, 50, 45, 75, 10), (4.33, 6.49, 0.87), (0.005, 0.005, 0.005)),
    ((65, 45, 45, 60, 10), (8.5, 1.68, 0.19), (0.005, 0.005, 0.005)),
    ((65, 55, 40, 60, 10), (10.0, 0.0, 0.0), (1e-9, 1e-9, 1e-9)),
]


@pytest.mark.parametrize(("inputs", "amounts", "errors"), CHECKS)
def test_the_duty_agrees_with_the_check_values(
    inputs: tuple[float, ...], amounts: tuple[float, ...], errors: tuple[float, ...]
) -> None:
    """Source-limited: pure lift, preheat in two shapes, all direct."""
    duty = duty_at(*inputs)
    found = (duty.direct_mw[0], duty.lifted_mw[0], duty.electricity_mw[0])
    for part, expected, error in zip(found, amounts, errors, strict=True):
        assert part == pytest.approx(expected, abs=max(error, 1e-12))


def test_ten_megawatts_lifted_from_30_to_85_have_a_cop_of_3_68() -> None:
    """30/22 -> 50/85: COP 3.68 (to the digits given), heat = source + 0.95 x electricity."""
    duty = duty_at(30, 22, 50, 85, 10)
    assert duty.cop[0] == pytest.approx(3.68, abs=0.005)
    assert duty.heat_mw[0] == pytest.approx(10 + 0.95 * duty.electricity_mw[0], rel=1e-12)


def test_a_small_heat_pump_limits_the_whole_plant() -> None:
    """60/50 -> 45/75 with 3 MW: the water must leave at 75 °C, so 5.0 MW in all (to 0.005)."""
    duty = duty_at(60, 50, 45, 75, 10, OPEN, 3)
    assert duty.heat_mw[0] == pytest.approx(5.0, abs=0.005)
    assert duty.lifted_mw[0] == pytest.approx(3.0, abs=1e-9)


def test_the_load_limits_and_the_exchanger_comes_first() -> None:
    """1 MW out of 10 at 60/50 -> 45/75: the exchanger reaches 57 °C, 0.4 MW, lift the rest."""
    duty = duty_at(60, 50, 45, 75, 10, 1)
    assert duty.heat_mw[0] == pytest.approx(1.0, abs=1e-12)
    assert duty.direct_mw[0] == pytest.approx(0.4, abs=1e-12)
    assert duty.network_between_c[0] == pytest.approx(57, abs=1e-9)


def random_inputs(rows: int, seed: int = 1) -> dict[str, np.ndarray]:
    """Inputs over the whole space, each limit open in about half of the draws."""
    rng = np.random.default_rng(seed)
    si, ri = rng.uniform(3, 90, rows), rng.uniform(15, 100, rows)
    inputs = {
        "si": si,
        "so": np.maximum(si - rng.uniform(1, 40, rows), 1),
        "ri": ri,
        "ro": ri + rng.choice([LEAST_SPREAD_K, 3.0, 10.0, 30.0, 60.0], rows),
        "source_mw": rng.choice([0.0, 0.05, 10.0, 2000.0], rows),
    }
    inputs["limit_mw"] = rng.choice([0.0, 0.3, 0.8, OPEN], rows) * (inputs["source_mw"] + 1e-6)
    inputs["capacity_mw"] = rng.choice([0.0, 0.2, 0.6, OPEN], rows) * (inputs["source_mw"] + 1e-6)
    return inputs


MACHINE = {"units": np.array([1, 2, 3, 8]), "part_load_loss": np.array([0.0, 0.05, 0.1, 0.2])}


def _machine(rows: int) -> dict[str, np.ndarray]:
    return {name: np.resize(figures, rows) for name, figures in MACHINE.items()}


@pytest.mark.filterwarnings("error")
def test_every_duty_on_the_whole_input_space_is_a_plain_balanced_figure() -> None:
    """No nan, nothing negative, no warning; heat = source + 0.95 x electricity to 1e-9."""
    inputs = random_inputs(50_000)
    duty = duty_at(*inputs.values(), **_machine(50_000))
    for name, part in duty._asdict().items():
        assert np.isfinite(part).all(), name
    for part in (duty.heat_mw, duty.direct_mw, duty.lifted_mw, duty.electricity_mw):
        assert (part >= -1e-9).all()
    balance = duty.source_mw + (1 - DRIVE_LOSS) * duty.electricity_mw - duty.heat_mw
    assert np.abs(balance / np.maximum(duty.heat_mw, 1)).max() < 1e-9


def test_no_duty_exceeds_source_load_or_machine() -> None:
    """Each of the limits holds on the whole input space, to 1e-9 of the source."""
    inputs = random_inputs(50_000, seed=2)
    duty = duty_at(*inputs.values(), **_machine(50_000))
    slack = 1e-9 * (inputs["source_mw"] + 1)
    # The source binds up to the last digits of the settled COP.
    assert (duty.source_mw <= inputs["source_mw"] * (1 + 1e-5) + slack).all()
    assert (duty.heat_mw <= inputs["limit_mw"] + slack).all()
    assert (duty.lifted_mw <= inputs["capacity_mw"] + slack).all()
    assert (duty.direct_mw <= inputs["source_mw"] + slack).all()


CORNERS = list(
    itertools.product(
        [(60.0, 50.0), (60.0, 59.0), (3.0, 2.0), (90.0, 50.0), (53.0, 45.0), (50.0, 50.0 - 1e-9)],
        [(50.0, 80.0), (50.0, 50.1), (60.0, 90.0), (57.0, 57.1), (40.0, 57.0), (87.0, 147.0)],
        [0.0, 10.0],
        [0.0, 5.0, OPEN],
        [0.0, 5.0, OPEN],
        [(1, 0.0), (3, 0.1)],
    )
)


@pytest.mark.filterwarnings("error")
def test_no_corner_gives_a_nan() -> None:
    """Equal temperatures, no capacity, no load, no source, exchanger exactly at its ends."""
    for (si, so), (ri, ro), source, limit, capacity, (units, loss) in CORNERS:
        duty = duty_at(si, so, ri, ro, source, limit, capacity, units=units, part_load_loss=loss)
        assert np.isfinite(np.concatenate(duty)).all(), (si, so, ri, ro, source, limit, capacity)


START = {
    "si": 60.0,
    "so": 50.0,
    "ri": 45.0,
    "ro": 75.0,
    "source_mw": 10.0,
    "limit_mw": 9.0,
    "capacity_mw": 6.0,
}
# Each sweep runs through every boundary: approach at return and supply, cap of the exchanger,
# lift of 15 K, the highest COP, source, load and capacity binding in turn.
SWEEPS = {
    "si": (51.0, 90.0),
    "so": (20.0, 59.0),
    "ri": (30.0, 74.0),
    "ro": (46.0, 110.0),
    "source_mw": (0.5, 30.0),
    "limit_mw": (0.0, 20.0),
    "capacity_mw": (0.0, 12.0),
}
OPENINGS = ({}, {"limit_mw": OPEN}, {"capacity_mw": OPEN}, {"limit_mw": OPEN, "capacity_mw": OPEN})
AMOUNTS = ("heat_mw", "direct_mw", "lifted_mw", "electricity_mw", "source_mw")


def _sweeps() -> Iterator[Any]:
    for (name, ends), openings, units in itertools.product(SWEEPS.items(), OPENINGS, (1, 3)):
        if name not in openings:
            yield pytest.param(
                name, ends, openings, units, id=f"{name}-{'-'.join(openings) or 'all'}-{units}"
            )


def _largest_jumps(inputs: dict[str, Any], name: str, grid: np.ndarray, units: int) -> np.ndarray:
    swept = inputs | {name: grid}
    duty = duty_at(*swept.values(), units=units, part_load_loss=0.1)
    return np.array([np.abs(np.diff(getattr(duty, amount))).max() for amount in AMOUNTS])


@pytest.mark.parametrize(("name", "ends", "openings", "units"), list(_sweeps()))
def test_the_duty_is_continuous_through_every_boundary(
    name: str, ends: tuple[float, float], openings: dict[str, float], units: int
) -> None:
    """At a given capacity the largest jump between neighbours of 2,000 points halves when the
    step is halved: down to 0.6 of it, or to the settled COP's 1e-6 of 10 MW."""
    inputs = START | openings
    coarse = _largest_jumps(inputs, name, np.linspace(*ends, 2_000), units)
    fine = _largest_jumps(inputs, name, np.linspace(*ends, 3_999), units)
    assert (fine <= 0.6 * coarse + 2e-5).all(), dict(zip(AMOUNTS, fine / coarse, strict=True))


def settled_by_hand(inputs: dict[str, np.ndarray], units: Any, loss: Any) -> np.ndarray:
    """Electricity after sixty plain rounds of the arrangement, written out afresh."""
    si, so, ri, ro, source, limit, capacity = (inputs[name] for name in INPUTS)
    between = np.minimum(ro, np.maximum(ri, si - 3))
    share, cap = (
        (between - ri) / (ro - ri),
        np.clip((si - np.maximum(ri + 3, so)) / (si - so), 0, 1),
    )
    cop = np.full_like(si, 4.0)
    for _ in range(60):
        drawn = 1 - 0.95 / cop
        by_source = np.where(
            share * source / (share + (1 - share) * drawn) <= cap * source,
            source / (share + (1 - share) * drawn),
            cap * source + (1 - cap) * source / drawn,
        )
        with np.errstate(divide="ignore", invalid="ignore"):
            by_machine = np.where(share < 1, capacity / (1 - share), OPEN)
        by_machine = np.minimum(
            np.nan_to_num(by_machine, nan=OPEN, posinf=OPEN), capacity + cap * source
        )
        by_machine = np.where(np.isinf(capacity), OPEN, by_machine)
        heat = np.minimum(np.minimum(by_source, limit), by_machine)
        direct = np.minimum(cap * source, heat * share)
        safe, lifted = np.maximum(heat, 1e-12), heat - direct
        network_c = ri + (ro - ri) * direct / safe
        source_c = si - (si - so) * direct / source
        part = np.where(np.isinf(capacity), 0.0, lifted / np.maximum(capacity, 1e-12)) * units
        full = np.floor(np.minimum(part, units))
        last = np.minimum(part, units) - full
        ran = full + last / (1 - loss * (1 - last))
        factor = np.where(part > 1e-12, np.minimum(part, units) / np.maximum(ran, 1e-12), 1 - loss)
        cop = heat_pump_cop(source_c, so, network_c, ro) * factor
    return lifted / cop


@pytest.mark.parametrize(("units", "loss"), [(1, 0.0), (1, 0.1), (3, 0.1), (2, 0.2)])
def test_the_settled_cop_agrees_with_sixty_plain_rounds(units: int, loss: float) -> None:
    """Electricity per heat within 1e-6 on 20,000 random sets."""
    inputs = random_inputs(20_000, seed=4)
    inputs["source_mw"] = np.full(20_000, 10.0)
    inputs["limit_mw"] = np.where(
        np.isinf(inputs["limit_mw"]), OPEN, np.clip(inputs["limit_mw"], 2, 8)
    )
    duty = duty_at(*inputs.values(), units=units, part_load_loss=loss)
    expected = settled_by_hand(inputs, units, loss)
    apart = np.abs(duty.electricity_mw - expected) / np.maximum(duty.heat_mw, 0.1)
    assert apart.max() < 1e-6


def test_part_load_costs_electricity_but_never_more_than_full_load_does() -> None:
    """Electricity rises with the load, and per MWh lies between full load's and 1/0.9 of it."""
    load = np.linspace(0.01, 8, 500)
    for units in (1, 2, 4):
        whole = duty_at(30, 22, 50, 80, 10, load, 8, units=units)
        parted = duty_at(30, 22, 50, 80, 10, load, 8, units=units, part_load_loss=0.1)
        ratio = parted.electricity_mw / whole.electricity_mw
        assert (np.diff(parted.electricity_mw) > 0).all()
        assert (ratio >= 1 - 1e-9).all()
        assert (ratio <= 1 / 0.9 + 1e-9).all()


def test_more_units_waste_less_in_part_load() -> None:
    """A quarter of the load on four units is one full unit: the COP of full load."""
    four = duty_at(30, 22, 50, 80, 10, 2, 8, units=4, part_load_loss=0.1)
    one = duty_at(30, 22, 50, 80, 10, 2, 8, units=1, part_load_loss=0.1)
    assert four.cop[0] == pytest.approx(float(heat_pump_cop(30, 22, 50, 80)), rel=1e-6)
    assert one.cop[0] == pytest.approx(four.cop[0] * (1 - 0.1 * 0.75), rel=1e-6)


def test_arrays_of_one_shape_come_back_in_that_shape() -> None:
    """Rows of sources over hours of networks: every part of the duty is a table."""
    found = coupling(
        np.full((3, 1), 60.0), 50, np.full((1, 4), 45.0), 75, 10, cop=cop_over_outlets, units=2
    )
    assert {np.broadcast_shapes(part.shape, (3, 4)) for part in found} == {(3, 4)}


@pytest.mark.parametrize("source_c", [60.0, 40.0])
def test_a_list_of_supplies_comes_back_as_a_list(source_c: float) -> None:
    """One axis in, the same axis out, with an exchanger that helps and with one that cannot."""
    found = coupling(source_c, source_c - 8, 45, np.array([70.0, 75, 80]), 10, cop=cop_over_outlets)
    assert found.heat_mw.shape == found.electricity_mw.shape == (3,)
