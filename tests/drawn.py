"""The fixed random sites with their assessment and their chain, run once for all tests."""

from __future__ import annotations

from functools import cache
from typing import Any

from ihp_core import assess
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from tests.given import Scene, scene
from tests.sites import random_sites
from tests.sweeps import only

N = 100
HANDFUL = (3, 5, 18, 28, 35)
"""A price with room, no heat, all heat direct, a price in two parts, led by the price."""


def places(step: int = 1, few: int = len(HANDFUL)) -> list[Any]:
    """A handful of the sites as parameters; for the wide run also each, or one in so many."""
    return only(HANDFUL[:few], sorted({*HANDFUL, *range(0, N, step)}))


@cache
def drawn() -> list[Site]:
    """A hundred sites over the whole input space."""
    return random_sites(N, seed=11)


@cache
def drawn_scene(place: int) -> Scene:
    """The chain of one of them."""
    return scene(drawn()[place])


@cache
def drawn_assessment(place: int) -> Assessment:
    """The answer of one of them."""
    return assess(drawn()[place])
