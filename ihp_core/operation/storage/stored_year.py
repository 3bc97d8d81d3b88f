"""The year of a plant with a tank between its outlet and its inlet, hour by hour.

Heat-led: charged with what the plant could still make, emptied as soon as the network takes more
than the plant makes. What hangs together over the hours is run on real hours only; typical ones
hold what was gained there.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.operation.boundary import Boundary
from ihp_core.operation.design import NO_LOSS, OPEN, Design
from ihp_core.operation.dispatch import dispatched_year
from ihp_core.operation.heat_year import (
    ONE_MW,
    HeatYear,
    TankYear,
    alone_mw,
    availability,
    carried_mw_per_k,
    flow_and_top_up,
    flow_to,
    pumping_mw,
)
from ihp_core.operation.network import Size, local_limit_mw, narrow_place
from ihp_core.operation.plant_hour import HALF, NONE_MW, Run, duty_within, plant_limit
from ihp_core.operation.storage.held import held_gain
from ihp_core.plant.coupling import Duty
from ihp_core.plant.pipe import (
    PASCAL_PER_BAR,
    flow_m3_per_s,
    largest_flow_m3_per_s,
    pump_power_mw,
)
from ihp_core.plant.tank import KEPT, energy_mwh, kept_fraction, stored_mwh
from ihp_core.site.cases import Cases
from ihp_core.site.feed_in import topped_up
from ihp_core.tables.arrays import Array, Flags, between, every, ratio, some
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import MWS_PER_M3_K
from ihp_core.year.hours import Hours

BUFFER = "plant.buffer_m3"
CYCLE_H = value("tank.cycle_fraction")
SURELY = 1 + 1e-9


class _Spare(NamedTuple):
    """The plant at full load in the hours in which the network does not take that: the duty while
    it runs, by the year's names of its amounts [MW], and how much more it makes than for the
    network, (rows, hours)."""

    duty: Duty
    made: dict[str, Array]
    more_mw: Array


class _Flows(NamedTuple):
    """What is made beyond the network's need, what is sent off beyond what is made for it, both
    [MW], and the tank, (rows, hours)."""

    made_mw: Array
    sent_mw: Array
    tank: TankYear


def stored_year(cases: Cases, hours: Hours, network: Size, built: Design) -> HeatYear:
    """The year of a plant as built, with its tank where there is one."""
    year = dispatched_year(cases, hours, network, built)
    if not some(cases[BUFFER] > 0):
        return year
    return _with_tank(cases, hours, built, year) if hours.spread is None else held_gain(cases, year)


def _with_tank(cases: Cases, hours: Hours, built: Design, year: HeatYear) -> HeatYear:
    """The year with a tank: heat = source + (1 - loss) electricity = delivered + pipe's loss +
    what the tank takes in - what it gives."""
    hot = _hot_c(built, year.run)
    full = energy_mwh(cases[BUFFER], hot, year.boundary.sink_inlet_c)
    full = np.broadcast_to(full, (len(full), hours.weight_h.shape[1]))
    available = availability(cases, hours)
    spare = _spare(cases, built, year, hot, available, full)
    flows = _flows(cases, built, year, hot, full, spare)
    amounts, running = _made(year, spare, flows.made_mw)
    ends = _sent(cases, built, year._replace(**amounts), hot, available, flows)
    return year._replace(**amounts, **ends, tank=flows.tank._replace(run=running, without=year))


def _hot_c(built: Design, run: Run) -> Array:
    """The water that the plant fills the tank with [°C]."""
    pump = built.heat_pump_mw > 0
    return run.outlet_c if every(pump) else np.where(pump, run.outlet_c, run.alone_outlet_c)


def _spare(
    cases: Cases, built: Design, year: HeatYear, hot: Array, available: Array, full: Array
) -> _Spare:
    """What the plant could make, were all of it taken: with the heat pump, or where that may not
    run by the exchanger alone, if its water is as hot."""
    run, base = year.run, year.direct_mw + year.lifted_mw
    places = np.flatnonzero((year.possible_mw > base * SURELY).any(axis=0))
    duty = _full_duty(cases, built, year, places)
    pump = _pump_may(cases, built, run, duty, full)
    alone = run.alone_possible_mw
    gives = pump | (run.alone_outlet_c >= hot)
    names: Any = {"direct_mw": alone, "lifted_mw": 0.0, "source_mw": alone, "electricity_mw": 0.0}
    parts: Any = {name: np.where(pump, getattr(duty, name), a) for name, a in names.items()}
    duty = duty._replace(**parts, heat_mw=parts["direct_mw"] + parts["lifted_mw"])
    gives = gives & (duty.heat_mw > year.boundary.loss_mw) & (year.possible_mw > base * SURELY)
    more = np.maximum(available * duty.heat_mw - base, 0) * gives
    return _Spare(duty, {name: available * part for name, part in parts.items()}, more)


def _pump_may(cases: Cases, built: Design, run: Run, duty: Duty, full: Array) -> Flags:
    """Whether the heat pump may run at full load; for a part of the hour where the tank takes up
    what it makes then."""
    least = cases["heat_pump.min_load_fraction"] * built.heat_pump_mw / cases["plant.units"]
    loaded = (duty.lifted_mw >= least) | (duty.lifted_mw <= NONE_MW)
    steady = (run.lifting > HALF) | (full >= CYCLE_H * duty.heat_mw)
    barred = run.too_hot | run.too_dear | (built.heat_pump_mw <= 0)
    return np.asarray(steady & loaded & ~barred & (duty.heat_mw > 0))


def _full_duty(cases: Cases, built: Design, year: HeatYear, places: NDArray[np.intp]) -> Duty:
    """Exchanger and heat pump with nothing but the machine in their way, in some of the hours;
    nothing in the others."""

    def at(figure: Array) -> Array:
        return figure if figure.shape[1] == 1 else np.take(figure, places, axis=1)

    terms, outlet = year.boundary, at(year.run.outlet_c)
    names = ("source_inlet_c", "source_outlet_c", "sink_inlet_c", "source_mw")
    here: Any = {name: at(getattr(terms, name)) for name in names}
    duty = duty_within(cases, terms._replace(**here), outlet, (OPEN, NO_LOSS), built.machines)
    return Duty(*(_spread(figure, places, year.delivered_mw.shape) for figure in duty))


def _spread(figure: Array, places: NDArray[np.intp], shape: tuple[int, ...]) -> Array:
    """A figure of some hours over the year, nothing in the others."""
    whole = np.zeros(shape)
    whole[:, places] = figure
    return whole


def _asked_mw(cases: Cases, built: Design, year: HeatYear, hot: Array) -> Array:
    """What the network takes beyond what the plant makes for it, within what the pipe carries and
    the place of hand-over takes [MW]; none where the water is not warm enough."""
    terms, run = year.boundary, year.run
    sound = 1 - cases["operation.forced_outage_fraction"]
    taken, _ = plant_limit(terms, hot, terms.sink_outlet_c, built.drop)
    flow = largest_flow_m3_per_s(built.pipe.dn) * built.pipe.parallel
    most = np.minimum(taken, MWS_PER_M3_K * flow * (hot - terms.sink_inlet_c))
    if narrow_place(cases):
        local = local_limit_mw(cases, year.load_mw, year.supply_c, year.return_c)
        most = np.minimum(most, local + terms.loss_mw)
    warm = topped_up(cases) | ((hot >= terms.sink_outlet_c) & ~run.too_hot)
    base = year.direct_mw + year.lifted_mw
    return np.maximum(sound * most - base, 0) * (warm & (hot > terms.sink_inlet_c))


def _flows(
    cases: Cases, built: Design, year: HeatYear, hot: Array, full: Array, spare: _Spare
) -> _Flows:
    """Charged and emptied as soon as can be, over a year that ends as it begins."""
    top_up, cold = topped_up(cases), year.boundary.sink_inlet_c
    kept = np.full((1, 1), KEPT)
    if not every(top_up):
        kept = np.where(top_up, KEPT, kept_fraction(hot, cold))
    there = cases[BUFFER] > 0  # beside a case with a tank one without stays as it is
    more = spare.more_mw * there
    asked = _asked_mw(cases, built, year, hot) * there
    before = stored_mwh(kept, more - asked, full)
    left = kept * before
    sent = np.minimum(asked, left + more)
    made = between(full - left + asked, 0, more)
    after = np.minimum(left + made - sent, full)
    into, out = np.maximum(made - sent, 0), np.maximum(sent - made, 0)
    base = year.direct_mw + year.lifted_mw
    sound = 1 - cases["operation.forced_outage_fraction"]
    with_tank, without = (
        figure.max(axis=1, keepdims=True) / sound for figure in (base + sent, base)
    )
    beyond = np.maximum(with_tank - np.maximum(without, built.capacity_mw), 0)
    return _Flows(made, sent, TankYear(into, out, after, before - after + into - out, beyond))


def _made(year: HeatYear, spare: _Spare, made_mw: Array) -> tuple[dict[str, Any], Run]:
    """The plant's amounts with what it makes for the tank, and how it runs: at full load for a
    share of the hour, for the rest of it as the network asks."""
    share = ratio(made_mw, spare.more_mw, 0.0)
    amounts = {
        name: _blended(getattr(year, name), figure, share) for name, figure in spare.made.items()
    }
    heat = amounts["direct_mw"] + amounts["lifted_mw"]
    possible = np.maximum(year.possible_mw, heat)
    return amounts | {"possible_mw": possible}, _running(year.run, spare, share)


def _blended(usual: Array, other: Array, share: Array) -> Array:
    """A figure of which a share is another's."""
    return np.asarray(usual + share * (other - usual))


def _running(run: Run, spare: _Spare, share: Array) -> Run:
    """Duty and share of the hour in which the heat pump runs, the tank's part of it included."""
    runs = run.lifting > HALF
    started = share * ((spare.duty.lifted_mw > NONE_MW) | (run.alone_mw <= NONE_MW))
    weight = np.where(runs, share, (started > 0).astype(float))
    duty = Duty(*map(_blended, run.duty, spare.duty, [weight] * len(spare.duty)))
    lifting = np.where(runs, 1.0, started)
    return run._replace(duty=duty, lifting=lifting, lifting_energy=lifting)


def _sent(
    cases: Cases, built: Design, year: HeatYear, hot: Array, available: Array, flows: _Flows
) -> dict[str, Any]:
    """What the pipe carries and loses, and the pumps' electricity."""
    terms, run, sent = year.boundary, year.run, flows.sent_mw
    sound, some_sent = 1 - cases["operation.forced_outage_fraction"], sent > 0
    heat, alone = available * run.lifting_energy * run.duty.heat_mw, alone_mw(available, run)
    loss = np.where(some_sent, np.minimum(terms.loss_mw * sound, heat + alone + sent), year.loss_mw)
    flow, added = flow_and_top_up(heat, alone, run, terms)
    more_flow, more_added = flow_to(sent, hot, terms)
    flowing = np.where(some_sent, sound, available)
    pumping = pumping_mw(cases, terms, (flow + more_flow, flowing), year.source_mw, built)
    return {
        "delivered_mw": heat + alone + sent - loss,
        "loss_mw": loss,
        "topped_up_mw": added + more_added,
        "pumping_mw": pumping + _charging_mw(cases, hot, terms, flows.tank.in_mw),
    }


def _charging_mw(cases: Cases, hot: Array, terms: Boundary, in_mw: Array) -> Array:
    """Electricity that takes the water through the plant into the tank [MW]."""
    flow = flow_m3_per_s(carried_mw_per_k(in_mw, hot, terms.sink_inlet_c), ONE_MW)
    head = cases["connection.station_pressure_drop_bar"] * PASCAL_PER_BAR
    return pump_power_mw(flow, head, cases["connection.pump_efficiency"])
