"""The part of the answer that a planner asks for: machine, hand-over, reserve."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ihp_core.handover import FEEDS
from ihp_core.plant.refrigerant import REASONS, machines
from ihp_core.site.cases import choices
from ihp_core.site.fields import Refrigerant
from ihp_core.tables.assumptions import value

Feed = Literal["supply_line", "raised_return"]


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


class HandOver(BaseModel):
    """Both ends of the pipe in the coldest hour, ``None`` where it then carries nothing, and flows.

    ``feed`` is ``None`` where no heat is handed over.
    """

    model_config = ConfigDict(frozen=True)

    feed: Feed | None
    coldest_leaving_plant_c: float | None
    coldest_arriving_c: float | None
    coldest_returning_c: float | None
    coldest_back_at_plant_c: float | None
    coldest_day_flow_m3_per_h: float
    summer_night_flow_m3_per_h: float
    local_limit_mw: float


def named_machine(group: dict[str, Any]) -> dict[str, Any]:
    """The figures of the heat of one case with the names behind the machine's codes."""
    place, reason = group["refrigerant"], REASONS[int(group["machine_reason"])]
    refrigerant = None if place is None else choices("plant.refrigerant")[int(place)]
    return group | {"refrigerant": refrigerant, "machine_reason": reason}


def named_feed(group: dict[str, Any]) -> dict[str, Any]:
    """The connection's figures of one case with the kind of feed-in by its name."""
    return group | {"feed": None if group["feed"] is None else FEEDS[int(group["feed"])]}


def cop_band_fraction(refrigerant: str | None, assumed: bool) -> float:
    """How uncertain the COP is [-]: wider where a temperature is assumed, or the machine has no
    published coefficients."""
    published = any(m.published for m in machines() if m.refrigerant == refrigerant)
    scopes = ["assumed_temperatures"] * assumed + ["other_machine"] * (not published)
    return max(value("heat_pump.cop_band_fraction", scope) for scope in ["", *scopes])
