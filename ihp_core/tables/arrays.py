"""What an array is, and the arithmetic that all arrays share: bounds, quotients, fixed points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]

TINY = 1e-12
FARTHEST = 0.3


def every(flags: Flags) -> bool:
    """Whether all hold; for the single cell that most columns are, without a reduction."""
    return bool(flags.item() if flags.size == 1 else flags.all())


def some(flags: Flags) -> bool:
    """Whether any holds; for the single cell that most columns are, without a reduction."""
    return bool(flags.item() if flags.size == 1 else flags.any())


def ratio(top: Array, bottom: Array, otherwise: float = np.nan) -> Array:
    """Quotient, nan (or what else is given) where the divisor is not above zero."""
    good = bottom > 0
    return np.where(good, top / np.where(good, bottom, 1.0), otherwise)


def outer(column: Array, hourly: Array) -> Array:
    """Product of a column (rows, 1) and an hourly figure, (1, hours) or (rows, hours).

    Laid out along its longer side, as all that follows from it will be: on steps as short as a
    few typical hours numpy takes twice the time.
    """
    order: Literal["F", "K"] = "F" if len(column) > hourly.shape[-1] else "K"
    return np.asarray(np.multiply(column, hourly, order=order))


def between(figure: Array, low: ArrayLike, high: ArrayLike) -> Array:
    """The figure, or the bound that it passes.

    ``np.clip`` is several times faster with numbers for bounds, and slower with arrays.
    """
    if isinstance(low, int | float) and isinstance(high, int | float):
        return np.asarray(np.clip(figure, low, high))
    return np.asarray(np.minimum(np.maximum(figure, low), high))


def settled(following: Callable[[Array], Array], start: Array, rounds: int) -> Array:
    """Plain rounds from a start, then one guarded Aitken step; arrays of any shape."""
    history = [start]
    for _ in range(rounds):
        history.append(following(history[-1]))
    first, second = history[-2] - history[-3], history[-1] - history[-2]
    # A sound contraction leaves a small quotient; the clip and TINY only guard 0/0.
    return history[-1] + second * between(second / (first - second + TINY), -FARTHEST, FARTHEST)
