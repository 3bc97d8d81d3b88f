"""Tax on the producer's profit, in the money of each year.

Tax law knows no real money: profit is that of each year's money, and what was built is written
off by its price of then, which inflation makes worth less from year to year. So tax is worked out
nominal, and only then brought to today's money; written off in real terms, it would be too little.

Straight-line over the years of the contract, on capital less grant; a second heat pump over the
years that are left. What the pipe is sold for at the end is all profit, for nothing is left in
the books. Imputed interest of the construction time is not written off: it is the required return,
not a bill. A loss lowers the tax of the owner's other business in the same year.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from ihp_core.economics.capital import Capital
from ihp_core.economics.cash_flow import CashFlow, cash_flow
from ihp_core.economics.price import Energy
from ihp_core.economics.todays_cost import contract_years
from ihp_core.site.cases import Cases, choices
from ihp_core.site.places import country_place
from ihp_core.tables.arrays import Array, ratio
from ihp_core.tables.assumptions import assumption, values

AFTER_TAX = "contract.after_tax"
INFLATION, RETURN = "finance.inflation_fraction", "contract.discount_rate_fraction"
FIRST, LAST = 2025, 2032
"""Years between which a country's rate may change by a law that is passed."""


def tax_fractions(cases: Cases, years: int) -> Array:
    """Rate of tax on profit in each contract year [-], (rows, years)."""
    year = np.clip(contract_years(cases, years) - FIRST, 0, LAST - FIRST)
    return np.asarray(_by_country()[country_place(cases).astype(int), year.astype(int)])


def tax_sources(cases: Cases, years: int) -> tuple[str, ...]:
    """On whose authority the rates of the first case stand, in the order of its years."""
    country = choices("country")[int(country_place(cases).item(0))]
    year = np.clip(contract_years(cases, years)[0], FIRST, LAST).astype(int).tolist()
    rows = (assumption("finance.tax_fraction", f"{country}.{one}") for one in year)
    return tuple(dict.fromkeys(row.source for row in rows))


@cache
def _by_country() -> Array:
    """The rates of every country with data, (countries, years from ``FIRST`` to ``LAST``)."""
    scopes = [[f"{name}.{year}" for year in range(FIRST, LAST + 1)] for name in choices("country")]
    return np.stack([values("finance.tax_fraction", row) for row in scopes])


def depreciation(cases: Cases, flow: CashFlow) -> Array:
    """Written off in the years 0 to n, in the money of each year [EUR], (rows, years + 1).

    ``flow`` is in the money of each year.
    """
    year = np.arange(flow.capital.shape[1], dtype=float)[None]
    term = cases["contract.term_years"]
    built = -(flow.capital + flow.grant)[:, :1] / term
    left = np.maximum(term - year + 1, 1)
    renewed = np.cumsum(-flow.replacement / left, axis=1)
    return np.asarray((built + renewed) * ((year >= 1) & (year <= term)))


def tax_eur(cases: Cases, flow: CashFlow, interest: Array) -> Array:
    """Tax of the years 0 to n, in the money of each year [EUR], (rows, years + 1).

    ``flow`` and the ``interest`` paid are in the money of each year.
    """
    earned = flow.net - flow.replacement - depreciation(cases, flow) - interest
    rates = tax_fractions(cases, flow.net.shape[1] - 1)
    taxed = earned[:, 1:] * rates
    return np.hstack([np.zeros((len(taxed), 1)), taxed])


def floor_after_tax(cases: Cases, spent: Capital, paid: Energy) -> Array:
    """The price at which the required return is met after tax [EUR/MWh], (rows, 1).

    Of the project as a whole, without debt. Worth and tax both go straight with the price, so
    that two prices tell it.
    """
    at_none, at_one = (_worth(cases, spent, paid, price) for price in (0.0, 1.0))
    return ratio(-at_none, at_one - at_none)


def _worth(cases: Cases, spent: Capital, paid: Energy, price: float) -> Array:
    """Net present value after tax at a flat real price [EUR], (rows, 1)."""
    real = cash_flow(cases, spent, paid, np.full((1, 1), price))
    flow = real.nominal(cases[INFLATION])
    kept = flow.net - tax_eur(cases, flow, np.zeros((1, 1)))
    rate = (1 + cases[RETURN]) * (1 + cases[INFLATION]) - 1
    year = np.arange(kept.shape[1], dtype=float)[None]
    return np.asarray((kept * (1 + rate) ** -year).sum(axis=1, keepdims=True))
