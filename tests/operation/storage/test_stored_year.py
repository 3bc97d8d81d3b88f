"""A tank hour by hour: against a linear programme, in balance, more heat the larger it is."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import diags_array, eye_array, hstack

from benchmarks import tank as benchmark
from ihp_core.assessment import screened
from ihp_core.economics.outcome import outcome
from ihp_core.operation.dispatch import by_price_led, dispatched_year
from ihp_core.operation.heat_year import HeatYear
from ihp_core.operation.network import Size
from ihp_core.operation.storage.stored_year import BUFFER, stored_year
from ihp_core.plant.coupling import DRIVE_LOSS
from ihp_core.plant.pipe import largest_flow_m3_per_s
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import MWS_PER_M3_K
from ihp_core.year.typical_hours import typical
from tests.drawn import drawn_scene, places
from tests.given import Scene, scene, site_of
from tests.sites import sites
from tests.sweeps import HANDFUL as FEW
from tests.sweeps import only, up_to

DRAWN = settings(max_examples=up_to(FEW, 30))
HANDFUL = (18, 34, 35, 71)
"""Led by the price and beside a standing pump, too weak for the pipe, nearly all direct, both."""
H = 8760
VOLUMES = (150.0, 1000.0, 5000.0, 20000.0)


def _year(at: Scene, volume: float) -> HeatYear:
    cases = at.cases.with_({BUFFER: volume})
    return stored_year(cases, at.hours, at.network, at.found.built)


def _wide(figure: Array) -> Array:
    return np.broadcast_to(figure, (1, H))[0]


class _Limits(NamedTuple):
    """What a programme knows of each hour, (8760,)."""

    more: Array
    asked: Array
    full: Array
    kept: Array


def _limits(at: Scene, volume: float) -> _Limits:
    """The limits from temperatures and from the plant at a network without end, on their own."""
    cases, hours, built = at.cases, at.hours, at.found.built
    year = dispatched_year(cases, hours, at.network, built)
    endless = Size(np.full((1, 1), 1e9), np.full((1, 1), 0.5), np.full((1, 1), np.inf))
    alone = {"network.must_run_mw": 0.0, "plant.dispatch": 0.0}
    open_year = dispatched_year(cases.with_(alone), hours, endless, built)
    base = _wide(year.direct_mw + year.lifted_mw)
    whole = _wide(open_year.direct_mw + open_year.lifted_mw)
    run, terms = year.run, year.boundary
    pump = built.heat_pump_mw.item() > 0
    hot, cold = _wide(run.outlet_c if pump else run.alone_outlet_c), _wide(terms.sink_inlet_c)
    needed = _wide(terms.sink_outlet_c)
    full = 0.9 * volume * MWS_PER_M3_K / 3600 * np.maximum(hot - cold, 0)
    steady = _wide(run.lifting) > 0.5 if pump else np.ones(H, bool)
    steady |= full >= 0.25 * whole / np.maximum(_wide(_service(at)), 1e-9)
    colder = _wide(run.alone_outlet_c) < hot
    by_pump = _wide(open_year.lifted_mw) + _wide(open_year.run.lifting) > 0
    more = np.maximum(whole - base, 0) * np.where(by_pump, steady * ~_wide(run.too_dear), ~colder)
    top_up = bool(cases["network.accepts_top_up"].item() or cases["connection.feed_in"].item())
    lost = 1 - cases["operation.forced_outage_fraction"].item()
    arriving = _wide(year.supply_c) - (needed - hot) / (1 + built.drop.item())
    share = np.clip((arriving - year.return_c[0]) / (year.supply_c - year.return_c)[0], 0, 1)
    load = np.maximum(_wide(year.load_mw) - cases["network.must_run_mw"].item(), 0)
    need = (load * share + _wide(terms.loss_mw)) * (load > 0)
    flow = largest_flow_m3_per_s(built.pipe.dn).item() * built.pipe.parallel.item()
    need = np.minimum(need, flow * MWS_PER_M3_K * (hot - cold))
    local = cases["connection.local_load_fraction"].item() * _wide(year.load_mw)
    narrow = largest_flow_m3_per_s(cases["connection.local_dn"]).item()
    local = np.fmin(local, narrow * MWS_PER_M3_K * _wide(year.supply_c - year.return_c))
    need = np.minimum(need, local + _wide(terms.loss_mw))
    may = np.ones(H, bool) if top_up else hot >= needed
    asked = np.maximum(lost * need - base, 0) * may * (hot > cold)
    kept = np.full(H, (1 - value("tank.loss_fraction_per_day")) ** (1 / 24))
    if not top_up:
        rise = np.maximum(hot - np.roll(hot, 1), 0)
        kept = kept * np.clip(1 - rise / np.maximum(hot - cold, rise + 1e-9), 0, 1)
    return _Limits(more, asked, full, kept)


def _service(at: Scene) -> Array:
    return (1 - at.cases["operation.forced_outage_fraction"]) * at.hours.in_service


def _programme(limits: _Limits) -> float:
    """The most heat beyond what the plant sends by itself [MWh]: made, sent, stored, spilt."""
    before = diags_array([limits.kept[1:], limits.kept[:1]], offsets=[-1, H - 1], shape=(H, H))
    one = eye_array(H)
    balance = hstack([one, -one, before - one, -one]).tocsc()
    bounds = np.column_stack(
        [
            np.zeros(4 * H),
            np.concatenate([limits.more, limits.asked, limits.full, np.full(H, np.inf)]),
        ]
    )
    worth = np.concatenate([np.zeros(H), -np.ones(H), np.zeros(2 * H)])
    solved = linprog(worth, A_eq=balance, b_eq=np.zeros(H), bounds=bounds, method="highs")
    assert solved.success, solved.message
    return float(-solved.fun)


@pytest.mark.parametrize("place", only(HANDFUL, range(100)))
def test_no_programme_gets_more_heat_out_of_the_tank(place: int) -> None:
    """Charged as soon as can be and emptied as soon as can be: within 0.1 % of the most heat that
    a linear programme finds over the whole year."""
    at, volume = drawn_scene(place), VOLUMES[place % len(VOLUMES)]
    with_tank, without = _year(at, volume), _year(at, 0.0)
    gained = at.hours.total(
        (with_tank.delivered_mw + with_tank.loss_mw) - (without.delivered_mw + without.loss_mw)
    ).item()
    best = _programme(_limits(at, volume))
    assert gained == pytest.approx(best, rel=1e-3, abs=1e-4)


def _off_balance(at: Scene, year: HeatYear) -> dict[str, float]:
    """What the balances of the hours miss, over the larger of the hour's heat and 1 MW."""
    tank = year.tank
    before = np.roll(tank.stored_mwh, 1, axis=1)
    made = year.direct_mw + year.lifted_mw
    sent = year.delivered_mw + year.loss_mw
    missed = {
        "plant": made - year.source_mw - (1 - DRIVE_LOSS) * year.electricity_mw,
        "outlet": made + tank.out_mw - tank.in_mw - sent,
        "tank": before + tank.in_mw - tank.out_mw - tank.loss_mw - tank.stored_mwh,
        "source": np.maximum(year.source_mw - year.available_mw * (1 + 1e-5), 0),
        "both": np.minimum(tank.in_mw, tank.out_mw),
        "losses": np.minimum(tank.loss_mw, 0),
    }
    scale = np.maximum(made + tank.stored_mwh, 1)
    return {name: float((np.abs(part) / scale).max()) for name, part in missed.items()}


@pytest.mark.parametrize("place", places())
def test_every_hour_with_a_tank_balances(place: int) -> None:
    """Heat pump and exchanger, outlet, tank and source to 1e-9, the last hour into the first."""
    at = drawn_scene(place)
    for volume in (50.0, 3000.0):
        missed = _off_balance(at, _year(at, volume))
        assert max(missed.values()) < 1e-9, missed


@cache
def _swinging() -> Scene:
    """A site whose network takes less by night than the plant could give, and more by day."""
    draft = {"network.annual_heat_gwh": 60, "country": "DE", "connection.distance_km": 1.0}
    return scene(site_of(draft))


def test_what_is_charged_costs_electricity_when_it_is_charged() -> None:
    """The heat pump makes more in the hours of charging alone; in those of discharge as before,
    and so does the operator's boiler less only there."""
    at = _swinging()
    year, without = _year(at, 2000.0), at.found.year
    charging = year.direct_mw + year.lifted_mw > without.direct_mw + without.lifted_mw + 1e-9
    assert 500 < charging.sum() < H
    assert (year.electricity_mw > without.electricity_mw)[charging].all()
    assert (year.electricity_mw == without.electricity_mw)[~charging].all()
    out = year.tank.out_mw > 0
    assert (year.delivered_mw > without.delivered_mw)[out].all()
    assert year.tank.out_mw.sum() < year.tank.in_mw.sum()
    assert year.tank.stored_mwh.max() <= 0.9 * 2000 * MWS_PER_M3_K / 3600 * 100


def test_without_a_tank_and_on_typical_hours_the_year_is_the_same_object() -> None:
    """Nothing is computed for nothing, and nothing hangs together on hours without an order."""
    at = _swinging()
    built = at.found.built
    year = stored_year(at.cases, at.hours, at.network, built)
    assert year.tank.run is None
    assert (year.delivered_mw == at.found.year.delivered_mw).all()
    tank = at.cases.with_({BUFFER: 5000.0})
    some_hours = typical(at.hours)
    plain = outcome(at.cases, some_hours, at.network, built)
    assert outcome(tank, some_hours, at.network, built).heat_mwh == plain.heat_mwh


def test_a_tank_carries_a_plant_over_its_own_stop() -> None:
    """In the planned week it is emptied once, and the pipe then loses its heat as ever."""
    at = _swinging()
    stopped = at.hours.outage[0] >= 1
    year = _year(at, 2000.0)
    given_then = _wide(year.delivered_mw)[stopped]
    assert 0 < given_then.sum() <= year.tank.stored_mwh.max()
    assert (_wide(year.loss_mw)[stopped][given_then > 0] > 0).all()
    assert _wide(year.electricity_mw)[stopped].sum() == 0


@given(sites(), st.floats(10, 20000), st.floats(1, 10))
@DRAWN
def test_a_larger_tank_never_gives_less_heat(site: Site, volume: float, factor: float) -> None:
    """Hour by hour more is in it, and over the year more heat is metered."""
    at = scene(site)
    small, large = _year(at, volume), _year(at, min(factor * volume, 50000))
    before, less, more = (
        at.hours.total(year.delivered_mw).item() for year in (_year(at, 0.0), small, large)
    )
    assert less >= before * (1 - 1e-9) - 1e-9
    assert more >= less * (1 - 1e-9) - 1e-9
    if not by_price_led(at.cases).item():
        assert large.tank.stored_mwh.sum() >= small.tank.stored_mwh.sum() - 1e-6


def test_a_year_with_a_tank_takes_at_most_half_as_long_again() -> None:
    """A site screened on the 8,760 hours, in CPU time, by the benchmark that prints it."""
    site = screened(example(benchmark.SITE))
    *_, work = benchmark.steps(site).values()
    pair = benchmark.timed(work, site.cases, benchmark.VOLUME_M3, runs=20)
    assert pair.ratio <= 1.5, pair
