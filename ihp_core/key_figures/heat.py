"""The year's heat, its COP, the machine and what is kept in reserve: shape and formulas.

Figures are columns (rows, 1) by the names of the contract.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from pydantic import BaseModel, ConfigDict

from ihp_core.economics.outcome import Outcome
from ihp_core.key_figures.hourly import spent_hours
from ihp_core.key_figures.screening import Figures
from ihp_core.operation.network import Size
from ihp_core.plant.heat_pump import within_validity
from ihp_core.plant.refrigerant import REASONS, machines, unfit
from ihp_core.site.cases import Cases, choices
from ihp_core.site.fields import Refrigerant
from ihp_core.tables.arrays import Array, every, ratio
from ihp_core.tables.assumptions import value
from ihp_core.tables.records import Result
from ihp_core.tables.units import HOURS_OF_YEAR, MWH_PER_GWH
from ihp_core.viability.criteria import all_heat_cop
from ihp_core.year.hours import Hours

EXTRAPOLATED_SHARE = 0.01


class Chosen(BaseModel):
    """The machine: ``refrigerant`` is ``None`` where no listed one fits, ``machine_reason`` says
    which limit decided; the rest is what the site asks of it at the most."""

    model_config = ConfigDict(frozen=True)

    refrigerant: Refrigerant | None
    machine_reason: str
    machine_supply_c: float
    machine_source_c: float
    machine_return_c: float
    machine_lift_k: float
    machine_stages: int
    ammonia_condensing_bar: float


class Reserve(BaseModel):
    """What the operator may count on and keeps in reserve; a winter outage of 72 h; space, grid."""

    model_config = ConfigDict(frozen=True)

    firm_capacity_mw: float
    reserve_mw: float
    outage_heat_mwh: float
    outage_cost_eur: float
    floor_area_m2: float
    electrical_connection_mw: float | None


class Heat(Result, Chosen, Reserve):
    """The year's heat. Delivered is metered at the connection point; eight cases of ten lie between
    ``p10_gwh`` and ``p90_gwh``, where the spread was worked out."""

    source_available_gwh: float
    source_used_gwh: float
    delivered_gwh: float
    p10_gwh: float | None = None
    p90_gwh: float | None = None
    direct_gwh: float
    heat_pump_gwh: float
    not_taken_gwh: float
    topped_up_gwh: float
    buffer_out_gwh: float
    buffer_loss_gwh: float
    electricity_gwh: float
    pumping_gwh: float
    scop: float | None
    heat_pump_scop: float | None
    system_scop: float | None
    cop_band_fraction: float
    extrapolated: bool
    direct_fraction: float
    share_of_network_fraction: float
    network_heat_gwh: float
    network_peak_mw: float
    summer_load_mw: float
    full_load_hours: float
    operating_hours: float
    capacity_mw: float
    heat_pump_capacity_mw: float
    exchanger_capacity_mw: float
    regime_hours: dict[str, float]
    off_reasons: dict[str, float]


def energy_figures(hours: Hours, network: Size, outcome: Outcome) -> Figures:
    """The year's amounts [GWh]; direct and lifted heat leave the plant, delivered is metered."""
    year, energy = outcome.year, outcome.energy
    available = hours.total(year.available_mw)
    amounts = {
        "source_available_gwh": available,
        "source_used_gwh": energy.source,
        "delivered_gwh": energy.heat,
        "direct_gwh": hours.total(year.direct_mw),
        "heat_pump_gwh": hours.total(year.lifted_mw),
        "not_taken_gwh": available - energy.source,
        "topped_up_gwh": hours.total(year.topped_up_mw),
        "buffer_out_gwh": hours.total(year.tank.out_mw),
        "buffer_loss_gwh": hours.total(year.tank.loss_mw),
        "electricity_gwh": energy.electricity,
        "pumping_gwh": energy.pumping,
        "network_heat_gwh": network.mean_mw * HOURS_OF_YEAR,
    }
    return {name: amount / MWH_PER_GWH for name, amount in amounts.items()}


def heat_figures(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Figures:
    """COP, shares and capacities of the year."""
    year, energy, capacity = outcome.year, outcome.energy, outcome.capacity_mw
    direct, lifted = hours.total(year.direct_mw), hours.total(year.lifted_mw)
    return {
        "scop": all_heat_cop(hours, outcome),
        "heat_pump_scop": lifted_cop(hours, outcome),
        "system_scop": ratio(energy.heat, energy.electricity + energy.pumping),
        "extrapolated": _extrapolated(cases, hours, outcome),
        "direct_fraction": ratio(direct, direct + lifted, 0.0),
        "share_of_network_fraction": ratio(energy.heat, network.mean_mw * HOURS_OF_YEAR),
        "network_peak_mw": network.peak_mw,
        "summer_load_mw": hours.summer_mean(year.load_mw),
        "full_load_hours": ratio(energy.heat, capacity, 0.0),
        "capacity_mw": capacity,
        "heat_pump_capacity_mw": outcome.built.heat_pump_mw,
        "exchanger_capacity_mw": outcome.built.exchanger_mw,
    }


def lifted_cop(hours: Hours, outcome: Outcome) -> Array:
    """Lifted heat over the heat pump's electricity [-]; nan where nothing is lifted."""
    lifted = hours.total(outcome.year.lifted_mw)
    return np.where(lifted > 0, ratio(lifted, outcome.energy.electricity), np.nan)


def hour_figures(cases: Cases, hours: Hours, outcome: Outcome) -> Figures:
    """Hours in each regime and off for each reason; all of them sum to the year's."""
    spent, sound = spent_hours(outcome), 1 - cases["operation.forced_outage_fraction"]
    running = {name: hours.total(share, "service") * sound for name, share in spent.regimes.items()}
    operating = np.asarray(sum(running.values()))
    off = {name: hours.total(share) for name, share in spent.reasons.items()}
    return {
        "operating_hours": operating,
        **{f"regime_hours.{name}": amount for name, amount in running.items()},
        "regime_hours.off": HOURS_OF_YEAR - operating,
        **{f"off_reasons.{name}": amount for name, amount in off.items()},
        "off_reasons.outage": HOURS_OF_YEAR - operating - np.asarray(sum(off.values())),
    }


def _extrapolated(cases: Cases, hours: Hours, outcome: Outcome) -> Array:
    """Whether a hundredth of the lifted heat lies beyond the COP's validity, or no machine fits."""
    duty = outcome.year.running.duty
    valid = within_validity(
        duty.source_between_c,
        outcome.year.boundary.source_outlet_c,
        duty.network_between_c,
        outcome.year.running.outlet_c,
    )
    lifted = hours.total(outcome.year.lifted_mw)
    foreign = unfit(cases) & (lifted > 0)
    if every(valid):
        return np.asarray(foreign, float)
    beyond = ratio(hours.total(outcome.year.lifted_mw * ~valid), lifted, 0.0)
    return np.asarray((beyond > EXTRAPOLATED_SHARE) | foreign, float)


def named_machine(group: dict[str, Any]) -> dict[str, Any]:
    """The figures of the heat of one case with the names behind the machine's codes."""
    code, reason = group["refrigerant"], REASONS[int(group["machine_reason"])]
    refrigerant = None if code is None else choices("plant.refrigerant")[int(code)]
    return group | {"refrigerant": refrigerant, "machine_reason": reason}


def cop_band_fraction(refrigerant: str | None, *, assumed: bool, quoted: bool) -> float:
    """How uncertain the COP is [-]: narrow where a supplier has quoted it, wider where a
    temperature is assumed, or the machine has no published coefficients."""
    if quoted:
        return value("heat_pump.cop_band_fraction", "quoted")
    published = any(m.published for m in machines() if m.refrigerant == refrigerant)
    scopes = ["assumed_temperatures"] * assumed + ["other_machine"] * (not published)
    return max(value("heat_pump.cop_band_fraction", scope) for scope in ["", *scopes])
