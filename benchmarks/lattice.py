"""The vector of the lattice that uncertain figures are drawn from, found anew.

One side after the other. First the tenth of all odd steps that lies best to each earlier side
alone, then the one of them with which functions of all sides so far are summed best, both in the
worst of five numbers of points. Measure: the squared worst-case error of a shifted lattice in a
Korobov space of smoothness two, prod(1 + w_j 2 pi^2 B2(x_j)) - 1 on average over the points, B2 the
second Bernoulli polynomial, w_j = j^-1.5; weights and tenth are judgement.

Run: ``python -m benchmarks.lattice [sides]``
"""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.uncertainty.lattice import GENERATOR

SIZES = (512, 1024, 2048, 4096, 8192)
FALL, KEPT = 1.5, 0.1


def generator(sides: int) -> list[int]:
    """The first steps of the vector."""
    products: dict[int, Array] = {points: np.ones(points) for points in SIZES}
    pairs = {points: _pairs(points) for points in SIZES}
    steps = [1]
    for side in range(1, sides + 1):
        if side > 1:
            steps.append(_best(products, _apart(pairs, steps), side))
        for points, product in products.items():
            product *= 1 + _weighed(points, side)[np.arange(points) * steps[-1] % points]
    return steps


def _pairs(points: int) -> Array:
    """The error of two sides, the second the first's odd multiple, over the median one."""
    places, weighed = np.arange(points), _weighed(points, 1)
    errors = [weighed @ weighed[places * step % points] for step in range(1, points, 2)]
    return np.array(errors) / np.median(errors)


def _apart(pairs: dict[int, Array], steps: list[int]) -> NDArray[np.intp]:
    """The odd steps whose worst pair with an earlier side is among the best tenth."""
    odd = np.arange(1, max(SIZES), 2)
    worst = np.max(
        [
            error[odd * pow(step, -1, points) % points // 2]
            for points, error in pairs.items()
            for step in steps
        ],
        axis=0,
    )
    return odd[worst <= np.quantile(worst, KEPT)]


def _best(products: dict[int, Array], steps: NDArray[np.intp], side: int) -> int:
    """The step whose error is nearest to the least one for every number of points."""
    over_least = []
    for points, product in products.items():
        places, weighed = np.arange(points), _weighed(points, side)
        errors = np.array([product @ weighed[places * step % points] for step in steps])
        errors = (errors + product.sum()) / points - 1
        over_least.append(errors / errors.min())
    return int(steps[np.max(over_least, axis=0).argmin()])


def _weighed(points: int, side: int) -> Array:
    """2 pi^2 B2 at each multiple of one part, times the weight of the side."""
    x = np.arange(points) / points
    return np.asarray(2 * np.pi**2 * (x * x - x + 1 / 6) * side**-FALL)


def main(sides: int = len(GENERATOR)) -> None:
    """Print the vector, and whether it is the one in use."""
    found = generator(sides)
    print(*found)
    print("as in use" if tuple(found) == GENERATOR[:sides] else "not as in use")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
