"""Places by name, however they are spelt."""

from __future__ import annotations

import tracemalloc

import pytest

from pages.components.site.towns import FOUND_AT_MOST, folded, towns_called, towns_within


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


def test_a_map_names_large_towns_that_do_not_lie_on_one_another() -> None:
    """Around Hamburg: the city first, its neighbours as far apart as their names are long."""
    found = towns_within(53.0, 9.0, 54.5, 11.0, apart=0.15)
    assert found[0].name == "Hamburg"
    assert "Norderstedt" in {town.name for town in found}
    places = [(town.latitude, 0.6 * town.longitude) for town in found]
    gaps = [
        ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5
        for n, a in enumerate(places)
        for b in places[:n]
    ]
    assert min(gaps) >= 0.15
