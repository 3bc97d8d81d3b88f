"""What each of several drawn figures explains of an outcome, all of them regarded at once."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.polynomial import legendre

from ihp_core.tables.arrays import Array

DEGREE = 3
"""Of each figure's polynomial in the share of samples below it. Judgement: it bends twice, as a
price near a limit does; with more of it, chance explains more."""


class Regression(NamedTuple):
    """Least squares on the polynomials of all figures, made ready once for many outcomes.

    ``columns`` (samples, figures * DEGREE) have a mean of zero, ``inverse`` is that of their
    products, ``spread`` (figures, DEGREE, DEGREE) are each figure's own products over the samples.
    """

    columns: Array
    inverse: Array
    spread: Array


def regression(share: Array) -> Regression:
    """The regression on figures that lie at these shares of their samples, (samples, figures)."""
    samples, figures = share.shape
    powers = legendre.legvander(2 * share - 1, DEGREE)[..., 1:].reshape(samples, -1)
    columns = np.asarray(powers - powers.mean(axis=0), dtype=np.float64)
    products = columns.T @ columns
    each = np.arange(figures)
    own = products.reshape(figures, DEGREE, figures, DEGREE)[each, :, each]
    inverse = np.asarray(np.linalg.pinv(products, hermitian=True), dtype=np.float64)
    return Regression(columns, inverse, own / samples)


def explained(outcomes: Array, by: Regression) -> Array:
    """Part of the variance of outcomes (samples, n) that each figure explains alone, (figures,).

    The first-order Sobol' index: variance of a figure's fitted polynomial over the whole variance,
    less what it would fit of chance. Figures are fitted together, so that none is given what
    another one that happens to be in step with it does.
    """
    away = outcomes - outcomes.mean(axis=0)
    samples, columns = by.columns.shape
    whole = np.square(away).sum() / samples
    if whole <= 0:
        return np.zeros(len(by.spread))
    fitted = by.inverse @ (by.columns.T @ away)
    left = np.square(away - by.columns @ fitted).sum() / max(samples - columns - 1, 1)
    slopes = fitted.reshape(len(by.spread), DEGREE, -1)
    effects = np.einsum("fan,fab,fbn->f", slopes, by.spread, slopes)
    return np.asarray(np.maximum(effects - left * DEGREE / samples, 0.0) / whole)
