"""What is still to be paid back when a contract ends early, and who carries it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.finance import discount_factors, present_value
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array

ONE: Array = np.ones((1, 1))
YEARS = (5, 10, 15)


class Outstanding(NamedTuple):
    """Capital outstanding at the end of ``year`` [EUR], (rows, years)."""

    year: tuple[int, ...]
    straight_line: Array
    annuity: Array


def years_within(term: int) -> tuple[int, ...]:
    """The years shown that lie within a term; at its end nothing is left."""
    return tuple(year for year in YEARS if year < term)


def outstanding(cases: Cases, invested: Array, to_pay_back: Array) -> Outstanding:
    """Capital outstanding in two ways, of the first case's term.

    Parameters
    ----------
    cases : Cases
        Filled columns.
    invested : ndarray
        Capital after grant [EUR], (rows, 1): written off in equal parts over the term.
    to_pay_back : ndarray
        The same with the interest of the construction time [EUR], (rows, 1): paid back by equal
        yearly amounts that earn the required return on what is outstanding.
    """
    term, rate = cases["contract.term_years"], cases["contract.discount_rate_fraction"]
    year = years_within(int(term.item(0)))
    passed = np.array([year], dtype=float).reshape(1, -1)
    whole = discount_factors(rate, term)
    rest = [present_value(ONE, discount_factors(rate, term - past)) for past in year]
    share = np.array([[one.item(0) for one in rest]]) / present_value(ONE, whole)
    return Outstanding(year, invested * (1 - passed / term), to_pay_back * share)
