"""The heat pump: its COP from the four temperatures, and where that is valid.

References
----------
Jensen, Ommen, Markussen, Elmegaard 2018, as used by Pieper et al. 2020 and PyPSA-Eur;
ammonia coefficients, published constants untouched.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ihp_core.assumptions import Array, value

KELVIN = 273.15
PINCH_K = value("heat_pump.pinch_k")
EFFICIENCY = value("heat_pump.compressor_efficiency")
HEAT_LOSS = value("heat_pump.heat_loss_fraction")
MIN_LIFT_K = value("heat_pump.min_lift_k")
MAX_COP = value("heat_pump.max_cop")


def heat_pump_cop(
    source_inlet_c: ArrayLike,
    source_outlet_c: ArrayLike,
    sink_inlet_c: ArrayLike,
    sink_outlet_c: ArrayLike,
) -> Array:
    """Electrical COP at full load.

    Parameters
    ----------
    source_inlet_c, source_outlet_c : array_like
        Water that is cooled, into and out of the heat pump [°C].
    sink_inlet_c, sink_outlet_c : array_like
        Water that is heated, into and out of the heat pump [°C].

    Returns
    -------
    ndarray
        COP [-], of the broadcast shape of the arguments.

    Notes
    -----
    Below a lift of 15 K from source outlet to sink outlet the formula is evaluated at 15 K
    (its approximations for the refrigerant do not hold below), and no COP exceeds 10.
    """
    si, so = np.asarray(source_inlet_c, float), np.asarray(source_outlet_c, float)
    ri, ro = np.asarray(sink_inlet_c, float), np.asarray(sink_outlet_c, float)
    ro = np.maximum(ro, so + MIN_LIFT_K)
    lift, spread, drop = ro - so, ro - ri, si - so
    # The published terms with x = lift + 2 pinches, constants drawn together.
    hot = _log_mean_k(ri + ro, spread) + 0.2 * (lift + spread) + (0.4 * PINCH_K + 0.016 + PINCH_K)
    gap = hot - _log_mean_k(so + si, drop) + (0.5 * drop + PINCH_K)
    work = EFFICIENCY * (0.961 - 0.0028 * PINCH_K) - EFFICIENCY * (0.0014 * lift - 0.0015 * spread)
    return np.asarray(np.minimum(work * hot / gap + (1 - EFFICIENCY - HEAT_LOSS), MAX_COP))


def _log_mean_k(sum_c: Array, difference_k: Array) -> Array:
    """Log mean [K] of two temperatures from their sum [°C] and difference, by its series.

    Exact to 1e-6 K below 40 K apart, 4e-5 K at 75 K; the series needs no case for equal
    temperatures, where the closed form is 0/0.
    """
    total = sum_c + 2 * KELVIN
    square = (difference_k / total) ** 2
    return total * (0.5 - square * (1 / 6 + square * (2 / 45)))


def within_validity(
    source_inlet_c: Array, source_outlet_c: Array, sink_inlet_c: Array, sink_outlet_c: Array
) -> NDArray[np.bool_]:
    """Whether the four temperatures [°C] lie where the COP was compared with plants."""
    lift = sink_outlet_c - source_outlet_c
    return (
        (lift >= value("heat_pump.valid_lift_low_k"))
        & (lift <= value("heat_pump.valid_lift_high_k"))
        & (sink_outlet_c >= value("heat_pump.valid_supply_low_c"))
        & (sink_outlet_c <= value("heat_pump.valid_supply_high_c"))
        & (sink_inlet_c >= value("heat_pump.valid_return_low_c"))
        & (sink_inlet_c <= value("heat_pump.valid_return_high_c"))
        & (source_inlet_c <= value("heat_pump.valid_source_high_c"))
    )
