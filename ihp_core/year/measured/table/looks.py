"""What a cell looks like: a figure, a time, nothing or words."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from ihp_core.tables.arrays import Array

GAPS = frozenset(
    ("", "-", "--", "nan", "n/a", "na", "null", "none", "#nv", "#n/a", "#na", "n.v.", "k.a.")
)
FIGURE = re.compile(
    r"[+\-−]?(?=[.,]?\d)(?:\d{1,3}(?:[.,'’ \u00a0\u2009\u202f]\d{3})+|\d+)?"
    r"(?:[.,]\d*)?(?:e[+-]?\d+)?",
    re.I,
)
TIME_LIKE = re.compile(
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[ -]?[^\W\d]{3,9}\.?[ -]?\d{2,4}|\d{8}(?=[T ]))"
    r"(?:[T ,]+\d{1,2}[:.h]\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:[ap]m)?|T\d{4,6}|[ T]\d{1,2}h?)?"
    r" ?(?:Z|UTC|GMT|CES?T|ME[SZ]+|[+-]\d{2}:?(?:\d{2})?)?",
    re.I,
)
CLOCK_LIKE = re.compile(
    r"\d{1,2}[:h]\d{2}(?::\d{2})?(?: ?[ap]m)?(?: ?[-–] ?\d{1,2}[:h]\d{2})?", re.I
)


def typed(cell: str) -> bool:
    """Whether a cell holds a figure or a time."""
    text = cell.strip()
    if not text or not any(sign.isdigit() for sign in text):
        return False
    return any(form.fullmatch(text) for form in (FIGURE, TIME_LIKE, CLOCK_LIKE))


def blank(cell: str) -> bool:
    """Whether a cell holds nothing, in any of the ways to write that."""
    return cell.strip().casefold() in GAPS


def typed_share(rows: Sequence[Sequence[str]], width: int) -> Array:
    """Of each column the share of cells that hold a figure or a time, or nothing, (width,)."""
    there = [row for row in rows if len(row) >= width]
    if not there:
        return np.zeros(width)
    fits = [[typed(cell) or blank(cell) for cell in row[:width]] for row in there]
    return np.asarray(np.mean(fits, axis=0))
