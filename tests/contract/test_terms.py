"""Capital outstanding when a contract ends early, and who carries it."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.contract.terms import Outstanding, outstanding, years_within
from ihp_core.site.cases import CARRIED_BY, choices
from ihp_core.site.fields import Party
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from tests.given import site_of


def _one(figure: float) -> Array:
    return np.array([[float(figure)]])


def _left(term: int, rate: float, invested: float = 1e6, owed: float = 1e6) -> Outstanding:
    known = {"contract.term_years": term, "contract.discount_rate_fraction": rate}
    return outstanding(fill(state([site_of()]).with_(known)), _one(invested), _one(owed))


@pytest.mark.parametrize(("term", "years"), [(5, ()), (12, (5, 10)), (20, (5, 10, 15))])
def test_years_beyond_the_term_are_not_shown(term: int, years: tuple[int, ...]) -> None:
    """After the term nothing is outstanding."""
    assert years_within(term) == _left(term, 0.07).year == years


def test_the_straight_line_falls_in_equal_parts() -> None:
    """20 years: three quarters after 5, half after 10, a quarter after 15."""
    assert _left(20, 0.07).share[0] == pytest.approx([0.75, 0.5, 0.25])
    assert _left(20, 0.07).straight_line[0] == pytest.approx([7.5e5, 5e5, 2.5e5])


@pytest.mark.parametrize("rate", [0.001, 0.07, 0.2])
def test_the_annuity_pays_interest_first(rate: float) -> None:
    """Year by year: what is owed grows by the return and falls by the annuity (to 1e-9); it
    stays above the straight line until the end."""
    term, owed = 20, 1e6
    yearly = owed * rate / (1 - (1 + rate) ** -term)
    by_year = []
    for _ in range(term):
        owed = owed * (1 + rate) - yearly
        by_year.append(owed)
    found = _left(term, rate)
    assert found.annuity[0] == pytest.approx([by_year[y - 1] for y in found.year], rel=1e-9)
    assert (found.annuity > found.straight_line).all()


def test_without_interest_both_ways_agree() -> None:
    """0 %: the annuity is an equal part."""
    found = _left(20, 0.0)
    assert found.annuity == pytest.approx(found.straight_line)


def test_little_is_outstanding_in_the_last_year() -> None:
    """A year before the end a sixteenth is left in equal parts, somewhat more by annuity."""
    found = _left(16, 0.07)
    first = _left(16, 0.07).straight_line[0, 0] * 16 / 11
    assert found.straight_line[0, -1] == pytest.approx(first / 16)
    assert found.straight_line[0, -1] < found.annuity[0, -1] < 2 * found.straight_line[0, -1]


def test_every_cause_has_a_party_that_carries_it() -> None:
    """The three causes are inputs, each a choice of the three parties, with a default."""
    assert len(CARRIED_BY) == 3
    for path in CARRIED_BY:
        assert choices(path) == get_args(Party)
    found = assess(site_of({"contract.closure_carried_by": "producer"})).negotiation
    assert found is not None
    assert found.exit.closure_carried_by == "producer"
    assert found.exit.it_load_carried_by == "data_centre"
    assert found.exit.demand_carried_by == "network_operator"


def test_what_is_outstanding_is_the_capital_after_grant() -> None:
    """Half of the investment after half the term at a grant of nothing, half of that with 50 %."""
    plain, granted = (
        assess(site_of({"contract.term_years": 20, "contract.grant_fraction": share}))
        for share in (0.0, 0.5)
    )
    for found, part in ((plain, 0.5), (granted, 0.25)):
        assert found.negotiation is not None
        left = found.negotiation.exit.straight_line_eur[1]
        assert left == pytest.approx(part * found.cost.capex_eur)
