"""What each party gives, gets, invests, risks and decides: the answer's figures, and no secret."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, get_args

import pytest

from ihp_core import assess
from ihp_core.report.next_steps.gives_and_gets import Column, Entry, three_columns
from ihp_core.report.next_steps.gives_and_gets_words import decisive_rows, three_columns_rows
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.fields import Party
from ihp_core.text import LANGUAGES, figure
from tests.drawn import drawn_assessment, places
from tests.given import site_of, temperatures

GERMAN: dict[str, Any] = {"country": "DE", "network.annual_heat_gwh": 200}
EXAMPLES = ("german", "swedish", "norderstedt", "mantsala", "guide_10mw_4g", "air_cooled_far")


def _said(found: Assessment, *, internal: bool = False) -> str:
    rows = three_columns_rows(found, internal=internal)
    return "\n".join(sentence for party in rows.values() for _, sentence in party)


def _entry(found: Assessment, party: Party, code: str) -> Entry:
    return next(one for one in three_columns(found)[party] if one.code == code)


def _codes(found: Assessment, party: Party) -> set[str]:
    return {one.code for one in three_columns(found)[party]}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_party_has_all_of_its_kinds_of_sentence(name: str, language: str) -> None:
    """Gives, gets, invests, risk, decides; each a full sentence without hole or code."""
    found = assess(example(name)).as_of(dt.date(2026, 11, 1))
    rows = three_columns_rows(found, language, internal=True)
    assert list(rows) == ["data_centre", "producer", "network_operator"]
    assert set(rows) == set(get_args(Party))
    for party, entries in three_columns(found).items():
        assert [kind for kind in get_args(Column) if any(e.column == kind for e in entries)] == [
            *get_args(Column)
        ]
        for _, sentence in rows[party]:
            assert not re.search(r"[{}_]|–|\bnan\b", sentence), sentence
            assert sentence.endswith(".")


@pytest.mark.parametrize("place", places())
def test_any_site_has_them_or_none(place: int) -> None:
    """None where there is no heat to sell; no hole in any sentence of a random site."""
    found = drawn_assessment(place)
    said = _said(found, internal=True)
    assert bool(said) is (found.heat.delivered_gwh > 0)
    assert not re.search(r"[{}_]|–|\bnan\b|\binf\b", said)


def test_the_data_centre_reads_what_it_is_afraid_of() -> None:
    """No duty to produce, own coolers stay, space and power, reuse reached and owed."""
    draft = GERMAN | {"data_centre.first_operation": dt.date(2029, 1, 1)}
    found = assess(site_of(draft))
    rows = three_columns_rows(found)["data_centre"]
    said = "\n".join(sentence for _, sentence in rows)
    heat = found.heat
    for part in (
        "No duty to produce heat",
        "Its own coolers stay",
        figure(heat.floor_area_m2, "m²"),
        figure(heat.electrical_connection_mw, "MW"),
        f"{figure(found.regulation.erf, 'share')}; {figure(0.2, 'share')} are owed",
        figure(1e3 * heat.source_used_gwh, "MWh/a"),
        figure(1e3 * heat.not_taken_gwh, "MWh/a"),
    ):
        assert part in said


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        ({}, "erf_open"),
        ({"data_centre.first_operation": dt.date(2026, 1, 1)}, "erf_not_owed"),
        ({"data_centre.first_operation": dt.date(2029, 1, 1)}, "erf_met"),
        (
            {"data_centre.first_operation": dt.date(2029, 1, 1), "network.annual_heat_gwh": 5},
            "erf_short",
        ),
        ({"country": "SE"}, "erf_not_owed"),
    ],
)
def test_the_energy_reuse_factor_is_said_with_what_is_owed(
    draft: dict[str, Any], code: str
) -> None:
    """Met, short, open while the first operation is not stated, or not owed."""
    assert code in _codes(assess(site_of(GERMAN | draft)), "data_centre")


@pytest.mark.parametrize(("price", "code"), [(5, "paid"), (0, "unpaid"), (-5, "pays")])
def test_who_pays_for_the_surplus_heat_is_said(price: float, code: str) -> None:
    """The amount is the answer's, per year, without its sign."""
    found = assess(site_of(GERMAN | {"data_centre.heat_price_eur_per_mwh": price}))
    amount, unit = _entry(found, "data_centre", code).figures["amount"]
    expected = abs(found.cost.source_heat_eur_per_year)
    assert (amount, unit) == (pytest.approx(expected, rel=1e-9), "EUR/a")


def test_the_operator_gets_heat_saving_share_and_co2() -> None:
    """The answer's own figures, and the duty of the time of first heat."""
    found = assess(example("german")).as_of(dt.date(2026, 11, 1))
    entries = {one.code: one for one in three_columns(found)["network_operator"]}
    assert entries["heat"].figures["delivered"] == (1e3 * found.heat.delivered_gwh, "MWh/a")
    saving = (found.price.saving_eur_per_year, "EUR/a")
    assert entries["saving"].figures["amount"] == saving
    said = "\n".join(text for _, text in three_columns_rows(found)["network_operator"])
    points = figure(found.regulation.share_added_fraction, "share", with_unit=False)
    assert f"{points} percentage points more" in said
    assert "(duty: 30\N{NO-BREAK SPACE}% by 2030)" in said
    displaced = found.emissions.life_cycle.displaced_t_per_year
    assert entries["displaced"].figures["amount"] == (displaced, "t/a")


def test_more_co2_is_said_where_it_is_more() -> None:
    """Wood chips displaced by Polish electricity."""
    found = assess(site_of({"country": "PL", "network.heat_source_today": "biomass_boiler"}))
    assert "added" in _codes(found, "network_operator")
    assert "displaced" not in _codes(found, "network_operator")
    assert "share_replaced" in _codes(found, "network_operator")


@pytest.mark.parametrize("place", places())
def test_the_customer_reads_none_of_the_producer_s_figures(place: int) -> None:
    """No floor, room, investment, present value or return stands among the figures."""
    found = drawn_assessment(place)
    hidden = {
        found.price.floor_eur_per_mwh,
        found.price.room_eur_per_mwh,
        found.cost.capex_eur,
        found.finance.npv_eur,
        found.finance.irr_fraction,
    } - {None, 0.0}
    shown = {
        amount
        for entries in three_columns(found).values()
        for one in entries
        for amount, _ in one.figures.values()
    }
    assert not hidden & shown
    if (found.price.room_eur_per_mwh or 0) <= 0:
        codes = _codes(found, "producer") | _codes(found, "network_operator")
        assert not codes & {"revenue", "saving"}


def test_the_internal_view_holds_the_investment() -> None:
    """With the grant; the customer's does not."""
    found = assess(site_of(GERMAN | {"contract.grant_fraction": 0.4}))
    amount = figure(found.cost.capex_eur, "EUR")
    assert amount in _said(found, internal=True)
    assert amount not in _said(found)


def test_the_discreet_answer_makes_the_same_columns_but_for_the_data_centre_s_gains() -> None:
    """What was left out already cannot be told from them."""
    found = assess(example("german"))
    shown = three_columns(discreet(found))
    full = three_columns(found)
    assert shown["producer"] == full["producer"]
    assert shown["network_operator"] == full["network_operator"]


def test_who_carries_an_early_end_is_that_party_s_risk() -> None:
    """As the contract says, by cause."""
    draft = {
        "contract.closure_carried_by": "network_operator",
        "contract.it_load_carried_by": "producer",
        "contract.demand_carried_by": "data_centre",
    }
    found = assess(site_of(GERMAN | draft))
    causes = {"closure", "it_load", "demand"}
    assert _codes(found, "network_operator") & causes == {"closure"}
    assert _codes(found, "producer") & causes == {"it_load"}
    assert _codes(found, "data_centre") & causes == {"demand"}


@pytest.mark.parametrize(
    ("structure", "party"), [("fixed", "producer"), ("indexed", "network_operator")]
)
def test_the_price_of_electricity_is_carried_by_the_structure(structure: str, party: Party) -> None:
    """A fixed price leaves it with the producer, an indexed one with the operator."""
    found = assess(site_of(GERMAN | {"contract.structure": structure}))
    carrying = [one for one in get_args(Party) if "electricity" in _codes(found, one)]
    assert carrying == [party]


def test_decisions_have_days_where_the_plan_has() -> None:
    """By the end of the phase, fast and slow; none where no day is known."""
    found = assess(site_of(GERMAN))
    assert _entry(found, "producer", "investment").days is None
    dated = _entry(found.as_of(dt.date(2026, 11, 1)), "producer", "investment").days
    assert dated == (dt.date(2027, 7, 1), dt.date(2028, 5, 1))


def test_without_lifted_heat_there_is_no_heat_pump_and_no_cop() -> None:
    """All direct: an exchanger, and no COP among the risks."""
    draft = temperatures(65, 55, 40, 60) | {"network.annual_heat_gwh": 500}
    found = assess(site_of(draft | {"plant.heat_pump_capacity_mw": 0}))
    assert found.heat.heat_pump_scop is None
    assert "exchanger" in _codes(found, "producer")
    assert "COP" not in _said(found, internal=True)


@pytest.mark.parametrize("place", places())
def test_in_short_each_party_reads_four_lines_of_its_column(place: int) -> None:
    """What it asks first, in the very words of the whole; nothing where nothing is sold."""
    found = drawn_assessment(place)
    short, whole = decisive_rows(found), three_columns_rows(found)
    for party, told in short.items():
        assert len(told) == (4 if whole[party] else 0)
        assert set(told) <= set(whole[party])
