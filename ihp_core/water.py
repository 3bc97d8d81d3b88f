"""Water of the source and of the network: what a flow of it carries."""

from __future__ import annotations

from ihp_core.assumptions import Array, value

DENSITY = value("water.density_kg_per_m3")
HEAT_CAPACITY = value("water.heat_capacity_kj_per_kg_k") * 1e3
MWS_PER_M3_K = DENSITY * HEAT_CAPACITY * 1e-6
SECONDS_PER_HOUR = 3600.0


def heat_mw(flow_m3_per_h: Array, drop_k: Array) -> Array:
    """Heat that a flow [m3/h] gives off over a drop [K], [MW]."""
    return flow_m3_per_h * drop_k * (MWS_PER_M3_K / SECONDS_PER_HOUR)
