"""Points more even than chance, on its own because it is mathematics alone.

They fill a cube of many sides more evenly than random points would.
"""

from __future__ import annotations

import numpy as np

from ihp_core.tables.arrays import Array

GENERATOR = (
    *(1, 1245, 3399, 2995, 975, 2953, 157, 1283, 1473, 2181, 1675, 3459),
    *(2439, 3099, 859, 687, 2663, 1541, 1341, 4051, 3673, 3917, 117, 3053),
    *(3163, 1787, 3377, 3285, 483, 1325, 1435, 1897, 1871, 1489, 1191, 3833),
)
"""Found one side after the other by ``benchmarks.lattice`` for 512 to 8,192 points, a power of
two; the first sides weigh most."""


def lattice(points: int, sides: int, seed: int) -> Array:
    """Multiples of one vector, wrapped into the unit cube and shifted at random as a whole.

    Every side has one point in each of its ``points`` equal parts, a Latin hypercube; what a
    random one leaves to chance, how sides lie to each other, is even here.

    Parameters
    ----------
    points : int
        A power of two.
    sides : int
        At most as many as ``GENERATOR`` has.
    seed : int
        Of the shift.

    Returns
    -------
    ndarray
        Places in [0, 1), (points, sides).
    """
    shift = np.random.default_rng(seed).random(sides)
    places = np.arange(points)[:, None] * np.array(GENERATOR[:sides]) / points
    return np.asarray((places + shift) % 1)
