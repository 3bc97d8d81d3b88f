"""The heat pump: its COP from the four temperatures, where that is valid, and its part load.

References
----------
Jensen, Ommen, Markussen, Elmegaard 2018, as used by Pieper et al. 2020 and PyPSA-Eur;
ammonia coefficients, published constants untouched. Those of isobutane serve comparisons.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ihp_core.tables.arrays import TINY, Array, every
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import KELVIN

CopOverInlets = Callable[[Array], Callable[[Array], Array]]
"""The COP by the sink's inlet, then by the source's [°C]."""
PINCH_K = value("heat_pump.pinch_k")
EFFICIENCY = value("heat_pump.compressor_efficiency")
HEAT_LOSS = value("heat_pump.heat_loss_fraction")
MIN_LIFT_K = value("heat_pump.min_lift_k")
MAX_COP = value("heat_pump.max_cop")
VALID_LIFT_K, VALID_SUPPLY_C, VALID_RETURN_C = (
    tuple(value(f"heat_pump.valid_{name}") for name in (f"{of}_low_{unit}", f"{of}_high_{unit}"))
    for of, unit in (("lift", "k"), ("supply", "c"), ("return", "c"))
)
HIGHEST_SOURCE_C = value("heat_pump.valid_source_high_c")
CONSTANT_PART = 1 - EFFICIENCY - HEAT_LOSS


class Fluid(NamedTuple):
    """Published coefficients of a working fluid, numbers or columns (rows, 1).

    Mean temperature difference in the condenser [K] = ``sink_lift`` x + ``sink_spread`` (ro - ri)
    + ``sink_k``; share of the work lost to the discharge = ``work_lift`` x + ``work_spread``
    (ro - ri) + ``work``; x is the lift plus two pinches.
    """

    sink_lift: float | Array
    sink_spread: float | Array
    sink_k: float | Array
    work_lift: float | Array
    work_spread: float | Array
    work: float | Array


class Scaling(NamedTuple):
    """What a supplier's point makes of the formula: one factor for the machine at all temperatures,
    and the highest COP [-]; numbers or columns (rows, 1)."""

    factor: float | Array
    highest: float | Array


AMMONIA = Fluid(0.2, 0.2, 0.016, 0.0014, -0.0015, 0.039)
ISOBUTANE = Fluid(-0.0011, 0.3, 2.4, 0.0035, -0.0033, 0.053)


def heat_pump_cop(
    source_inlet_c: ArrayLike,
    source_outlet_c: ArrayLike,
    sink_inlet_c: ArrayLike,
    sink_outlet_c: ArrayLike,
    *,
    fluid: Fluid = AMMONIA,
    scale: Scaling | None = None,
) -> Array:
    """Electrical COP at full load.

    Parameters
    ----------
    source_inlet_c, source_outlet_c : array_like
        Water that is cooled, into and out of the heat pump [°C].
    sink_inlet_c, sink_outlet_c : array_like
        Water that is heated, into and out of the heat pump [°C].
    fluid : Fluid
        Coefficients of the working fluid; those of ammonia are the model's own.
    scale : Scaling, optional
        What a supplier's point makes of the formula.

    Returns
    -------
    ndarray
        COP [-], of the broadcast shape of the arguments.

    Notes
    -----
    Below a lift of 15 K from source outlet to sink outlet the formula is evaluated at 15 K
    (its approximations for the refrigerant do not hold below), and no COP exceeds 10 unless a
    supplier has quoted more.
    """
    si, so = np.asarray(source_inlet_c, float), np.asarray(source_outlet_c, float)
    ri, ro = np.asarray(sink_inlet_c, float), np.asarray(sink_outlet_c, float)
    return cop_over_outlets(so, ro, fluid, scale)(ri)(si)


def scale_to(
    cop: Array,
    source_inlet_c: Array,
    source_outlet_c: Array,
    sink_inlet_c: Array,
    sink_outlet_c: Array,
    fluid: Fluid = AMMONIA,
) -> Scaling:
    """The scaling at which the formula of a fluid meets a supplier's point.

    Parameters
    ----------
    cop, source_inlet_c, source_outlet_c, sink_inlet_c, sink_outlet_c : ndarray
        Electrical COP [-] as quoted at full load, and its temperatures [°C].
    fluid : Fluid
        Coefficients of the machine's working fluid.

    Returns
    -------
    Scaling
        Quoted over unbounded formula; the highest COP only gives way to a higher quote.
    """
    unbounded = cop_over_outlets(source_outlet_c, sink_outlet_c, fluid, Scaling(1.0, np.inf))
    formula = unbounded(sink_inlet_c)(source_inlet_c)
    return Scaling(np.asarray(cop / formula), np.maximum(cop, MAX_COP))


def cop_over_outlets(
    source_outlet_c: Array,
    sink_outlet_c: Array,
    fluid: Fluid = AMMONIA,
    scale: Scaling | None = None,
) -> CopOverInlets:
    """The COP of ``heat_pump_cop`` between two outlets [°C]: a function of the sink's inlet that
    gives one of the source's; ``scale`` carries a supplier's point.

    What hangs on the outlets alone is reckoned once. Condensing temperature and the share of the
    work that is left are linear in outlet and inlet, which costs fewer passes than lift and spread
    would. With the log mean written as mean less shortfall, the source's half drop cancels: only
    the shortfall, a few hundredths of a kelvin, hangs on its inlet.
    """
    outlet = np.maximum(sink_outlet_c, source_outlet_c + MIN_LIFT_K)
    source_k, outlet_k = source_outlet_c + KELVIN, outlet + 2 * KELVIN
    hot_at_outlet, work_at_outlet = _at_outlets(fluid, source_outlet_c, outlet)
    twice_source_k, (factor, highest) = 2 * source_k, scale or (None, MAX_COP)

    def at_sink_inlet(sink_inlet_c: Array) -> Callable[[Array], Array]:
        shortfall = _shortfall_k(outlet_k + sink_inlet_c, outlet - sink_inlet_c)
        hot = hot_at_outlet + sink_inlet_c * (0.5 - fluid.sink_spread) - shortfall
        work = work_at_outlet + sink_inlet_c * (EFFICIENCY * fluid.work_spread)
        top, gap = work * hot, hot - (source_k - PINCH_K)

        def at_source_inlet(source_inlet_c: Array) -> Array:
            drop = source_inlet_c - source_outlet_c
            cop = top / (gap + _shortfall_k(twice_source_k + drop, drop)) + CONSTANT_PART
            return np.asarray(np.minimum(cop if factor is None else cop * factor, highest))

        return at_source_inlet

    return at_sink_inlet


def _at_outlets(fluid: Fluid, so: Array, ro: Array) -> tuple[Array, Array]:
    """The outlets' part of the condensing temperature [K] and of the share of the work left [-]."""
    beyond = 2 * PINCH_K - so
    hot = ro * (fluid.sink_lift + fluid.sink_spread + 0.5) + (
        fluid.sink_k + PINCH_K + KELVIN + fluid.sink_lift * beyond
    )
    work = EFFICIENCY * (1 - fluid.work - fluid.work_lift * beyond)
    return hot, work - ro * (EFFICIENCY * (fluid.work_lift + fluid.work_spread))


def _shortfall_k(sum_k: Array, difference_k: Array) -> Array:
    """Arithmetic less logarithmic mean [K] of two temperatures from their sum and difference.

    Its series: exact to 1e-6 K below 40 K apart, 4e-5 K at 75 K, without a case for equal
    temperatures, where the closed form is 0/0.
    """
    share = difference_k / sum_k
    return np.asarray(difference_k * share * (1 / 6 + share * share * (2 / 45)))


def within_validity(
    source_inlet_c: Array, source_outlet_c: Array, sink_inlet_c: Array, sink_outlet_c: Array
) -> NDArray[np.bool_]:
    """Whether the four temperatures [°C] lie where the COP was compared with plants."""
    lift = sink_outlet_c - source_outlet_c
    return (
        (lift >= VALID_LIFT_K[0])
        & (lift <= VALID_LIFT_K[1])
        & (sink_outlet_c >= VALID_SUPPLY_C[0])
        & (sink_outlet_c <= VALID_SUPPLY_C[1])
        & (sink_inlet_c >= VALID_RETURN_C[0])
        & (sink_inlet_c <= VALID_RETURN_C[1])
        & (source_inlet_c <= HIGHEST_SOURCE_C)
    )


class Units(NamedTuple):
    """Heat at full load of all units together, their number, COP share lost towards no load."""

    full: Array
    number: Array
    loss: Array


def part_load(lifted: Array, units: Units) -> Array:
    """What a load, in the unit of the full load, leaves of the COP [-].

    Units fill in turn and the last is part-loaded: COP (1 - loss (1 - load of the unit)).
    """
    full, number, loss = units
    if every(number == 1):
        return np.asarray(np.minimum((1 - loss) + lifted * (loss / full), 1))
    running = np.minimum(lifted * (number / full), number)
    full_units = np.floor(running)
    last = running - full_units
    drawn = full_units + last / (1 - loss * (1 - last))
    return np.where(running > TINY, running / np.maximum(drawn, TINY), 1 - loss)
