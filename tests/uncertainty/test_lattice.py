"""The points that uncertain figures are drawn from."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from benchmarks.lattice import generator
from ihp_core.tables.assumptions import table
from ihp_core.uncertainty.lattice import GENERATOR, lattice

SIZES = (512, 2048, 4096)


@pytest.mark.parametrize("points", SIZES)
def test_every_side_has_one_point_in_each_of_its_equal_parts(points: int) -> None:
    """A Latin hypercube whatever the shift; parts are counted from the first point on."""
    places = lattice(points, len(GENERATOR), seed=3)
    assert places.min() >= 0
    assert places.max() < 1
    parts = np.round((places - places[0]) * points).astype(int) % points
    assert (np.sort(parts, axis=0) == np.arange(points)[:, None]).all()


@pytest.mark.parametrize("points", [1024, 2048, 4096])
def test_no_two_sides_lie_in_step(points: int) -> None:
    """Every pair of sides has points in each of 8 x 8 equal fields; sides in step, or one at two
    or three times the other's, would leave many of them empty."""
    places = (lattice(points, len(GENERATOR), seed=4) * 8).astype(int)
    for one, other in combinations(range(len(GENERATOR)), 2):
        assert len(np.unique(places[:, one] * 8 + places[:, other])) == 64, (one, other)


def test_the_shift_moves_all_points_by_any_part_of_a_side() -> None:
    """Else two seeds would give nearly the same samples, and their deviation would mean nothing."""
    moved = [lattice(512, 1, seed)[0, 0] for seed in range(40)]
    assert np.ptp(moved) > 0.8


def test_the_vector_is_the_one_the_search_finds() -> None:
    """The first three sides anew; ``benchmarks.lattice`` does all."""
    assert generator(3) == list(GENERATOR[:3])


def test_there_is_a_side_for_every_uncertain_figure() -> None:
    """Rows of ``quality.csv``."""
    assert len(table("quality")["key"]) <= len(GENERATOR)
