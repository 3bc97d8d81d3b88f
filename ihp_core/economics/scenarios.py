"""How prices may move: electricity, gas and consumer prices by contract year, carbon by date."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import column, table

SCENARIOS = ("low", "base", "high", "shock")


class Paths(NamedTuple):
    """Levels over those of the start of supply [-] in the contract years, (years,).

    ``electricity`` is real and concerns the energy part of the price only; ``gas`` is real;
    ``cpi`` is the level of consumer prices, which turns real money into the year's own;
    ``heat_market`` is real and a site's own, (rows, years): it stays until today's heat is known.
    So is ``avoided``, what a share of today's cost is taken of: 1, or once known in EUR/MWh.
    """

    electricity: Array
    gas: Array
    cpi: Array
    heat_market: Array
    avoided: Array


@cache
def paths(scenario: str, years: int) -> Paths:
    """The levels in a scenario; what it does not say of itself is as in the base.

    Raises
    ------
    KeyError
        When there is no such scenario.
    """
    if scenario not in SCENARIOS:
        raise KeyError(f"no scenario {scenario}")

    def level(figure: str) -> Array:
        grown = _grown(scenario, f"{figure}_growth", years)
        return grown * _yearly(scenario, f"{figure}_factor", years, 1.0)

    of_site = np.ones(years)
    moved = level("electricity"), level("gas"), _grown(scenario, "cpi", years)
    return Paths(*moved, of_site, of_site)


def _grown(scenario: str, figure: str, years: int) -> Array:
    """What a yearly rise has led to in each contract year [-]."""
    return np.asarray(np.cumprod(1 + _yearly(scenario, figure, years, 0.0)), float)


def _yearly(scenario: str, figure: str, years: int, usual: float) -> Array:
    """A figure in each contract year; the base where the scenario says nothing."""
    by_year = np.full(years, usual)
    rows, values = table("scenarios"), column("scenarios", "value")
    first = column("scenarios", "first_year")
    last = np.nan_to_num(column("scenarios", "last_year"), nan=years)
    for name in ("base", scenario):
        for row in range(len(values)):
            if (rows["scenario"][row], rows["figure"][row]) == (name, figure):
                by_year[int(first[row]) - 1 : int(last[row])] = values[row]
    return by_year


@cache
def shock_years(years: int) -> tuple[int, ...]:
    """The contract years in which electricity or gas cost more than in the base."""
    shock, base = paths("shock", years), paths("base", years)
    apart = ~(np.isclose(shock.electricity, base.electricity) & np.isclose(shock.gas, base.gas))
    return tuple(int(year) for year in np.flatnonzero(apart) + 1)


@cache
def carbon_points(scenario: str, market: str) -> tuple[Array, Array]:
    """Calendar years and the price of carbon in them [EUR/t], money of the price year.

    ``market`` is ``ets`` for emissions trading, ``national`` for plants below its threshold; a
    scenario that says nothing of carbon has the base's.
    """
    rows = table("scenarios")
    told = (scenario, f"carbon_{market}") in zip(rows["scenario"], rows["figure"], strict=True)
    scenario = scenario if told else "base"
    wanted = [
        place
        for place, named in enumerate(zip(rows["scenario"], rows["figure"], strict=True))
        if named == (scenario, f"carbon_{market}")
    ]
    return (
        column("scenarios", "first_year")[wanted],
        column("scenarios", "value")[wanted],
    )


def carbon_path(scenario: str, market: str, calendar: Array) -> Array:
    """The price of carbon in some calendar years [EUR/t], along straight lines between points."""
    return np.asarray(np.interp(calendar, *carbon_points(scenario, market)))
