"""Days, months and countries by their names."""

from __future__ import annotations

import datetime as dt

import pytest

from ihp_core.tables.assumptions import assumptions, table_rows
from ihp_core.text import messages
from ihp_core.text.names import country_named, day_named, month_named, source_named, within

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
    rows = [row for name in ("criteria", "machines", "regulation") for row in table_rows(name)]
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
