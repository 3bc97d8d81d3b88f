"""One buried pipe: pressure drop and cooling from the model and from pandapipes.

DN100, 200 and 300, 1 and 2 km, at the design flow of 150 Pa/m and at half of it; water at 80 °C
in ground at 10 °C. Once with the model's water in both, which compares the equations, and once
with the water of pandapipes, whose properties follow the temperature.
"""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

import numpy as np
import pandapipes

from ihp_core.plant.pipe import (
    DENSITY,
    HEAT_CAPACITY,
    PASCAL_PER_BAR,
    VISCOSITY,
    Pipe,
    flow_m3_per_s,
    friction_pa_per_m,
    largest_flow_m3_per_s,
    loss_mw_per_k,
    pipe_for,
)
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import KELVIN

SIZES, LENGTHS_KM, SHARES = (100, 200, 300), (1.0, 2.0), (1.0, 0.5)
INLET_C, INLET_BAR = 80.0, 16.0
ONE_K = np.array(1.0)
LIMIT = 0.03
SECTIONS = 20
MODEL_WATER, OWN_WATER = "the model's", "pandapipes'"


class Drop(NamedTuple):
    """Fall of pressure [bar] and of temperature [K] from one end to the other."""

    pressure_bar: float
    temperature_k: float


class Compared(NamedTuple):
    """One pipe at one flow [m3/s], from the model and from pandapipes."""

    water: str
    dn: int
    length_km: float
    flow: float
    model: Drop
    peer: Drop

    @property
    def deviations(self) -> Drop:
        """The model above the peer, as shares of the peer's figure [-]."""
        return Drop(
            *(ours / theirs - 1 for ours, theirs in zip(self.model, self.peer, strict=True))
        )


def all_compared() -> list[Compared]:
    """Every size, length and flow, with both waters."""
    found = []
    for water, dn, length_km, share in product((MODEL_WATER, OWN_WATER), SIZES, LENGTHS_KM, SHARES):
        design = float(largest_flow_m3_per_s(np.array(float(dn))))
        pipe = pipe_for(np.array(design * 0.999))
        flow = design * share
        peer = of_pandapipes(pipe, length_km, flow, water)
        found.append(Compared(water, dn, length_km, flow, of_model(pipe, length_km, flow), peer))
    return found


def of_model(pipe: Pipe, length_km: float, flow: float) -> Drop:
    """As the model has it: friction per metre, loss over the flow's heat capacity."""
    friction = float(friction_pa_per_m(np.array(flow), pipe.diameter_m)) * length_km * 1e3
    lost_mw = loss_mw_per_k(pipe, np.array(length_km)) * (INLET_C - ground_c())
    return Drop(friction / PASCAL_PER_BAR, float(flow_m3_per_s(lost_mw, ONE_K)) / flow)


def of_pandapipes(pipe: Pipe, length_km: float, flow: float, water: str) -> Drop:
    """The same pipe and mass flow as a net of one source, one sink and one pipe."""
    net = pandapipes.create_empty_network(fluid=_water() if water == MODEL_WATER else "water")
    start, end = (
        pandapipes.create_junction(net, pn_bar=INLET_BAR, tfluid_k=INLET_C + KELVIN) for _ in "ab"
    )
    pandapipes.create_ext_grid(net, start, p_bar=INLET_BAR, t_k=INLET_C + KELVIN)
    pandapipes.create_sink(net, end, mdot_kg_per_s=flow * DENSITY)
    diameter_m = float(pipe.diameter_m)
    pandapipes.create_pipe_from_parameters(
        net,
        start,
        end,
        length_km=length_km,
        inner_diameter_mm=diameter_m * 1e3,
        k_mm=value("connection.roughness_mm"),
        u_w_per_m2k=float(pipe.loss_w_per_m_k) / (np.pi * diameter_m),
        text_k=ground_c() + KELVIN,
        sections=SECTIONS,
    )
    pandapipes.pipeflow(net, mode="sequential", friction_model="colebrook")
    far = net.res_junction.loc[end]
    return Drop(INLET_BAR - float(far.p_bar), INLET_C + KELVIN - float(far.t_k))


def _water() -> pandapipes.Fluid:
    """The model's water: the same at all temperatures."""
    return pandapipes.create_constant_fluid(
        "water of the model",
        "liquid",
        density=DENSITY,
        viscosity=VISCOSITY * DENSITY,
        heat_capacity=HEAT_CAPACITY,
        molar_mass=18.02,
    )


def ground_c() -> float:
    """Temperature of the ground around the pipe [°C]."""
    return value("connection.ground_temperature_c")
