"""Rows of cases to rows of figures, and the one place that blocks memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ihp_core.economics.outcome import Outcome
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array

Figures = dict[str, Array]

# Freeing a block this large makes the C allocator keep as much for the arrays to come, rather than
# return each freed array's pages and fault them in again: answers then take a fifth less time.
HEAP_BYTES = 32_000_000
np.empty(HEAP_BYTES, np.uint8)


class Screening(NamedTuple):
    """Figures (rows,) by the dotted names of the contract; the year only when asked for.

    ``verdict`` and ``criteria.<id>.status`` are 0 pass, 1 conditional, 2 fail.
    """

    figures: dict[str, Array]
    outcome: Outcome | None = None


def as_rows(figures: dict[str, Array], rows: int) -> dict[str, Array]:
    """Columns (rows, 1), or (1, 1) where all rows agree, as (rows,)."""
    return {
        name: column[:, 0] if len(column) == rows else np.repeat(column[:, 0], rows)
        for name, column in figures.items()
    }


def in_blocks(screen: Callable[[Cases], Screening], cases: Cases, rows: int = 256) -> Screening:
    """Screen many cases a block of rows at a time, so that temporaries stay in the cache."""
    parts = [
        screen(cases.block(start, start + rows)).figures
        for start in range(0, max(cases.rows, 1), rows)
    ]
    return Screening({name: np.concatenate([part[name] for part in parts]) for name in parts[0]})
