"""Heat by flow and two temperatures: worked out, and held against the meter."""

from __future__ import annotations

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import heat_mw

FLOWS = ("source_flow_m3_per_h", "network_flow_m3_per_h")


def heat_of(flow: Array, warm: Array, cold: Array) -> Array:
    """Heat that water carries [MW] at its flow [m³/h] between two temperatures [°C]."""
    return heat_mw(flow, np.maximum(warm - cold, 0))


def over_flow(load: Array, flow: Array, warm: Array, cold: Array) -> float:
    """The metered heat over that of flow and temperatures; nan where nothing flows."""
    heat = heat_of(flow, warm, cold)
    both = ~np.isnan(load) & ~np.isnan(heat)
    total = float(heat[both].sum())
    return float(load[both].sum()) / total if total > 0 else float("nan")


def proves(load: Array, flow: Array, warm: Array, cold: Array) -> bool:
    """Whether the metered heat is that of this water, in the year and in most hours."""
    ratio, near = over_flow(load, flow, warm, cold), value("own.flow_tolerance")
    heat = heat_of(flow, warm, cold)
    running = (heat > 0) & ~np.isnan(load)
    if not running.any():
        return False
    hourly = load[running] / heat[running]
    usual = float(np.mean(np.abs(hourly - 1) <= 2 * near))
    return bool(abs(ratio - 1) <= near and usual > 1 / 2)
