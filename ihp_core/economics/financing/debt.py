"""A loan that is paid back in equal yearly payments, on its own because a bank reads it alone.

Nominal: a bank lends and is paid in the money of each year.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array

SHARE, RATE, TENOR = (f"contract.debt_{name}" for name in ("fraction", "rate_fraction", "years"))


class Debt(NamedTuple):
    """A loan over the years 0 to n [EUR], (rows, years + 1); all of it is drawn in year 0."""

    drawn: Array
    interest: Array
    repayment: Array

    @property
    def service(self) -> Array:
        """What the lender is paid in a year."""
        return self.interest + self.repayment

    @property
    def flow(self) -> Array:
        """The lender's money: lent, then paid back with interest."""
        return self.service - self.drawn


def debt(cases: Cases, invested: Array, years: int) -> Debt:
    """The loan on what is invested at the start of supply [EUR], (rows, 1).

    Its tenor ends with the contract at the latest.
    """
    lent = cases[SHARE] * invested
    rate, year = cases[RATE], np.arange(years + 1, dtype=float)[None]
    tenor = np.minimum(cases[TENOR], cases["contract.term_years"])
    owed = lent * (1 - _paid_back(rate, np.minimum(year, tenor), tenor))
    interest = rate * np.hstack([np.zeros((len(owed), 1)), owed[:, :-1]])
    return Debt(
        drawn=lent * (year == 0),
        interest=interest,
        repayment=np.hstack([np.zeros((len(owed), 1)), owed[:, :-1] - owed[:, 1:]]),
    )


def _paid_back(rate: Array, year: Array, tenor: Array) -> Array:
    """What of an annuity loan is paid back by the end of a year [-], also at no rate."""
    growth = np.log1p(np.maximum(rate, 1e-12))
    return np.asarray(np.expm1(growth * year) / np.expm1(growth * tenor))
