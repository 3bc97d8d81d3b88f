"""Cash flows over (rows, years); knows no physics. Real, before tax, year 1 is the first."""

from __future__ import annotations

import numpy as np

from ihp_core.tables.arrays import Array

ROUNDING = 1e-9  # a price at the floor pays back exactly at the end of the term


def discount_factors(rate: Array, term_years: Array) -> Array:
    """Present value of 1 at the end of each contract year, 0 beyond the term, (rows, years)."""
    year = np.arange(1, int(term_years.max()) + 1)[None]
    return np.where(year <= term_years, (1 + rate) ** -year, 0.0)


def annuity_factor(factors: Array) -> Array:
    """Yearly payment per unit of capital [1/a] from the term's discount factors, (rows, 1)."""
    return np.asarray(1 / factors.sum(axis=1, keepdims=True))


def present_value(yearly: Array, factors: Array) -> Array:
    """Present value of a yearly figure (rows, years), or (rows, 1) for all years, (rows, 1)."""
    if yearly.shape[1] == 1:
        return np.asarray(yearly * factors.sum(axis=1, keepdims=True))
    return np.asarray((yearly * factors).sum(axis=1, keepdims=True))


def npv_eur(capital_eur: Array, yearly_eur: Array, factors: Array) -> Array:
    """Net present value at the start of supply [EUR], (rows, 1)."""
    return present_value(yearly_eur, factors) - capital_eur


def irr_fraction(capital_eur: float, yearly_eur: Array) -> float:
    """Internal rate of return of one case [-]; nan where there is none.

    Parameters
    ----------
    capital_eur : float
        Spent at the start of supply [EUR].
    yearly_eur : ndarray
        Net income of each year (years,) [EUR].
    """
    from pyxirr import irr

    flows = [-capital_eur, *yearly_eur.tolist()]
    sound = capital_eur > 0 and np.isfinite(flows).all() and max(flows) > 0
    rate = irr(flows) if sound else None
    return float("nan") if rate is None else float(rate)


def nominal_fraction(real: float, inflation: float) -> float:
    """A real rate of return in the money of the years [-]."""
    return (1 + real) * (1 + inflation) - 1


def payback_years(capital_eur: Array, yearly_eur: Array, factors: Array) -> Array:
    """Discounted payback [years], (rows, 1); nan where the term does not pay it back."""
    income = yearly_eur * factors
    paid = np.cumsum(income, axis=1)
    done = paid >= capital_eur * (1 - ROUNDING)
    year = done.argmax(axis=1)
    index = np.arange(len(paid)), year
    in_year = income[index]
    missing = capital_eur[:, 0] - (paid[index] - in_year)
    part = missing / np.where(in_year > 0, in_year, 1.0)
    return np.where(done[index], year + part, np.nan)[:, None]
