"""Fixed points of array functions that contract quickly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ihp_core.assumptions import Array


def settled(following: Callable[[Array], Array], start: Array, rounds: int) -> Array:
    """Plain rounds from a start, then one Aitken step where it is safe; arrays of any shape."""
    history = [start]
    for _ in range(rounds):
        history.append(following(history[-1]))
    first, second = history[-2] - history[-3], history[-1] - history[-2]
    safe = np.abs(second - first) > np.abs(second) * 0.5
    step = np.where(safe, second * second / np.where(safe, second - first, 1.0), 0.0)
    return np.asarray(history[-1] - step)
