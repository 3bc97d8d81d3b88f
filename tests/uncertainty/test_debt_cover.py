"""The cover at less heat comes from the samples of the one engine."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from ihp_core.assessment import Screened, screened
from ihp_core.contract.financing import Financing, financing
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.uncertainty.debt_cover import covered
from ihp_core.uncertainty.uncertainty import spread_of
from tests.drawn import drawn, places

DEBT = {"contract.debt_fraction": 0.7}
BANKS = DEBT | {"contract.debt_rate_fraction": 0.055, "contract.debt_years": 15}


@cache
def _screened(name: str = "german", *, after_tax: bool = False) -> Screened:
    stated = flat(example(name).model_dump(mode="json", exclude_defaults=True)) | BANKS
    return screened(Site.model_validate(nested(stated | {"contract.after_tax": after_tax})))


@cache
def _covered(name: str = "german", *, after_tax: bool = False) -> Financing:
    found = covered(_screened(name, after_tax=after_tax))
    assert found is not None
    return found


def test_the_cover_falls_with_the_heat() -> None:
    """As entered, in five and in nine of ten cases: less heat, less cover in every year."""
    found = _covered()
    assert found.p50 is not None
    assert found.p90 is not None
    levels = (found.entered, found.p50, found.p90)
    assert [one.heat_gwh for one in levels] == sorted(
        (one.heat_gwh for one in levels), reverse=True
    )
    for more, less in pairwise(levels):
        assert (np.array(more.years) > np.array(less.years)).all()


def test_the_heat_of_a_level_is_that_of_the_spread() -> None:
    """P90 in a bank's words is what the spread of the heat calls its tenth part, to 1e-7."""
    spread, found = spread_of(_screened()).heat_gwh, _covered()
    assert found.p90 is not None
    assert found.p90.heat_gwh == pytest.approx(spread.p10, rel=1e-7)
    assert found.p50 is not None
    assert found.p50.heat_gwh == pytest.approx(spread.p50, rel=1e-7)


@pytest.mark.parametrize("after_tax", [False, True])
def test_least_and_mean_are_those_of_the_years(after_tax: bool) -> None:
    """Of the years in debt alone; cash over service in each."""
    found = _covered(after_tax=after_tax)
    for one in (found.entered, found.p50, found.p90):
        assert one is not None
        assert one.years is not None
        assert one.least == min(one.years)
        assert one.mean == pytest.approx(np.mean(one.years))
        service = np.array(found.interest_eur) + np.array(found.repayment_eur)
        cash = np.array(one.cash_eur)[: len(one.years)]
        assert np.array(one.years) == pytest.approx(cash / service[1 : len(cash) + 1])


def test_debt_moves_neither_price_nor_cost() -> None:
    """All figures of the screening are those without it, to the last digit."""
    plain, lent = screened(example("german")), _screened(after_tax=True)
    assert plain.screening.figures.keys() == lent.screening.figures.keys()
    for name, figure in plain.screening.figures.items():
        assert np.array_equal(figure, lent.screening.figures[name], equal_nan=True), name


def test_who_asks_for_neither_has_no_financing() -> None:
    """The part does not exist, and costs nothing."""
    assert covered(screened(example("german"))) is None


@pytest.mark.parametrize("place", places())
def test_every_site_has_figures_or_none(place: int) -> None:
    """On drawn sites with a debt: finite flows that add up, covers where heat is sold."""
    stated = flat(drawn()[place].model_dump(mode="json", exclude_defaults=True))
    stated |= DEBT | {"contract.after_tax": True}
    one = screened(Site.model_validate(nested(stated)))
    found = covered(one, samples=512)
    delivered = one.screening.figures["heat.delivered_gwh"][0] > 0
    assert (found is not None) is bool(delivered)
    if found is None:
        return
    parts = zip(found.equity_eur, found.debt_eur, found.tax_eur, found.project_eur, strict=True)
    scale = max(abs(found.project_eur[0]), 1.0)
    for equity, debt, tax, project in parts:
        assert equity + debt + tax == pytest.approx(project, abs=1e-9 * scale)
    assert found.p90 is not None
    assert np.isfinite(found.p90.cash_eur).all()


def test_the_base_is_that_of_the_plain_answer() -> None:
    """The levels are added to it; nothing else differs."""
    one = _screened()
    outcome = one.screening.outcome
    assert outcome is not None
    plain = financing(one.cases, one.hours, one.plant.network, outcome)
    assert plain == _covered().model_copy(update={"p50": None, "p90": None})
