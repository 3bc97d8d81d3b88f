"""Duties and the plan in words: each figure of the answer, no hole, no code."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from ihp_core import assess
from ihp_core.answer import answered
from ihp_core.assessment import screened
from ihp_core.report.next_steps.duties import (
    DutyLine,
    DutyRow,
    duty_lines,
    duty_rows,
    on_assumptions,
    own_law,
)
from ihp_core.report.next_steps.plan import bar_name, footnote, open_points, window_sentence
from ihp_core.report.papers.customer_paper import customer_paper
from ihp_core.text import LANGUAGES, figure, messages, say
from ihp_core.text.names import country_named, day_named
from ihp_core.viability.laws import laws
from tests.drawn import drawn_assessment, places
from tests.given import site_of

NOV = dt.date(2026, 11, 1)
SPACE = "\N{NO-BREAK SPACE}"


def _german(**draft: Any) -> dict[str, Any]:
    return {"country": "DE", "network.annual_heat_gwh": 200} | draft


def _row(draft: dict[str, Any], name: str) -> DutyRow:
    found = assess(site_of(draft)).as_of(NOV).regulation
    place = [one.id for one in found.duties].index(name)
    return duty_rows(found)[place]


@pytest.mark.parametrize("place", places())
def test_every_duty_of_a_random_site_is_a_sentence(place: int) -> None:
    """No hole, no code; own duties first, others folded."""
    for found in (drawn_assessment(place), drawn_assessment(place).as_of(NOV)):
        rows = duty_rows(found.regulation)
        assert [row.folded for row in rows] == sorted(row.folded for row in rows)
        for row in rows:
            assert not re.search(r"[{}_]|\bnan\b|–|  ", row.sentence), row.sentence
            assert row.sentence.endswith(".")
            assert row.source


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", places())
def test_a_duty_is_one_line_whatever_its_steps(place: int, language: str) -> None:
    """As many lines as duties of this country that the site has to do with; nobody else's."""
    found = drawn_assessment(place).as_of(NOV).regulation
    ours = (duty for duty in found.duties if duty.shown == "page" and not duty.folded)
    own = [(duty.duty, duty.country) for duty in ours]
    lines = duty_lines(found, language)
    assert len(lines) == len(set(own))
    for line in lines:
        cells = (line.duty, line.owed_by, *line.applies_from, line.status)
        assert all(cells)
        assert not re.search(r"[{}_]|\bnan\b|  ", " ".join((*cells, line.reach)))


def _line(draft: dict[str, Any], begins: str) -> DutyLine:
    lines = duty_lines(assess(site_of(draft)).as_of(NOV).regulation, "en")
    return next(line for line in lines if line.duty.startswith(begins))


def test_three_steps_of_a_duty_stand_in_one_line() -> None:
    """The network's shares with their days; the data centre's share hangs on its start."""
    share = _line(_german(), "Renewable")
    assert [part.split(":")[0] for part in share.applies_from] == [
        f"{n}{SPACE}%" for n in (30, 80, 100)
    ]
    assert "31 December 2044" in share.applies_from[-1]
    erf = _line(_german(), "Reuse")
    assert erf.applies_from == (say("duties.begins.open"),)
    assert "10" in erf.duty
    assert "20" in erf.duty
    assert erf.tone == "pass"


def test_a_stated_start_leaves_the_step_that_applies() -> None:
    """From 2029 on it is 20 %, two years later, and in time."""
    erf = _line(_german(**{"data_centre.first_operation": dt.date(2029, 1, 1)}), "Reuse")
    assert f"20{SPACE}%" in erf.duty
    assert f"10{SPACE}%" not in erf.duty
    assert erf.applies_from == ("1 January 2031",)
    assert say("duties.in_time.yes") in erf.status


def test_every_duty_and_every_exception_has_words() -> None:
    """A new row of the table fails here until it is called something people say."""
    known = messages()
    codes = {f"duties.{part}.{law.duty}" for law in laws() for part in ("name", "rule", "short")}
    codes |= {f"duties.exception.{code}" for law in laws() for code in law.exceptions}
    codes |= {f"duties.bill.{law.bill}" for law in laws() if law.bill}
    assert codes - set(known) == set()


def test_a_duty_says_what_is_owed_reached_and_from_when() -> None:
    """A data centre started in 2029: 20 %, two years later, in time, with both exceptions."""
    draft = _german(**{"data_centre.first_operation": dt.date(2029, 1, 1)})
    reached = figure(assess(site_of(draft)).regulation.erf, "share")
    said = _row(draft, "de_erf_2028").sentence
    for part in (f"20{SPACE}%", reached, "1 January 2031", "in time", "ten years", "six months"):
        assert part in said


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("de_roadmap", ("Due by 31 December 2026.", "up to 1 km", "feasibility study")),
        ("de_price_clause", ("Since 1 April 1980.", "bind the operator, not this contract")),
        ("de_heat_report", ("31 March", "no more than 2.5 GWh")),
        ("de_renewable_power", (f"100{SPACE}%", "1 January 2027")),
        ("de_biomass", (f"15{SPACE}%", "up to 50 km", "1 January 2045")),
        ("de_new_network", (f"65{SPACE}%", "networks that existed before")),
        ("de_primary_energy", ("counts as 0 ", "This heat alone: 0.")),
    ],
)
def test_what_else_the_law_asks_of_each_party(name: str, parts: tuple[str, ...]) -> None:
    """Day, amount and exceptions of each, and no word of met or short."""
    said = _row(_german(), name).sentence
    assert all(part in said for part in parts), said
    assert "short of it" not in said


def test_what_hangs_on_nothing_of_the_site_has_no_line() -> None:
    """The roadmap stands on paper, what biomass may do in long networks only in full."""
    found = assess(site_of(_german())).as_of(NOV).regulation
    told = [line.duty for line in duty_lines(found, "en")]
    printed = {line.duty for line in duty_lines(found, "en", shown=("page", "paper"))}
    assert say("duties.short.roadmap", "en") in printed
    assert not any("Biomass" in duty for duty in printed)
    assert say("duties.name.biomass_cap", "en") in {row.name for row in duty_rows(found, "en")}
    assert say("duties.short.roadmap", "en") not in told


def test_the_primary_energy_of_the_heat_is_that_of_its_electricity() -> None:
    """1.2 for the heat pump, 1.8 for the pumps, over the heat; alone it never meets anything."""
    found = assess(site_of(_german()))
    heat = found.heat
    expected = (1.2 * heat.electricity_gwh + 1.8 * heat.pumping_gwh) / heat.delivered_gwh
    assert found.regulation.primary_energy_factor == pytest.approx(expected, rel=1e-12)
    duty = next(one for one in found.regulation.duties if one.id == "de_primary_energy")
    assert (duty.achieved, duty.met) == (pytest.approx(expected), None)


def test_the_network_s_share_is_said_in_points() -> None:
    """What this site adds, against what the network owes."""
    found = assess(site_of(_german())).regulation
    said = _row(_german(), "de_share_2030").sentence
    points = figure(found.share_added_fraction, "share", with_unit=False)
    assert f"adds {points} percentage points" in said
    assert f"30{SPACE}%" in said


def test_what_is_not_owed_is_not_held_against_the_site() -> None:
    """Another country's, below the threshold, or open."""
    assert say("duties.state.other") in _row(_german(), "dk_no_price_cap").sentence
    small = _german(**{"data_centre.it_capacity_mw": 0.2})
    assert say("duties.state.below") in _row(small, "eu_reporting").sentence
    assert "decides whether it is owed" in _row(_german(), "de_erf_2026").sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_window_is_said_with_its_footnote(language: str) -> None:
    """18-36 months in all, 14-30 as the phases' own sum, and the grid as an open point."""
    plan = assess(site_of()).timeline
    for least, most in ((18.0, 36.0), (14.0, 30.0)):
        told = (window_sentence if least > 14 else footnote)(plan, language)
        assert figure(most, "months", language) in told
        assert figure(least, "months", language) not in told  # the unit is said once
        assert figure(least, "months", language, with_unit=False) in told
    assert len(open_points(plan, language)) == 1
    assert all(bar_name(bar, language) for bar in plan.bars)


@pytest.mark.parametrize(
    ("agreed", "code"),
    [(dt.date(2030, 1, 1), "in_reach"), (dt.date(2029, 1, 1), "tight"), (NOV, "out_of_reach")],
)
def test_an_agreed_day_is_said_to_be_in_reach_or_not(agreed: dt.date, code: str) -> None:
    """Counted back 36 and 18 months; without today nothing is claimed."""
    found = assess(site_of({"contract.start": agreed}))
    told = say(f"plan.{code}")
    assert window_sentence(found.as_of(NOV).timeline).endswith(told)
    assert told not in window_sentence(found.timeline)
    assert day_named(agreed) in window_sentence(found.timeline)


def test_a_default_meets_no_duty() -> None:
    """A PUE that nobody has stated is told as assumed and not tested; a stated one is judged."""
    for draft, reach, status in (
        ({}, f"1.15{SPACE}(assumed)", say("duties.status.assumed")),
        ({"data_centre.pue": 1.15}, "1.15", say("duties.status.open_met")),
    ):
        found = assess(site_of(_german(**draft))).as_of(NOV)
        lines = duty_lines(found.regulation, assumed=on_assumptions(found))
        pue = next(line for line in lines if "PUE" in line.duty)
        assert (pue.reach.replace(" (", f"{SPACE}("), pue.status) == (reach, status)
        assert (pue.tone == "not_tested") is (not draft)


COUNTRIES = ("DE", "DK", "SE", "FI", "NO", "NL", "FR", "AT", "IE", "GB", "CH", "PL")
EVERYWHERE = ("page", "paper", "full")


@pytest.mark.parametrize("country", COUNTRIES)
def test_a_customer_takes_away_only_what_somebody_read(country: str) -> None:
    """Lines from second hand are marked on the page and are not among those of a paper."""
    law = assess(site_of({"country": country})).as_of(NOV).regulation
    second_hand = {duty.source for duty in law.duties if not duty.tellable}
    taken = duty_lines(law, "en", shown=EVERYWHERE, read_alone=True)
    assert not second_hand & {source for line in taken for source in line.sources}
    seen = duty_lines(law, "en", shown=EVERYWHERE)
    marked = [line for line in seen if say("duties.unverified", "en") in line.remark]
    assert all(second_hand & set(line.sources) for line in marked)
    assert not any(say("duties.unverified", "en") in line.remark for line in taken)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("country", COUNTRIES)
def test_a_country_of_whose_law_nothing_was_read_says_so(country: str, language: str) -> None:
    """Poland has no row, Norway and Ireland only rows from second hand: the others are silent."""
    law = assess(site_of({"country": country})).regulation
    on_page, taken = own_law(law, language), own_law(law, language, read_alone=True)
    assert bool(on_page) is (country == "PL")
    assert bool(taken) is (country in ("PL", "NO", "IE"))
    assert (
        country == "PL"
        or not taken
        or taken
        == say("duties.own.second_hand", language, country=country_named(country, language))
    )


def test_a_site_without_a_country_claims_nothing_about_its_law() -> None:
    """No country, no sentence about one."""
    law = assess(site_of({"country": "PL"})).regulation.model_copy(update={"country": ""})
    assert own_law(law) == ""


def test_what_may_change_is_said_with_the_bill() -> None:
    """The German bill of 2026 stands in full where duties unfold, in two words beside the line."""
    draft = _german(**{"data_centre.first_operation": dt.date(2029, 1, 1)})
    assert "before the Bundestag" in _row(draft, "de_erf_2028").sentence
    assert "21/8027" in _row(draft, "de_erf_2028").source
    assert say("duties.may_change", "en") in _line(draft, "Reuse").remark
    assert _line({"country": "FR"}, "Use its surplus heat").remark == ""


def test_a_day_that_nobody_found_is_said_to_be_unknown() -> None:
    """Not that it hangs on the first operation."""
    line = _line({"country": "NL"}, "Make unused heat")
    assert line.applies_from == (say("duties.begins.unset", "en"),)


@pytest.mark.parametrize("country", ["NO", "DK", "GB"])
def test_a_customers_paper_refuses_a_duty_from_second_hand(country: str) -> None:
    """Neither the duty nor its source is anywhere in it, though the page shows it marked."""
    site = site_of({"country": country})
    found = answered(screened(site)).as_of(NOV)
    refused = [duty for duty in found.regulation.duties if not duty.tellable and not duty.folded]
    assert refused
    printed = repr(customer_paper(site, found, "en", NOV).blocks)
    kept = {duty.duty for duty in found.regulation.duties if duty.tellable and not duty.folded}
    for duty in refused:
        assert duty.source not in printed
        assert duty.duty in kept or say(f"duties.short.{duty.duty}", "en") not in printed
