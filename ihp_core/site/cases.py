"""Columns of numbers, one row a case; nan where nothing is stated.

A choice stands as its place in ``choices(path)``, yes and no as 1 and 0. Changes (levers,
samples, grids) are made to *stated* cases, so that a default that hangs on a changed input
moves with it when ``filling.fill`` runs after.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from typing import Any, get_args

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ihp_core.site.fields import (
    Cooling,
    Dispatch,
    FeedIn,
    Ground,
    HeatSource,
    Party,
    PowerConnection,
    Refrigerant,
    Structure,
)
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption, assumptions, value

HEAT_UNITS = 3
MARK = "stated:"
"""Before the path of an input: whether it is stated, 1 or 0."""
CARRIED_BY = tuple(f"contract.{cause}_carried_by" for cause in ("closure", "it_load", "demand"))


class Cases(Mapping[str, Array]):
    """Frozen columns (rows, 1), or (1, 1) where all rows agree, by field path.

    A key that no column holds is looked up among the assumptions, so that a sampled or
    changed assumption simply stands as a column of its own.
    """

    def __init__(self, columns: Mapping[str, Array]) -> None:
        self._columns = dict(columns)

    @classmethod
    def over(cls, columns: dict[str, Array]) -> Cases:
        """Cases that see what is put into the columns later."""
        cases = cls({})
        cases._columns = columns
        return cases

    def __getitem__(self, key: str) -> Array:
        try:
            return self._columns[key]
        except KeyError:
            return _constant(key)

    def __contains__(self, key: object) -> bool:
        return key in self._columns

    def __iter__(self) -> Iterator[str]:
        return iter(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    @cached_property
    def rows(self) -> int:
        """The number of cases."""
        return max((len(column) for column in self._columns.values()), default=1)

    def with_(self, changes: Mapping[str, ArrayLike]) -> Cases:
        """The same cases with other columns; a scalar or (rows,) stands for a column."""
        fresh = {key: np.asarray(given, float).reshape(-1, 1) for key, given in changes.items()}
        return Cases({**self._columns, **fresh})

    def repeat(self, n: int) -> Cases:
        """Each case n times in a row; a single case stays as (1, 1) columns."""
        if self.rows == 1:
            return self
        return Cases(
            {k: c if len(c) == 1 else np.repeat(c, n, axis=0) for k, c in self._columns.items()}
        )

    def taken(self, rows: NDArray[np.intp]) -> Cases:
        """Some of the cases, by their places."""
        return Cases({k: c if len(c) == 1 else c[rows] for k, c in self._columns.items()})

    def block(self, start: int, stop: int) -> Cases:
        """The cases from start up to but without stop."""
        return Cases({k: c if len(c) == 1 else c[start:stop] for k, c in self._columns.items()})


@cache
def _constant(key: str) -> Array:
    name, _, scope = key.partition("[")
    return np.array([[value(name, scope.rstrip("]"))]])


@cache
def countries() -> tuple[str, ...]:
    """Countries with data of their own; the last code, "", stands for all others."""
    key = "market.electricity_price_eur_per_mwh"
    return (
        *sorted(scope for found, scope in assumptions() if found == key and scope.isalpha()),
        "",
    )


@cache
def choices(path: str) -> tuple[str, ...]:
    """The names behind the numbers of a column of choices, in their order."""
    kinds: dict[str, Any] = {
        "data_centre.cooling": Cooling,
        "network.heat_source_today": HeatSource,
        "connection.ground": Ground,
        "connection.feed_in": FeedIn,
        "plant.refrigerant": Refrigerant,
        "plant.dispatch": Dispatch,
        "market.electricity_connection": PowerConnection,
        "contract.structure": Structure,
        **dict.fromkeys(CARRIED_BY, Party),
    }
    if path == "country":
        return countries()
    return get_args(kinds[path]) if path in kinds else ()


def scoped(key: str, scopes: tuple[str, ...], codes: Array) -> Array:
    """The figure of an assumption for each row's scope; nan codes give nan."""
    if codes.size == 1:
        code = codes.item()
        return _scope_value(key, scopes, int(code) if code == code else -1)
    return np.take(_scope_values(key, scopes), np.where(np.isnan(codes), -1, codes).astype(int))


@cache
def _scope_value(key: str, scopes: tuple[str, ...], code: int) -> Array:
    return _scope_values(key, scopes)[[[code]]]


@cache
def _scope_values(key: str, scopes: tuple[str, ...]) -> Array:
    return np.array([_figure(key, scope) for scope in scopes] + [np.nan])


def _figure(key: str, scope: str) -> float:
    row = assumption(key, scope)
    return float(choices(key).index(row.choice)) if row.choice else row.value


def decoded_choice(path: str, code: float) -> str | None:
    """The name behind a number of a column of choices; nan is ``None``."""
    return None if np.isnan(code) else choices(path)[int(code)]
