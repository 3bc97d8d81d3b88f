"""How far the tests search: a handful in ``make test``, everything in ``make test-all``.

``IHP_WIDE=1`` is the switch for what a test draws within itself; parameters beyond the handful
carry the mark ``wide`` and are left out by ``-m "not wide"``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pytest

WIDE = os.environ.get("IHP_WIDE") == "1"
HANDFUL = 5
EXAMPLES = ("german", "norderstedt")
"""Of the worked examples, one with room for a price and one without."""


def up_to(few: int, many: int) -> int:
    """How many of something a test takes."""
    return many if WIDE else few


def first(values: Iterable[Any], count: int = HANDFUL) -> list[Any]:
    """The values as parameters, all but the first few for the wide run."""
    return [one if n < count else beyond(one) for n, one in enumerate(values)]


def only(kept: Iterable[Any], values: Iterable[Any]) -> list[Any]:
    """The values as parameters, all but the ones that are kept for the wide run."""
    few = set(kept)
    return [one if one in few else beyond(one) for one in values]


def beyond(value: Any) -> Any:
    """A parameter of the wide run."""
    return pytest.param(value, marks=pytest.mark.wide)
