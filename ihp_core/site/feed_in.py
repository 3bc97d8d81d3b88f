"""How the plant feeds in, on its own because machine, hours and criteria all ask: at the network's
supply, or below it ahead of the operator's boiler."""

from __future__ import annotations

import numpy as np

from ihp_core.site.cases import Cases, choices
from ihp_core.tables.arrays import Array, Flags

FEED_IN = "connection.feed_in"


def preheats(cases: Cases) -> Flags:
    """Whether the plant feeds in ahead of the operator's boiler, below the supply, (rows, 1)."""
    return np.asarray(cases[FEED_IN] == choices(FEED_IN).index("preheat"))


def topped_up(cases: Cases) -> Flags:
    """Whether a boiler of the operator's stands behind the hand-over, (rows, 1)."""
    return np.asarray((cases["network.accepts_top_up"] > 0) | preheats(cases))


def hottest_handover_c(cases: Cases) -> Array:
    """The hottest water that is handed over [°C], (rows, 1): what the machine reaches, ahead of
    the operator's boiler what is agreed."""
    agreed = np.where(preheats(cases), cases["connection.handover_c"], np.inf)
    return np.minimum(cases["plant.max_supply_c"], agreed)
