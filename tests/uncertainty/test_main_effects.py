"""What each of several drawn figures explains of an outcome."""

from __future__ import annotations

import numpy as np
import pytest

from ihp_core.assessment import screened
from ihp_core.site.examples.worked import example, names
from ihp_core.tables.arrays import Array
from ihp_core.uncertainty.lattice import lattice
from ihp_core.uncertainty.main_effects import explained, regression
from ihp_core.uncertainty.uncertainty import PRICE, SAMPLES, SEED, sampled_batch
from tests.sweeps import only


def _by_groups(outcome: Array, place: Array, groups: int = 16) -> Array:
    """Another way: variance of the means of equal groups, over the whole variance."""
    order = np.argsort(place, axis=0)
    means = outcome[order].reshape(groups, -1, place.shape[1]).mean(axis=1)
    return np.asarray(means.var(axis=0) / outcome.var())


def test_shares_of_the_variance_find_what_made_it() -> None:
    """y = 3a + b of even figures, c without part in it: 9 : 1 : 0, within 0.001."""
    share = lattice(2048, 3, seed=5)
    found = explained((share @ np.array([3.0, 1.0, 0.0]))[:, None], regression(share))
    assert found == pytest.approx([0.9, 0.1, 0.0], abs=1e-3)


def test_what_two_figures_do_only_together_is_explained_by_neither() -> None:
    """(a - 1/2)(b - 1/2) has no main effects, within 0.005; a² and b² would have."""
    share = lattice(2048, 2, seed=5)
    together = np.prod(share - 0.5, axis=1)[:, None]
    assert explained(together, regression(share)) == pytest.approx([0, 0], abs=5e-3)
    assert explained(np.square(share[:, :1]), regression(share))[0] == pytest.approx(1, abs=1e-3)


def test_a_figure_in_step_with_another_is_not_given_what_that_one_does() -> None:
    """b follows a in these samples with a correlation of 0.6; y is a alone: b has none of it."""
    rng = np.random.default_rng(7)
    share = rng.random((2048, 3))
    share[:, 1] = np.where(rng.random(2048) < 0.6, share[:, 0], share[:, 1])
    assert explained(share[:, :1], regression(share)) == pytest.approx([1, 0, 0], abs=1e-6)


def test_pure_chance_is_explained_by_nothing() -> None:
    """Twenty figures that an outcome does not hang on: none explains more than 0.6 %, and 0.1 %
    on average; fitting alone would show 3 / 2048 = 0.15 %."""
    share = lattice(2048, 20, seed=1)
    found = explained(np.random.default_rng(2).random((2048, 1)), regression(share))
    assert found.max() < 6e-3
    assert found.mean() < 1e-3


def test_nothing_uncertain_explains_nothing() -> None:
    """A figure that does not move has no cause."""
    share = lattice(256, 2, seed=6)
    assert explained(np.ones((256, 1)), regression(share)).tolist() == [0.0, 0.0]


def test_fewer_samples_than_columns_still_give_shares() -> None:
    """32 samples of 20 figures: finite, none negative."""
    share = lattice(32, 20, seed=3)
    found = explained(share[:, :1], regression(share))
    assert np.isfinite(found).all()
    assert (found >= 0).all()


@pytest.mark.parametrize("name", only(["german"], names()))
def test_the_price_has_the_causes_that_sixteen_times_the_samples_show(name: str) -> None:
    """Against means of groups of 32,768 samples with another seed: within 1.5 % of variance."""
    one = screened(example(name))
    few, many = sampled_batch(one, SAMPLES, SEED), sampled_batch(one, 16 * SAMPLES, SEED + 1)
    price, better = few.of_samples(PRICE), many.of_samples(PRICE)
    found = explained(price[:, None], few.drawn.effects)
    assert found == pytest.approx(_by_groups(better, many.drawn.place), abs=0.015)
