"""The assessments that the pictures and documents are tried on: the common case and the edges."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from ihp_core import Site, assess
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example

LIQUID = {"it_capacity_mw": 10, "cooling": "direct_liquid"}
WARM = LIQUID | {"source_inlet_c": 65, "source_outlet_c": 55}
COLD = {"it_capacity_mw": 10, "cooling": "air", "source_inlet_c": 20, "source_outlet_c": 14}
LOW = {"annual_heat_gwh": 60, "supply_winter_c": 60, "return_winter_c": 40, "return_summer_c": 42}
HIGH = {"annual_heat_gwh": 200, "supply_winter_c": 120, "supply_summer_c": 75}
NO_HEAT_PUMP = {"heat_pump_capacity_mw": 0}

EDGES: dict[str, dict[str, Any]] = {
    "all_direct": {"data_centre": WARM, "network": LOW, "plant": NO_HEAT_PUMP},
    "nothing": {"data_centre": COLD, "network": HIGH, "plant": NO_HEAT_PUMP},
    "summer_off": {"data_centre": LIQUID, "network": LOW | {"summer_load_mw": 0}},
    "topped_up": {"data_centre": LIQUID, "network": HIGH | {"accepts_top_up": True}},
}
CASES = ("german", "guide_10mw_4g", "air_cooled_far", *EDGES)


@cache
def site_of(case: str) -> Site:
    """An example, or a site at an edge of what the plant can do."""
    return Site.model_validate(EDGES[case]) if case in EDGES else example(case)


@cache
def assessed(case: str) -> Assessment:
    """The answer to one of the cases."""
    return assess(site_of(case))


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> str:
    """Each of the cases in turn."""
    return str(request.param)


@pytest.fixture
def found(case: str) -> Assessment:
    """The answer to each of the cases in turn."""
    return assessed(case)
