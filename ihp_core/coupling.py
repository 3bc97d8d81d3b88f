"""The source meets the network: one exchanger and a heat pump behind it.

Direct feed-in and pure lift are the two ends of this one arrangement. All of it is written
per unit of available source heat, with one scalar unknown, the COP; minimum and maximum carry
the four limits (source, load, heat pump capacity, exchanger), so there are no cases.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ihp_core.assumptions import Array, value
from ihp_core.heat_pump import heat_pump_cop, part_load_factor

COP_GUESS = 5.0
ROUNDS = 3
TINY = 1e-12


class Duty(NamedTuple):
    """What the plant does, each broadcast to one shape; power [MW], temperature [°C]."""

    heat_mw: Array
    direct_mw: Array
    lifted_mw: Array
    electricity_mw: Array
    source_mw: Array
    cop: Array
    network_between_c: Array
    source_between_c: Array


class _Ends(NamedTuple):
    """The temperatures at the plant, and what of them does not depend on the COP."""

    si: Array
    so: Array
    ri: Array
    ro: Array
    direct_share: Array
    direct_cap: Array


def coupling(
    source_inlet_c: ArrayLike,
    source_outlet_c: ArrayLike,
    sink_inlet_c: ArrayLike,
    sink_outlet_c: ArrayLike,
    source_mw: ArrayLike,
    heat_limit_mw: ArrayLike = np.inf,
    heat_pump_limit_mw: ArrayLike = np.inf,
    *,
    units: ArrayLike = 1,
    part_load_loss: ArrayLike = 0.0,
    cop_factor: ArrayLike = 1.0,
) -> Duty:
    """The plant's heat when the first of its limits binds.

    Parameters
    ----------
    source_inlet_c, source_outlet_c : array_like
        Cooling water from and back to the data centre [°C].
    sink_inlet_c, sink_outlet_c : array_like
        Network water into and out of the plant [°C]; the outlet is above the inlet.
    source_mw : array_like
        Heat available between the two source temperatures [MW].
    heat_limit_mw : array_like
        The most the network takes from the plant [MW].
    heat_pump_limit_mw : array_like
        Heat the heat pump gives at full load [MW].
    units : array_like
        Number of equal heat pump units that share this load [-].
    part_load_loss : array_like
        Share of a unit's COP lost towards zero load [-].
    cop_factor : array_like
        Factor on the COP, for its uncertainty [-].

    Returns
    -------
    Duty
        Balanced to rounding: heat = source + (1 - drive loss) x electricity.

    Notes
    -----
    The full source flow passes the exchanger, the heat pump takes what it needs of the
    cooled flow. Source-limited, the COP depends on the split and the split on the COP:
    three rounds and one guarded Aitken step reach about 1e-9.
    """
    ends = _ends(source_inlet_c, source_outlet_c, sink_inlet_c, sink_outlet_c)
    source = np.maximum(np.asarray(source_mw, float), TINY)
    load = np.asarray(heat_limit_mw, float) / source
    lift = np.maximum(np.asarray(heat_pump_limit_mw, float) / source, TINY)
    limit = np.minimum(load, _capacity_limit(ends, lift))
    loss = np.asarray(part_load_loss, float)

    def next_cop(cop: Array) -> Array:
        heat, direct = _split(ends, cop, limit)
        between = _between(ends, heat, direct)
        full = heat_pump_cop(between[1], ends.so, between[0], ends.ro) * cop_factor
        if not loss.any():
            return np.asarray(full)
        return np.asarray(full * _staged(heat - direct, lift, np.asarray(units, float), loss))

    cop = _settled(next_cop, np.full(np.broadcast_shapes(limit.shape, ends.ri.shape), COP_GUESS))
    heat, direct = _split(ends, cop, limit)
    lifted = (heat - direct) * source
    electricity = lifted / cop
    used = direct * source + lifted - (1 - DRIVE_LOSS) * electricity
    between_c, source_between_c = _between(ends, heat, direct)
    return Duty(
        heat * source,
        direct * source,
        lifted,
        electricity,
        used,
        cop,
        between_c,
        source_between_c,
    )


DRIVE_LOSS = value("heat_pump.drive_loss_fraction")
APPROACH_K = value("coupling.approach_k")


def _ends(source_inlet_c: ArrayLike, source_outlet_c: ArrayLike, *sink_c: ArrayLike) -> _Ends:
    si, so = np.asarray(source_inlet_c, float), np.asarray(source_outlet_c, float)
    ri, ro = (np.asarray(given, float) for given in sink_c)
    reached = np.minimum(ro, np.maximum(ri, si - APPROACH_K))
    direct_cap = np.clip((si - np.maximum(ri + APPROACH_K, so)) / (si - so), 0, 1)
    return _Ends(si, so, ri, ro, (reached - ri) / (ro - ri), direct_cap)


def _capacity_limit(ends: _Ends, lift: Array) -> Array:
    """Heat per source heat at which the heat pump is full."""
    lifted_share = 1 - ends.direct_share
    with np.errstate(divide="ignore"):
        by_share = np.where(lifted_share > 0, lift / lifted_share, np.inf)
    return np.minimum(lift + ends.direct_cap, by_share)


def _split(ends: _Ends, cop: Array, limit: Array) -> tuple[Array, Array]:
    """Heat and its direct part, both per source heat, at a COP."""
    drawn = 1 - (1 - DRIVE_LOSS) / cop
    by_cap = ends.direct_cap + (1 - ends.direct_cap) / drawn
    by_share = 1 / (ends.direct_share + (1 - ends.direct_share) * drawn)
    heat = np.minimum(np.maximum(by_cap, by_share), limit)
    return heat, np.minimum(ends.direct_cap, heat * ends.direct_share)


def _between(ends: _Ends, heat: Array, direct: Array) -> tuple[Array, Array]:
    """Network and source temperature between exchanger and heat pump [°C]."""
    network = ends.ri + (ends.ro - ends.ri) * direct / np.maximum(heat, TINY)
    return network, ends.si - (ends.si - ends.so) * direct


def _staged(lifted: Array, lift: Array, units: Array, loss: Array) -> Array:
    """COP factor when units fill one after the other and only the last runs at part load."""
    running = np.minimum(lifted * units / lift, units)
    full = np.floor(running)
    last = running - full
    drawn = full + last / part_load_factor(last, loss)
    return np.where(running > TINY, running / np.maximum(drawn, TINY), 1 - loss)


def _settled(next_cop: Callable[[Array], Array], cop: Array) -> Array:
    """The fixed point of the COP: plain rounds, then one Aitken step where it is safe."""
    history = [cop]
    for _ in range(ROUNDS):
        history.append(next_cop(history[-1]))
    first, second = history[-2] - history[-3], history[-1] - history[-2]
    bend = second - first
    safe = np.abs(bend) > np.abs(second) * 0.5
    step = np.where(safe, second * second / np.where(safe, bend, 1.0), 0.0)
    return np.asarray(history[-1] - step)
