"""What the network asks of the plant hour by hour: temperatures at its flanges, load, loss."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assumptions import Array
from ihp_core.columns import Cases, scoped
from ihp_core.hours import Hours
from ihp_core.network import Size, load_mw, temperature_c


class Terms(NamedTuple):
    """What the network asks of the plant in each hour, (rows, hours) or (rows, 1)."""

    supply_c: Array
    return_c: Array
    sink_inlet_c: Array
    sink_outlet_c: Array
    hottest_c: Array
    load_mw: Array
    free_load_mw: Array
    loss_mw: Array


def terms(cases: Cases, hours: Hours, size: Size, drop: Array, loss_mw_per_k: Array) -> Terms:
    """The network's terms at the plant's flanges.

    ``drop`` is the share of the temperature above ground that the water loses on its way at
    nominal flow [-], ``loss_mw_per_k`` the loss of one pipe [MW/K]; both (rows, 1).
    """
    supply, back = (temperature_c(cases, name, hours) for name in ("supply", "return"))
    ground = cases["connection.ground_temperature_c"]
    separation = cases["connection.hydraulic_separation"]
    approach = scoped("connection.substation_approach_k", ("direct", "separated"), separation)
    hottest = np.maximum(
        cases["plant.max_supply_c"],
        cases["data_centre.source_inlet_c"] - cases["coupling.approach_k"],
    )
    load, must_run = load_mw(size, hours), cases["network.must_run_mw"]
    return Terms(
        supply,
        back,
        back + approach - drop * (back - ground),
        supply + approach + drop * (supply - ground),
        hottest,
        load,
        np.maximum(load - must_run, 0) if must_run.any() else load,
        loss_mw_per_k * (supply + back - 2 * ground),
    )
