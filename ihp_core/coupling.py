"""The source meets the network: one exchanger and a heat pump behind it.

Direct feed-in and pure lift are its two ends. Per unit of available source heat there is one
unknown, the COP; minimum and maximum carry the four limits, so there are no cases.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ihp_core.assumptions import Array, value
from ihp_core.exchanger import APPROACH_K, reach
from ihp_core.fixed_point import settled
from ihp_core.limits import Limit

KELVIN = 273.15
GUESS_FRACTION, GUESS_PINCH_K, LOWEST_GUESS, HIGHEST_GUESS = 0.85, 20.0, 1.5, 10.0
ROUNDS, LONE_ROUNDS, TINY = 3, 2, 1e-12
NONE: Array = np.zeros(())
DRIVE_LOSS = value("heat_pump.drive_loss_fraction")
FullLoadCop = Callable[[Array, Array, Array, Array], Array]


class Duty(NamedTuple):
    """What the plant does; power [MW], temperature [°C]."""

    heat_mw: Array
    direct_mw: Array
    lifted_mw: Array
    electricity_mw: Array
    source_mw: Array
    cop: Array
    network_between_c: Array
    source_between_c: Array


class _Ends(NamedTuple):
    """Temperatures, shares; ``lone``: no exchanger helps, ``uncapped``: no source limits it."""

    si: Array
    so: Array
    ri: Array
    ro: Array
    reached: Array
    direct_share: Array
    lifted_share: Array
    direct_cap: Array
    lone: bool
    uncapped: bool


class _Machine(NamedTuple):
    """The heat pump; ``full`` is its heat at full load per source heat."""

    cop: FullLoadCop
    full: Array
    units: Array
    loss: Array


def coupling(
    source_inlet_c: ArrayLike,
    source_outlet_c: ArrayLike,
    sink_inlet_c: ArrayLike,
    sink_outlet_c: ArrayLike,
    source_mw: ArrayLike,
    heat_limit_mw: ArrayLike = np.inf,
    heat_pump_limit_mw: ArrayLike = np.inf,
    *,
    cop: FullLoadCop,
    limit_half_mw: ArrayLike = 0.0,
    units: ArrayLike = 1,
    part_load_loss: ArrayLike = 0.0,
) -> Duty:
    """The plant's heat when the first of its limits binds.

    Parameters
    ----------
    source_inlet_c, source_outlet_c : array_like
        Cooling water from and back to the data centre [°C].
    sink_inlet_c, sink_outlet_c : array_like
        Network water into and out of the plant [°C], the outlet above the inlet.
    source_mw, heat_limit_mw, heat_pump_limit_mw : array_like
        Source heat available, the most the network takes, full-load heat of the pump [MW].
    cop : callable
        Full-load COP of the four temperatures, such as ``heat_pump.heat_pump_cop``.
    limit_half_mw, units, part_load_loss : array_like
        Half of what the heat limit spans where an hour stands for several [MW], number of
        units, and the share of a unit's COP lost towards zero load [-].

    Returns
    -------
    Duty
        Heat = source + (1 - drive loss) x electricity, the latter to 1e-6. The full source
        flow passes the exchanger, the heat pump takes what it needs of it.
    """
    ends = _ends(source_inlet_c, source_outlet_c, sink_inlet_c, sink_outlet_c)
    source = np.maximum(np.asarray(source_mw, float), TINY)
    full = np.maximum(np.asarray(heat_pump_limit_mw, float) / source, TINY)
    load = np.asarray(heat_limit_mw, float), np.asarray(limit_half_mw, float)
    limit = Limit(_capacity_limit(ends, full), load[0] / source, load[1] / source)
    machine = _Machine(cop, full, np.asarray(units, float), np.asarray(part_load_loss, float))
    return _duty(ends, _settled_cop(ends, machine, limit), limit, source)


def _duty(ends: _Ends, cop: Array, limit: Limit, source: Array) -> Duty:
    """The balance at a COP, exact whatever the COP's last digits."""
    heat, direct = _split(ends, cop, limit)
    network_c, source_c = _between(ends, heat, direct)
    lifted = (heat - direct) * source
    electricity = lifted / cop
    direct_mw = direct * source
    used = direct_mw + lifted - (1 - DRIVE_LOSS) * electricity
    return Duty(heat * source, direct_mw, lifted, electricity, used, cop, network_c, source_c)


def _settled_cop(ends: _Ends, machine: _Machine, limit: Limit) -> Array:
    """The COP that agrees with the split it leads to."""
    # Where no exchanger helps, only part load is left to settle.
    undivided = machine.cop(ends.si, ends.so, ends.ri, ends.ro) if ends.lone else None

    def next_cop(cop: Array) -> Array:
        heat, direct = _split(ends, cop, limit)
        full_load = undivided
        if full_load is None:
            network_c, source_c = _between(ends, heat, direct)
            full_load = machine.cop(source_c, ends.so, network_c, ends.ro)
        return full_load * _part_load(heat - direct, machine)

    if undivided is None:
        return settled(next_cop, _guess(ends), ROUNDS)
    return settled(next_cop, undivided, LONE_ROUNDS) if machine.loss.any() else undivided


def _ends(source_inlet_c: ArrayLike, source_outlet_c: ArrayLike, *sink_c: ArrayLike) -> _Ends:
    si, so = np.asarray(source_inlet_c, float), np.asarray(source_outlet_c, float)
    ri, ro = (np.asarray(given, float) for given in sink_c)
    if (si - APPROACH_K <= ri).all():
        return _Ends(si, so, ri, ro, ri, NONE, NONE + 1, NONE, True, False)
    reached, cap = reach(si, so, ri, ro)
    share = (reached - ri) / (ro - ri)
    uncapped = bool((cap == 1).all())
    return _Ends(si, so, ri, ro, reached, share, 1 - share, cap, False, uncapped)


def _capacity_limit(ends: _Ends, full: Array) -> Array:
    """Heat per source heat at which the heat pump is full."""
    if ends.lone:
        return full
    with np.errstate(divide="ignore"):
        return np.minimum(full + ends.direct_cap, full / ends.lifted_share)


def _split(ends: _Ends, cop: Array, limit: Limit) -> tuple[Array, Array]:
    """Heat and its direct part, both per source heat, at a COP."""
    drawn = 1 - (1 - DRIVE_LOSS) / cop
    if ends.lone:
        return limit.on(1 / drawn), NONE
    by_share = 1 / (ends.direct_share + ends.lifted_share * drawn)
    if ends.uncapped:
        heat = limit.on(by_share)
        return heat, heat * ends.direct_share
    by_cap = ends.direct_cap + (1 - ends.direct_cap) / drawn
    heat = limit.on(np.maximum(by_cap, by_share))
    return heat, np.minimum(ends.direct_cap, heat * ends.direct_share)


def _between(ends: _Ends, heat: Array, direct: Array) -> tuple[Array, Array]:
    """Network and source temperature between exchanger and heat pump [°C]."""
    if ends.lone:
        return ends.ri, ends.si
    source = ends.si - (ends.si - ends.so) * direct
    if ends.uncapped:
        return ends.reached, source
    return ends.ri + (ends.ro - ends.ri) * direct / np.maximum(heat, TINY), source


def _part_load(lifted: Array, machine: _Machine) -> Array:
    """What part load leaves of the COP: units fill in turn, the last is part-loaded."""
    if not machine.loss.any():
        return NONE + 1
    if (machine.units == 1).all():
        return np.asarray(1 - machine.loss * (1 - np.minimum(lifted / machine.full, 1)))
    running = np.minimum(lifted * machine.units / machine.full, machine.units)
    full_units = np.floor(running)
    last = running - full_units
    drawn = full_units + last / (1 - machine.loss * (1 - last))
    return np.where(running > TINY, running / np.maximum(drawn, TINY), 1 - machine.loss)


def _guess(ends: _Ends) -> Array:
    """A COP to start from, within a third of the answer."""
    apart = np.maximum(ends.ro - ends.so, 0) + GUESS_PINCH_K
    guess = GUESS_FRACTION * (ends.ro + KELVIN) / apart
    return np.asarray(np.clip(guess, LOWEST_GUESS, HIGHEST_GUESS))
