"""Fixed points of array functions that contract quickly."""

from __future__ import annotations

from collections.abc import Callable

from ihp_core.assumptions import Array
from ihp_core.limits import between

TINY = 1e-12
FARTHEST = 0.3


def settled(following: Callable[[Array], Array], start: Array, rounds: int) -> Array:
    """Plain rounds from a start, then one guarded Aitken step; arrays of any shape."""
    history = [start]
    for _ in range(rounds):
        history.append(following(history[-1]))
    first, second = history[-2] - history[-3], history[-1] - history[-2]
    # A sound contraction leaves a small quotient; the clip and TINY only guard 0/0.
    return history[-1] + second * between(second / (first - second + TINY), -FARTHEST, FARTHEST)
