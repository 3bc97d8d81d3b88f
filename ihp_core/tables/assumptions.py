"""Every default number of the model, each a row with its range and its source.

One loader and one column set serve all files in ``data/assumptions``. A row is found by its
key and, where the figure depends on a country, a cooling kind or a fuel, by its scope.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from ihp_core.tables.arrays import Array

DATA = Path(__file__).parents[1] / "data"


@dataclass(frozen=True)
class Assumption:
    """One default: a figure (or the name of a choice), its range and where it is from."""

    key: str
    scope: str
    value: float
    choice: str
    low: float
    high: float
    unit: str
    source: str
    url: str
    year: str
    confidence: str


@cache
def assumptions() -> dict[tuple[str, str], Assumption]:
    """All rows of ``data/assumptions`` by (key, scope)."""
    rows: dict[tuple[str, str], Assumption] = {}
    for path in sorted((DATA / "assumptions").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found = _assumption(row)
                if (found.key, found.scope) in rows:
                    raise ValueError(f"{path.name}: {found.key} [{found.scope}] stands twice")
                rows[found.key, found.scope] = found
    return rows


def _assumption(row: dict[str, str]) -> Assumption:
    value = number(row["value"])
    return Assumption(
        key=row["key"],
        scope=row["scope"],
        value=value,
        choice=row["value"] if np.isnan(value) else "",
        low=number(row["low"]),
        high=number(row["high"]),
        unit=row["unit"],
        source=row["source"],
        url=row["url"],
        year=row["year"],
        confidence=row["confidence"],
    )


def number(text: str) -> float:
    """The figure in a cell; nan where there is none."""
    try:
        return float(text)
    except ValueError:
        return float("nan")


@cache
def assumption(key: str, scope: str = "") -> Assumption:
    """The row of a key; where the scope has no row of its own, a wider one.

    Of a scope in two parts, such as DE.contract, that is the first part's, then the general row
    of the second, then the general one.

    Raises
    ------
    KeyError
        When neither the scope nor the general case is in the tables.
    """
    rows = assumptions()
    first, dot, second = scope.partition(".")
    wider = (scope, first or dot + second, dot + second, "")
    found = next((rows[key, name] for name in wider if (key, name) in rows), None)
    if found is None:
        raise KeyError(f"no assumption {key} [{scope}]")
    return found


def value(key: str, scope: str = "") -> float:
    """The figure of an assumption, in the unit of its row."""
    return assumption(key, scope).value


def values(key: str, scopes: Sequence[str]) -> Array:
    """The figures of one key for several scopes, shape (scopes,)."""
    return np.array([assumption(key, scope).value for scope in scopes])


@cache
def table_rows(name: str) -> tuple[Mapping[str, str], ...]:
    """A data table of ``data/`` (``pipes``, ``climate``, ...) row by row, text by header."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def table(name: str) -> dict[str, tuple[str, ...]]:
    """The same as columns of text."""
    rows = table_rows(name)
    return {header: tuple(row[header] for row in rows) for header in rows[0]}


@cache
def column(name: str, header: str) -> Array:
    """A column of numbers of a data table, read-only, shape (rows of the table,)."""
    found = np.array([number(cell) for cell in table(name)[header]])
    found.setflags(write=False)
    return found
