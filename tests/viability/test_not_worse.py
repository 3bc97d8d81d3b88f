"""What must never make a site worse, and what may: on random sites over the whole input space."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.assessment import Screened, screened
from ihp_core.economics.outcome import Outcome, outcome
from ihp_core.key_figures.hourly import spent_hours
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases
from ihp_core.site.site import Site
from tests.given import site_of, temperatures
from tests.sites import random_sites
from tests.sweeps import up_to

N = up_to(40, 500)
SEED = 20
EXACT = 1e-9
ABSURD = 300.0
"""Heat dearer than that is no plant: a few kilowatts at the end of a pipe [EUR/MWh]."""


@cache
def _free_to_size() -> tuple[Site, ...]:
    """Sites whose network is stated, with one source of heat today and no machine of their own."""
    stated = (
        site
        for site in random_sites(N, SEED)
        if (site.network.annual_heat_gwh, site.network.peak_load_mw) != (None, None)
    )
    return tuple(
        _with(_with(site, "network", heat_sources_today=None), "plant", heat_pump_capacity_mw=None)
        for site in stated
    )


def _with(site: Site, part: str, **changes: object) -> Site:
    changed = getattr(site, part).model_copy(update=changes)
    return site.model_copy(update={part: changed})


def _verdict(site: Site) -> float:
    return float(screened(site).screening.figures["verdict"][0])


def test_more_it_load_never_worsens_the_verdict() -> None:
    """Up to three times the load, the plant sized anew: DESIGN 5."""
    rng = np.random.default_rng(SEED)
    for place, site in enumerate(_free_to_size()):
        capacity = site.data_centre.it_capacity_mw * (1 + 2 * rng.random())
        more = _with(site, "data_centre", it_capacity_mw=min(capacity, 2000.0))
        assert _verdict(more) <= _verdict(site), place


def test_more_heat_for_an_exchanger_never_worsens_the_verdict() -> None:
    """Loops of 50 to 66 °C beside networks of 48 to 70 °C, where the exchanger does most: from 2 to
    25 MW of IT load, step by step."""
    rng = np.random.default_rng(7)
    for place in range(up_to(12, 80)):
        warm, supply = rng.uniform(50, 66), rng.uniform(48, 70)
        back = rng.uniform(34, 42)
        draft = temperatures(warm, warm - rng.uniform(4, 12), back, supply) | {
            "country": "FR",
            "data_centre.cooling": "warm_water",
            "data_centre.it_utilisation_fraction": 1,
            "network.supply_summer_c": min(50.0, supply),
            "network.annual_heat_gwh": rng.uniform(10, 80),
        }
        loads = (2, 3.5, 5, 7, 8.7, 14, 25)
        verdicts = [_verdict(site_of(draft | {"data_centre.it_capacity_mw": mw})) for mw in loads]
        assert verdicts == sorted(verdicts, reverse=True), (place, verdicts)


def test_an_exchanger_that_serves_both_is_not_passed_over_for_more_it_load() -> None:
    """1.6 MW beside 8.7 MW of servers: viable as beside 7 and 14, and the same size."""
    draft = temperatures(52.4, 44.6, 38.7, 67.7) | {
        "country": "FR",
        "data_centre.cooling": "warm_water",
        "data_centre.it_utilisation_fraction": 1,
        "network.supply_summer_c": 50,
        "network.annual_heat_gwh": 39.6,
    }
    for load in (7, 8.7, 14):
        found = assess(site_of(draft | {"data_centre.it_capacity_mw": load}))
        assert found.verdict == "viable"
        assert found.heat.capacity_mw == pytest.approx(1.6)


def test_a_shorter_way_never_worsens_the_verdict() -> None:
    """Distance and route shortened alike, the plant sized anew: DESIGN 5."""
    rng = np.random.default_rng(SEED)
    for place, site in enumerate(_free_to_size()):
        way, share = site.connection, 0.1 + 0.8 * rng.random()
        ends = {
            name: None if km is None else km * share
            for name, km in (("distance_km", way.distance_km), ("route_km", way.route_km))
        }
        assert _verdict(_with(site, "connection", **ends)) <= _verdict(site), place


def _held(one: Screened, changes: dict[str, float]) -> tuple[Cases, Outcome]:
    """The outcome with other things stated, the plant and its pipe as they are."""
    cases = one.changed(changes)
    return cases, outcome(cases, one.hours, *one.plant)


def _floors(one: Screened, changes: dict[str, float], *, without: str = "") -> tuple[float, float]:
    """The producer's cost as it is and with a change, the plant held; a part may be left out."""
    floors = [_held(one, change)[1].floor for change in ({}, changes)]
    before, after = (
        (floor.total - (floor.parts[without] if without else 0)).item() for floor in floors
    )
    return before, after


def _plants() -> Iterator[Screened]:
    """Sites that hand over heat, with their plants."""
    for site in random_sites(N, SEED):
        one = screened(site)
        if one.screening.figures["heat.delivered_gwh"][0] > 0:
            yield one


def test_with_the_plant_held_a_shorter_way_never_raises_the_cost() -> None:
    """Half the route, diameter and machines as they are; hours lost to minimum load excepted."""
    excepted = 0
    for one in _plants():
        route = one.cases["connection.route_km"].item(0)
        built = one.plant.built
        half = built._replace(
            drop=built.drop / 2,
            loss_mw_per_k=built.loss_mw_per_k / 2,
            friction_pa=built.friction_pa / 2,
        )
        cases = one.changed({"connection.route_km": route / 2})
        after, before = outcome(cases, one.hours, one.plant.network, half), _held(one, {})[1]
        if before.floor.total.item() > ABSURD:
            continue
        if _minimum_load_h(one, after) > _minimum_load_h(one, before) + EXACT:
            excepted += 1
            continue
        assert after.floor.total.item() <= before.floor.total.item() + 1e-6, one.site.name
    assert excepted <= N / 5


def test_with_the_plant_held_cheaper_electricity_never_raises_the_cost() -> None:
    """A fifth off the all-in price; where the price leads the plant, its hours change too."""
    for one in _plants():
        if one.site.plant.dispatch == "price_led":
            continue
        price = one.cases["market.electricity_price_eur_per_mwh"].item(0)
        before, after = _floors(one, {"market.electricity_price_eur_per_mwh": price * 0.8})
        assert after <= before * (1 + EXACT) + EXACT


def _minimum_load_h(one: Screened, result: Outcome) -> float:
    """Hours lost to minimum load."""
    return float(one.hours.total(spent_hours(result).reasons["minimum_load"]).item())


def test_with_the_plant_held_more_free_heat_never_raises_the_cost() -> None:
    """Half as much again of the IT load; hours lost to minimum load excepted, and counted.

    Beside the pumps: over a long way the last megawatts cost more to pump than the mean. Part load
    of units of one size leaves 0.05 %.
    """
    excepted = 0
    for one in _plants():
        waste = one.cases["data_centre.heat_price_eur_per_mwh"].item(0)
        if waste > 0 or one.site.plant.dispatch == "price_led":
            continue  # heat that is paid for is not free
        capacity = one.cases["data_centre.it_capacity_mw"].item(0)
        change = {"data_centre.it_capacity_mw": capacity * 1.5}
        before, after = _floors(one, change, without="pumping")
        more, usual = (_held(one, stated)[1] for stated in (change, {}))
        if _minimum_load_h(one, more) > _minimum_load_h(one, usual) + EXACT or (
            # With a tank, a year of the ramp-up may lose hours: it takes a quarter-hour at full
            # load, of which more source makes more.
            _minimum_load_h(one, usual) > 0 and (more.paid.heat < usual.paid.heat - EXACT).any()
        ):
            excepted += 1
            continue
        assert after <= before + 5e-4 * abs(before), one.site
    assert excepted <= N / 10


def test_a_better_boiler_of_theirs_may_narrow_the_room() -> None:
    """A counter-example that is allowed: a cooler return lets the gas boiler condense."""
    draft = temperatures(40, 30, 46, 75) | {
        "network.annual_heat_gwh": 300,
        "network.heat_source_today": "gas_boiler",
        "network.alternatives_possible": (),
    }
    warm = assess(site_of(draft)).price
    cool = assess(site_of(draft | {"network.return_winter_c": 40, "network.return_summer_c": 40}))
    assert warm.today_eur_per_mwh is not None
    assert cool.price.today_eur_per_mwh is not None
    assert cool.price.today_eur_per_mwh < warm.today_eur_per_mwh


def test_their_own_cheaper_heat_pump_may_narrow_the_room() -> None:
    """A counter-example that is allowed: cheap electricity serves an air-source heat pump too."""
    draft = {
        "network.annual_heat_gwh": 300,
        "network.heat_source_today": "gas_boiler",
        "network.alternatives_possible": ("air_heat_pump",),
    }
    ceilings = [
        assess(site_of(draft | {"market.electricity_price_eur_per_mwh": price})).price
        for price in (150, 60)
    ]
    dear, cheap = (price.ceiling_eur_per_mwh or 0.0 for price in ceilings)
    assert cheap < dear


def _of(criterion: str, answer: Assessment) -> str:
    return next(row.status for row in answer.criteria if row.id == criterion)


@pytest.mark.parametrize("kind", ["air", "warm_water", "direct_liquid"])
def test_a_stated_temperature_speaks_before_the_name_of_the_cooling(kind: str) -> None:
    """43/35 °C is judged the same whatever the loop is called."""
    draft = {
        "data_centre.cooling": kind,
        "data_centre.source_inlet_c": 43,
        "data_centre.source_outlet_c": 35,
        "data_centre.heat_capture_fraction": 0.9,
    }
    answer = assess(site_of(draft))
    assert _of("cooling", answer) == "pass"
    colder = {"data_centre.source_inlet_c": 39, "data_centre.source_outlet_c": 30}
    cold = assess(site_of(draft | colder))
    assert _of("cooling", cold) == "fail"
    assert cold.verdict != "not_viable"
