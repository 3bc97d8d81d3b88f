"""The project's money split among lender, state and owner, on its own because it is the split.

The three add up to the project's, year by year.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.cash_flow import CashFlow
from ihp_core.economics.financing.debt import Debt, debt
from ihp_core.economics.financing.tax import AFTER_TAX, INFLATION, tax_eur
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, ratio


class Financed(NamedTuple):
    """Money of the years 0 to n, in that of each year [EUR], (rows, years + 1).

    ``cash`` is what is there to serve the debt: what is left of the year after tax, without what
    the pipe is sold for at the end and the tax on it, and without what a loss saves the owner
    elsewhere: no lender counts on either.
    """

    project: Array
    tax: Array
    loan: Debt
    cash: Array

    @property
    def equity(self) -> Array:
        """The owner's money."""
        return np.asarray(self.project - self.tax - self.loan.flow)

    @property
    def cover(self) -> Array:
        """Debt service cover ratio of each year [-]; nan where nothing is owed."""
        return ratio(self.cash, self.loan.service, np.nan)


def financed(cases: Cases, real: CashFlow, invested: Array | None = None) -> Financed:
    """The split of a cash flow in today's money.

    Parameters
    ----------
    cases : Cases
        Filled columns, (rows, 1).
    real : CashFlow
        The project's, before tax, in today's money.
    invested : ndarray, optional
        On what the debt was agreed [EUR], (rows, 1); usually what the cash flow itself spends.
    """
    flow = real.nominal(cases[INFLATION])
    project = flow.net
    start = -project[:, :1] if invested is None else invested
    loan = debt(cases, start, project.shape[1] - 1)
    earned = flow._replace(pipe_residual=np.zeros_like(project))
    tax, of_earned = (
        cases[AFTER_TAX] * tax_eur(cases, one, loan.interest) for one in (flow, earned)
    )
    cash = np.hstack([np.zeros((len(project), 1)), (earned.net - np.maximum(of_earned, 0))[:, 1:]])
    return Financed(project, tax, loan, cash)
