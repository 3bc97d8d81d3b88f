"""The second heat pump of a contract that outlasts the first."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array


class Spent(Protocol):
    """Capital of which the heat pump's is known [EUR], (rows, 1)."""

    @property
    def heat_pump(self) -> Array:
        """The heat pump, erected."""


def replacement_eur(cases: Cases, spent: Spent, years: int) -> Array:
    """Spent again on the heat pump in each contract year [EUR], (rows, years).

    It falls into the year after a life ends; what is renewed is the machine, not the building,
    and nothing of it is worth anything when the term ends.
    """
    year = np.arange(1, years + 1)[None]
    life = cases["finance.heat_pump_life_years"]
    ended = np.floor((year - 1) / life) - np.floor(np.maximum(year - 2, 0) / life)
    within = ended * (year <= cases["contract.term_years"])
    return np.asarray(cases["finance.reinvestment_fraction"] * spent.heat_pump * within)
