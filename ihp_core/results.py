"""The answer's shape: what an assessment says, group by group, in the units of its names."""

from __future__ import annotations

from typing import Any

from ihp_core.made_later import Input, MadeLater, Origin
from ihp_core.many_cases import Uncertainty
from ihp_core.planner import Chosen, HandOver, Reserve
from ihp_core.tables.records import Result
from ihp_core.viability.judgement import Confidence, Criterion, Verdict

JSON_PARTS = ("emissions", "regulation", "timeline")
"""Parts that are made when first asked for and stand in the JSON of an answer."""

__all__ = ["Assessment", "Criterion", "Finance", "Heat", "Input", "Origin", "Price", "Result"]


class Heat(Result, Chosen, Reserve):
    """The year's heat. Delivered is metered at the connection point."""

    source_available_gwh: float
    source_used_gwh: float
    delivered_gwh: float
    direct_gwh: float
    heat_pump_gwh: float
    not_taken_gwh: float
    topped_up_gwh: float
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
    regime_hours: dict[str, float]
    off_reasons: dict[str, float]


class Price(Result):
    """Per MWh of metered heat; the parts add up to the floor."""

    floor_eur_per_mwh: float | None
    ceiling_eur_per_mwh: float | None
    alternative_eur_per_mwh: float | None
    alternative_kind: str
    room_eur_per_mwh: float | None
    indicative_eur_per_mwh: float | None
    carbon_price_eur_per_t: float | None
    p10_eur_per_mwh: float | None = None
    p90_eur_per_mwh: float | None = None
    capital_eur_per_mwh: float | None
    pipe_eur_per_mwh: float | None
    construction_interest_eur_per_mwh: float | None
    replacement_eur_per_mwh: float | None
    maintenance_eur_per_mwh: float | None
    electricity_eur_per_mwh: float | None
    pumping_eur_per_mwh: float | None
    source_heat_eur_per_mwh: float | None
    fixed_part_eur_per_mwh: float | None
    saving_eur_per_year: float | None


class Cost(Result):
    """Capital before grant at the start of supply, and what a year costs."""

    capex_eur: float
    heat_pump_eur: float
    building_eur: float
    substation_eur: float
    source_exchanger_eur: float
    grid_connection_eur: float
    development_eur: float
    pipe_eur: float
    grant_eur: float
    construction_interest_eur: float
    maintenance_eur_per_year: float
    electricity_eur_per_year: float
    source_heat_eur_per_year: float


class Finance(Result):
    """The producer's case at the indicative price: real, before tax."""

    npv_eur: float | None
    irr_fraction: float | None
    payback_years: float | None


class Pipe(Result, HandOver):
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


class Assessment(MadeLater, Result):
    """All that the screening says of one site; ``as_json`` gives the contract's form."""

    verdict: Verdict
    confidence: Confidence
    criteria: tuple[Criterion, ...]
    heat: Heat
    price: Price
    cost: Cost
    finance: Finance
    connection: Pipe
    uncertainty: Uncertainty | None = None
    warnings: tuple[str, ...]
    versions: dict[str, str]

    def as_json(self) -> dict[str, Any]:
        """The assessment as plain JSON data, without the hourly arrays."""
        found = self.model_dump(mode="json")
        found["inputs"] = {
            path: {"value": given.value, "from": given.origin, "source": given.source}
            for path, given in self.inputs.items()
        }
        for name in JSON_PARTS:
            made = getattr(self, name)
            found[name] = None if made is None else made.model_dump(mode="json")
        found["levers"] = None if self.levers is None else self.levers.as_json()
        together = self.levers.together if self.levers else None
        found["levers_together"] = None if together is None else together.model_dump(mode="json")
        return found
