"""Capital of the parts of a connection, leaf functions over arrays (rows, 1), money of 2025."""

from __future__ import annotations

import numpy as np

from ihp_core.tables.arrays import Array, between
from ihp_core.tables.assumptions import value, values

KNEE_MW = 3.0
SURCHARGE_MW = (1.0, 3.0, 10.0)
LOG_MW = np.log(SURCHARGE_MW)
SURCHARGES = values("cost.hot_supply_surcharge_fraction", [f"{mw:.0f}mw" for mw in SURCHARGE_MW])
EXPONENT_ABOVE = value("cost.heat_pump_exponent", "from_3mw")
EXPONENT_BELOW = value("cost.heat_pump_exponent", "below_3mw")
EUR_PER_MW_AT_KNEE = value("cost.heat_pump_3mw_eur_per_mw")
TANK_M3 = 3000.0
TANK_EUR_PER_M3 = value("cost.tank_3000m3_eur_per_m3")
TANK_EXPONENT = value("cost.tank_exponent")
SURCHARGE_FROM_C, SURCHARGE_STEP_K, SURCHARGE_STEPS = 70.0, 10.0, 3.0


def heat_pump_eur(thermal_mw: Array, outlet_c: Array) -> Array:
    """Heat pump, erected [EUR], by its thermal output [MW] and its hottest outlet [°C].

    Notes
    -----
    Power law through the Danish Energy Agency's figures at 1, 3 and 10 MW; the surcharge for
    each 10 K above 70 °C falls with size as in note O there, up to 100 °C.
    """
    size = np.maximum(thermal_mw, 1e-9)
    exponent = np.where(size >= KNEE_MW, EXPONENT_ABOVE, EXPONENT_BELOW)
    per_mw = EUR_PER_MW_AT_KNEE * (size / KNEE_MW) ** exponent
    share = np.interp(np.log(size), LOG_MW, SURCHARGES)
    steps = between((outlet_c - SURCHARGE_FROM_C) / SURCHARGE_STEP_K, 0, SURCHARGE_STEPS)
    return np.asarray(thermal_mw * per_mw * (1 + share * steps))


def tank_eur(volume_m3: Array) -> Array:
    """Steel tank of hot water, erected [EUR], by its volume; nothing for none.

    Notes
    -----
    The Danish Energy Agency's power law: a tank of twice the volume costs 44 % more.
    """
    size = np.maximum(volume_m3, 1e-9)
    return np.asarray(volume_m3 * TANK_EUR_PER_M3 * (size / TANK_M3) ** TANK_EXPONENT)


def pipe_eur(route_km: Array, eur_per_m: Array, parallel: Array, ground_factor: Array) -> Array:
    """Supply and return in one trench [EUR]."""
    return route_km * 1e3 * eur_per_m * parallel * ground_factor


def construction_interest_eur(capital_eur: Array, years: Array, rate: Array) -> Array:
    """Interest until supply starts [EUR], capital spent evenly over the construction time."""
    return np.asarray(capital_eur * ((1 + rate) ** (0.5 * years) - 1))
