"""The year: profiles, plant and limits give heat delivered, not taken, and electricity."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assumptions import Array
from ihp_core.columns import Cases
from ihp_core.connection import PASCAL_PER_BAR, flow_m3_per_s, pump_power_mw
from ihp_core.data_centre import source_heat_mw
from ihp_core.design import Design, fixed_head_pa
from ihp_core.hours import Hours
from ihp_core.network import Size, load_mw
from ihp_core.plant import LEAST_SPREAD_K, NONE_MW, Run, Terms, run, terms


class HeatYear(NamedTuple):
    """The plant's year hour by hour, (rows, hours), availability included; power [MW]."""

    supply_c: Array
    return_c: Array
    load_mw: Array
    delivered_mw: Array
    direct_mw: Array
    lifted_mw: Array
    source_mw: Array
    available_mw: Array
    electricity_mw: Array
    pumping_mw: Array
    loss_mw: Array
    topped_up_mw: Array
    run: Run
    terms: Terms


def heat_year(cases: Cases, hours: Hours, network: Size, built: Design) -> HeatYear:
    """The year of a plant as built; balance: source + (1 - loss) electricity = heat."""
    asked = terms(cases, hours, network, built.drop, built.loss_mw_per_k)
    found = run(cases, hours, network, asked, built.drop, built.heat_pump_mw)
    available = cases["operation.availability_fraction"]
    duty = found.duty
    lifting = available * found.lifting_energy
    alone = available * (1 - found.lifting) * found.alone_mw
    lifted_heat = lifting * duty.heat_mw
    heat = lifted_heat + alone
    source = lifting * duty.source_mw + alone
    loss = np.minimum(asked.loss_mw * running_share(found) * available, heat)
    carried = lifted_heat / _spread(found.outlet_c, asked), alone / _spread(
        found.alone_outlet_c, asked
    )
    missing = [
        np.maximum(asked.sink_outlet_c - outlet, 0)
        for outlet in (found.outlet_c, found.alone_outlet_c)
    ]
    return HeatYear(
        asked.supply_c,
        asked.return_c,
        load_mw(network, hours),
        heat - loss,
        lifting * duty.direct_mw + alone,
        lifting * duty.lifted_mw,
        source,
        source_heat_mw(cases),
        lifting * duty.electricity_mw,
        _pumping_mw(cases, carried[0] + carried[1], source, built),
        loss,
        carried[0] * missing[0] + carried[1] * missing[1],
        found,
        asked,
    )


def _spread(outlet_c: Array, asked: Terms) -> Array:
    return np.maximum(outlet_c - asked.sink_inlet_c, LEAST_SPREAD_K)


def running_share(found: Run) -> Array:
    """The share of the hour in which the plant delivers at all, (rows, hours)."""
    return found.lifting * (found.duty.heat_mw > NONE_MW) + (1 - found.lifting) * (
        found.alone_mw > NONE_MW
    )


def _pumping_mw(cases: Cases, carried_mw_per_k: Array, source: Array, built: Design) -> Array:
    """Electricity of the network pump and of the source pump [MW]."""
    flow = flow_m3_per_s(carried_mw_per_k, np.ones((1, 1)))
    ratio = flow / np.maximum(built.flow_m3_per_s, 1e-9)
    head = built.friction_pa * ratio * ratio + fixed_head_pa(cases)
    drop = cases["data_centre.source_inlet_c"] - cases["data_centre.source_outlet_c"]
    source_head = cases["connection.source_pressure_drop_bar"] * PASCAL_PER_BAR
    efficiency = cases["connection.pump_efficiency"]
    return pump_power_mw(flow, head, efficiency) + pump_power_mw(
        flow_m3_per_s(source, drop), source_head, efficiency
    )
