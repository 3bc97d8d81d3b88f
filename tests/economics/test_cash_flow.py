"""The producer's money year by year: it adds up, and the floor earns the required return."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from ihp_core.economics.capital import LINES, Capital, replacement_eur
from ihp_core.economics.cash_flow import CashFlow, cash_flow
from ihp_core.economics.finance import irr_fraction, nominal_fraction, npv_eur, payback_years
from ihp_core.economics.price import Energy, contract_factors, indicative, yearly_margin
from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from tests.drawn import drawn_scene, places
from tests.given import Scene, scene, site_of

LIFE = "finance.heat_pump_life_years"
TERM = "contract.term_years"


def _one(figure: float) -> Array:
    return np.array([[float(figure)]])


def _cases(**known: float) -> Cases:
    return fill(state([site_of()]).with_({key.replace("__", "."): x for key, x in known.items()}))


def _spent(heat_pump: float = 1e6) -> Capital:
    return Capital(dict.fromkeys(LINES, _one(0)) | {"heat_pump": _one(heat_pump)})


@cache
def _scene(term_years: int = 15) -> Scene:
    """A site with a ramp-up, so that its years differ."""
    draft = {"contract.term_years": term_years, "data_centre.ramp_up_years": 3}
    return scene(site_of(draft | {"contract.grant_fraction": 0.2}))


def _flow(at: Scene, price: Array) -> CashFlow:
    return cash_flow(at.cases, at.found.spent, at.found.paid, price)


def _price(at: Scene) -> Array:
    return indicative(at.cases, at.found.floor.total, at.found.ceiling)


@pytest.mark.parametrize("term_years", [15, 40])
def test_the_years_are_the_margin_of_the_price(term_years: int) -> None:
    """Year 0 is capital less grant with its interest; each later year is what the price leaves
    after running costs and a second heat pump, at last with what is left of the pipe (to 1e-9)."""
    at = _scene(term_years)
    flow = _flow(at, _price(at))
    spent = at.found.spent
    margin = yearly_margin(at.cases, spent, at.found.paid, _price(at))
    assert flow.net[:, 1:] == pytest.approx(margin, rel=1e-9)
    own = 0.8 * (spent.plant + spent.pipe + spent.contingency).item()
    assert -flow.net[0, 0] == pytest.approx(own - flow.construction_interest[0, 0], rel=1e-9)
    assert flow.construction_interest[0, 0] < 0


def test_what_has_come_in_is_the_sum_of_the_years() -> None:
    """The cumulative column ends at the sum, the discounted one at the net present value."""
    at = _scene()
    flow, rate = _flow(at, _price(at)), at.cases["contract.discount_rate_fraction"]
    assert flow.cumulative[0, -1] == pytest.approx(flow.net.sum())
    value = npv_eur(-flow.net[:, :1], flow.net[:, 1:], contract_factors(at.cases))
    assert flow.discounted_cumulative(rate)[0, -1] == pytest.approx(value.item(), rel=1e-9)


def test_the_discounted_column_passes_zero_at_the_payback() -> None:
    """Payback lies in the year in which the discounted sum first is not below zero."""
    at = _scene()
    flow, rate = _flow(at, _price(at)), at.cases["contract.discount_rate_fraction"]
    years = payback_years(-flow.net[:, :1], flow.net[:, 1:], contract_factors(at.cases)).item()
    first = int((flow.discounted_cumulative(rate)[0] >= 0).argmax())
    assert first - 1 < years <= first


def test_nominal_money_is_real_money_times_inflation() -> None:
    """Every flow of year t times 1.02^t, to 1e-12; year 0 is the same."""
    flow = _flow(_scene(), _price(_scene()))
    year = np.arange(flow.net.shape[1])
    for real, nominal in zip(flow, flow.nominal(_one(0.02)), strict=True):
        assert nominal[0] == pytest.approx(real[0] * 1.02**year, rel=1e-12)


def test_the_nominal_return_is_that_of_the_nominal_flow() -> None:
    """(1 + irr)(1 + inflation) - 1 is what the nominal cash flow earns, to 1e-9."""
    flow = _flow(_scene(), _price(_scene()))
    real, nominal = (
        irr_fraction(-f[0, 0], f[0, 1:]) for f in (flow.net, flow.nominal(_one(0.02)).net)
    )
    assert nominal == pytest.approx(nominal_fraction(real, 0.02), abs=1e-9)
    assert nominal > real


@pytest.mark.parametrize("inflation", [0.0, 0.02, 0.07])
@pytest.mark.parametrize("place", places())
def test_nominal_money_at_the_nominal_rate_is_worth_the_same(place: int, inflation: float) -> None:
    """Of every drawn site, whatever the inflation: to 1e-9 of what is spent."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    flow = _flow(at, _price(at))
    rate = at.cases["contract.discount_rate_fraction"]
    nominal = _one(nominal_fraction(rate.item(), inflation))
    real = flow.discounted_cumulative(rate)[0, -1]
    worth = flow.nominal(_one(inflation)).discounted_cumulative(nominal)[0, -1]
    assert worth == pytest.approx(real, abs=1e-9 * max(-flow.net[0, 0], 1.0))


@pytest.mark.parametrize("place", places())
def test_the_value_at_the_internal_rate_is_zero(place: int) -> None:
    """Of every drawn site that earns anything: to 1e-6 of its capital."""
    at = drawn_scene(place)
    net = _flow(at, _price(at)).net
    rate = irr_fraction(-net[0, 0], net[0, 1:])
    if np.isfinite(rate):
        worth = (net[0] * (1 + rate) ** -np.arange(len(net[0]))).sum()
        assert worth == pytest.approx(0, abs=1e-6 * -net[0, 0])


@pytest.mark.parametrize("place", places())
def test_the_floor_earns_the_required_return(place: int) -> None:
    """At the producer's cost the value is zero to 1e-6 of the capital, and the internal rate is
    the required one to 1e-6, also where the term outlasts the heat pump."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    flow = _flow(at, at.found.floor.total)
    rate = at.cases["contract.discount_rate_fraction"]
    capital = -flow.net[0, 0]
    worth = flow.discounted_cumulative(rate)[0, -1]
    assert worth == pytest.approx(0, abs=1e-6 * capital)
    found = irr_fraction(capital, flow.net[0, 1:])
    if np.isfinite(found) and (flow.net[0, 1:] >= 0).all():  # else a rate need not be the only one
        assert found == pytest.approx(rate.item(), abs=1e-6)


@pytest.mark.parametrize(
    ("term", "life", "years"),
    [(15, 25, ()), (25, 25, ()), (26, 25, (26,)), (40, 25, (26,)), (40, 15, (16, 31))],
)
def test_the_heat_pump_is_renewed_in_the_year_after_its_life(
    term: int, life: float, years: tuple[int, ...]
) -> None:
    """A life of 25 years and a term of 40: once, in year 26, for its share of the capital."""
    cases = _cases(contract__term_years=term, finance__heat_pump_life_years=life)
    spent = replacement_eur(cases, _spent().heat_pump, term)
    assert tuple(np.flatnonzero(spent[0]) + 1) == years
    share = cases["finance.reinvestment_fraction"].item()
    assert spent.sum() == pytest.approx(1e6 * share * len(years))


def test_nothing_is_paid_beyond_the_own_term() -> None:
    """Rows of one table end at their own term."""
    cases = _cases().with_({TERM: [10, 30]})
    energy = Energy(*(_one(1000) for _ in range(4)), _one(100))
    flow = cash_flow(cases, _spent(), energy, _one(50))
    assert flow.net.shape == (2, 31)
    assert (flow.net[0, 11:] == 0).all()
    assert flow.replacement[0].sum() == 0 > flow.replacement[1].sum()
