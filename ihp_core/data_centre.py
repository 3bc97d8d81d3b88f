"""The data centre's side: the heat its cooling water carries."""

from __future__ import annotations

from ihp_core.assumptions import Array
from ihp_core.columns import Cases


def source_heat_mw(cases: Cases) -> Array:
    """Heat the cooling water carries: nameplate x utilisation x capture [MW], (rows, 1)."""
    return (
        cases["data_centre.it_capacity_mw"]
        * cases["data_centre.it_utilisation_fraction"]
        * cases["data_centre.heat_capture_fraction"]
    )
