"""Places by name, however they are spelt."""

from __future__ import annotations

import tracemalloc

import pytest

from ihp_core.leads.towns import (
    FOUND_AT_MOST,
    NAMED_FROM,
    folded,
    named_on_a_map,
    places_called,
    towns_called,
)


@pytest.mark.parametrize(
    ("typed", "name", "country"),
    [
        ("norderstedt", "Norderstedt", "DE"),
        ("  NORDER", "Norderstedt", "DE"),
        ("munchen", "München (Munich)", "DE"),
        ("Muenchen", "Muenchen (Munich)", "DE"),
        ("malmoe", "Malmö", "SE"),
        ("Malmo", "Malmö", "SE"),
        ("Göteborg", "Göteborg (Gothenburg)", "SE"),
        ("mantsala", "Mäntsälä", "FI"),
        ("Kobenhavn", "København (Copenhagen)", "DK"),
        ("wurzburg", "Würzburg", "DE"),
        ("lulea", "Luleå", "SE"),
    ],
)
def test_a_town_is_found_by_any_of_its_spellings(typed: str, name: str, country: str) -> None:
    """Without accents, spelt out, in a neighbour's language, by its beginning."""
    first = towns_called(typed)[0]
    assert folded(first.name) == folded(name) or first.name == name
    assert first.country == country


def test_an_exact_name_comes_before_a_larger_town_that_begins_so() -> None:
    """Frankfurt is no part of a longer name; both towns of that name are there."""
    found = towns_called("frankfurt")
    assert [town.name for town in found[:2]] == [
        "Frankfurt (Frankfurt am Main)",
        "Frankfurt (Frankfurt (Oder))",
    ]
    assert len(found) <= FOUND_AT_MOST


@pytest.mark.parametrize("typed", ["", " ", "x", "zzzzqq", "<script>", "\0", "a" * 10_000, "你好"])
def test_what_is_no_town_finds_none(typed: str) -> None:
    """Any text may be typed."""
    assert towns_called(typed) == ()


def test_a_search_keeps_nothing() -> None:
    """The names are read once; what is found is small."""
    towns_called("hamburg")
    tracemalloc.start()
    for _ in range(100):
        towns_called("ham")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1e6


@pytest.mark.parametrize(
    ("typed", "name", "country"),
    [
        ("Kista, Stockholm", "Kista, Stockholm", "SE"),
        ("kista stockholm", "Kista, Stockholm", "SE"),
        ("Altona, Hamburg", "Altona, Hamburg", "DE"),
        ("Altona, Hamburg, Germany", "Altona, Hamburg", "DE"),
        ("Tapiola, Espoo", "Tapiola, Espoo", "FI"),
        ("Odense, Denmark", "Odense", "DK"),
        ("Odense, Dänemark", "Odense", "DK"),
        ("Odense, Danmark", "Odense", "DK"),
        ("Odense, DK", "Odense", "DK"),
        ("Frankfurt am Main", "Frankfurt am Main", "DE"),
    ],
)
def test_a_district_and_its_town_or_a_town_and_its_country(
    typed: str, name: str, country: str
) -> None:
    """What follows the comma tells which is meant."""
    places, unknown = places_called(typed)
    assert (places[0].name, places[0].country, unknown) == (name, country, "")


def test_of_a_district_nobody_knows_the_town_is_offered() -> None:
    """And it is said which part is not known."""
    places, unknown = places_called("Nowhere Quarter, Hamburg")
    assert [place.name for place in places] == ["Hamburg"]
    assert unknown == "Nowhere Quarter"
    places, unknown = places_called("Hamburg, Atlantis")
    assert (places[0].name, unknown) == ("Hamburg", "Atlantis")


@pytest.mark.parametrize(
    "typed", ["", ",", " , ,", "zzzq, zzzq", "Altona, Hamburg, Denmark", "a,b"]
)
def test_a_search_that_means_nothing_finds_nothing(typed: str) -> None:
    """Commas alone, or parts that do not belong together."""
    assert places_called(typed)[0] == ()


def test_a_map_names_the_largest_towns_first() -> None:
    """All that are large enough, so that a browser can take from the top."""
    sizes = [town.inhabitants for town in named_on_a_map()]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] >= NAMED_FROM
