"""The word of the verdict and the guide's screen beside it, on every page and paper."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

import pytest

from ihp_core.answer import answer
from ihp_core.report.exports.portfolio_rows import ranked, records
from ihp_core.report.papers.customer_paper import customer_paper
from ihp_core.report.papers.pdf import pdf
from ihp_core.report.summary.summary import summary_html, summary_markdown
from ihp_core.report.viability.changes import changes
from ihp_core.report.viability.headline import viability_sentence
from ihp_core.report.viability.screen import (
    beside_the_verdict,
    calculated_line,
    guide_line,
    turned_to,
    verdict_words,
)
from ihp_core.results.discretion import discreet
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.paths import nested
from ihp_core.site.site import Site
from ihp_core.text import LANGUAGES, say
from ihp_core.viability.judgement import Word
from tests.given import site_of, temperatures
from tests.report.papers import told
from tests.sweeps import only

DAY = dt.date(2026, 11, 26)
# As published; IT load, returns and the network where nothing was published are assumed.
PLANTS: dict[str, dict[str, Any]] = {
    "valdeurope": {  # 48-55 °C by exchangers alone, 7.8 MW, 4 km of pipe (celsiuscity.eu)
        "country": "FR",
        "data_centre.it_capacity_mw": 8.7,
        "data_centre.it_utilisation_fraction": 1,
        "data_centre.cooling": "warm_water",
        "network.annual_heat_gwh": 22,
        "connection.route_km": 4,
        **temperatures(58, 48, 40, 55),
        "network.supply_summer_c": 50,
    },
    "floridsdorf": {  # 26 °C up to 82 °C, 3 MW, 21.4 GWh and 13 MW of the hospital (tga.at)
        "country": "AT",
        "data_centre.it_capacity_mw": 10,
        "data_centre.cooling": "air",
        "data_centre.source_inlet_c": 26,
        "data_centre.source_outlet_c": 20,
        "network.annual_heat_gwh": 21.361,
        "network.peak_load_mw": 13,
        "network.supply_winter_c": 82,
        "connection.route_km": 0.3,
        "plant.heat_pump_capacity_mw": 3,
    },
    "ulven": {  # 15/10 °C, 80 °C into a network of 100-110 °C, 5 MW (energiaktuelt.no)
        "country": "NO",
        "data_centre.it_capacity_mw": 6,
        "data_centre.cooling": "air",
        "network.annual_heat_gwh": 1700,
        "connection.route_km": 0.3,
        "plant.heat_pump_capacity_mw": 5,
        **temperatures(15, 10, 50, 105),
        "network.supply_summer_c": 100,
    },
}
OUTSIDE = ("norderstedt", *PLANTS)
SUITABLE = {"en": r"\bviable\b", "de": r"\bgeeignet\b", "sv": r"\blämplig\b"}
NO = ("not_viable",)
"""Words that hold the others' root and still say no: "so nicht geeignet"."""


def site(name: str) -> Site:
    """Norderstedt as the example has it, the other plants as they were published."""
    return example(name) if name == "norderstedt" else Site.model_validate(nested(PLANTS[name]))


@cache
def plant(name: str) -> Assessment:
    """The answer to a plant that runs."""
    return answer(site(name)).as_of(DAY)


def suitable(text: str, language: str) -> list[str]:
    """What a text calls suitable, the no of the verdict left out."""
    for word in NO:
        no = re.escape(say(f"app.verdict.{word}", language))
        text = re.sub(no, "", text, flags=re.IGNORECASE)
    return re.findall(SUITABLE[language], text, re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OUTSIDE)
def test_a_plant_outside_the_guide_never_reads_as_suitable(name: str, language: str) -> None:
    """Neither in the summary nor in what is said of it; "possible" where it is no no."""
    answered = plant(name)
    assert answered.guide.status == "outside"
    assert answered.word in ("possible", "not_viable")
    shown = discreet(answered)
    text = summary_markdown(site(name), answered, "customer", language, DAY)
    text += summary_html(site(name), answered, "customer", language, DAY)
    text += " ".join((*beside_the_verdict(shown, language), *changes(shown, language)))
    text += viability_sentence(shown, "customer", language)
    assert verdict_words(answered, language) in text
    assert suitable(text, language) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", only(("norderstedt",), OUTSIDE))
def test_the_customers_paper_of_such_a_plant_says_possible(name: str, language: str) -> None:
    """The PDF page by page: its word, the guide's screen, and nowhere a praise."""
    text = told(pdf(customer_paper(site(name), plant(name), language, DAY)))
    assert verdict_words(plant(name), language) in text
    assert suitable(text, language) == []
    assert guide_line(plant(name), language).partition(":")[0] in text


def test_norderstedt_and_val_d_europe_are_possible_with_conditions() -> None:
    """Built and running: the guide's rules of thumb alone would have stopped them."""
    for name in ("norderstedt", "valdeurope"):
        assert plant(name).word == "possible"
        assert verdict_words(plant(name)) == "Possible with conditions"


def test_the_guide_s_screen_says_on_how_many_and_why() -> None:
    """One line: outside on which, by what; with the plants that run so beside it."""
    line = guide_line(plant("floridsdorf")).replace("\N{NO-BREAK SPACE}", " ")
    assert line.startswith("Guide's screen: outside on 1 of 5 (loop at 26 °C; the guide asks for")
    line = calculated_line(plant("floridsdorf")).replace("\N{NO-BREAK SPACE}", " ")
    assert "at 26/20 °C" in line
    assert "built with air cooling: Floridsdorf, Ulven" in line


def test_a_kind_of_cooling_is_named_where_no_temperature_is_stated() -> None:
    """Which it is, and what the guide asks for."""
    assessment = answer(site_of({"data_centre.cooling": "air"}))
    line = guide_line(assessment)
    assert "outside on 1 of 3" in line
    assert "cooling: chilled-water loop (air); the guide asks for liquid" in line
    inside = guide_line(answer(site_of({})))
    assert inside == "Guide's screen: inside on all 3 that are tested."


def test_what_the_heat_has_to_be_worth_is_told_as_far_as_the_reader_may_know() -> None:
    """The producer reads the cost; the customer only what discretion leaves."""
    whole = plant("norderstedt")
    assert "works if your heat is worth at least" in calculated_line(whole)
    hidden = discreet(whole)
    if getattr(hidden.price, "needed_eur_per_mwh", None) is None:
        assert "worth" not in calculated_line(hidden)
    passing = answer(example("guide_10mw_4g"))
    assert "worth" not in calculated_line(passing)


@pytest.mark.parametrize(
    ("verdict", "name", "expected"),
    [
        ("conditional", "norderstedt", "Possible with conditions"),
        ("viable", "norderstedt", "All that is tested is met"),
        ("viable", "german", "Looks viable"),
        ("conditional", "german", "Looks viable, with conditions"),
    ],
)
def test_a_change_promises_no_better_word_than_it_keeps(
    verdict: str, name: str, expected: str
) -> None:
    """Outside the guide nothing turns viable; on assumptions it only looks so."""
    assessment = plant(name) if name in OUTSIDE else answer(example(name))
    assert turned_to(verdict, assessment) == expected


def test_the_table_of_a_portfolio_holds_word_and_guide() -> None:
    """In the list and in the file; what was not tested is named where nothing holds back."""
    from ihp_core.files.sites_table import read_table
    from ihp_core.portfolio import portfolio

    sheet = b"name,data_centre.it_capacity_mw,data_centre.cooling,network.supply_winter_c\n"
    sheet += b"liquid,10,direct_liquid,70\nair,10,air,70\n"
    table = read_table(sheet)
    sites = [line.site for line in table.lines if line.site is not None]
    rows = ranked(table, portfolio(sites))
    by_name: dict[str, tuple[Word | str | None, str | None]] = {
        row.name: (row.word, row.guide) for row in rows
    }
    assert by_name["liquid"] == ("looks_viable", "inside")
    assert by_name["air"][1] == "outside"
    assert by_name["air"][0] in ("possible", "not_viable")
    assert "not tested yet" in next(row.reason for row in rows if row.name == "liquid")
    assert {row["word"] for row in records(rows)} == {pair[0] for pair in by_name.values()}
    strict = ranked(table, portfolio(sites, rules="guide"))
    assert {row.name: row.verdict for row in strict}["air"] == "not_viable"
