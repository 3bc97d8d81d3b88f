"""Duties as dated data, and what a site achieves against what it owes."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from ihp_core import assess
from ihp_core.tables.assumptions import table_rows
from ihp_core.viability.laws import Obligation, bill_source, laws, union_of
from ihp_core.viability.regulation import Regulation
from tests.drawn import drawn_assessment, places
from tests.given import site_of

DAY = dt.timedelta(days=1)
STARTED = "data_centre.first_operation"
GERMAN: dict[str, Any] = {"country": "DE", "network.annual_heat_gwh": 200}


def _found(draft: dict[str, Any], today: dt.date | None = None) -> Regulation:
    found = assess(site_of(draft))
    return (found if today is None else found.as_of(today)).regulation


def _duty(found: Regulation, name: str) -> Obligation:
    return next(one for one in found.duties if one.id == name)


def test_every_duty_has_source_date_read_and_status() -> None:
    """A rule without them cannot be told; one without an address was not read."""
    for law in laws():
        assert law.source, law.id
        assert f"{law.read}" in law.source, law.id
        assert law.status in ("read", "unverified"), law.id
        assert law.url.startswith("https://"), law.id
    assert len({law.id for law in laws()}) == len(laws())


def test_what_is_told_second_hand_never_counts_as_read() -> None:
    """A law firm or a newspaper tells of a law; only the law or its office is it."""
    told = re.compile(
        r"as (told|quoted) (of|by the law firm|by gemeente|by ided)|not read \(read|danskf"
    )
    assert {law.id for law in laws() if told.search(law.source)} - _second_hand() == set()
    assert "eu_waste_heat" in _second_hand()


def test_only_what_was_read_is_told_to_a_customer() -> None:
    """No source, no address or second-hand: each alone keeps a row out."""
    duty = _duty(_found(GERMAN), "de_erf_2026")
    assert duty.tellable
    for without in ({"status": "unverified"}, {"source": ""}, {"url": ""}):
        assert not duty.model_copy(update=without).tellable


def test_every_change_to_come_is_a_row_with_its_source() -> None:
    """And no row of changes is left that nothing names."""
    rows = {row["id"]: row for row in table_rows("bills")}
    assert {law.bill for law in laws()} - {""} == set(rows)
    for law in laws():
        assert not law.bill or rows[law.bill]["country"] == law.country, law.id
        assert bool(bill_source(law.bill)) is bool(law.bill)
    assert all(row["read"] in row["source"] for row in rows.values())


def _second_hand() -> set[str]:
    return {law.id for law in laws() if law.status == "unverified"}


@pytest.mark.parametrize(
    "country", ["DE", "DK", "SE", "FI", "NO", "NL", "FR", "AT", "IE", "GB", "CH"]
)
def test_the_countries_that_were_looked_up_have_rows_of_their_own(country: str) -> None:
    """Poland has none: nothing of its own could be read."""
    assert any(law.country == country for law in laws())
    assert not any(law.country == "PL" for law in laws())


def test_the_energy_reuse_factor_is_source_heat_over_all_energy() -> None:
    """10 MW x 0.65 x PUE 1.3 x 8,760 h = 74,022 MWh; the heat at the boundary over it."""
    found = assess(site_of(GERMAN | {"data_centre.pue": 1.3}))
    law = found.regulation
    assert law.data_centre_gwh == pytest.approx(74.022, rel=1e-12)
    assert law.erf == pytest.approx(found.heat.source_used_gwh / 74.022, rel=1e-12)
    assert found.as_json()["regulation"]["erf"] == law.erf


def test_the_electricity_of_the_lift_is_left_out_of_the_pue() -> None:
    """The duty's PUE is the stated one; with the heat pump it is higher by its share of the IT."""
    found = assess(site_of(GERMAN | {"data_centre.pue": 1.2, STARTED: dt.date(2027, 1, 1)}))
    law = found.regulation
    it_gwh = 10 * 0.65 * 8.76
    assert law.pue == 1.2
    expected = 1.2 + found.heat.electricity_gwh / it_gwh
    assert law.pue_with_lift == pytest.approx(expected, rel=1e-12)
    duty = _duty(law, "de_pue_new")
    assert (duty.achieved, duty.met) == (1.2, True)


@pytest.mark.parametrize(
    ("started", "name", "owed"),
    [
        (dt.date(2026, 6, 30), None, None),
        (dt.date(2026, 7, 1), "de_erf_2026", 0.10),
        (dt.date(2027, 6, 30), "de_erf_2026", 0.10),
        (dt.date(2027, 7, 1), "de_erf_2027", 0.15),
        (dt.date(2028, 6, 30), "de_erf_2027", 0.15),
        (dt.date(2028, 7, 1), "de_erf_2028", 0.20),
        (dt.date(2035, 1, 1), "de_erf_2028", 0.20),
    ],
)
def test_the_german_reuse_duty_follows_the_first_operation(
    started: dt.date, name: str | None, owed: float | None
) -> None:
    """EnEfG § 11(2): 10, 15, 20 % from July 2026, 2027, 2028; due two years after the start."""
    found = _found(GERMAN | {STARTED: started})
    duty = found.owed_by_data_centre("erf")
    if name is None:
        assert duty is None
        return
    assert duty is not None
    assert (duty.id, duty.owed, duty.applies) == (name, owed, True)
    assert duty.due == started.replace(year=started.year + 2)
    assert set(duty.exceptions) == {"later_events", "agreement_10_years", "offer_not_taken"}


@pytest.mark.parametrize(
    ("started", "applying"),
    [
        (dt.date(2026, 6, 30), {"de_pue_2027": 1.5, "de_pue_2030": 1.3}),
        (dt.date(2026, 7, 1), {"de_pue_new": 1.2}),
    ],
)
def test_the_german_pue_duty_follows_the_first_operation(
    started: dt.date, applying: dict[str, float]
) -> None:
    """EnEfG § 11(1) and (2): existing 1.5 by July 2027 and 1.3 by July 2030, new 1.2."""
    found = _found(GERMAN | {STARTED: started})
    duties = {one.id: one.owed for one in found.duties if one.duty == "pue" and one.applies}
    assert duties == applying


def test_a_duty_is_left_open_where_the_first_operation_is_not_stated() -> None:
    """Neither a yes nor a no is made up."""
    found = _found(GERMAN)
    assert {one.applies for one in found.duties if one.duty in ("erf", "pue")} == {None}
    duty = found.owed_by_data_centre("erf")
    assert duty is not None
    assert (duty.met, duty.due, duty.in_time) == (None, None, None)
    assert duty.achieved == found.erf


@pytest.mark.parametrize(
    ("capacity", "pue", "name", "expected"),
    [
        (0.5, 1.0, "eu_reporting", True),
        (0.499, 1.5, "eu_reporting", False),
        (1.0, 1.0, "eu_waste_heat", False),
        (1.0, 1.01, "eu_waste_heat", True),
        (0.2, 1.5, "de_pue_new", True),
        (0.2, 1.49, "de_pue_new", False),
    ],
)
def test_a_duty_begins_at_its_threshold(
    capacity: float, pue: float, name: str, expected: bool
) -> None:
    """500 kW of IT, above 1 MW of rated input, 300 kW of rated connection."""
    draft = {"data_centre.it_capacity_mw": capacity, "data_centre.pue": pue}
    found = _found(GERMAN | draft | {STARTED: dt.date(2027, 1, 1)})
    assert _duty(found, name).applies is expected


def test_this_country_s_duties_come_first_and_others_are_folded() -> None:
    """Germany: its own, those of the union, then the rest."""
    found = _found(GERMAN)
    countries = [one.country for one in found.duties]
    others = list(dict.fromkeys(law.country for law in laws() if law.country not in ("DE", "EU")))
    assert countries == sorted(countries, key=["DE", "EU", *others].index)
    assert {one.country for one in found.duties if one.folded} == set(others)
    assert {one.applies for one in found.duties if one.folded} == {False}


@pytest.mark.parametrize(
    ("country", "shown"),
    [
        *(("SE", {"SE", "EU"}), ("DK", {"DK", "EU"}), ("PL", {"EU"})),
        *(("NO", {"NO"}), ("GB", {"GB"}), ("CH", {"CH"}), ("US", set())),
    ],
)
def test_the_union_s_duties_are_its_members_only(country: str, shown: set[str]) -> None:
    """Norway and the United Kingdom are none of it; Denmark lost its price cap on 1 July 2025."""
    found = _found({"country": country})
    assert {one.country for one in found.duties if not one.folded} == shown
    assert found.country == country
    if country == "DK":
        assert _duty(found, "dk_no_price_cap").from_day == dt.date(2025, 7, 1)


def test_the_union_has_27_members() -> None:
    """Since 1 February 2020."""
    assert union_of("DE") == "EU"
    assert union_of("CH") is None


@pytest.mark.parametrize(
    ("name", "owed", "due"),
    [
        ("de_share_2030", 0.3, dt.date(2030, 1, 1)),
        ("de_share_2040", 0.8, dt.date(2040, 1, 1)),
        ("de_share_2044", 1.0, dt.date(2044, 12, 31)),
    ],
)
def test_the_heat_planning_act_asks_for_shares(name: str, owed: float, due: dt.date) -> None:
    """WPG §§ 29, 31: 30 % from 2030, 80 % from 2040, all by the end of 2044."""
    duty = _duty(_found(GERMAN), name)
    assert (duty.owes, duty.owed, duty.due) == ("network_operator", owed, due)


def test_the_share_added_is_metered_heat_over_the_network_s() -> None:
    """In percentage points; without its electricity it is less."""
    found = assess(site_of(GERMAN))
    law, heat = found.regulation, found.heat
    assert law.share_added_fraction == pytest.approx(heat.delivered_gwh / 200, rel=1e-12)
    drawn = heat.electricity_gwh + heat.pumping_gwh
    rest = (heat.delivered_gwh - drawn) / 200
    assert law.share_added_without_electricity_fraction == pytest.approx(rest, rel=1e-12)
    assert not law.replaces_renewable
    chips = _found(GERMAN | {"network.heat_source_today": "biomass_boiler"})
    assert chips.replaces_renewable


def test_a_part_of_the_share_is_never_called_short() -> None:
    """What else feeds the network is not known: enough alone is met, less is left open."""
    part = _duty(_found(GERMAN | {"network.annual_heat_gwh": 2000}), "de_share_2030")
    assert (part.met, part.achieved) == (None, pytest.approx(0.026, abs=0.004))
    assert _duty(_found(GERMAN | {"network.annual_heat_gwh": 80}), "de_share_2030").met is True


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (None, None),
        (dt.date(2027, 1, 1), True),
        (dt.date(2027, 1, 2), None),
        (dt.date(2028, 7, 1), None),
        (dt.date(2028, 7, 2), False),
    ],
)
def test_the_first_heat_comes_in_time_or_not(today: dt.date | None, expected: bool | None) -> None:
    """Due 1 January 2030: kept at any pace up to 36 months before it, at none within 18."""
    assert _duty(_found(GERMAN, today), "de_share_2030").in_time is expected


def test_reuse_falls_short_where_the_network_takes_little() -> None:
    """A network of 2 GWh a year on 10 MW: below a tenth of the energy."""
    found = _found(GERMAN | {"network.annual_heat_gwh": 2, STARTED: dt.date(2026, 7, 1)})
    assert found.erf < 0.1
    assert _duty(found, "de_erf_2026").met is False


@pytest.mark.parametrize("place", places())
def test_a_random_site_reuses_no_more_than_it_uses(place: int) -> None:
    """ERF between 0 and 1; every duty of the table once; folded ones ask for nothing."""
    found = drawn_assessment(place).regulation
    assert 0 <= found.erf <= 1
    assert found.pue_with_lift >= found.pue
    assert {one.id for one in found.duties} == {law.id for law in laws()}
    assert all(one.applies is False and one.met is None for one in found.duties if one.folded)


def test_the_primary_energy_factor_is_the_laws() -> None:
    """GEG § 22(2): 1.2 for a large heat pump, 1.8 for pumps and for a small one, heat counts 0."""
    found = assess(site_of(GERMAN))
    heat = found.heat
    by_hand = (1.2 * heat.electricity_gwh + 1.8 * heat.pumping_gwh) / heat.delivered_gwh
    assert found.regulation.primary_energy_factor == pytest.approx(by_hand, rel=1e-9)
    small = assess(site_of(GERMAN | {"plant.heat_pump_capacity_mw": 0.4}))
    drawn = 1.8 * (small.heat.electricity_gwh + small.heat.pumping_gwh)
    by_hand = drawn / small.heat.delivered_gwh
    assert small.regulation.primary_energy_factor == pytest.approx(by_hand, rel=1e-9)


def test_no_primary_energy_factor_is_told_where_no_law_is_known() -> None:
    """Elsewhere than in Germany."""
    assert _found({"country": "SE"}).primary_energy_factor is None
    assert _found({"country": "JP"}).primary_energy_factor is None


@pytest.mark.parametrize(
    ("country", "name", "expected"),
    [
        ("FR", "fr_waste_heat", (True, True)),
        ("SE", "se_access", (True, None)),
        ("FI", "fi_priority", (True, None)),
        ("NL", "nl_heat_offered", (True, None)),
        ("FR", "fr_classed", (True, None)),
    ],
)
def test_a_duty_of_each_country_is_held_against_the_site(
    country: str, name: str, expected: tuple[bool, bool | None]
) -> None:
    """Heat that is sold is heat used; what is another's to do is neither met nor short."""
    duty = _duty(_found({"country": country, "network.annual_heat_gwh": 800}), name)
    assert (duty.applies, duty.met) == expected


def test_a_day_that_nobody_found_is_left_open() -> None:
    """The Dutch articles come into force by decree: no day is made up."""
    duty = _duty(_found({"country": "NL"}), "nl_heat_offered")
    assert (duty.from_day, duty.due, duty.bill) == (None, None, "nl_wcw")
