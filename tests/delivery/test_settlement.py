"""The months of a contract year add up to it, by every price structure."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from ihp_core.assessment import recorded, screened
from ihp_core.contract.structures import STRUCTURES, unused_eur_per_mwh
from ihp_core.delivery.bills import agreement_of, billed
from ihp_core.delivery.settlement import Agreement, bills, missing_eur, year_eur
from ihp_core.delivery.steps import expected, table_of
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site

NAMES = tuple(STRUCTURES)
HEAT = np.array([900.0, 800, 850, 700, 500, 300, 250, 280, 450, 650, 800, 900])
POWER = np.array([150.0, 140, 120, 90, 80, 85, 95, 110, 130, 150, 170, 180])
HOURS = np.array([744.0, 672, 743, 720, 744, 720, 744, 744, 720, 745, 720, 744])


def with_contract(name: str, **stated: object) -> Site:
    """An example whose contract states some things more."""
    site = example(name)
    return site.model_copy(update={"contract": site.contract.model_copy(update=stated)})


def agreed(structure: str, name: str = "german", **stated: object) -> Agreement:
    """What an example is billed by."""
    made = agreement_of(screened(with_contract(name, structure=structure, **stated)))
    assert made is not None
    return made


@pytest.mark.parametrize("structure", NAMES)
@pytest.mark.parametrize("name", ["german", "swedish", "guide_10mw_4g"])
@pytest.mark.parametrize("share", [0.0, 0.3])
def test_the_expected_months_add_up_to_the_contract_year_of_the_assessment(
    structure: str, name: str, share: float
) -> None:
    """Twelve bills are the revenue that the answer has of the first contract year."""
    stated = {"structure": structure, "market_element_fraction": share}
    chain = screened(with_contract(name, **stated))
    made, agreed_on = billed(chain, expected(chain)), recorded(chain).negotiation
    assert made is not None
    assert agreed_on is not None
    revenue = agreed_on.path(structure, "base").revenue_eur  # type: ignore[arg-type]
    assert revenue is not None
    assert float(made.bills.amount_eur.sum()) == pytest.approx(revenue[0], rel=1e-9)
    assert made.settled == (False,) * 11 + (True,)
    assert made.bills.settled_volume_eur.sum() == 0


@pytest.mark.parametrize(("structure", "share"), [("seasonal", 0.513), ("outdoor_temperature", 0)])
def test_a_price_by_season_or_weather_is_billed_month_by_month(
    structure: str, share: float
) -> None:
    """Of July's price over January's no more is left than the summer's share; settled is what
    remains of the index alone, below 2 % of the year."""
    chain = screened(with_contract("german", structure=structure))
    made = billed(chain, expected(chain))
    assert made is not None
    price = made.bills.price_eur_per_mwh
    power = made.bills.power_eur_per_mwh
    index = power[6] / power[0] if structure == "seasonal" else 1.0
    assert price[6] / price[0] < max(share, 0.5) * max(index, 1.0)
    assert abs(made.bills.settled_index_eur[-1]) < 0.02 * made.bills.amount_eur.sum()


@pytest.mark.parametrize("structure", NAMES)
@pytest.mark.parametrize("year", [1, 2, 7])
def test_any_months_add_up_to_what_the_formula_gives_for_the_year(
    structure: str, year: int
) -> None:
    """Whatever is taken and whatever electricity costs; settled in the last month alone."""
    agreement = agreed(structure)._replace(year=year, minimum_mwh=0.0)
    made = bills(agreement, HEAT, POWER, HOURS)
    mean = float((POWER * HOURS).sum() / HOURS.sum())
    assert made.amount_eur.sum() == pytest.approx(
        year_eur(agreement, float(HEAT.sum()), mean), rel=1e-9
    )
    assert not made.settled_index_eur[:-1].any()


def test_the_price_of_a_month_follows_its_electricity_price_by_the_guaranteed_cop() -> None:
    """10 EUR/MWh of electricity are 10 / COP of heat; a fixed price does not move."""
    agreement = agreed("indexed")
    low, high = bills(agreement, HEAT[:2], np.array([100.0, 110.0]), HOURS[:2]).price_eur_per_mwh
    per_heat = agreement.offer.power_per_heat.item()
    assert high - low == pytest.approx(10 * per_heat)
    fixed = bills(agreed("fixed"), HEAT, POWER, HOURS)
    assert np.ptp(fixed.price_eur_per_mwh) == 0
    assert fixed.settled_index_eur[-1] == pytest.approx(0, abs=1e-6)


def test_the_price_that_counts_is_the_one_that_was_given() -> None:
    """In the money of the contract year; under a long-term contract it does not move."""
    made = bills(agreed("indexed"), HEAT, POWER, HOURS)
    assert made.power_eur_per_mwh == pytest.approx(POWER)
    bound = agreed("indexed")
    bound = bound._replace(offer=bound.offer._replace(moving=np.zeros((1, 1))))
    assert np.ptp(bills(bound, HEAT, POWER, HOURS).power_eur_per_mwh) == 0


def test_a_payment_for_the_capacity_is_paid_without_heat() -> None:
    """A twelfth a month; what else is due follows the heat."""
    agreement = agreed("two_part")._replace(minimum_mwh=0.0)
    made = bills(agreement, np.zeros(12), POWER, HOURS)
    assert np.ptp(made.capacity_eur) == 0
    assert made.capacity_eur.min() > 0
    assert made.amount_eur.sum() == pytest.approx(12 * made.capacity_eur[0])


@pytest.mark.parametrize("structure", NAMES)
def test_a_shortfall_is_charged_in_the_last_month_without_its_electricity(structure: str) -> None:
    """As much of it as was agreed and was to be had, never below zero."""
    agreement = agreed(structure)
    mean = float((POWER * HOURS).sum() / HOURS.sum())
    short = agreement.minimum_mwh - HEAT.sum()
    assert short > 0
    each = agreement.of_year(unused_eur_per_mwh(structure, agreement.offer, agreement.at(mean)))
    due = short * agreement.missing_counted * each
    assert bills(agreement, HEAT, POWER, HOURS).settled_volume_eur[-1] == pytest.approx(due)
    assert missing_eur(agreement, float(HEAT.sum()), mean, 10.0) == pytest.approx(
        10 * agreement.missing_counted * each
    )
    assert missing_eur(agreement, agreement.minimum_mwh + 1, mean) == 0


def test_less_than_a_contract_year_is_not_settled() -> None:
    """The year's mean is not known before the year is over."""
    made = bills(agreed("indexed"), HEAT[:11], POWER[:11], HOURS[:11])
    assert not made.settled_index_eur.any()
    assert not made.settled_volume_eur.any()


def test_a_contract_year_runs_from_the_start_of_supply() -> None:
    """Twelve months from July on are settled in June, and count as the year that they are."""
    chain = screened(with_contract("german", start=dt.date(2023, 7, 1)))
    made = billed(chain, expected(chain))
    assert made is not None
    assert [a.year for a in made.agreements] == [2] * 6 + [3] * 6
    assert not any(made.settled)
    prices = table_of(expected(chain), "month").columns["electricity_eur_per_mwh"]
    assert (made.bills.power_eur_per_mwh > prices).all()  # in the money of their year
