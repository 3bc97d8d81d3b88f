"""What the plant does in an hour: the coupling under the limits of machine, load and market.

The same function serves the design points, the typical hours and the 8,760 hours. A limit that
cuts hours off is a step; where an hour stands for a stratum, the share of the stratum on the
right side of the limit takes part.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from ihp_core.operation.boundary import ALWAYS, Boundary, always
from ihp_core.operation.supplier import scale_of
from ihp_core.plant.coupling import CopOverOutlets, Duty, coupling
from ihp_core.plant.exchanger import APPROACH_K, reach
from ihp_core.plant.heat_pump import CopOverInlets, Fluid, Scaling, cop_over_outlets
from ihp_core.plant.limits import mean_lesser, share_above
from ihp_core.plant.refrigerant import fluid_of
from ihp_core.site.cases import Cases
from ihp_core.site.feed_in import topped_up
from ihp_core.tables.arrays import Array, Flags, between, every
from ihp_core.year.hours import Hours

LEAST_SPREAD_K = 0.1
NONE_MW = 1e-9
NEARLY, HALF = 0.999, 0.5
NOTHING: Array = np.zeros((1, 1))
NEVER: Flags = NOTHING > 0


class Run(NamedTuple):
    """The hour: duty while the heat pump may run, and what the exchanger gives alone.

    ``lifting`` is the share of the hour in which the heat pump may run, ``lifting_energy``
    weighs its amounts; in the rest of the hour the plant gives ``alone_mw``. ``possible_mw`` is
    what it would give if the network took all. ``too_dear``: the heat pump stands because its
    electricity costs more than its heat saves. ``alone_possible_mw`` is what the exchanger would
    give by itself.
    """

    duty: Duty
    alone_mw: Array
    alone_outlet_c: Array
    demand: Array
    lifting: Array
    lifting_energy: Array
    outlet_c: Array
    too_hot: Flags
    too_little: Flags
    possible_mw: Array
    too_dear: Flags = NEVER
    alone_possible_mw: Array = NOTHING

    @property
    def gives_alone(self) -> bool:
        """Whether there may be hours in which the exchanger gives heat beside a standing pump."""
        return self.alone_mw is not NOTHING


class Machines(NamedTuple):
    """What hands over heat, at most [MW], (rows, 1): the heat pump, and with the exchanger before
    it all that station and pipe are built for."""

    heat_pump_mw: Array
    all_mw: Array


def run(cases: Cases, hours: Hours, terms: Boundary, drop: Array, built: Machines) -> Run:
    """The plant in each hour with what is built."""
    capacity_mw = built.heat_pump_mw
    reachable, required_c = _reachable(cases, hours, terms, drop)
    outlet, solvable = _outlet(terms, required_c)
    duty = duty_within(cases, terms, outlet, plant_limit(terms, outlet, required_c, drop), built)
    enough, gain = _above_minimum(cases, hours, duty, terms, _least_mw(cases, capacity_mw))
    worthwhile = solvable & (duty.heat_mw > terms.loss_mw) & (capacity_mw > 0)
    unlimited = always(reachable) and always(enough) and always(terms.demand)
    running = unlimited and every(worthwhile)
    lifting = ALWAYS if running else np.asarray(worthwhile * reachable * enough * terms.demand)
    alone = _exchanger_alone(cases, terms, drop, built.all_mw, never=running)
    possible = np.where((capacity_mw > 0) & solvable, reachable * duty.possible_mw, 0.0)
    return Run(
        duty,
        *(alone.heat_mw, alone.outlet_c),
        terms.demand,
        *(lifting, lifting * gain),
        outlet,
        *((reachable < HALF) | ~solvable, enough < HALF),
        np.maximum(possible, alone.possible_mw),
        alone_possible_mw=alone.possible_mw,
    )


def _outlet(terms: Boundary, required_c: Array) -> tuple[Array, Flags]:
    """Outlet of the plant within its limits [°C], and where there is one above its inlet."""
    lowest = terms.sink_inlet_c + LEAST_SPREAD_K
    if not ((required_c > terms.hottest_c).any() or (required_c <= lowest).any()):
        return required_c, ALWAYS > 0
    outlet = np.minimum(required_c, terms.hottest_c)
    return np.maximum(outlet, lowest), outlet > lowest


def duty_within(
    cases: Cases, terms: Boundary, outlet: Array, limit: tuple[Array, Array], built: Machines
) -> Duty:
    """Exchanger and heat pump together; an endless capacity knows no part load."""
    capacity_mw = built.heat_pump_mw
    loss = np.where(np.isinf(capacity_mw), 0.0, cases["heat_pump.part_load_loss"])
    return coupling(
        terms.source_inlet_c,
        terms.source_outlet_c,
        terms.sink_inlet_c,
        outlet,
        terms.source_mw,
        limit[0],
        capacity_mw,
        built.all_mw,
        limit_half_mw=limit[1],
        cop=_cop(cases["heat_pump.cop_factor"], fluid_of(cases), scale_of(cases)),
        units=cases["plant.units"],
        part_load_loss=loss,
    )


def _cop(factor: Array, fluid: Fluid, scale: Scaling | None) -> CopOverOutlets:
    """The published COP of a fluid, scaled to a supplier's point where there is one, times the
    factor that carries its uncertainty."""
    published = partial(cop_over_outlets, fluid=fluid, scale=scale)
    if every(factor == 1):
        return published

    def uncertain(so: Array, ro: Array) -> CopOverInlets:
        over_inlets = published(so, ro)

        def at_sink_inlet(ri: Array) -> Callable[[Array], Array]:
            cop = over_inlets(ri)
            return lambda si: cop(si) * factor

        return at_sink_inlet

    return uncertain


def _reachable(cases: Cases, hours: Hours, terms: Boundary, drop: Array) -> tuple[Array, Array]:
    """Share of the hour whose supply the plant may serve, and the outlet asked for in it [°C].

    With a boiler behind the hand-over every supply is served; without one only those that the
    machine, or the exchanger alone, reaches.
    """
    top_up = topped_up(cases)
    if every(top_up):
        return ALWAYS, terms.sink_outlet_c
    swing = np.abs(cases["network.supply_winter_c"] - cases["network.supply_summer_c"])
    half = swing * (1 + drop) * (hours.spread.cold_half_width if hours.spread else 0.0)
    share = np.where(top_up, 1.0, share_above(terms.hottest_c - terms.sink_outlet_c, half))
    colder = 0.5 * (terms.sink_outlet_c - half + terms.hottest_c)
    return share, np.where((share > 0) & (share < 1), colder, terms.sink_outlet_c)


def plant_limit(
    terms: Boundary, outlet: Array, required_c: Array, drop: Array
) -> tuple[Array, Array]:
    """Plant heat at which the network takes no more, its flow heated up to the outlet, and how
    far that varies within the hour [MW]."""
    taken, half = terms.free_load_mw, terms.free_half_mw
    if outlet is not required_c:
        arriving = terms.supply_c - (required_c - outlet) / (1 + drop)
        share = (arriving - terms.return_c) / (terms.supply_c - terms.return_c)
        share = between(share, 0, 1)
        taken, half = taken * share, half * share
    return (taken + terms.loss_mw) * (terms.free_load_mw > 0), half


def _least_mw(cases: Cases, capacity_mw: Array) -> Array:
    """The least heat one unit gives [MW]; none while the capacity is still open."""
    least = cases["heat_pump.min_load_fraction"] * capacity_mw / cases["plant.units"]
    return np.where(np.isinf(least), 0.0, least)


def _above_minimum(
    cases: Cases, hours: Hours, duty: Duty, terms: Boundary, least: Array
) -> tuple[Array, Array]:
    """Share of the hour above the minimum load, and the gain of that share over its mean."""
    lifted, load_half = duty.lifted_mw, terms.free_half_mw
    if hours.spread is None:
        runs = (lifted >= least) | (lifted <= NONE_MW)
        return (ALWAYS if runs.all() else np.asarray(runs, float)), ALWAYS
    needed = lifted > NONE_MW
    bound = duty.heat_mw >= NEARLY * (terms.free_load_mw - load_half + terms.loss_mw)
    by_load = load_half * bound * lifted / np.maximum(duty.heat_mw, NONE_MW)
    by_temperature = duty.heat_mw * _direct_share_half(cases, hours, duty, terms)
    half = np.minimum(np.sqrt(by_load * by_load + by_temperature * by_temperature), lifted)
    enough = np.where(needed, share_above(lifted - least, half), 1.0)
    running = np.where((enough > 0) & (enough < 1), 0.5 * (lifted + half + least), lifted)
    return enough, np.where(needed, running / np.maximum(lifted, NONE_MW), 1.0)


def _direct_share_half(cases: Cases, hours: Hours, duty: Duty, terms: Boundary) -> Array:
    """How far the exchanger's share varies with the temperatures within an hour [-]."""
    if hours.spread is None or not duty.direct_mw.any():
        return NOTHING
    back, supply = (
        cases[f"network.{name}_winter_c"] - cases[f"network.{name}_summer_c"]
        for name in ("return", "supply")
    )
    spread = terms.sink_outlet_c - terms.sink_inlet_c
    share = (duty.network_between_c - terms.sink_inlet_c) / spread
    slope = (back + share * (supply - back)) / spread
    return np.abs(slope) * hours.spread.cold_half_width * (duty.direct_mw > NONE_MW)


class _Alone(NamedTuple):
    """What the exchanger gives while the heat pump stands [MW], at which outlet [°C], and what it
    would give if the network took all [MW]."""

    heat_mw: Array
    outlet_c: Array
    possible_mw: Array


def _exchanger_alone(
    cases: Cases, terms: Boundary, drop: Array, all_mw: Array, *, never: bool
) -> _Alone:
    """The exchanger without the heat pump, where it reaches the supply alone or the operator's
    boiler stands behind it; nothing where the source is nowhere warm enough."""
    if never or every(terms.source_inlet_c - APPROACH_K <= terms.sink_inlet_c):
        return _Alone(NOTHING, terms.sink_outlet_c, NOTHING)
    ends = terms.source_inlet_c, terms.source_outlet_c, terms.sink_inlet_c, terms.sink_outlet_c
    reached, cap = reach(*ends)
    limit, half = plant_limit(terms, reached, terms.sink_outlet_c, drop)
    allowed = topped_up(cases) | (reached >= terms.sink_outlet_c)
    most = np.minimum(cap * terms.source_mw, all_mw) * (allowed & (reached > terms.sink_inlet_c))
    heat = mean_lesser(most, limit, half)
    return _Alone(heat * (heat > terms.loss_mw), reached, most)
