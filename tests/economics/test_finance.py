"""Cash flows against closed forms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.economics.finance import (
    annuity_factor,
    discount_factors,
    irr_fraction,
    npv_eur,
    payback_years,
    present_value,
)
from ihp_core.tables.arrays import ratio

RATES = st.floats(0.001, 0.3)
TERMS = st.integers(1, 40)


def levelised(cost: np.ndarray, heat: np.ndarray, factors: np.ndarray) -> np.ndarray:
    """PV(cost) / PV(heat), as the floor is made of."""
    return ratio(present_value(cost, factors), present_value(heat, factors))


def _one(figure: float) -> np.ndarray:
    return np.array([[float(figure)]])


@given(RATES, TERMS)
def test_the_annuity_is_the_closed_form(rate: float, term: int) -> None:
    """i / (1 - (1 + i)^-n), to 1e-9."""
    closed = rate / (1 - (1 + rate) ** -term)
    assert annuity_factor(discount_factors(_one(rate), _one(term))).item() == pytest.approx(
        closed, rel=1e-9
    )


def test_seven_per_cent_over_twenty_years_are_nine_point_four_four() -> None:
    """The table value 0.0944 of every annuity table."""
    assert annuity_factor(discount_factors(_one(0.07), _one(20))).item() == pytest.approx(
        0.0944, abs=5e-5
    )


def test_without_interest_the_annuity_is_an_equal_share() -> None:
    """0 % over 15 years: a fifteenth a year, no division by zero."""
    assert annuity_factor(discount_factors(_one(0), _one(15))).item() == pytest.approx(1 / 15)


def test_terms_of_different_length_stand_side_by_side() -> None:
    """Rows of one table end at their own term."""
    factors = discount_factors(np.array([[0.05], [0.05]]), np.array([[5.0], [10.0]]))
    assert factors.shape == (2, 10)
    assert (factors[0, 5:] == 0).all()
    assert factors[0, :5] == pytest.approx(factors[1, :5])


@given(RATES, TERMS, st.floats(1, 1e8), st.floats(1, 1e6))
def test_levelising_a_constant_is_a_division(
    rate: float, term: int, cost: float, heat: float
) -> None:
    """Where both are the same each year, interest does not matter (to 1e-9)."""
    factors = discount_factors(_one(rate), _one(term))
    found = levelised(_one(cost), _one(heat), factors).item()
    assert found == pytest.approx(cost / heat, rel=1e-9)


def test_levelising_takes_years_that_differ() -> None:
    """(rows, years) from the start: 100 and 110 at 10 % over 1 and 1 are 104.76."""
    factors = discount_factors(_one(0.1), _one(2))
    assert levelised(np.array([[100.0, 110.0]]), _one(1), factors).item() == pytest.approx(
        (100 / 1.1 + 110 / 1.21) / (1 / 1.1 + 1 / 1.21)
    )


def test_no_heat_has_no_price() -> None:
    """Nothing delivered: nan, never infinity, never a warning."""
    factors = discount_factors(_one(0.07), _one(15))
    assert np.isnan(levelised(_one(1e6), _one(0), factors)).all()
    assert np.isnan(ratio(_one(1), _one(-1))).all()


@given(st.floats(0.001, 0.25), st.integers(2, 40), st.floats(1e3, 1e8))
def test_the_internal_rate_of_an_annuity_is_its_rate(
    rate: float, term: int, capital: float
) -> None:
    """Capital times the annuity a year returns the rate (to 1e-6) and a net value of zero."""
    yearly = capital * annuity_factor(discount_factors(_one(rate), _one(term))).item()
    assert irr_fraction(capital, np.full(term, yearly)) == pytest.approx(rate, abs=1e-6)
    factors = discount_factors(_one(rate), _one(term))
    assert npv_eur(_one(capital), _one(yearly), factors).item() == pytest.approx(
        0, abs=1e-6 * capital
    )


def test_there_is_no_internal_rate_without_income() -> None:
    """A loss every year, no capital, or a missing figure: nan and no exception."""
    assert np.isnan(irr_fraction(1e6, np.full(15, -1e4)))
    assert np.isnan(irr_fraction(0.0, np.full(15, 1e4)))
    assert np.isnan(irr_fraction(float("nan"), np.full(15, 1e4)))


def test_payback_is_interpolated_within_its_year() -> None:
    """1,000 out of 400 a year without interest: two years and a half."""
    factors = discount_factors(_one(0), _one(10))
    assert payback_years(_one(1000), _one(400), factors).item() == pytest.approx(2.5)


def test_what_the_term_does_not_pay_back_has_no_payback() -> None:
    """400 a year over two years never are 1,000; exactly at the end they are."""
    factors = discount_factors(_one(0), _one(2))
    assert np.isnan(payback_years(_one(1000), _one(400), factors)).all()
    assert payback_years(_one(800), _one(400), factors).item() == pytest.approx(2)


def test_present_value_spreads_a_constant_over_the_years() -> None:
    """A column stands for the same amount each year."""
    factors = discount_factors(_one(0.07), _one(15))
    assert present_value(_one(1), factors).item() == pytest.approx(9.1079, abs=1e-4)
