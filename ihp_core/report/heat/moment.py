"""One moment of the year: what the plant does at an outdoor temperature, from source to network."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.results.results import Assessment
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value

NEAREST_HOURS = 48
"""Of the year's hours at most that count as being at the outdoor temperature asked for."""

NEAR_K = 0.5
"""How much further off than the nearest hour another may be to count with it."""


@dataclass(frozen=True)
class Moment:
    """Temperatures [°C] and heat [MW] of the hours nearest an outdoor temperature."""

    regime: str
    reason: str
    outdoor_c: float
    source_inlet_c: float
    source_middle_c: float
    source_outlet_c: float
    return_c: float
    network_middle_c: float
    plant_supply_c: float
    supply_c: float
    direct_mw: float
    heat_pump_mw: float
    electricity_mw: float
    boiler_mw: float

    @property
    def heat_mw(self) -> float:
        """What the plant hands over."""
        return self.direct_mw + self.heat_pump_mw


def moment(assessment: Assessment, outdoor_c: float) -> Moment:
    """The means of the nearest hours that are run in the way most of them are.

    Outages are left out: they say nothing about the temperature.
    """
    year = assessment.year
    hours = _hours(year, outdoor_c)
    mean = {name: _mean(getattr(year, name), hours) for name in _MEANS}
    inlet, outlet = mean["source_inlet_c"], mean["source_outlet_c"]
    direct, heat = mean["direct_mw"], mean["direct_mw"] + mean["heat_pump_mw"]
    plant = _plant_supply(assessment, mean, inlet)
    spread = plant - mean["return_c"]
    flow = (mean.pop("source_used_mw") + mean.pop("not_taken_mw")) / (inlet - outlet)
    return Moment(
        regime=str(year.regime[hours[0]]),
        reason=str(year.reason[hours[0]]),
        source_middle_c=float(np.clip(inlet - direct / max(flow, 1e-9), outlet, inlet)),
        network_middle_c=mean["return_c"] + spread * direct / max(heat, 1e-9),
        plant_supply_c=plant,
        boiler_mw=heat * (mean["supply_c"] - plant) / spread if spread > 0 else 0.0,
        **mean,
    )


_MEANS = (
    "outdoor_c",
    "supply_c",
    "return_c",
    "source_inlet_c",
    "source_outlet_c",
    "direct_mw",
    "heat_pump_mw",
    "electricity_mw",
    "source_used_mw",
    "not_taken_mw",
)


def _hours(year: HourlyYear, outdoor_c: float) -> Array:
    running = np.flatnonzero(year.reason != "outage")
    apart = np.abs(year.outdoor_c[running] - outdoor_c)
    order = np.argsort(apart, kind="stable")[:NEAREST_HOURS]
    nearest = running[order[apart[order] <= apart.min() + NEAR_K]]
    names, counts = np.unique(year.regime[nearest], return_counts=True)
    hours: Array = nearest[year.regime[nearest] == names[np.argmax(counts)]]
    return hours


def _mean(amount: Array, hours: Array) -> float:
    return float(np.mean(amount[hours.astype(np.int64)]))


def _plant_supply(assessment: Assessment, mean: dict[str, float], inlet_c: float) -> float:
    """The operator's boiler lifts the rest where machine or exchanger end below the supply."""
    limit: object = inlet_c - value("coupling.approach_k")
    if mean["heat_pump_mw"] > 0:
        limit = assessment.inputs["plant.max_supply_c"].value
    highest = float(limit) if isinstance(limit, (int, float)) else mean["supply_c"]
    return max(min(mean["supply_c"], highest), mean["return_c"])
