"""Days, months and countries by their names."""

from __future__ import annotations

import datetime as dt

import pytest

from ihp_core.site.site import FIELDS
from ihp_core.tables.assumptions import assumptions, table_rows
from ihp_core.text import LANGUAGES, messages, say
from ihp_core.text.names import (
    choice_meant,
    country_named,
    day_named,
    input_headed,
    month_named,
    source_named,
    within,
)

DAY = dt.date(2028, 5, 1)


@pytest.mark.parametrize(
    ("language", "day", "month"),
    [
        ("en", "1 May 2028", "May 2028"),
        ("de", "1. Mai 2028", "Mai 2028"),
        ("sv", "1 maj 2028", "maj 2028"),
        ("xx", "1 May 2028", "May 2028"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, day: str, month: str) -> None:
    """Never as a row of figures."""
    assert day_named(DAY, language) == day
    assert month_named(DAY, language) == month


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [("DE", "en", "Germany"), ("SE", "de", "Schweden"), ("EU", "sv", "Europeiska unionen")],
)
def test_a_country_has_its_name(code: str, language: str, name: str) -> None:
    """So has the Union."""
    assert country_named(code, language) == name


def test_an_unknown_code_stays_as_it_is() -> None:
    """Nothing is lost."""
    assert country_named("??", "en") == "??"


def test_every_source_in_words_of_our_own_stands_so_in_the_data() -> None:
    """Where the data has changed, its translation would never be found again."""
    tables = ("criteria", "machines", "regulation", "bills")
    rows = [row for name in tables for row in table_rows(name)]
    known = {row.source for row in assumptions().values()} | {row["source"] for row in rows}
    ours = {text for code, text in messages().items() if code.startswith("source.")}
    assert ours - known == set()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "half of the room to each side, to be negotiated",
            "jeder Seite die Hälfte des Spielraums",
        ),
        ("Danish Energy Agency, table 3", "Danish Energy Agency, table 3"),
    ],
)
def test_a_source_is_translated_where_it_is_in_words_of_our_own(source: str, said: str) -> None:
    """What is published keeps its words."""
    assert source_named(source, "de").startswith(said)
    assert source_named(source, "en") == source


@pytest.mark.parametrize(
    ("name", "language", "shown"),
    [
        ("Summer return", "en", "summer return"),
        ("IT load", "en", "IT load"),
        ("Rücklauf im Sommer", "de", "Rücklauf im Sommer"),
        ("Returtemperatur", "sv", "returtemperatur"),
    ],
)
def test_a_name_within_a_sentence_is_as_small_as_its_language_has_it(
    name: str, language: str, shown: str
) -> None:
    """German keeps its capitals, and so do abbreviations."""
    assert within(name, language) == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_input_is_known_by_its_label_in_each_language(language: str) -> None:
    """With or without its unit; the few that two inputs share are left to their paths."""
    known = {p for p in FIELDS if input_headed(say(f"input.{p}.label", language)) == p}
    assert len(known) > 0.9 * len(FIELDS)


def test_a_label_that_an_input_once_had_is_still_known() -> None:
    """And is not that of another input by now."""
    rows = list(table_rows("former_labels"))
    assert rows
    for row in rows:
        assert input_headed(row["label"]) == row["input"]
        assert row["input"] in FIELDS


@pytest.mark.parametrize(
    ("text", "cooling"),
    [
        ("chilled_water", "air"),
        ("Kaltwasser", "air"),
        ("kylvatten", "air"),
        ("varmvatten", "warm_water"),
        ("Warmwasser", "warm_water"),
        ("vätskekylning", "direct_liquid"),
        ("Direkte Flüssigkeitskühlung", "direct_liquid"),
        ("air", "air"),
        ("DLC", "direct_liquid"),
    ],
)
def test_a_choice_is_known_in_words_of_each_language(text: str, cooling: str) -> None:
    """Whole, by its beginning, or by the code."""
    assert choice_meant("data_centre.cooling", text) == cooling
