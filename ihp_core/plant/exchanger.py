"""The plate exchanger between the data centre's water and the network's."""

from __future__ import annotations

import numpy as np

from ihp_core.tables.arrays import Array, between
from ihp_core.tables.assumptions import value

APPROACH_K = value("coupling.approach_k")


def reach(
    source_inlet_c: Array, source_outlet_c: Array, sink_inlet_c: Array, sink_outlet_c: Array
) -> tuple[Array, Array]:
    """How warm the network's water can get [°C], and the share of the source it can take [-].

    Temperatures [°C] as at the plant's flanges, broadcast to one shape.
    """
    reached = np.minimum(sink_outlet_c, np.maximum(sink_inlet_c, source_inlet_c - APPROACH_K))
    coldest = np.maximum(sink_inlet_c + APPROACH_K, source_outlet_c)
    share = (source_inlet_c - coldest) / (source_inlet_c - source_outlet_c)
    return reached, between(share, 0, 1)
