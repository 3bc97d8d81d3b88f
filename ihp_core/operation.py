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
from ihp_core.plant import LEAST_SPREAD_K, NONE_MW, NOTHING, Run, Terms, run, terms


class HeatYear(NamedTuple):
    """The plant's year hour by hour, (rows, hours), availability included; power [MW]."""

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

    @property
    def supply_c(self) -> Array:
        """Supply at the connection point [°C]."""
        return self.terms.supply_c

    @property
    def return_c(self) -> Array:
        """Return at the connection point [°C]."""
        return self.terms.return_c


def heat_year(cases: Cases, hours: Hours, network: Size, built: Design) -> HeatYear:
    """The year of a plant as built; balance: source + (1 - loss) electricity = heat."""
    asked = terms(cases, hours, network, built.drop, built.loss_mw_per_k)
    found = run(cases, hours, network, asked, built.drop, built.heat_pump_mw)
    duty, available = found.duty, cases["operation.availability_fraction"]
    lifting = available * found.lifting_energy
    alone = available * (1 - found.lifting) * found.alone_mw
    heat = lifting * duty.heat_mw, alone
    source = lifting * duty.source_mw + alone
    all_heat = heat[0] + alone
    loss = np.minimum(asked.loss_mw * running_share(found) * available, all_heat)
    flows = _flows_mw_per_k(heat, found, asked)
    return HeatYear(
        load_mw(network, hours),
        all_heat - loss,
        lifting * duty.direct_mw + alone,
        lifting * duty.lifted_mw,
        source,
        source_heat_mw(cases),
        lifting * duty.electricity_mw,
        _pumping_mw(cases, flows[0] + flows[1], source, built),
        loss,
        _topped_up_mw(flows, found, asked),
        found,
        asked,
    )


def _flows_mw_per_k(heat: tuple[Array, Array], found: Run, asked: Terms) -> tuple[Array, Array]:
    """Network water through the plant with the heat pump and through the exchanger alone."""
    first = heat[0] / _spread(found.outlet_c, asked)
    return first, heat[1] / _spread(found.alone_outlet_c, asked) if heat[1].any() else NOTHING


def _topped_up_mw(flows: tuple[Array, Array], found: Run, asked: Terms) -> Array:
    """Heat the operator's boiler adds behind the plant, where its outlet is below the supply."""
    missing = asked.sink_outlet_c - found.outlet_c, asked.sink_outlet_c - found.alone_outlet_c
    return np.asarray(flows[0] * np.maximum(missing[0], 0) + flows[1] * np.maximum(missing[1], 0))


def _spread(outlet_c: Array, asked: Terms) -> Array:
    return np.maximum(outlet_c - asked.sink_inlet_c, LEAST_SPREAD_K)


def running_share(found: Run) -> Array:
    """The share of the hour in which the plant delivers at all, (rows, hours)."""
    alone = (1 - found.lifting) * (found.alone_mw > NONE_MW)
    return found.lifting * (found.duty.heat_mw > NONE_MW) + alone


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
