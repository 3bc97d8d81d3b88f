"""The year: profiles, plant and limits give heat delivered, not taken, and electricity."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.operation.boundary import Boundary, boundary
from ihp_core.operation.design import Design, fixed_head_pa
from ihp_core.operation.network import Size
from ihp_core.operation.plant_hour import LEAST_SPREAD_K, NONE_MW, NOTHING, Run, run
from ihp_core.operation.todays_heat import Delivery
from ihp_core.plant.pipe import PASCAL_PER_BAR, flow_m3_per_s, pump_power_mw
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, outer
from ihp_core.year.hours import Hours

ONE_MW: Array = np.ones((1, 1))
SMALLEST_FLOW = 1e-9


class TankYear(NamedTuple):
    """A tank hour by hour, (rows, hours): what flows in and out [MW], what it holds at the end of
    the hour [MWh], what it loses [MW]; the most heat that is sent off beyond what the
    connection is built for [MW], (rows, 1); how the plant runs with it, and the year
    without it."""

    in_mw: Array
    out_mw: Array
    stored_mwh: Array
    loss_mw: Array
    more_mw: Array
    run: Run | None = None
    without: HeatYear | None = None


NO_TANK = TankYear(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING)


class HeatYear(NamedTuple):
    """The plant's year hour by hour, (rows, hours), availability included; power [MW].

    ``possible_mw`` is the heat that the plant would make if the network took all; ``run`` is what
    it does for the network, ``tank`` what it does beside that for a tank.
    """

    delivered_mw: Array
    direct_mw: Array
    lifted_mw: Array
    source_mw: Array
    available_mw: Array
    electricity_mw: Array
    pumping_mw: Array
    loss_mw: Array
    topped_up_mw: Array
    possible_mw: Array
    run: Run
    boundary: Boundary
    tank: TankYear = NO_TANK

    @property
    def running(self) -> Run:
        """How the plant runs, for the network and for a tank."""
        return self.run if self.tank.run is None else self.tank.run

    @property
    def load_mw(self) -> Array:
        """The network's load [MW]."""
        return self.boundary.load_mw

    def delivery(self, carbon_eur_per_t: Array) -> Delivery:
        """The heat as the market values it, at a price of carbon (rows, 1) [EUR/t]."""
        return Delivery(self.load_mw, self.delivered_mw, self.return_c, carbon_eur_per_t)

    @property
    def supply_c(self) -> Array:
        """Supply at the connection point [°C]."""
        return self.boundary.supply_c

    @property
    def return_c(self) -> Array:
        """Return at the connection point [°C]."""
        return self.boundary.return_c


def heat_year(cases: Cases, hours: Hours, network: Size, built: Design) -> HeatYear:
    """The year of a plant as built; balance: source + (1 - loss) electricity = heat."""
    terms = boundary(cases, hours, network, built.drop, built.loss_mw_per_k)
    plant_run = run(cases, hours, terms, built.drop, built.machines)
    duty, available = plant_run.duty, availability(cases, hours)
    lifting = available * plant_run.lifting_energy
    alone = alone_mw(available, plant_run)
    heat = lifting * duty.heat_mw
    source = lifting * duty.source_mw + alone
    loss = np.minimum(terms.loss_mw * running_share(plant_run) * available, heat + alone)
    flow, topped_up = flow_and_top_up(heat, alone, plant_run, terms)
    return HeatYear(
        heat + alone - loss,
        lifting * duty.direct_mw + alone,
        lifting * duty.lifted_mw,
        source,
        terms.source_mw,
        lifting * duty.electricity_mw,
        pumping_mw(cases, terms, (flow, available), source, built),
        loss,
        topped_up,
        available * plant_run.possible_mw,
        plant_run,
        terms,
    )


def availability(cases: Cases, hours: Hours) -> Array:
    """The share of the hour in which the plant can run: not the planned stop, less faults."""
    return outer(1 - cases["operation.forced_outage_fraction"], hours.in_service)


def alone_mw(available: Array, plant_run: Run) -> Array:
    """What the exchanger gives while the heat pump stands [MW]."""
    if not plant_run.gives_alone:
        return NOTHING
    return np.asarray(available * (plant_run.demand - plant_run.lifting) * plant_run.alone_mw)


def running_share(plant_run: Run) -> Array:
    """The share of the hour in which the plant delivers at all, (rows, hours)."""
    lifting = plant_run.lifting * (plant_run.duty.heat_mw > NONE_MW)
    if not plant_run.gives_alone:
        return np.asarray(lifting)
    return np.asarray(
        lifting + (plant_run.demand - plant_run.lifting) * (plant_run.alone_mw > NONE_MW)
    )


def flow_and_top_up(
    heat: Array, alone: Array, plant_run: Run, terms: Boundary
) -> tuple[Array, Array]:
    """Network water through the plant [MW/K], and what a boiler behind it adds [MW]."""
    flow, topped_up = flow_to(heat, plant_run.outlet_c, terms)
    if not plant_run.gives_alone:
        return flow, topped_up
    more_flow, more_topped_up = flow_to(alone, plant_run.alone_outlet_c, terms)
    return flow + more_flow, topped_up + more_topped_up


def carried_mw_per_k(heat_mw: Array, outlet_c: Array, inlet_c: Array) -> Array:
    """Water that carries the heat between two temperatures [MW/K]."""
    return heat_mw / np.maximum(outlet_c - inlet_c, LEAST_SPREAD_K)


def flow_to(heat: Array, outlet_c: Array, terms: Boundary) -> tuple[Array, Array]:
    """The same of heat that leaves at one outlet."""
    flow = carried_mw_per_k(heat, outlet_c, terms.sink_inlet_c)
    if outlet_c is terms.sink_outlet_c:  # no hour is above the machine's limit
        return flow, NOTHING
    return flow, flow * np.maximum(terms.sink_outlet_c - outlet_c, 0)


def pumping_mw(
    cases: Cases, terms: Boundary, flows: tuple[Array, Array], source: Array, built: Design
) -> Array:
    """Electricity of the network pump and of the source pump [MW].

    ``flows`` are the water of the hour [MW/K] and the share of the hour in which it flows.
    """
    available = np.maximum(flows[1], SMALLEST_FLOW)
    flow = flow_m3_per_s(flows[0], available)  # while it runs; an outage has no flow
    steepness = built.friction_pa / np.maximum(built.flow_m3_per_s, SMALLEST_FLOW) ** 2
    drop = terms.source_inlet_c - terms.source_outlet_c
    head = cases["connection.source_pressure_drop_bar"] * PASCAL_PER_BAR
    efficiency = cases["connection.pump_efficiency"]
    of_source = pump_power_mw(flow_m3_per_s(ONE_MW, drop), head, efficiency)
    of_network = pump_power_mw(flow, flow * flow * steepness + fixed_head_pa(cases), efficiency)
    return of_network * available + source * of_source
