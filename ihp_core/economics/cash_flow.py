"""The producer's money year by year, real, before tax; income positive, expense negative.

Year 0 is the start of supply, where the capital stands; year 1 is the first contract year and
is paid at its end, as the discount factors have it.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.capital import Capital, left_of_pipe_eur, replacement_eur
from ihp_core.economics.cost import construction_interest_eur
from ihp_core.economics.price import Energy, running_costs
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array


class CashFlow(NamedTuple):
    """Money of the years 0 to n [EUR], (rows, years + 1), zero beyond a row's own term."""

    capital: Array
    grant: Array
    construction_interest: Array
    replacement: Array
    pipe_residual: Array
    revenue: Array
    electricity: Array
    maintenance: Array
    source_heat: Array

    @property
    def net(self) -> Array:
        """What is left of the year."""
        return np.asarray(sum(self))

    @property
    def cumulative(self) -> Array:
        """What has come in so far, less what was spent."""
        return np.asarray(np.cumsum(self.net, axis=1))

    def discounted_cumulative(self, rate: Array) -> Array:
        """The same at its worth in year 0; at the end of the term the net present value."""
        return np.asarray(np.cumsum(self.net * (1 + rate) ** -_years(self.net), axis=1))

    def nominal(self, inflation: Array) -> CashFlow:
        """The same in the money of each year."""
        level = (1 + inflation) ** _years(self.capital)
        return CashFlow(*(np.asarray(flow * level) for flow in self))


def cash_flow(cases: Cases, spent: Capital, energy: Energy, price: Array) -> CashFlow:
    """The cash flow of a connection that sells its heat.

    Parameters
    ----------
    cases : Cases
        Filled columns, (rows, 1).
    spent : Capital
        Before grant [EUR].
    energy : Energy
        What is paid for in the contract years [MWh], (rows, 1) or (rows, years).
    price : ndarray
        Real price of the heat [EUR/MWh], (rows, 1) or (rows, years).
    """
    term = cases["contract.term_years"]
    years, grant = int(term.max()), cases["contract.grant_fraction"]
    capital = spent.total
    rate, building = cases["contract.discount_rate_fraction"], cases["cost.construction_years"]
    interest = construction_interest_eur((1 - grant) * capital, building, rate)
    spends = running_costs(cases, spent, energy)
    return CashFlow(
        capital=_at_start(-capital, years),
        grant=_at_start(grant * capital, years),
        construction_interest=_at_start(-interest, years),
        replacement=_by_year(-replacement_eur(cases, spent.heat_pump, years), term, years),
        pipe_residual=_by_year(
            (1 - grant) * left_of_pipe_eur(cases, spent.pipe, years), term, years
        ),
        revenue=_by_year(price * energy.heat, term, years),
        electricity=_by_year(-spends.electricity, term, years),
        maintenance=_by_year(-spends.upkeep, term, years),
        source_heat=_by_year(-spends.source_heat, term, years),
    )


def _years(flow: Array) -> Array:
    return np.arange(flow.shape[1], dtype=float)[None]


def _at_start(amount: Array, years: int) -> Array:
    return np.hstack([amount, np.zeros((len(amount), years))])


def _by_year(amount: Array, term: Array, years: int) -> Array:
    """An amount a year (rows, 1) or (rows, years), behind a year 0 without any."""
    yearly = amount * (np.arange(1, years + 1)[None] <= term)
    return np.hstack([np.zeros((len(yearly), 1)), yearly])
