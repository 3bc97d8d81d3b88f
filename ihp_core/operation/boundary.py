"""What the plant finds hour by hour: the network's temperatures at its flanges, its load and the
pipe's loss, and on the other side the source."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.operation.data_centre import source_heat_mw, source_inlet_c, source_outlet_c
from ihp_core.operation.network import Size, load_half_width_mw, load_mw, temperature_c
from ihp_core.plant.exchanger import APPROACH_K
from ihp_core.plant.limits import share_above
from ihp_core.site.cases import Cases, scoped
from ihp_core.site.feed_in import hottest_handover_c
from ihp_core.tables.arrays import Array, every, outer, some
from ihp_core.year.hours import Hours

ALWAYS: Array = np.ones((1, 1))
"""The share of an hour that is known to be all of it, in every hour."""


def always(share: Array) -> bool:
    """Whether a share is ``ALWAYS`` itself, so that nothing has to be multiplied with it."""
    return share is ALWAYS


class Boundary(NamedTuple):
    """What the plant finds in each hour, (rows, hours) or (rows, 1).

    ``demand`` is the share of the hour with a free load; its mean there is ``free_load_mw``,
    ``free_half_mw`` to either side of it.
    """

    supply_c: Array
    return_c: Array
    sink_inlet_c: Array
    sink_outlet_c: Array
    hottest_c: Array
    load_mw: Array
    free_load_mw: Array
    free_half_mw: Array
    demand: Array
    loss_mw: Array
    source_inlet_c: Array
    source_outlet_c: Array
    source_mw: Array


def boundary(cases: Cases, hours: Hours, size: Size, drop: Array, loss_mw_per_k: Array) -> Boundary:
    """The network's terms at the plant's flanges.

    ``drop`` is the share of the temperature above ground that the water loses on its way at
    nominal flow [-], ``loss_mw_per_k`` the loss of one pipe [MW/K]; both (rows, 1). The
    machine's limit is held against the supply without that drop: no limit is sharp to it.
    """
    supply, back = (temperature_c(cases, name, hours) for name in ("supply", "return"))
    ground = cases["connection.ground_temperature_c"]
    separation = cases["connection.hydraulic_separation"]
    approach = scoped("connection.substation_approach_k", ("direct", "separated"), separation)
    kept = drop * ground  # the drop is linear in the temperature: a factor and a sum for each
    outlet = outer(1 + drop, supply) + (approach - kept)
    warm = source_inlet_c(cases, hours)
    handed_over = outer(drop, supply) + (hottest_handover_c(cases) - kept)
    hottest = np.maximum(handed_over, warm - APPROACH_K)
    load, must_run = load_mw(size, hours), cases["network.must_run_mw"]
    return Boundary(
        supply,
        back,
        outer(1 - drop, back) + (approach + kept),
        outlet,
        hottest,
        load,
        *_free(load - must_run, load_half_width_mw(size, hours)),
        outer(loss_mw_per_k, supply + back) - 2 * ground * loss_mw_per_k,
        warm,
        source_outlet_c(cases, hours),
        source_heat_mw(cases, hours),
    )


def _free(margin: Array, half: Array) -> tuple[Array, Array, Array]:
    """Mean and half width of the load left to the plant where there is any, and how often."""
    if not some(half > 0):
        return np.maximum(margin, 0), half, ALWAYS
    demand = share_above(margin, half)
    if every(demand == 1):
        return margin, half, ALWAYS
    highest = np.maximum(margin + half, 0)
    whole = demand >= 1
    partial = np.where(whole, margin, 0.5 * highest)
    return partial, np.where(whole, half, 0.5 * highest), demand
