"""What the plant could do in each hour, and what that costs, by the engine of the chain.

The engine is asked for three points of every hour: the least the heat pump gives, what it gives
when it follows the heat, and all it can; between them heat and electricity are taken as straight.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Planned
from ihp_core.operation.design import NO_LOSS, OPEN
from ihp_core.operation.electricity import hourly_price
from ihp_core.operation.heat_year import (
    ONE_MW,
    HeatYear,
    availability,
    carried_mw_per_k,
    heat_year,
    pumping_mw,
)
from ihp_core.operation.plant_hour import HALF, NONE_MW, Machines, duty_within, plant_limit
from ihp_core.operation.todays_heat import (
    Delivery,
    carbon_price_eur_per_t,
    displaced_cost,
    displaced_units,
    several,
)
from ihp_core.plant.coupling import USED, Duty
from ihp_core.plant.pipe import largest_flow_m3_per_s
from ihp_core.plant.tank import KEPT, energy_mwh
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, Flags, ratio
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import MWS_PER_M3_K
from ihp_core.what_if.running.programme import Offers
from ihp_core.year.hours import Hours

BUFFER = "plant.buffer_m3"
CYCLE_H = value("tank.cycle_fraction")
WASTE, ADDED = "data_centre.heat_price_eur_per_mwh", "cost.operator_added_eur_per_mwh"
OUTAGE, LEAST = "operation.forced_outage_fraction", "heat_pump.min_load_fraction"


class Level(NamedTuple):
    """Heat and electricity of the heat pump with the exchanger before it [MW], (hours,)."""

    heat_mw: Array
    electricity_mw: Array


class HourlyMachine(NamedTuple):
    """The plant in each hour, (hours,): heat and electricity of the heat pump at its least [MW],
    both of the two parts beyond it (2, hours), what the source's pump takes for a MWh of its heat
    [-], and the price of electricity [EUR/MWh]."""

    can_run: Flags
    least: Level
    part_mw: Array
    part_electricity: Array
    source_pump: Array
    price: Array


def machine_of(cases: Cases, hours: Hours, plant: Planned, year: HeatYear) -> HourlyMachine:
    """What one case's plant could do in each hour, from its heat-led year without a tank."""
    built, available = plant.built, availability(cases, hours)
    least = cases[LEAST] * built.heat_pump_mw / cases["plant.units"]
    bare = Machines(least, built.all_mw)
    lowest = duty_within(cases, year.boundary, year.run.outlet_c, (OPEN, NO_LOSS), bare).heat_mw
    points = [
        duty_within(cases, year.boundary, year.run.outlet_c, (limit, NO_LOSS), built.machines)
        for limit in (lowest, OPEN)
    ]
    first, most = (
        Level(*(_hourly(hours, available * part) for part in (duty.heat_mw, duty.electricity_mw)))
        for duty in points
    )
    can_run = _can_run(hours, plant, year, points[1], least)
    led = _led(hours, year, first, most)
    part_mw, part_electricity, least_mw = _straight(first, led, most)
    return HourlyMachine(
        can_run,
        Level(first.heat_mw, least_mw),
        *(part_mw, part_electricity),
        _source_pump(cases, hours, plant, year),
        _hourly(hours, hourly_price(cases, hours)),
    )


def _can_run(hours: Hours, plant: Planned, year: HeatYear, most: Duty, least: Array) -> Flags:
    """Whether the heat pump reaches its minimum load, the supply and more than the pipe loses."""
    loaded = (most.lifted_mw >= least) | (most.lifted_mw <= NONE_MW)
    may = loaded & ~year.run.too_hot & (most.heat_mw > year.boundary.loss_mw)
    return _flags(hours, may & (plant.built.heat_pump_mw > 0) & (hours.in_service > 0))


def _led(hours: Hours, year: HeatYear, first: Level, most: Level) -> Level:
    """Where the heat pump follows the heat; its most where it then stands."""
    runs = _flags(hours, year.run.lifting > HALF)
    made = _hourly(hours, year.direct_mw + year.lifted_mw)
    runs &= (made > first.heat_mw) & (made < most.heat_mw)
    heat = np.where(runs, made, most.heat_mw)
    return Level(heat, np.where(runs, _hourly(hours, year.electricity_mw), most.electricity_mw))


def _straight(first: Level, led: Level, most: Level) -> tuple[Array, Array, Array]:
    """Heat of the two parts [MW], their electricity per heat, and electricity at the least [MW].

    A part-loaded machine may take less for its last heat than for its first. What follows the heat
    is then kept as it is, and less than that takes what the straight line beyond it says.
    """
    part_mw = np.stack([led.heat_mw - first.heat_mw, most.heat_mw - led.heat_mw])
    part_mw = np.maximum(part_mw, 0)
    more = led.electricity_mw - first.electricity_mw, most.electricity_mw - led.electricity_mw
    slope = ratio(np.stack(more), part_mw, 0.0)
    falling = (part_mw > NONE_MW).all(axis=0) & (slope[1] < slope[0])
    slope[0] = np.where(falling, slope[1], slope[0])
    least = np.where(falling, led.electricity_mw - slope[1] * part_mw[0], first.electricity_mw)
    return part_mw, slope, least


class Pumping(NamedTuple):
    """Electricity of the network's pump, (hours,) [-]: for a MWh sent off up to ``usual_mw``, and
    how much more for one beyond it."""

    usual_mw: Array
    each: Array
    more: Array


def _pumping(cases: Cases, hours: Hours, plant: Planned, year: HeatYear, most: Array) -> Pumping:
    """Straight up to what is sent by a plant that follows the heat, and from there to the most."""
    led = _hourly(hours, year.delivered_mw + year.loss_mw)
    usual = np.where(led > NONE_MW, led, most / 2)
    first, last = (network_pump_mw(cases, hours, plant, year, sent) for sent in (usual, most))
    each = ratio(first, usual, 0.0)
    beyond = ratio(last - first, np.where(most > usual + NONE_MW, most - usual, 0.0), 0.0)
    return Pumping(usual, each, np.maximum(beyond - each, 0))


def network_pump_mw(
    cases: Cases, hours: Hours, plant: Planned, year: HeatYear, sent_mw: Array
) -> Array:
    """Electricity of the network's pump for heat that is sent off, (hours,) [MW]."""
    terms, nothing = year.boundary, np.zeros((1, 1))
    flow = carried_mw_per_k(sent_mw[None], year.run.outlet_c, terms.sink_inlet_c)
    share = sent_share(cases, hours)
    return _hourly(hours, pumping_mw(cases, terms, (flow, share), nothing, plant.built))


def sent_share(cases: Cases, hours: Hours) -> Array:
    """The share of the hour in which heat may be sent off: a tank bridges the planned stop."""
    if cases[BUFFER].item(0) > 0:
        return np.asarray(1 - cases[OUTAGE])
    return availability(cases, hours)


def _source_pump(cases: Cases, hours: Hours, plant: Planned, year: HeatYear) -> Array:
    """Electricity of the source's pump for a MWh of source heat, (hours,) [-]."""
    still = (np.zeros((1, 1)), ONE_MW)
    standing = pumping_mw(cases, year.boundary, still, 0 * ONE_MW, plant.built)
    return _hourly(hours, pumping_mw(cases, year.boundary, still, ONE_MW, plant.built) - standing)


def offers_of(
    cases: Cases, hours: Hours, plant: Planned, year: HeatYear, machine: HourlyMachine
) -> Offers:
    """The hours of one case as the programme takes them, with the tank that is stated."""
    price, pump, waste = machine.price, machine.source_pump, cases[WASTE].item(0)
    per_power, per_heat = price * (1 - USED * pump) - USED * waste, price * pump + waste
    tank = _tank_mwh(cases, hours, year)
    most = machine.least.heat_mw + machine.part_mw.sum(axis=0)
    alone, fills = _alone(cases, hours, year)
    taken = _taken_mw(cases, hours, plant, year)
    pumping = _pumping(cases, hours, plant, year, taken)
    saved_mw, saved_eur = _saved(cases, hours, plant, year)
    return Offers(
        machine.can_run,
        tank < CYCLE_H * most,
        machine.least.heat_mw,
        per_power * machine.least.electricity_mw + per_heat * machine.least.heat_mw,
        machine.part_mw,
        per_power * machine.part_electricity + per_heat,
        alone,
        per_heat,
        fills,
        *(taken, price * pumping.each, pumping.usual_mw, price * pumping.more),
        _kept(hours, year),
        *(saved_mw, saved_eur, tank, np.full_like(price, KEPT)),
    )


def _tank_mwh(cases: Cases, hours: Hours, year: HeatYear) -> Array:
    terms = year.boundary
    return _hourly(hours, energy_mwh(cases[BUFFER], year.run.outlet_c, terms.sink_inlet_c))


def _alone(cases: Cases, hours: Hours, year: HeatYear) -> tuple[Array, Flags]:
    """What the exchanger gives while the heat pump stands [MW], and whether it is hot enough for
    the tank."""
    alone = _hourly(hours, availability(cases, hours) * year.run.alone_mw)
    return alone, _flags(hours, year.run.alone_outlet_c >= year.run.outlet_c)


def _taken_mw(cases: Cases, hours: Hours, plant: Planned, year: HeatYear) -> Array:
    """The most that is sent off [MW]: what the network takes and the pipe carries; without a tank
    nothing makes up for the hours in which the plant is out."""
    terms, hot = year.boundary, year.run.outlet_c
    taken, _ = plant_limit(terms, hot, terms.sink_outlet_c, plant.built.drop)
    flow = largest_flow_m3_per_s(plant.built.pipe.dn) * plant.built.pipe.parallel
    carried = MWS_PER_M3_K * flow * (hot - terms.sink_inlet_c)
    led = year.delivered_mw + year.loss_mw
    return _hourly(hours, np.maximum(sent_share(cases, hours) * np.minimum(taken, carried), led))


def _kept(hours: Hours, year: HeatYear) -> Array:
    """The share of what is sent off that arrives; where the plant stands, that of the year."""
    sent = year.delivered_mw + year.loss_mw
    usual = ratio(hours.total(year.delivered_mw), hours.total(sent), 1.0)
    each = ratio(year.delivered_mw, sent, np.nan)
    return _hourly(hours, np.where(np.isnan(each), usual, each))


def _saved(cases: Cases, hours: Hours, plant: Planned, year: HeatYear) -> tuple[Array, Array]:
    """Heat of the operator's units [MW] and what a MWh less of it saves, dearest first, both
    (units, hours)."""
    carbon, added = carbon_price_eur_per_t(cases, plant.network.peak_mw), cases[ADDED]
    if not several(cases):
        cost = displaced_cost(cases, hours, year.delivery(carbon)) - added
        return np.full((1, hours.weight_h.size), np.inf), _hourly(hours, cost)[None]
    needed = np.maximum(year.load_mw - cases["network.must_run_mw"], 0)
    units = displaced_units(cases, hours, Delivery(year.load_mw, needed, year.return_c, carbon))
    order = np.argsort(-units.cost[:, 0], axis=0, kind="stable")
    power, cost = (np.take_along_axis(part[:, 0], order, 0) for part in units[::-1])
    power[-1] = np.inf
    return power, cost - added.item(0)


def led_year(cases: Cases, hours: Hours, plant: Planned) -> HeatYear:
    """The heat-led year without a tank."""
    return heat_year(cases, hours, *plant)


def _hourly(hours: Hours, figure: Array) -> Array:
    """The one row of a figure, (hours,)."""
    return np.array(np.broadcast_to(figure, (1, hours.weight_h.size))[0], float)


def _flags(hours: Hours, flags: Flags) -> Flags:
    return np.array(np.broadcast_to(flags, (1, hours.weight_h.size))[0], bool)
