"""Debt and equity are the project's money, the cover is what a bank works out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.economics.cash_flow import CashFlow, cash_flow
from ihp_core.economics.financing.debt import debt
from ihp_core.economics.financing.financed import Financed, financed
from ihp_core.economics.price import indicative
from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from tests.drawn import drawn_scene, places
from tests.given import Scene, site_of

TERM = "contract.term_years"


def _cases(**known: float) -> Cases:
    return fill(state([site_of()])).with_({f"contract.{key}": x for key, x in known.items()})


def _one(figure: float) -> Array:
    return np.array([[float(figure)]])


def _flow(years: int, spent: float, margin: float, left: float = 0.0) -> CashFlow:
    """What is spent in year 0, the same margin in every year, a pipe that is sold at the end."""
    nothing = np.zeros((1, years + 1))
    capital, revenue, sold = nothing.copy(), nothing.copy(), nothing.copy()
    capital[0, 0], revenue[0, 1:], sold[0, -1] = -spent, margin, left
    none = dict.fromkeys(CashFlow._fields, nothing)
    return CashFlow(**none | {"capital": capital, "revenue": revenue, "pipe_residual": sold})


def _split(at: Scene, **agreed: float) -> Financed:
    cases = at.cases.with_({f"contract.{key}": x for key, x in agreed.items()})
    price = indicative(cases, at.found.floor.total, at.found.ceiling)
    return financed(cases, cash_flow(cases, at.found.spent, at.found.paid, price))


def test_a_loan_by_hand() -> None:
    """700 of 1,000 over two years at 10 %: 403.33 a year, of it first 70, then 36.67 interest."""
    cases = _cases(debt_fraction=0.7, debt_rate_fraction=0.1, debt_years=2, term_years=3)
    loan = debt(cases, _one(1000), 3)
    payment = 700 * 0.1 * 1.1**2 / (1.1**2 - 1)
    assert loan.drawn[0].tolist() == [700, 0, 0, 0]
    assert loan.service[0] == pytest.approx([0, payment, payment, 0], rel=1e-12)
    assert loan.interest[0] == pytest.approx([0, 70, 0.1 * (700 - (payment - 70)), 0], rel=1e-9)
    assert loan.repayment.sum() == pytest.approx(700, rel=1e-12)


def test_the_cover_by_hand() -> None:
    """In plain Python: nominal margin of each year over the annuity, the sold pipe left out."""
    term, rate, inflation, margin, spent = 4, 0.055, 0.02, 300.0, 1000.0
    cases = _cases(debt_fraction=0.7, debt_rate_fraction=rate, debt_years=3, term_years=term)
    split = financed(cases, _flow(term, spent, margin, left=50.0))
    owed, payment = 700.0, 700 * rate / (1 - (1 + rate) ** -3)
    for year in (1, 2, 3):
        assert split.cover[0, year] == pytest.approx(margin * (1 + inflation) ** year / payment)
        owed += owed * rate - payment
    assert owed == pytest.approx(0, abs=1e-9)
    assert np.isnan(split.cover[0, [0, 4]]).all()
    last = (margin + 50) * (1 + inflation) ** 4
    own = [-300, *(margin * (1 + inflation) ** year - payment for year in (1, 2, 3)), last]
    assert split.equity[0] == pytest.approx(own, rel=1e-12)


@given(
    st.floats(0, 1),
    st.floats(0, 0.3),
    st.integers(1, 40),
    st.integers(5, 40),
)
def test_every_loan_is_paid_back_in_equal_payments(
    share: float, rate: float, tenor: int, term: int
) -> None:
    """Worth at its own rate is nothing to the lender, also at no rate; never beyond the term."""
    cases = _cases(debt_fraction=share, debt_rate_fraction=rate, debt_years=tenor, term_years=term)
    loan = debt(cases, _one(1e6), term)
    years = np.arange(term + 1)
    assert (loan.flow * (1 + rate) ** -years).sum() == pytest.approx(0, abs=1e-3)
    paid = loan.service[0, 1 : min(tenor, term) + 1]
    assert paid == pytest.approx(np.full(paid.size, paid[0]), rel=1e-9)
    assert not loan.service[0, min(tenor, term) + 1 :].any()


@pytest.mark.parametrize("place", places())
@pytest.mark.parametrize("after_tax", [0.0, 1.0])
def test_debt_equity_and_tax_are_the_projects_money(place: int, after_tax: float) -> None:
    """Year by year, to 1e-9 of what is invested, on every drawn site."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    split = _split(at, debt_fraction=0.7, after_tax=after_tax)
    invested = -split.project[0, 0]
    added = split.equity + split.loan.flow + split.tax
    assert added == pytest.approx(split.project, abs=1e-9 * max(invested, 1.0))
    assert (split.tax == 0).all() or after_tax


@pytest.mark.parametrize("after_tax", [0.0, 1.0])
def test_no_lender_counts_on_the_sale_of_the_pipe(after_tax: float) -> None:
    """Cover and cash are those without it, in the last year too; the owner's money is not."""
    cases = _cases(debt_fraction=0.7, debt_years=10, term_years=10, after_tax=after_tax)
    sold, kept = (financed(cases, _flow(10, 1000, 150, left=left)) for left in (400.0, 0.0))
    assert sold.cash == pytest.approx(kept.cash, rel=1e-12)
    assert sold.equity[0, -1] > kept.equity[0, -1]


def test_no_lender_counts_on_what_a_loss_saves_elsewhere() -> None:
    """A year with a loss is covered by what it leaves before tax; its owner saves tax all the
    same."""
    cases = _cases(debt_fraction=0.7, debt_years=10, term_years=10, after_tax=1.0)
    split = financed(cases, _flow(10, 1000, 50))
    assert split.tax[0, 1] < 0
    assert split.cash[0, 1] == pytest.approx(split.project[0, 1], rel=1e-12)


def test_rows_are_split_as_they_would_be_alone() -> None:
    """Cases of other terms and shares stand beside one another."""
    term, share = [10, 30], [0.0, 0.8]
    cases = _cases().with_({TERM: term, "contract.debt_fraction": share, "contract.debt_years": 12})
    flows = [_flow(30, 1000, 120)] * 2
    both = CashFlow(*(np.vstack(pair) for pair in zip(*flows, strict=True)))
    split = financed(cases, both)
    for row in range(2):
        one = cases.taken(np.array([row]))
        alone = financed(one, flows[row])
        assert split.equity[row] == pytest.approx(alone.equity[0], rel=1e-12)
    assert not split.loan.drawn[0].any()
