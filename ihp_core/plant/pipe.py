"""The pipe between plant and connection point: diameter, friction, loss, pumping.

Leaf functions over arrays; flows in m3/s, lengths in m, one supply and one return pipe.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import column, value
from ihp_core.tables.units import DENSITY, HEAT_CAPACITY

VISCOSITY = value("water.viscosity_m2_per_s")
COLEBROOK_ROUNDS = 4
LAMINAR_REYNOLDS = 2300.0
PASCAL_PER_BAR = 1e5


class Pipe(NamedTuple):
    """The chosen pipe, each (rows, 1); ``parallel`` pairs where the largest is too small."""

    dn: Array
    diameter_m: Array
    loss_w_per_m_k: Array
    cost_eur_per_m: Array
    parallel: Array


def flow_m3_per_s(power_mw: Array, difference_k: Array) -> Array:
    """Water flow that carries a power over a temperature difference [m3/s]."""
    return power_mw * (1e6 / (DENSITY * HEAT_CAPACITY) / difference_k)


def friction_pa_per_m(flow: Array, diameter_m: Array) -> Array:
    """Pressure gradient in one pipe [Pa/m] at a flow [m3/s]: Darcy-Weisbach with Colebrook."""
    velocity = flow / (np.pi / 4 * diameter_m**2)
    # Below this the flow is laminar and its friction does not matter at all.
    reynolds = np.maximum(velocity * diameter_m / VISCOSITY, LAMINAR_REYNOLDS)
    rough = value("connection.roughness_mm") / 1e3 / (3.71 * diameter_m)
    root = -2 * np.log10(rough + 5.74 / reynolds**0.9)
    for _ in range(COLEBROOK_ROUNDS):
        root = -2 * np.log10(rough + 2.51 * root / reynolds)
    return np.asarray(DENSITY * velocity**2 / (2 * diameter_m * root**2))


@cache
def _largest_flows() -> Array:
    """The flow of each DN at the design gradient [m3/s], by bisection in its logarithm."""
    diameter = column("pipes", "inner_diameter_mm") / 1e3
    gradient = value("connection.pressure_gradient_pa_per_m")
    low, high = np.full_like(diameter, 1e-6), np.full_like(diameter, 1e2)
    for _ in range(60):
        middle = np.sqrt(low * high)
        too_much = friction_pa_per_m(middle, diameter) > gradient
        low, high = np.where(too_much, low, middle), np.where(too_much, middle, high)
    return low


def largest_flow_m3_per_s(dn: Array) -> Array:
    """The flow [m3/s] a pipe of nominal diameter DN [mm] carries at the design gradient."""
    sizes = column("pipes", "dn")
    row = np.searchsorted(sizes, np.nan_to_num(dn, nan=sizes[0]), side="right") - 1
    return np.where(np.isnan(dn), np.nan, _largest_flows()[np.maximum(row, 0)])


def pipe_for(flow: Array) -> Pipe:
    """The smallest pipe that carries a design flow (rows, 1) [m3/s] at the design gradient."""
    largest = _largest_flows()
    parallel = np.maximum(np.ceil(flow / largest[-1]), 1)
    row = np.minimum(np.searchsorted(largest, flow / parallel), len(largest) - 1)
    return Pipe(
        column("pipes", "dn")[row],
        column("pipes", "inner_diameter_mm")[row] / 1e3,
        column("pipes", "heat_loss_w_per_m_k")[row],
        column("pipes", "cost_eur_per_m")[row],
        parallel,
    )


def loss_mw_per_k(pipe: Pipe, route_km: Array) -> Array:
    """Heat lost by one pipe of the pair per kelvin above the ground [MW/K]."""
    return pipe.loss_w_per_m_k * pipe.parallel * route_km * 1e-3


def pump_power_mw(flow: Array, pressure_pa: Array, efficiency: Array) -> Array:
    """Electricity of a pump [MW] that moves a flow [m3/s] against a pressure [Pa]."""
    return flow * pressure_pa * (1e-6 / efficiency)
