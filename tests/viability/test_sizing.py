"""The chosen exchanger and heat pump against every size of the ladder, one at a time."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.economics.outcome import outcome
from ihp_core.operation.design import Design, Scale, design, scale
from ihp_core.operation.plant_hour import Machines
from ihp_core.operation.storage.stored_year import BUFFER
from ihp_core.plant.refrigerant import with_machine
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases
from ihp_core.site.examples.worked import example, names
from ihp_core.site.filling import fill, state
from ihp_core.site.site import Site
from ihp_core.viability.criteria import site_criteria, verdict
from ihp_core.viability.rules import BY_THE_GUIDE
from ihp_core.viability.sizing import chosen, ladder
from ihp_core.year.hours import Hours, hours_of
from ihp_core.year.typical_hours import COARSE, typical
from tests.drawn import N, drawn
from tests.given import site_of, temperatures
from tests.sweeps import first

TOLERANCE, LEAST_LIFTED = 0.005, 0.01
PUMP = "plant.heat_pump_capacity_mw"


def _start(site: Site) -> tuple[Cases, Hours, Scale]:
    cases, hours = with_machine(fill(state([site]))), hours_of(site)
    cases = cases.with_({BUFFER: 0.0})  # a plant is sized as if it had no tank
    return cases, typical(hours, COARSE), scale(cases, hours)


class _Size(NamedTuple):
    """One size of the ladder and what comes of it."""

    pump_mw: float
    all_mw: float
    verdict: float
    gain: float
    floor: float
    heat: float


def _judged(cases: Cases, hours: Hours, wanted: Scale, machines: tuple[float, float]) -> _Size:
    pump, whole = (np.array([[mw]]) for mw in machines)
    built = design(cases, hours, wanted.network, Machines(pump, whole))
    result = outcome(cases, hours, wanted.network, built, ramp_up=False)
    criteria = site_criteria(cases, hours, wanted.network, result)
    lifted = hours.total(result.year.lifted_mw).item()
    direct = hours.total(result.year.direct_mw).item()
    idle = machines[0] > 0 and lifted < LEAST_LIFTED * (lifted + direct)
    judged = verdict(criteria, cases[BY_THE_GUIDE]).item()
    return _Size(
        *machines,
        np.inf if idle or result.heat_mwh.item() <= 0 else judged,
        (result.room * result.heat_mwh).item(),
        result.floor.total.item(),
        result.heat_mwh.item(),
    )


def _right(cases: Cases, hours: Hours, wanted: Scale) -> list[_Size]:
    """The rule in plain words: best verdict, then within 0.5 % of the best gain or floor."""
    top = wanted.closing_mw.item()
    rungs = [mw for mw in ladder().tolist() if top / 17 < mw < top * 1.13]
    sizes = [_judged(cases, hours, wanted, (mw, np.inf)) for mw in rungs]
    best = min((size.verdict for size in sizes), default=np.inf)
    good = [size for size in sizes if size.verdict == best < np.inf]
    if not good:
        return []
    most, least = max(size.gain for size in good), min(size.floor for size in good)
    if most > 0:
        return [size for size in good if size.gain >= most * (1 - TOLERANCE)]
    return [size for size in good if size.floor <= least + abs(least) * TOLERANCE]


def _chosen(cases: Cases, hours: Hours, wanted: Scale) -> Design:
    return chosen(cases, hours, wanted)


def _unsized() -> list[int]:
    """Sites without a machine of their own and without heat for an exchanger."""
    return [
        place
        for place, site in enumerate(drawn())
        if site.plant.heat_pump_capacity_mw is None
        and scale(fill(state([site])), hours_of(site)).direct_mw.item() <= 0
    ]


@pytest.mark.parametrize("place", first(_unsized()[: N // 4]))
def test_the_chosen_heat_pump_is_the_best_of_the_ladder(place: int) -> None:
    """Best verdict, then gain, run one capacity at a time; of the nearly best most heat."""
    cases, hours, wanted = _start(drawn()[place])
    best, built = _right(cases, hours, wanted), _chosen(cases, hours, wanted)
    if not best:
        assert built.heat_pump_mw.item() == 0
        return
    most = max(best, key=lambda size: size.heat)
    assert built.heat_pump_mw.item() == pytest.approx(most.pump_mw, rel=1e-9)


def test_sizes_are_preferred_numbers_that_hang_on_nothing() -> None:
    """Twenty a decade, each 9-14 % above the last (ISO 3, series R20), the same for every site."""
    steps = ladder()[1:] / ladder()[:-1]
    assert steps.min() > 1.09
    assert steps.max() < 1.145
    for size in (3, 7, 12):
        found = assess(
            site_of({"data_centre.it_capacity_mw": size, "network.annual_heat_gwh": 200})
        )
        for capacity in (found.heat.heat_pump_capacity_mw,):
            assert capacity == 0 or np.isclose(ladder(), capacity).any()


@pytest.mark.parametrize("name", names())
def test_a_stated_capacity_of_an_example_is_kept(name: str) -> None:
    """What is stated stands, what is not comes from the ladder."""
    stated = example(name).plant.heat_pump_capacity_mw
    built = assess(example(name)).heat.heat_pump_capacity_mw
    if stated is None:
        assert built == 0 or np.isclose(ladder(), built).any()
    else:
        assert built == stated


@pytest.mark.parametrize("capacity", [0, 0.5, 3])
def test_a_stated_capacity_is_kept(capacity: float) -> None:
    """Small, large or none at all: what is stated stands."""
    found = assess(site_of({"plant.heat_pump_capacity_mw": capacity}))
    assert found.heat.heat_pump_capacity_mw == capacity
    assert found.inputs["plant.heat_pump_capacity_mw"].origin == "stated"


def test_a_stated_machine_that_lifts_nothing_is_left_away_and_told() -> None:
    """40 MW beside 5.9 MW of heat never reaches its least load: the exchanger does the work."""
    found = assess(site_of({"plant.heat_pump_capacity_mw": 40}))
    assert found.heat.heat_pump_capacity_mw == 0
    assert found.cost.heat_pump_eur == 0
    assert "machine_left_away" in found.warnings


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


def _direct(site: Site) -> Assessment:
    found = assess(site)
    assert found.heat.heat_pump_capacity_mw == 0
    assert found.heat.scop is found.heat.heat_pump_scop is None
    assert found.heat.electricity_gwh == 0
    assert found.cost.heat_pump_eur == found.cost.building_eur == 0
    assert found.heat.pumping_gwh > 0
    return found


def test_a_source_hotter_than_the_supply_needs_no_heat_pump() -> None:
    """65/55 into 60/40: no heat pump, no COP, no cost of either; pumps alone draw electricity."""
    draft = temperatures(65, 55, 40, 60) | {"network.annual_heat_gwh": 500}
    assert "all_direct" in _direct(site_of(draft)).warnings


def test_an_almost_direct_plant_has_no_heat_pump_either() -> None:
    """58/48 into 55/40: a tenth of a per cent could be lifted, no machine is kept for it."""
    draft = temperatures(58, 48, 40, 55) | {
        "network.supply_winter_c": 55.2,
        "network.supply_summer_c": 50,
        "network.annual_heat_gwh": 22,
    }
    _direct(site_of(draft))


def test_more_free_heat_lets_the_exchanger_stay_as_large_as_it_pays() -> None:
    """5 and 8.7 MW into 22 GWh a year: the same plant, the same price, no worse verdict."""
    draft = temperatures(58, 48, 40, 55) | {
        "network.annual_heat_gwh": 22,
        "data_centre.it_utilisation_fraction": 1,
        "connection.route_km": 1,
    }
    small, large = (
        assess(site_of(draft | {"data_centre.it_capacity_mw": size})) for size in (5, 8.7)
    )
    assert large.verdict == small.verdict
    assert large.price.floor_eur_per_mwh == pytest.approx(small.price.floor_eur_per_mwh, rel=0.01)


def test_many_sites_are_sized_as_each_alone() -> None:
    """Rows side by side, stated and unstated, with and without an exchanger (to 1e-9)."""
    draft = {"network.annual_heat_gwh": 300, "connection.distance_km": 1}
    loops = {"data_centre.source_inlet_c": 30, "data_centre.source_outlet_c": 22}
    stated = [
        site_of(
            draft | loop | {"plant.heat_pump_capacity_mw": mw, "data_centre.it_capacity_mw": it}
        )
        for loop in ({}, loops)
        for mw in (None, 2.0, None)
        for it in (1, 10)
    ]
    cases = with_machine(fill(state(stated)))
    hours = hours_of(stated[0])
    together = chosen(cases, hours, scale(cases, hours))
    alone = [assess(site).heat.heat_pump_capacity_mw for site in stated]
    found = np.broadcast_to(together.heat_pump_mw, (len(stated), 1))[:, 0].tolist()
    assert found == pytest.approx(alone, rel=1e-9)


def test_a_tank_leaves_the_plant_as_it_is() -> None:
    """What a tank brings is told of the same plant, whatever its size."""
    plain, with_tank = (
        assess(site_of({"network.annual_heat_gwh": 60, "plant.buffer_m3": volume}))
        for volume in (0, 5000)
    )
    assert with_tank.heat.heat_pump_capacity_mw == plain.heat.heat_pump_capacity_mw
    assert with_tank.heat.capacity_mw == pytest.approx(plain.heat.capacity_mw, rel=1e-9)
    assert with_tank.heat.delivered_gwh > plain.heat.delivered_gwh
