"""The hours of a year, steps between units, mean temperatures, what a flow of water carries."""

from __future__ import annotations

import math

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value

KELVIN = 273.15
DAYS_OF_MONTH = np.array([31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
MONTHS_OF_YEAR = 12
HOURS_OF_YEAR = 8760
HOURS_OF_DAY = 24
SECONDS_PER_HOUR = 3600.0
MWH_PER_GWH = 1e3
KW_PER_MW = KWH_PER_MWH = 1e3

DENSITY = value("water.density_kg_per_m3")
HEAT_CAPACITY = value("water.heat_capacity_kj_per_kg_k") * 1e3
MWS_PER_M3_K = DENSITY * HEAT_CAPACITY * 1e-6


def heat_mw(flow_m3_per_h: Array, drop_k: Array) -> Array:
    """Heat that a flow [m3/h] gives off over a drop [K], [MW]."""
    return flow_m3_per_h * drop_k * (MWS_PER_M3_K / SECONDS_PER_HOUR)


def log_mean_k(warm_c: float, cold_c: float) -> float:
    """Logarithmic mean [K] of two temperatures [°C] of water that is cooled or heated: the one at
    which all of its heat would have the same worth."""
    return (warm_c - cold_c) / math.log((warm_c + KELVIN) / (cold_c + KELVIN))
