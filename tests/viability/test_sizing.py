"""The chosen heat pump capacity against the whole grid of capacities."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.economics.outcome import outcome
from ihp_core.operation.design import Scale, design, scale
from ihp_core.site.cases import Cases
from ihp_core.site.examples.worked import example, names
from ihp_core.site.filling import fill, state
from ihp_core.site.site import Site
from ihp_core.viability.sizing import chosen
from ihp_core.year.hours import Hours, hours_of
from ihp_core.year.typical_hours import COARSE, typical
from tests.drawn import N, drawn
from tests.given import site_of, temperatures
from tests.sweeps import first

FRACTIONS = np.arange(1, 21) / 20
TOLERANCE = 0.005


def _start(site: Site) -> tuple[Cases, Hours, Scale]:
    cases, hours = fill(state([site])), hours_of(site)
    return cases, typical(hours), scale(cases, hours)


def _grid(site: Site) -> tuple[np.ndarray, np.ndarray, np.ndarray, float]:
    """Capacity, gain and floor over the grid one by one, and the capacity chosen."""
    cases, hours, wanted = _start(site)
    network, capacities = wanted.network, wanted.closing_mw.item() * FRACTIONS
    found = [
        outcome(
            cases,
            hours,
            network,
            design(cases, hours, network, np.array([[capacity]])),
            ramp_up=False,
        )
        for capacity in capacities
    ]
    gain = np.array([(one.room * one.heat_mwh).item() for one in found])
    floors = np.array([one.floor.total.item() for one in found])
    return capacities, gain, floors, float(chosen(cases, hours, wanted).heat_pump_mw.item())


def _right(capacities: np.ndarray, gain: np.ndarray, floors: np.ndarray) -> float:
    """The rule in plain words: the largest within 0.5 % of the best."""
    gain, floors = np.nan_to_num(gain, nan=-np.inf), np.nan_to_num(floors, nan=np.inf)
    if gain.max() > 0:
        return float(capacities[gain >= gain.max() * (1 - TOLERANCE)].max())
    return float(capacities[floors <= floors.min() + abs(floors.min()) * TOLERANCE].max())


def _unsized() -> list[int]:
    return [place for place, site in enumerate(drawn()) if site.plant.heat_pump_capacity_mw is None]


@pytest.mark.parametrize("place", first(_unsized()[: N // 4]))
def test_the_chosen_capacity_is_the_largest_of_the_nearly_best(place: int) -> None:
    """Against the grid run one capacity at a time, to 1e-9."""
    *grid, found = _grid(drawn()[place])
    assert found == pytest.approx(_right(*grid), rel=1e-9, abs=1e-12)


@pytest.mark.parametrize("name", names())
def test_the_examples_get_the_best_of_their_grid(name: str) -> None:
    """Stated capacities are kept, the others are the rule's, to 1e-9."""
    site = example(name)
    *grid, found = _grid(site)
    stated = site.plant.heat_pump_capacity_mw
    assert found == pytest.approx(_right(*grid) if stated is None else stated, rel=1e-9)


@pytest.mark.parametrize("capacity", [0, 0.5, 3, 40])
def test_a_stated_capacity_is_kept(capacity: float) -> None:
    """Too small, too large or none at all: what is stated stands."""
    found = assess(site_of({"plant.heat_pump_capacity_mw": capacity}))
    assert found.heat.heat_pump_capacity_mw == capacity
    assert found.inputs["plant.heat_pump_capacity_mw"].origin == "stated"


def test_the_closing_capacity_takes_up_the_whole_source() -> None:
    """30/22 -> 50/85 and 5.85 MW of source heat: 13.48/10 times that is lifted, within the
    pipe's drop (0.5 %)."""
    draft = temperatures(30, 22, 50, 85) | {"network.annual_heat_gwh": 2000}
    _, _, wanted = _start(site_of(draft))
    assert wanted.closing_mw.item() == pytest.approx(5.85 * 1.348, rel=0.005)


def test_a_network_smaller_than_the_source_gets_a_smaller_heat_pump() -> None:
    """The capacity never exceeds the network's peak."""
    draft = temperatures(30, 22, 50, 80) | {"network.peak_load_mw": 2}
    found = assess(site_of(draft)).heat
    assert 0 < found.heat_pump_capacity_mw <= 2


def test_a_source_hotter_than_the_supply_needs_no_heat_pump() -> None:
    """65/55 into 60/40: nothing to lift, and the chain says so without a division by zero."""
    found = assess(site_of(temperatures(65, 55, 40, 60) | {"network.annual_heat_gwh": 500}))
    assert found.heat.heat_pump_capacity_mw == 0
    assert found.heat.heat_pump_scop is None
    assert "all_direct" in found.warnings


def test_many_sites_are_sized_as_each_alone() -> None:
    """Rows side by side, stated and unstated mixed, get what each gets alone (to 1e-9)."""
    stated = [
        site_of({"plant.heat_pump_capacity_mw": capacity, "data_centre.it_capacity_mw": size})
        for capacity in (None, 2.0, None)
        for size in (1, 10)
    ]
    cases = fill(state(stated))
    hours = hours_of(stated[0])
    together = chosen(cases, typical(hours, COARSE), scale(cases, hours)).heat_pump_mw
    alone = [assess(site).heat.heat_pump_capacity_mw for site in stated]
    assert np.broadcast_to(together, (6, 1))[:, 0].tolist() == pytest.approx(alone, rel=1e-9)
