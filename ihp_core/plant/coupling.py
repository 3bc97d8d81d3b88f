"""The source meets the network: one exchanger and a heat pump behind it.

Direct feed-in and pure lift are its two ends. Per unit of available source heat there is one
unknown, the COP; minimum and maximum carry the four limits, so there are no cases.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from ihp_core.plant.exchanger import APPROACH_K, reach
from ihp_core.plant.heat_pump import CopOverInlets, Units, part_load
from ihp_core.plant.limits import Band, Limit
from ihp_core.tables.arrays import Array, between, every, settled, some
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import KELVIN

GUESS_FRACTION, GUESS_PINCH_K, LOWEST_GUESS, HIGHEST_GUESS = 0.85, 20.0, 1.5, 10.0
ROUNDS, CLOSE_ROUNDS, TINY = 3, 2, 1e-12
NONE: Array = np.zeros(())
DRIVE_LOSS = value("heat_pump.drive_loss_fraction")
USED = 1 - DRIVE_LOSS
CopOverOutlets = Callable[[Array, Array], CopOverInlets]


class Duty(NamedTuple):
    """What the plant does; power [MW], temperature [°C]; ``possible_mw``: its heat if the network
    took all."""

    heat_mw: Array
    direct_mw: Array
    lifted_mw: Array
    electricity_mw: Array
    source_mw: Array
    cop: Array
    network_between_c: Array
    source_between_c: Array
    possible_mw: Array


class _Ends(NamedTuple):
    """Temperatures, what lies between them [K], shares; ``lone``: no exchanger helps,
    ``uncapped``: no source limits it."""

    si: Array
    so: Array
    ri: Array
    ro: Array
    source_drop: Array
    spread: Array
    reached: Array
    direct_share: Array
    lifted_share: Array
    useful_share: Array
    direct_cap: Array
    behind_cap: Array
    lone: bool
    uncapped: bool


def coupling(
    source_inlet_c: ArrayLike,
    source_outlet_c: ArrayLike,
    sink_inlet_c: ArrayLike,
    sink_outlet_c: ArrayLike,
    source_mw: ArrayLike,
    heat_limit_mw: ArrayLike = np.inf,
    heat_pump_limit_mw: ArrayLike = np.inf,
    built_for_mw: ArrayLike = np.inf,
    *,
    cop: CopOverOutlets,
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
    source_mw, heat_limit_mw, heat_pump_limit_mw, built_for_mw : array_like
        Source heat available, the most the network takes, full-load heat of the pump, and
        the heat that exchanger, station and pipe are built for [MW].
    cop : callable
        Full-load COP of source outlet and sink outlet as a function of the inlets, such as
        ``heat_pump.cop_over_outlets``.
    limit_half_mw, units, part_load_loss : array_like
        Half of what the heat limit spans where an hour stands for several [MW], number of
        units, and the share of a unit's COP lost towards zero load [-].

    Returns
    -------
    Duty
        Heat = source + (1 - drive loss) x electricity, the latter to 1e-6. The full source
        flow passes the exchanger, the heat pump takes what it needs of it.
    """
    source = np.maximum(np.asarray(source_mw, float), TINY)
    ends = _ends(source_inlet_c, source_outlet_c, sink_inlet_c, sink_outlet_c)
    most = np.asarray(built_for_mw, float) / source
    full = np.maximum(np.asarray(heat_pump_limit_mw, float) / source, TINY)
    load, half = np.asarray(heat_limit_mw, float), np.asarray(limit_half_mw, float)
    share = load / source
    band = Band.around(share, half / source) if some(half > 0) else None
    limit = Limit(np.minimum(_capacity_limit(ends, full), most), share, band)
    pumps = Units(full, np.asarray(units, float), np.asarray(part_load_loss, float))
    return _duty(ends, _settled_cop(ends, cop, pumps, limit), limit, source)


def _duty(ends: _Ends, cop: Array, limit: Limit, source: Array) -> Duty:
    """The balance at a COP, exact whatever the COP's last digits."""
    unlimited = _unlimited(ends, cop)
    heat, direct = _split(ends, unlimited, limit)
    network_c, source_c = _between(ends, heat, direct)
    lifted = (heat - direct) * source
    electricity = lifted / cop
    direct_mw = direct * source
    used = direct_mw + lifted - USED * electricity
    possible = np.minimum(unlimited, limit.capacity)
    return Duty(
        *(heat * source, direct_mw, lifted, electricity, used),
        *(cop, network_c, source_c, possible * source),
    )


def _settled_cop(ends: _Ends, cop: CopOverOutlets, pumps: Units, limit: Limit) -> Array:
    """The COP that agrees with the split it leads to.

    Where the exchanger takes what it can, or none helps, the COP hangs on the split by little
    more than part load, and that of the undivided source is close to it.
    """
    close, parted = ends.lone or ends.uncapped, some(pumps.loss > 0)
    over_inlets = cop(ends.so, ends.ro)
    fixed = over_inlets(ends.reached) if close else None
    undivided = fixed(ends.si) if fixed else _guess(ends)
    if ends.lone and not parted:
        return undivided

    def next_cop(cop: Array) -> Array:
        heat, direct = _split(ends, _unlimited(ends, cop), limit)
        full_load = undivided
        if not ends.lone:
            network_c, source_c = _between(ends, heat, direct)
            full_load = (fixed or over_inlets(network_c))(source_c)
        return full_load * part_load(heat - direct, pumps) if parted else full_load

    if close and not parted:
        return next_cop(undivided)  # within 3e-7 of the settled one
    return settled(next_cop, undivided, CLOSE_ROUNDS if close else ROUNDS)


def _ends(
    source_inlet_c: ArrayLike,
    source_outlet_c: ArrayLike,
    sink_inlet_c: ArrayLike,
    sink_outlet_c: ArrayLike,
) -> _Ends:
    si, so = np.asarray(source_inlet_c, float), np.asarray(source_outlet_c, float)
    ri, ro = np.asarray(sink_inlet_c, float), np.asarray(sink_outlet_c, float)
    ends, drop, spread = (si, so, ri, ro), si - so, ro - ri
    if every(si - APPROACH_K <= ri):
        none = (NONE, NONE + 1, NONE + USED, NONE, NONE + 1)
        return _Ends(*ends, drop, spread, ri, *none, lone=True, uncapped=False)
    reached, cap = reach(*ends)
    share = (reached - ri) / spread
    lifted, uncapped = 1 - share, every(cap == 1)
    shares = (share, lifted, USED * lifted, cap, 1 - cap)
    return _Ends(*ends, drop, spread, reached, *shares, lone=False, uncapped=uncapped)


def _capacity_limit(ends: _Ends, full: Array) -> Array:
    """Heat per source heat at which the heat pump is full."""
    if ends.lone:
        return full
    return np.minimum(full + ends.direct_cap, full / np.maximum(ends.lifted_share, TINY))


def _unlimited(ends: _Ends, cop: Array) -> Array:
    """Heat per source heat at a COP, were all of the source taken up."""
    if ends.lone:
        return cop / (cop - USED)
    by_share = cop / (cop - ends.useful_share)
    if ends.uncapped:
        return by_share
    by_cap = ends.direct_cap + ends.behind_cap * (cop / (cop - USED))
    return np.maximum(by_cap, by_share)


def _split(ends: _Ends, unlimited: Array, limit: Limit) -> tuple[Array, Array]:
    """Heat within the limits and its direct part, both per source heat."""
    heat = limit.on(unlimited)
    if ends.lone:
        return heat, NONE
    direct = heat * ends.direct_share
    return heat, direct if ends.uncapped else np.minimum(ends.direct_cap, direct)


def _between(ends: _Ends, heat: Array, direct: Array) -> tuple[Array, Array]:
    """Network and source temperature between exchanger and heat pump [°C]."""
    if ends.lone:
        return ends.ri, ends.si
    source = ends.si - ends.source_drop * direct
    if ends.uncapped:
        return ends.reached, source
    return ends.ri + ends.spread * direct / np.maximum(heat, TINY), source


def _guess(ends: _Ends) -> Array:
    """A COP to start from, within a third of the answer."""
    apart = np.maximum(ends.ro - ends.so, 0) + GUESS_PINCH_K
    guess = GUESS_FRACTION * (ends.ro + KELVIN) / apart
    return between(guess, LOWEST_GUESS, HIGHEST_GUESS)
