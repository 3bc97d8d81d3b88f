"""A two-stage heat pump cycle, worked out from the properties of the refrigerant (CoolProp).

Two compressors at equal pressure ratios with a vessel between them: condensate is throttled
into it, its flash gas goes to the upper compressor, its liquid to the evaporator. Desuperheater,
condenser and subcooler heat the water one after the other, in counterflow.

- Ammonia: the vessel also cools the gas of the lower compressor down to saturation (open
  intercooler), as is usual, since the discharge would otherwise pass the limits of the oil.
- Isobutane leaves a compressor close to saturation: the flash gas is mixed in (economiser), and
  a suction gas exchanger keeps the compressors dry.

Parameters from common practice, none fitted: smallest temperature difference 5 K along the
whole of both exchangers (the model's own pinch), condensate subcooled as far as that allows, 5 K
superheat out of the evaporator, isentropic efficiency 0.80 in the gas, and of the electricity
5 % lost in motor, gear and shell (the model's own). No pressure drops.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from CoolProp import PQ_INPUTS, PT_INPUTS, QT_INPUTS, AbstractState, HmassP_INPUTS, PSmass_INPUTS

from ihp_core.plant.coupling import DRIVE_LOSS
from ihp_core.plant.heat_pump import PINCH_K
from ihp_core.plant.pipe import PASCAL_PER_BAR
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import KELVIN

SUPERHEAT_K = 5.0
HALVINGS = 18
PROFILE_POINTS = 40
CLOSE_K = 1e-6
_state = cache(lambda fluid: AbstractState("HEOS", fluid))


@dataclass(frozen=True)
class Machine:
    """A refrigerant and how its cycle is arranged.

    ``isentropic`` is that of the gas; ``suction_k`` is the heating in the suction gas
    exchanger [K], as far as the condensate allows.
    """

    fluid: str
    stages: int = 2
    intercooled: bool = False
    suction_k: float = 0.0
    isentropic: float = 0.80


AMMONIA = Machine("Ammonia", intercooled=True)
ISOBUTANE = Machine("IsoButane", suction_k=10.0)


@dataclass(frozen=True)
class Cycle:
    """COP [-] and what an engineer asks next: condensing pressure [bar], temperatures [°C].

    ``dryness_k`` is the smallest superheat of gas behind a stage [K].
    """

    cop: float
    condensing_bar: float
    condensing_c: float
    discharge_c: float
    dryness_k: float


@dataclass(frozen=True)
class _Point:
    """A state of the refrigerant [J/kg, J/(kg K), °C]."""

    enthalpy: float
    entropy: float
    temperature_c: float


@dataclass(frozen=True)
class _Run:
    """The cycle at one condensing temperature, per kg through the condenser."""

    pressure: float
    condensate: _Point
    discharge: _Point
    electricity: float
    dryness_k: float


def _at(fluid: str, inputs: int, first: float, second: float) -> _Point:
    state = _state(fluid)
    state.update(inputs, first, second)
    return _Point(state.hmass(), state.smass(), state.T() - KELVIN)


def _pressure(fluid: str, boiling_c: float) -> float:
    state = _state(fluid)
    state.update(QT_INPUTS, 1, boiling_c + KELVIN)
    return float(state.p())


def heat_pump_cycle(si: float, so: float, ri: float, ro: float, machine: Machine) -> Cycle:
    """The cycle between a source si -> so and water heated ri -> ro [°C].

    Raises
    ------
    ValueError
        Where no condensing temperature keeps the pinch.
    """
    boiling_c = min(so, si - SUPERHEAT_K) - PINCH_K
    low, high = max(ri + PINCH_K + 0.1, boiling_c + 1), ro + PINCH_K
    run = _run(boiling_c, high, ri, machine)
    if _closest_k(run, ri, ro, machine.fluid) < PINCH_K - CLOSE_K:
        raise ValueError(f"no condensing temperature keeps {PINCH_K} K at {ri} -> {ro} °C")
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        tried = _run(boiling_c, middle, ri, machine)
        if _closest_k(tried, ri, ro, machine.fluid) < PINCH_K - CLOSE_K:
            low = middle
        else:
            high, run = middle, tried
    heat = run.discharge.enthalpy - run.condensate.enthalpy
    return Cycle(
        heat / run.electricity,
        run.pressure / PASCAL_PER_BAR,
        high,
        run.discharge.temperature_c,
        run.dryness_k,
    )


def _run(boiling_c: float, condensing_c: float, ri: float, machine: Machine) -> _Run:
    """All states of the cycle; flows per kg of suction gas, then per kg condensed."""
    fluid = machine.fluid
    low, high = _pressure(fluid, boiling_c), _pressure(fluid, condensing_c)
    between = low if machine.stages == 1 else (low * high) ** 0.5
    condensate = _at(fluid, PT_INPUTS, high, ri + PINCH_K + KELVIN)
    suction, warmed = _suction(boiling_c, low, condensate, machine)
    lower, lower_work = _compressed(suction, between, machine)
    gas, flow = _vessel(lower, between, condensate.enthalpy, warmed, machine)
    upper, upper_work = _compressed(gas, high, machine)
    saturated_c = _at(fluid, PQ_INPUTS, between, 1).temperature_c
    dryness = min(upper.temperature_c - condensing_c, lower.temperature_c - saturated_c)
    return _Run(high, condensate, upper, upper_work + lower_work / flow, dryness)


def _suction(
    boiling_c: float, pressure: float, condensate: _Point, machine: Machine
) -> tuple[_Point, float]:
    """Gas into the lower compressor, and the heat it took from the condensate [J/kg]."""
    leaving_c = boiling_c + SUPERHEAT_K
    leaving = _at(machine.fluid, PT_INPUTS, pressure, leaving_c + KELVIN)
    if not machine.suction_k:
        return leaving, 0.0
    warm_c = max(leaving_c, min(leaving_c + machine.suction_k, condensate.temperature_c - PINCH_K))
    warm = _at(machine.fluid, PT_INPUTS, pressure, warm_c + KELVIN)
    return warm, warm.enthalpy - leaving.enthalpy


def _compressed(gas: _Point, pressure: float, machine: Machine) -> tuple[_Point, float]:
    """Gas after a compressor, and its electricity [J/kg]."""
    ideal = _at(machine.fluid, PSmass_INPUTS, pressure, gas.entropy).enthalpy - gas.enthalpy
    rise = ideal / machine.isentropic
    after = _at(machine.fluid, HmassP_INPUTS, gas.enthalpy + rise, pressure)
    return after, rise / (1 - DRIVE_LOSS)


def _vessel(
    lower: _Point, pressure: float, condensate: float, warmed: float, machine: Machine
) -> tuple[_Point, float]:
    """Gas to the upper compressor, and its flow per flow of the lower one.

    From the balance of the vessel: condensate and gas in, saturated liquid and gas out. Where
    the condensate is colder than the vessel there is no flash gas, and only what cools the gas
    passes through it.
    """
    if machine.stages == 1:
        return lower, 1.0
    dry = _at(machine.fluid, PQ_INPUTS, pressure, 1)
    boiling = _at(machine.fluid, PQ_INPUTS, pressure, 0).enthalpy
    latent = dry.enthalpy - condensate
    if machine.intercooled:
        return dry, (lower.enthalpy - min(boiling, condensate)) / latent
    flow = max((dry.enthalpy - boiling - warmed) / latent, 1.0)
    mixed = (lower.enthalpy + (flow - 1) * dry.enthalpy) / flow
    return _at(machine.fluid, HmassP_INPUTS, mixed, pressure), flow


def _closest_k(run: _Run, ri: float, ro: float, fluid: str) -> float:
    """Smallest difference of refrigerant and water from subcooler to desuperheater [K]."""
    cold, hot = run.condensate.enthalpy, run.discharge.enthalpy
    corners = [_at(fluid, PQ_INPUTS, run.pressure, dry).enthalpy for dry in (0, 1)]
    along = np.append(
        np.linspace(cold, hot, PROFILE_POINTS), [h for h in corners if cold < h < hot]
    )
    water: Array = ri + (ro - ri) * (along - cold) / (hot - cold)
    gas = [_at(fluid, HmassP_INPUTS, h, run.pressure).temperature_c for h in along]
    return float((np.array(gas) - water).min())
