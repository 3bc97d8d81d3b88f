"""What is typed into a box, in the notation of each language."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.site.inputs import SHARE, about, entry, is_number, limits, number
from ihp_core.site.site import FIELDS
from ihp_core.text import LANGUAGES
from pages.components.display.entry import shown

NUMBERS = [path for path in FIELDS if is_number(path)]
UTILISATION, GRANT = "data_centre.it_utilisation_fraction", "contract.grant_fraction"
RETURN, LATITUDE = "contract.discount_rate_fraction", "data_centre.latitude"


@pytest.mark.parametrize(
    ("typed", "english", "german", "swedish"),
    [
        ("8,000", 8000.0, 8.0, 8.0),
        ("8.000", 8.0, 8000.0, "8.000"),
        ("8,000.5", 8000.5, 8000.5, 8000.5),
        ("8.000,5", 8000.5, 8000.5, 8000.5),
        ("8 000", 8000.0, 8000.0, 8000.0),
        ("8\N{NO-BREAK SPACE}000,5", 8000.5, 8000.5, 8000.5),
        ("8\N{NARROW NO-BREAK SPACE}000", 8000.0, 8000.0, 8000.0),
        ("1,5", 1.5, 1.5, 1.5),
        ("1.5", 1.5, 1.5, 1.5),
        ("0.500", 0.5, 0.5, 0.5),
        ("0,500", 0.5, 0.5, 0.5),
        ("1,234,567", 1234567.0, 1234567.0, 1234567.0),
        ("1.234.567", 1234567.0, 1234567.0, 1234567.0),
        ("\N{MINUS SIGN}3", -3.0, -3.0, -3.0),
        ("12 5", "12 5", "12 5", "12 5"),
        ("1,2,3", "1,2,3", "1,2,3", "1,2,3"),
        ("1_000", "1_000", "1_000", "1_000"),
        ("7 MW", "7 MW", "7 MW", "7 MW"),
    ],
)
def test_a_box_speaks_the_notation_of_its_language(
    typed: str, english: float | str, german: float | str, swedish: float | str
) -> None:
    """Its own first; another where it can mean only one thing; else it stays text."""
    assert [number(typed, language) for language in LANGUAGES] == [english, german, swedish]


def test_a_file_without_a_language_has_a_point_for_decimals() -> None:
    """A comma before three digits can mean two numbers there."""
    assert number("1.500") == 1.5
    assert number("1,500") == "1,500"
    assert number("1,50") == 1.5
    assert number("65 %", share=True) == 0.65


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("typed", ["53.551", "53,551"])
def test_a_coordinate_has_no_thousands(typed: str, language: str) -> None:
    """As it is copied from a map on the web, in whatever language."""
    assert entry(LATITUDE, typed, language) == 53.551


@pytest.mark.parametrize(
    ("path", "typed", "value"),
    [
        (UTILISATION, "85", 0.85),
        (UTILISATION, "85 %", 0.85),
        (UTILISATION, "0.85", 0.85),
        (UTILISATION, "1", 1.0),  # a hundredth is below its limit
        (UTILISATION, "120", 1.2),
        (GRANT, "25", 0.25),
        (GRANT, "1", 0.01),
        (GRANT, "0.9", 0.9),
        (GRANT, "0.5 %", 0.005),
        (GRANT, "0", 0.0),
        (RETURN, "8", 0.08),
        (RETURN, "0.08", 0.08),
        (RETURN, "0.5", 0.005),  # half of it all is beyond its limit
        (GRANT, "much", "much"),
    ],
)
def test_a_share_is_typed_in_per_cent(path: str, typed: str, value: float | str) -> None:
    """Up to 1 the limits decide; where they leave both, a share stays a share."""
    assert entry(path, typed, "en") == value


@pytest.mark.parametrize("path", NUMBERS)
@given(data=st.data(), language=st.sampled_from(LANGUAGES))
def test_what_stands_in_a_box_is_read_as_what_it_stands_for(
    path: str, data: st.DataObject, language: str
) -> None:
    """Drawing a box never changes what stands in it: every input, every language."""
    low, high = limits(path)
    value = data.draw(st.floats(low, high).map(lambda size: float(f"{size:.9g}")))
    unit = about(path)["unit"]
    assert entry(path, shown(value, language, unit=unit), language) == value


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (8000.0, "GWh/a", ("8,000", "8.000", "8\N{NO-BREAK SPACE}000")),
        (7.5, "MW", ("7.5", "7,5", "7,5")),
        (91.8450000000000001, "°C", ("91.845", "91,845", "91,845")),
        (0.1 + 0.2, "km", ("0.3", "0,3", "0,3")),
        (0.85, SHARE, ("85", "85", "85")),
        (0.07, SHARE, ("7", "7", "7")),
        (
            0.005,
            SHARE,
            ("0.5\N{NO-BREAK SPACE}%", "0,5\N{NO-BREAK SPACE}%", "0,5\N{NO-BREAK SPACE}%"),
        ),
        ("7 MW", "MW", ("7 MW",) * 3),
        (None, "MW", ("",) * 3),
    ],
)
def test_an_entry_is_shown_with_the_digits_it_was_stated_with(
    value: float | str | None, unit: str, told: tuple[str, ...]
) -> None:
    """No more, and in the notation that is read again."""
    assert tuple(shown(value, language, unit=unit) for language in LANGUAGES) == told
