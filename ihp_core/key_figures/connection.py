"""The connection as built and where it hands over: shape and formulas."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ihp_core.economics.outcome import Outcome
from ihp_core.key_figures.handover import FEEDS
from ihp_core.key_figures.screening import Figures
from ihp_core.operation.design import fixed_head_pa
from ihp_core.plant.pipe import PASCAL_PER_BAR
from ihp_core.site.cases import Cases
from ihp_core.tables.records import Result
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.year.hours import Hours

Feed = Literal["supply_line", "raised_return"]


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


class PipeFigures(Result, HandOver):
    """The connection: straight line and route, pipe, flow and losses at design."""

    distance_km: float
    route_km: float
    dn: int
    flow_m3_per_h: float
    parallel_pipes: int
    pressure_drop_bar: float
    pump_head_bar: float
    loss_gwh: float
    supply_drop_k: float


def pipe_figures(cases: Cases, hours: Hours, outcome: Outcome) -> Figures:
    """Route, pipe, flow, pressure and loss of the connection."""
    built = outcome.built
    hottest = cases["network.supply_winter_c"] - cases["connection.ground_temperature_c"]
    return {
        "distance_km": cases["connection.distance_km"],
        "route_km": cases["connection.route_km"],
        "dn": built.pipe.dn,
        "flow_m3_per_h": built.flow_m3_per_s * 3600,
        "parallel_pipes": built.pipe.parallel,
        "pressure_drop_bar": built.friction_pa / PASCAL_PER_BAR,
        "pump_head_bar": (built.friction_pa + fixed_head_pa(cases)) / PASCAL_PER_BAR,
        "loss_gwh": hours.total(outcome.year.loss_mw) / MWH_PER_GWH,
        "supply_drop_k": built.drop * hottest,
    }


def named_feed(group: dict[str, Any]) -> dict[str, Any]:
    """The connection's figures of one case with the kind of feed-in by its name."""
    return group | {"feed": None if group["feed"] is None else FEEDS[int(group["feed"])]}
