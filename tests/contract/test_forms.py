"""The structures by outdoor temperature, by share, within bounds and by season, and their risks."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ihp_core import assess
from ihp_core.contract.avoided import Agreed, agreed_at, avoided_eur_per_mwh
from ihp_core.contract.in_year import by_outdoor_temperature, by_season, weights
from ihp_core.contract.risks import mild_year, month_weights
from ihp_core.contract.shapes import PRICED
from ihp_core.contract.structures import (
    STRUCTURES,
    Offer,
    price_eur_per_mwh,
    structure_named,
)
from ihp_core.economics.price import indicative
from ihp_core.economics.scenarios import SCENARIOS, paths
from ihp_core.results.discretion import discreet
from ihp_core.site.examples.worked import example, names
from ihp_core.site.filling import fill, state
from ihp_core.tables.arrays import Array
from tests.drawn import drawn_scene, places
from tests.given import Scene, hours_at, scene, site_of

STOCKHOLM = (59.33, 18.07)
SEK_AT_0_C = 380.0  # regression on one day in 2021, see contract.fall_per_k_fraction
PUBLISHED_SEK = 2.0e6  # stockholmexergi.se, Heat recovery: a year of 1 MW
FORMS = tuple(STRUCTURES)


@cache
def _example(name: str) -> Scene:
    return scene(example(name))


def _agreed(at: Scene) -> Agreed:
    price = indicative(at.cases, at.found.floor.total, at.found.ceiling)
    return agreed_at(at.cases, at.hours, at.network, at.found, price, market=True)


def _real(structure: str, made: Agreed, scenario: str) -> Array:
    path = made.path(scenario)
    return price_eur_per_mwh(structure, made.offer, path) / path.cpi


def _same_worth(made: Agreed) -> None:
    """Present value over that of P_0 in every year is 1 (1e-9); a fixed price where it rises with
    consumer prices."""
    known = made.offer
    risen = paths("base", known.worth.shape[1]).cpi[:1] - 1
    whole = known.price * known.worth.sum(axis=1, keepdims=True)
    for structure in FORMS:
        priced = known._replace(escalator=risen[None]) if structure == "fixed" else known
        paid = (_real(structure, made._replace(offer=priced), "base") * known.worth).sum()
        assert paid == pytest.approx(whole.item(), rel=1e-9)


@pytest.mark.parametrize("name", names())
def test_all_structures_are_worth_the_same_in_the_examples(name: str) -> None:
    """Each over the term in the base, ramp-up and carbon path included."""
    _same_worth(_agreed(_example(name)))


@pytest.mark.parametrize("place", places(5))
def test_all_structures_are_worth_the_same_on_random_sites(place: int) -> None:
    """With market elements, bounds and laws that end today's fuel."""
    at = drawn_scene(place)
    if at.found.heat_mwh.item() > 0:
        _same_worth(_agreed(at))


@pytest.mark.parametrize("place", places(5))
def test_a_collar_is_never_outside_its_bounds(place: int) -> None:
    """In no year of any scenario, in real money (1e-9)."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    made = _agreed(at)
    lowest, highest = made.offer.bounds
    for scenario in SCENARIOS:
        real = _real("collar", made, scenario)
        assert (real >= lowest - 1e-9 * abs(lowest)).all()
        assert (real <= highest + 1e-9 * abs(highest)).all()


@settings(max_examples=60, deadline=None)
@given(
    low=st.floats(0, 1),
    high=st.floats(1, 3),
    capital=st.floats(0, 0.95),
    years=st.integers(1, 40),
)
def test_bounds_that_bind_give_back_what_they_take(
    low: float, high: float, capital: float, years: int
) -> None:
    """However narrow the bounds and long the term: the worth of P_0, and nothing outside (1e-9)."""
    worth = 0.93 ** np.arange(1, years + 1)[None]
    one = np.ones((1, 1))
    made = Offer(60 * one, 130 * one, 80 * one, 0.1 * one, 0.02 * one, 1e4 * np.ones((1, years)))
    made = made._replace(operating=(1 - capital) * 47 * one, worth=worth, low=low * one)
    made = made._replace(high=high * one)
    path = paths("base", years)
    real = price_eur_per_mwh("collar", made, path) / path.cpi
    assert (real * worth).sum() == pytest.approx(60 * worth.sum(), rel=1e-9)
    assert 60 * low - 1e-9 <= real.min() <= real.max() <= 60 * high + 1e-9


def test_wide_bounds_leave_the_index_as_it_is() -> None:
    """From nothing to three times the price nothing binds and nothing is moved (1e-9)."""
    made = _agreed(scene(site_of({"contract.collar_low_fraction": 0.0})))
    wide = made._replace(offer=made.offer._replace(high=np.array([[3.0]])))
    assert wide.offer.shift.item() == pytest.approx(0, abs=1e-9)
    assert _real("collar", wide, "shock") == pytest.approx(_real("indexed", wide, "shock"))


def test_stockholms_form_gives_stockholms_sum() -> None:
    """1 MW all year at 380 x 0.92^T SEK/MWh and nothing above 17.5 °C: the published two million
    SEK a year, within 5 %."""
    hours, cases = hours_at(*STOCKHOLM), fill(state([site_of()]))
    price = SEK_AT_0_C * by_outdoor_temperature(cases, hours)
    assert hours.total(price).item() == pytest.approx(PUBLISHED_SEK, rel=0.05)


@pytest.mark.parametrize("by_hour", [by_outdoor_temperature, by_season, None])
def test_the_hours_of_the_expected_year_weigh_one(by_hour: object) -> None:
    """Mean weight over the expected heat (1e-12), so that the months pay the price of the year."""
    at = _example("german")
    heat = at.found.year.delivered_mw
    weight = weights(by_hour, at.cases, at.hours, heat)  # type: ignore[arg-type]
    assert at.hours.total(weight * heat).item() == pytest.approx(at.hours.total(heat).item())


def test_no_heat_while_it_has_a_price_is_no_price_and_no_error() -> None:
    """Heat in summer alone above the limit: the weights do not exist, and the year says so."""
    at = _example("german")
    warm = np.where(at.hours.outdoor_c > 25, 1.0, 0.0)
    cases = at.cases.with_({"contract.no_price_above_c": 20.0})
    assert np.isnan(weights(by_outdoor_temperature, cases, at.hours, warm)).all()
    kind = structure_named("outdoor_temperature")
    assert mild_year(kind, cases, at.hours, warm).item() == 1


def test_a_milder_year_pays_less_by_outdoor_temperature_and_no_other_structure() -> None:
    """About 8 % for each kelvin and what passes the limit; a colder one more. Winter and summer
    go by the calendar."""
    at = _example("german")
    heat = at.found.year.delivered_mw
    for name, kind in STRUCTURES.items():
        mild, warm, cold = (mild_year(kind, at.cases, at.hours, heat, k).item() for k in (1, 2, -2))
        if name == "outdoor_temperature":
            assert 0.88 < mild < 0.92
            assert warm < mild < 1 < cold
        else:
            assert (mild, cold) == pytest.approx((1, 1))


def test_winter_may_pass_the_turn_of_the_year() -> None:
    """November to April and March to October are each other's summer."""
    at = _example("german")
    flat = np.ones_like(at.found.year.delivered_mw)
    ends = ("contract.winter_from_month", "contract.winter_to_month")
    months = []
    for first, last in ((11, 4), (5, 10)):
        cases = at.cases.with_(dict(zip(ends, (first, last), strict=True)))
        found = month_weights(by_season, cases, at.hours, flat)[0]
        dear = found > 1
        months.append(dear)
        share = at.cases["contract.summer_price_fraction"].item()
        assert found[~dear][0] / found[dear][0] == pytest.approx(share)
    assert (months[0] == ~months[1]).all()
    assert months[0].tolist() == [True] * 4 + [False] * 6 + [True] * 2


def test_a_share_is_the_same_of_todays_cost_in_every_year_and_scenario() -> None:
    """Price over avoided running cost is one figure, that of the contract (1e-9)."""
    made = _agreed(_example("german"))
    assert made.today is not None
    for scenario in SCENARIOS:
        path = made.path(scenario)
        cost = avoided_eur_per_mwh(made.today, made.offer, path, scenario)
        price = price_eur_per_mwh("share_of_alternative", made.offer, path)
        assert price == pytest.approx(made.offer.share * cost, rel=1e-9)
    agreed = assess(site_of({"contract.structure": "share_of_alternative"})).negotiation
    assert agreed is not None
    first = agreed.path("share_of_alternative", "base")
    paid, avoided = (first.price_eur_per_mwh or (0.0,))[0], first.avoided_eur_per_mwh[0]
    assert agreed.terms.share_of_alternative_fraction == pytest.approx(paid / avoided, rel=1e-9)


@pytest.mark.parametrize("place", places(5))
def test_a_share_of_a_cost_never_asks_for_less_than_nothing(place: int) -> None:
    """Electricity sold beside the heat may make it worth less than nothing: then it is free."""
    at = drawn_scene(place)
    if at.found.heat_mwh.item() > 0:
        made = _agreed(at)
        for scenario in SCENARIOS:
            assert (_real("share_of_alternative", made, scenario) >= 0).all()


@pytest.mark.parametrize("name", names())
def test_who_carries_what_follows_from_the_formula(name: str) -> None:
    """Electricity with the operator where the price follows it, today's heat with the operator
    where it does not; two parts leave the volume with the operator. The hours of use leave some
    5 % of the electricity apart; bounds keep a part of it with the producer."""
    agreed = assess(example(name)).negotiation
    if agreed is None:
        return
    for share in agreed.risks:
        kind = structure_named(share.structure)
        market = agreed.terms.market_element_fraction
        if share.structure == "collar":
            assert share.electricity_fraction is None or share.electricity_fraction < 1.05
        elif share.electricity_fraction is not None and not market:
            follows = float(kind.follows_electricity)
            assert share.electricity_fraction == pytest.approx(follows, abs=0.05)
        if not kind.follows_today and not market:
            assert share.heat_market_fraction == pytest.approx(1)
        if share.volume_fraction is not None and not market:
            assert share.volume_fraction == pytest.approx(float(kind.pays_capacity), abs=1e-6)
    inflation = {s.structure: s.inflation_fraction or 0.0 for s in agreed.risks}
    assert inflation["fixed"] == 0
    assert inflation["share_of_alternative"] == pytest.approx(1)
    assert 0 < inflation["indexed"] < 1


@pytest.mark.parametrize("structure", FORMS)
def test_without_room_no_structure_tells_its_price(structure: str) -> None:
    """What the contract says of a price, the shares of the risks and the months are hidden then;
    with room they stand, and the producer's figures do not."""
    draft = {"contract.structure": structure, "network.heat_source_today": "other"}
    dear, cheap = (
        discreet(assess(site_of(draft | {"network.heat_cost_today_eur_per_mwh": cost})))
        for cost in (90, 5)
    )
    assert dear.negotiation is not None
    assert cheap.negotiation is not None
    for field in PRICED & set(type(cheap.negotiation.terms).model_fields):
        assert getattr(cheap.negotiation.terms, field) is None
    for share in cheap.negotiation.risks:
        assert share.electricity_fraction is share.month_price_eur_per_mwh is None
    told = {path.price_eur_per_mwh for path in cheap.negotiation.structures}
    assert told == {None}
    assert all(path.price_eur_per_mwh for path in dear.negotiation.structures)
    assert {path.margin_eur for path in dear.negotiation.structures} == {None}


def test_dearer_gas_today_moves_a_share_and_no_index() -> None:
    """At the prices agreed on nothing moves; gas by a tenth more moves today's heat by a tenth of
    its gas, and the price by its share of that (1e-9)."""
    made = _agreed(_example("german"))
    assert made.today is not None
    gas, power = made.today.gas_price, made.offer.electricity
    usual, same = made.path("base"), made.path_at("base", gas, power)
    dearer = made.path_at("base", 1.1 * gas, power)
    assert same.avoided == pytest.approx(usual.avoided)
    assert same.heat_market == pytest.approx(usual.heat_market)
    rise = (dearer.avoided - usual.avoided)[0, 0]
    assert rise == pytest.approx(0.1 * made.today.gas.item(), rel=1e-9)
    share, index = (
        (price_eur_per_mwh(name, made.offer, dearer) - price_eur_per_mwh(name, made.offer, usual))
        for name in ("share_of_alternative", "indexed")
    )
    assert share[0, 0] == pytest.approx(made.offer.share.item() * rise * usual.cpi[0], rel=1e-9)
    assert index == pytest.approx(0, abs=1e-9)


def test_narrower_bounds_hand_on_less_of_a_shock() -> None:
    """From wide to none the price in the shock years falls towards the price agreed on."""
    made = _agreed(_example("german"))
    highest = []
    for half in (0.9, 0.3, 0.15, 0.05, 0.0):
        bounds = {"low": np.array([[1 - half]]), "high": np.array([[1 + half]])}
        narrow = made._replace(offer=made.offer._replace(**bounds))
        highest.append(_real("collar", narrow, "shock").max())
    assert highest == sorted(highest, reverse=True)
    assert highest[0] > 1.2 * highest[-1]
    assert highest[-1] == pytest.approx(made.offer.price.item())


@settings(max_examples=25, deadline=None)
@given(fall=st.floats(0, 0.3), limit=st.floats(5, 30))
def test_the_colder_the_hour_the_dearer_its_heat(fall: float, limit: float) -> None:
    """Within a year no hour costs less than a warmer one, and nothing above the limit."""
    at = _example("german")
    cases = at.cases.with_(
        {"contract.fall_per_k_fraction": fall, "contract.no_price_above_c": limit}
    )
    price = by_outdoor_temperature(cases, at.hours)[0]
    order = np.argsort(at.hours.outdoor_c[0], kind="stable")
    assert (np.diff(price[order]) <= 1e-12).all()
    assert (price[at.hours.outdoor_c[0] > limit] == 0).all()
