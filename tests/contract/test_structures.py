"""Price structures and scenarios over the years, and who pays for the shock."""

from __future__ import annotations

from functools import cache
from typing import get_args

import numpy as np
import pytest

from ihp_core.contract.avoided import (
    Agreed,
    agreed_at,
    avoided,
    avoided_by_price,
    avoided_eur_per_mwh,
)
from ihp_core.contract.shock import shock
from ihp_core.contract.structures import (
    LEVELLING_RATE,
    Offer,
    capacity_payment_eur_per_mw_year,
    certain_eur,
    offer,
    payment_eur,
    power_eur_per_mwh,
    price_eur_per_mwh,
    running,
    running_eur,
    structure_named,
)
from ihp_core.contract.terms import terms_of
from ihp_core.economics.finance import discount_factors, present_value
from ihp_core.economics.price import indicative, running_costs, yearly_margin
from ihp_core.economics.scenarios import SCENARIOS, paths, shock_years
from ihp_core.operation.todays_heat import carbon_price_eur_per_t
from ihp_core.site.fields import Structure
from ihp_core.tables.arrays import Array, ratio
from ihp_core.tables.assumptions import value
from tests.drawn import drawn_scene, places
from tests.given import Scene, scene, site_of

STRUCTURES = get_args(Structure)
YEARS = 15


def _one(figure: float) -> Array:
    return np.array([[float(figure)]])


@cache
def _scene(**draft: object) -> Scene:
    known = {"data_centre.ramp_up_years": 3} | {k.replace("__", "."): x for k, x in draft.items()}
    return scene(site_of(known))


def _bare(**draft: object) -> Scene:
    """The same with a machine that does not age."""
    known = {"data_centre.ramp_up_years": 3} | {k.replace("__", "."): x for k, x in draft.items()}
    return scene(site_of(known), bare=True)


def _offer(at: Scene) -> Offer:
    price = indicative(at.cases, at.found.floor.total, at.found.ceiling)
    return offer(at.cases, at.found, price)


def _agreed(at: Scene) -> Agreed:
    price = indicative(at.cases, at.found.floor.total, at.found.ceiling)
    return agreed_at(at.cases, at.hours, at.network, at.found, price)


def _made(**changes: Array) -> Offer:
    """60 EUR/MWh, of which 130 / 4 = 32.5 follow electricity, of which 80 are energy, and 7.5
    consumer prices; 20 are left for the capital."""
    heat = np.full((1, YEARS), 1e4)
    plain = Offer(_one(60), _one(130), _one(80), _one(0.25), _one(0.02), heat)
    worth = heat * discount_factors(_one(LEVELLING_RATE), _one(YEARS))
    return plain._replace(operating=_one(7.5), worth=worth)._replace(**changes)


def _worth(at: Scene, yearly: Array) -> float:
    """Present value of real money at the typical return [EUR]."""
    factors = discount_factors(_one(LEVELLING_RATE), at.cases["contract.term_years"])
    return present_value(yearly, factors).item()


def test_an_unknown_structure_is_refused_and_not_priced_as_another() -> None:
    """A misspelt name must not silently give the indexed price."""
    with pytest.raises(ValueError, match=r"index_linked.*indexed, two_part, fixed"):
        price_eur_per_mwh("index_linked", _made(), paths("base", YEARS))


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_scenario_starts_at_the_level_of_today(scenario: str) -> None:
    """Levels are positive, consumer prices rise, and the first year is one year's change."""
    path = paths(scenario, YEARS)
    assert (path.heat_market == 1).all()
    for level in path:
        assert level.shape == (YEARS,)
        assert (level > 0).all()
    assert (np.diff(path.cpi) > 0).all()
    assert abs(path.electricity[0] - 1) < 0.05


def test_the_base_is_constant_in_real_terms_and_rises_with_the_inflation_of_the_finance() -> None:
    """Both tables speak of one inflation, to 1e-12."""
    path, year = paths("base", YEARS), np.arange(1, YEARS + 1)
    assert (path.electricity == 1).all()
    assert (path.gas == 1).all()
    assert path.cpi == pytest.approx((1 + value("finance.inflation_fraction")) ** year, rel=1e-12)


def test_low_and_high_lie_on_both_sides_of_the_base() -> None:
    """And the shock stands out of it in a few years only, which are those it names."""
    low, high, struck = (paths(name, YEARS) for name in ("low", "high", "shock"))
    assert (low.electricity < 1).all()
    assert (high.electricity > 1).all()
    years = shock_years(YEARS)
    assert 0 < len(years) < YEARS / 2
    assert tuple(np.flatnonzero(struck.electricity > 1) + 1) == years


def test_an_unknown_scenario_is_an_error() -> None:
    """A slip in a name does not become the base."""
    with pytest.raises(KeyError):
        paths("middle", YEARS)


@pytest.mark.parametrize("place", places(5))
def test_two_parts_are_the_indexed_price_in_the_base(place: int) -> None:
    """Capacity payment x capacity + energy price x expected heat is the indexed revenue of
    every year, ramp-up included, to 1e-9."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    made, capacity = _agreed(at), at.found.capacity_mw
    given, path = made.offer, made.path("base")
    share = given.market_share
    at_start = capacity_payment_eur_per_mw_year(given, capacity) * capacity
    grown = (1 - share) * given.operating * given.heat * (path.cpi - 1)
    by_use = (1 - share) * power_eur_per_mwh(given, path) * given.power_per_heat
    by_use += share * given.market * path.heat_market * path.cpi
    two = at_start + grown + by_use * given.heat
    for structure in ("indexed", "two_part"):
        paid = payment_eur(structure, given, path, given.heat)
        assert paid == pytest.approx(two, rel=1e-9, abs=1e-6)


def test_the_capacity_payment_stays_where_less_is_taken() -> None:
    """At half the heat two parts pay half of what stands more: 5,000 MWh of capital's part and of
    7.5 x CPI."""
    given, path = _made(), paths("base", YEARS)
    half = given.heat / 2
    more = payment_eur("two_part", given, path, half) - payment_eur("indexed", given, path, half)
    assert more[0] == pytest.approx((given.capital.item() + 7.5 * path.cpi) * 5000)


def test_capital_starts_at_the_nominal_annuity_and_does_not_rise() -> None:
    """20 EUR/MWh over 15 years at 7 % real and 2 % inflation: annuity of 9.14 % over that of 7 %,
    22.79 EUR/MWh in every year; only upkeep and electricity move with consumer prices."""
    given, path = _made(), paths("base", YEARS)
    annuity = {rate: rate / (1 - (1 + rate) ** -YEARS) for rate in (0.07, 1.07 * 1.02 - 1)}
    nominal, real = annuity[1.07 * 1.02 - 1], annuity[0.07]
    assert given.capital.item() == pytest.approx(20 * nominal / real, rel=1e-12)
    assert given.capital.item() == pytest.approx(22.79, abs=0.005)
    price = price_eur_per_mwh("indexed", given, path)[0]
    assert price == pytest.approx(given.capital.item() + 40 * path.cpi, rel=1e-12)
    assert given.start.item() == pytest.approx(given.capital.item() + 40)


@pytest.mark.parametrize("structure", ["indexed", "two_part"])
@pytest.mark.parametrize("place", places(5))
def test_an_index_is_worth_the_flat_real_price_in_the_base(structure: str, place: int) -> None:
    """Present value of the revenue by the index = that of P_0 in every year, with ramp-up and
    with a market element, at the rate of the levelling (to 1e-9)."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    made = _agreed(at)
    path, given = made.path("base"), made.offer
    paid = payment_eur(structure, given, path, given.heat) / path.cpi
    flat = _worth(at, given.price * given.heat)
    assert _worth(at, paid) == pytest.approx(flat, rel=1e-9)


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("share", [0.0, 0.4])
def test_the_minimum_volume_pays_the_fixed_part_of_what_was_not_taken(
    structure: str, share: float
) -> None:
    """Nothing taken, 85 % counted: over the term the fixed part of the expected heat where it is
    paid for the capacity, of the minimum volume elsewhere; no electricity (to 1e-9)."""
    element = share if structure_named(structure).formula.count("market_share") else 0.0
    draft = {"contract__structure": structure, "contract__market_element_fraction": element}
    at = _scene(**draft)
    made, counted = _agreed(at), at.cases["contract.minimum_volume_fraction"]
    given, path = made.offer, made.path("base")
    least = certain_eur(structure, given, path, counted) / path.cpi
    apart = (1 - element) if structure == "two_part" else 0.0
    part = apart + (1 - apart) * counted.item()
    fixed = given.price - given.electricity * given.power_per_heat
    assert _worth(at, least) == pytest.approx(_worth(at, fixed * given.heat) * part, rel=1e-9)
    terms = terms_of(at.cases, at.hours, given, at.found.heat_mwh, at.found.ceiling)
    by_terms = (fixed * at.found.heat_mwh).item() * part
    assert terms.certain_revenue.item() == pytest.approx(by_terms, rel=1e-9)


def test_a_fixed_price_never_charges_less_than_nothing_for_heat_not_taken() -> None:
    """In a shock the electricity saved is worth more than the price: then nothing is owed."""
    given = _made(electricity=_one(260), moving=_one(260))
    owed = certain_eur("fixed", given, paths("shock", YEARS), _one(0.85))
    assert owed[0, 2] == 0
    assert (owed >= 0).all()


def test_the_operating_part_is_the_typical_one_and_so_is_the_levelling() -> None:
    """Another required return and share of the room at one price: the same index (to 1e-12)."""
    own = _scene(contract__discount_rate_fraction=0.11, contract__room_share_fraction=0.2)
    for at in (_scene(), own):
        given = offer(at.cases, at.found, _one(60))
        spends = running_costs(at.cases, at.found.spent, at.found.paid)
        factors = discount_factors(_one(LEVELLING_RATE), at.cases["contract.term_years"])
        upkeep = present_value(spends.total - spends.electricity, factors)
        by_hand = upkeep / present_value(at.found.paid.heat, factors)
        assert given.operating.item() == pytest.approx(by_hand.item(), rel=1e-12)
    usual = offer(_scene().cases, _scene().found, _one(60))
    assert given.start.item() == pytest.approx(usual.start.item(), rel=1e-12)


def test_a_market_element_follows_fuel_and_carbon_of_todays_heat() -> None:
    """Gas boilers: with all of the price on the heat market gas at 2.5 times its price moves the
    heat price by the share of gas in today's cost; half of it by half (to 1e-9)."""
    whole = _agreed(_scene(contract__market_element_fraction=1.0))
    half = _agreed(_scene(contract__market_element_fraction=0.5))
    assert whole.today is not None
    base, hit = whole.path("base"), whole.path("shock")._replace(cpi=whole.path("base").cpi)
    cost = whole.today
    first = (cost.gas + cost.carbon_t * cost.carbon["base"][:, :1]).item()
    first += max(cost.other.item(), 0)
    rise = hit.heat_market[0, 2] - base.heat_market[0, 2]
    assert rise == pytest.approx(1.5 * cost.gas.item() / first, rel=1e-9)
    more = [
        (
            price_eur_per_mwh("indexed", made.offer, hit)
            - price_eur_per_mwh("indexed", made.offer, base)
        )
        for made in (whole, half)
    ]
    by_hand = whole.offer.market.item() * rise * base.cpi[2]
    assert more[0][0, 2] == pytest.approx(by_hand, rel=1e-9)
    power = power_eur_per_mwh(half.offer, hit) - power_eur_per_mwh(half.offer, base)
    by_cost = (power * half.offer.power_per_heat)[0, 2]
    assert more[1][0, 2] == pytest.approx(0.5 * by_hand + 0.5 * by_cost, rel=1e-9)


def test_without_a_market_element_nobody_asks_what_todays_heat_is_made_of() -> None:
    """And where no fuel is known the heat market moves with consumer prices alone."""
    assert _agreed(_scene()).today is None
    stated = _scene(
        network__heat_cost_today_eur_per_mwh=55.0, contract__market_element_fraction=0.3
    )
    for scenario in SCENARIOS:
        level = _agreed(stated).path(scenario).heat_market
        assert level == pytest.approx(np.ones_like(level), rel=1e-9)


def test_only_the_energy_part_of_electricity_moves() -> None:
    """Energy 80 of 130 doubled is 210 in real money; 80 / 4 = 20 EUR/MWh dearer heat."""
    path = paths("base", 1)._replace(electricity=np.array([2.0]))
    given = _made(heat=_one(1e4))
    assert power_eur_per_mwh(given, path) == pytest.approx(210 * path.cpi[None])
    dearer = price_eur_per_mwh("indexed", given, path)
    usual = price_eur_per_mwh("indexed", given, paths("base", 1))
    assert dearer - usual == pytest.approx(20 * path.cpi[None])


def test_a_long_term_contract_for_electricity_does_not_move() -> None:
    """The heat price of such a site moves with consumer prices alone in every scenario."""
    given = _offer(_scene(market__electricity_connection="contract"))
    moves = given.operating + given.electricity * given.power_per_heat
    for scenario in SCENARIOS:
        path = paths(scenario, YEARS)
        price = price_eur_per_mwh("indexed", given, path)
        assert price == pytest.approx(given.capital + moves * path.cpi, rel=1e-9)


def test_a_fixed_price_rises_by_its_own_rate_in_every_scenario() -> None:
    """60 EUR/MWh and 2 %: 61.2 in the first year, whatever electricity costs."""
    for scenario in SCENARIOS:
        price = price_eur_per_mwh("fixed", _made(), paths(scenario, YEARS))
        assert price[0, 0] == pytest.approx(61.2)
        assert price[0, -1] == pytest.approx(60 * 1.02**YEARS)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_the_margin_in_the_base_is_worth_that_of_the_flat_price(structure: str) -> None:
    """What each structure leaves, in real money over the term, where a fixed price rises with
    consumer prices (to 1e-9)."""
    at = _scene(contract__pipe_residual_fraction=0)
    given, path = _offer(at)._replace(escalator=_one(0.02)), paths("base", YEARS)
    paid = payment_eur(structure, given, path, given.heat)
    found = paid - running_eur(running(at.cases, at.found), given, path)
    real = yearly_margin(at.cases, at.found.spent, at.found.paid, given.price)
    assert _worth(at, found / path.cpi) == pytest.approx(_worth(at, real), rel=1e-9)


def test_the_avoided_cost_follows_what_it_is_made_of() -> None:
    """70 of which 50 gas: gas doubled is 120; without a split it keeps its worth."""
    path = paths("base", 1)._replace(gas=np.array([2.0]))
    given = _made(heat=_one(1e4))
    split = avoided(_one(70), gas=_one(50))
    assert avoided_eur_per_mwh(split, given, path) == pytest.approx(120 * path.cpi[None])
    assert avoided_eur_per_mwh(avoided(_one(70)), given, path) == pytest.approx(70 * path.cpi[None])


@pytest.mark.parametrize(
    ("source", "gas", "power"),
    [
        ("gas_boiler", True, False),
        ("biomass_boiler", False, False),
        ("electric_boiler", False, True),
    ],
)
def test_the_fuel_of_today_decides_what_moves_the_avoided_cost(
    source: str, gas: bool, power: bool
) -> None:
    """A gas boiler's cost goes with gas and carbon, an electric boiler's with electricity; all
    parts add up to today's cost of the first year, to 1e-9."""
    at = _scene(network__heat_source_today=source)
    split = avoided_by_price(at.cases, at.hours, at.network, at.found)
    assert (split.gas.item() > 1) is gas
    assert (split.electricity.item() > 1) is power
    carbon = carbon_price_eur_per_t(at.cases, at.network.peak_mw)
    parts = split.gas + split.electricity + split.sold + split.other + split.carbon_t * carbon
    assert parts.item() == pytest.approx(at.found.worth.today.now.item(), rel=1e-9)
    assert (split.carbon_t.item() > 0.1) is gas
    if gas:  # fuel 52.9 at an efficiency of 0.92 or, where it condenses, better
        price = at.cases["market.gas_price_eur_per_mwh"].item()
        assert price / 1.03 - 1e-6 <= split.gas.item() <= price / 0.92 + 1e-6


def test_a_stated_cost_of_heat_goes_with_neither() -> None:
    """Who states 55 EUR/MWh has said nothing of its fuel."""
    at = _scene(network__heat_cost_today_eur_per_mwh=55.0)
    split = avoided_by_price(at.cases, at.hours, at.network, at.found)
    assert split.gas.item() == split.electricity.item() == split.carbon_t.item() == 0


@pytest.mark.parametrize("structure", STRUCTURES)
@pytest.mark.parametrize("place", places(5))
def test_both_parties_together_pay_for_the_shock(structure: str, place: int) -> None:
    """Operator's extra cost + producer's lost margin = rise of the producer's running cost."""
    at = drawn_scene(place)
    if not at.found.heat_mwh.item() > 0:
        return
    made, cost = _agreed(at), running(at.cases, at.found)
    given = made.offer
    found = shock(structure, made, cost, avoided(at.found.ceiling))
    years = given.heat.shape[1]
    struck = np.isin(np.arange(1, years + 1), shock_years(years))
    base = paths("base", years)
    hit = paths("shock", years)._replace(cpi=base.cpi)  # energy alone
    spent = [running_eur(cost, given, path) for path in (hit, base)]
    rise = ((spent[0] - spent[1]) * struck).sum()
    assert (found.operator_extra + found.producer_lost).item() == pytest.approx(rise, rel=1e-9)
    shares = (found.operator_fraction + found.producer_fraction).item()
    assert np.isnan(shares) or shares == pytest.approx(1)


def test_an_indexed_price_hands_the_shock_on_and_a_fixed_one_keeps_it() -> None:
    """The operator carries all of it at the guaranteed COP and mean price, and none of it."""
    at = _bare(data_centre__ramp_up_years=0)
    given, cost = _offer(at), running(at.cases, at.found)
    made = Agreed(given, None)
    power = (at.found.paid.electricity + at.found.paid.pumping) * given.electricity
    cost = cost._replace(electricity=power)
    today = avoided(at.found.ceiling)
    shares = {name: shock(name, made, cost, today).operator_fraction.item() for name in STRUCTURES}
    followed = {name: float(structure_named(name).follows_electricity) for name in STRUCTURES}
    within = shares.pop("collar")
    followed.pop("collar")
    assert shares == pytest.approx(followed, abs=1e-9)
    assert 0 < within < 1  # up to the highest price
    assert shock("fixed", made, cost, today).operator_extra.item() == pytest.approx(0, abs=1e-6)


def test_what_is_certain_is_the_minimum_volume_without_its_electricity() -> None:
    """Indexed or fixed: fixed part x minimum volume; two-part: the fixed part of all expected
    heat as capacity payment, and nothing more for what is missing (1e-9)."""
    certain = {}
    for structure in STRUCTURES:
        at = _scene(contract__structure=structure)
        given, heat = _offer(at), at.found.heat_mwh
        certain[structure] = terms_of(at.cases, at.hours, given, heat, at.found.ceiling)
        least = at.cases["contract.minimum_volume_fraction"] * heat
    by_use = given.electricity * given.power_per_heat
    by_volume = ((given.price - by_use) * least).item()
    assert certain["indexed"].certain_revenue.item() == pytest.approx(by_volume, rel=1e-9)
    assert certain["fixed"].certain_revenue.item() == pytest.approx(by_volume, rel=1e-9)
    whole = ((given.price - by_use) * heat).item()
    assert certain["two_part"].certain_revenue.item() == pytest.approx(whole, rel=1e-9)
    assert certain["two_part"].deemed.item() == pytest.approx(0, abs=1e-9)
    assert certain["indexed"].deemed.item() == pytest.approx((given.price - by_use).item())
    assert by_volume < whole < (given.price * heat).item()


def test_availability_is_held_against_its_guarantee() -> None:
    """What may be missing and what the model's own availability leaves above add up to what the
    plant itself misses; a point below costs 1 % of the heat at the saving per MWh."""
    at = _scene(contract__availability_guarantee_fraction=0.9)
    given, heat = _offer(at), at.found.heat_mwh
    found = terms_of(at.cases, at.hours, given, heat, at.found.ceiling)
    own, full = found.availability.item(), heat.item() / found.availability.item()
    assert 0.95 < own < 0.97  # a planned week and 2 % of faults
    assert found.missing_allowed.item() == pytest.approx(0.1 * full)
    missed = (1 - own) * full
    assert (found.missing_allowed - found.reserve).item() == pytest.approx(missed)
    saving = ratio(at.found.ceiling - given.price, _one(1)).item()
    assert found.remedy.item() == pytest.approx(max(saving, 0) * 0.01 * full)


def test_a_shock_of_energy_alone_costs_a_producer_with_an_indexed_price_nothing() -> None:
    """The guaranteed COP is the expected one: operator's extra = rise of the electricity cost, but
    for the hours of use (within 1 %)."""
    at = _bare(contract__structure="indexed")
    found = shock(
        "indexed", Agreed(_offer(at), None), running(at.cases, at.found), avoided(at.found.ceiling)
    )
    extra = found.operator_extra.item()
    assert extra == pytest.approx(found.electricity_rise.item(), rel=0.01)
    assert abs(found.producer_lost.item()) < 0.01 * extra
    assert found.avoided_rise.item() == pytest.approx(0, abs=1e-6)


def test_electricity_sold_beside_the_heat_takes_its_part_of_a_shock() -> None:
    """A gas CHP: gas in the shock times 2.5 less sales times 2.7, not gas alone (to 1 %)."""
    at = _scene(network__heat_source_today="gas_chp")
    carbon = carbon_price_eur_per_t(at.cases, at.network.peak_mw)
    today = avoided_by_price(at.cases, at.hours, at.network, at.found)
    sold = -value("heat_source.power_per_heat", "gas_chp") * 89.9
    assert today.sold.item() == pytest.approx(sold, rel=0.06)  # at the hours of the heat
    parts = today.gas + today.electricity + today.sold + today.other + today.carbon_t * carbon
    assert parts.item() == pytest.approx(at.found.worth.today.now.item())
    path = paths("shock", 15)
    moved = avoided_eur_per_mwh(today, _offer(at), path)[0, 2] / path.cpi[2]
    paid = today.carbon_t * today.carbon["shock"][0, 2]
    by_hand = today.gas * 2.5 + today.sold * 2.7 + today.other + paid
    assert moved == pytest.approx(by_hand.item(), rel=0.01)


def test_inflation_is_one_figure() -> None:
    """What turns real money into nominal is the consumer price rise of the base scenario."""
    level = paths("base", YEARS).cpi
    assert level == pytest.approx((1 + value("finance.inflation_fraction")) ** np.arange(1, 16))
