"""Time that asks the machine first: work is held against a piece of work of known size.

Processor time of this process alone, so that neighbours do not count, and a ratio, so that the
machine's own pace does not either.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

TEN_MEGABYTES = "load\n" * 2_000_000


@cache
def lines_of_ten_megabytes_s() -> float:
    """Splitting ten megabytes of text into lines [s], the best of three."""
    taken = []
    for _ in range(3):
        start = time.process_time()
        TEN_MEGABYTES.split("\n")
        taken.append(time.process_time() - start)
    return min(taken)


@contextmanager
def at_most(times: float) -> Iterator[None]:
    """What is done within takes at most so many times as long as that."""
    allowed = times * lines_of_ten_megabytes_s()
    start = time.process_time()
    yield
    assert time.process_time() - start < allowed
