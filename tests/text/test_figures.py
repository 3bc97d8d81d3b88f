"""Figures in house style: no more digits than are believed."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.site.inputs import about
from ihp_core.site.site import FIELDS
from ihp_core.text import figure, messages
from ihp_core.text.figures import on_a_bill
from ihp_core.text.rounding import enterable

UNITS = sorted(code.removeprefix("unit.") for code in messages() if code.startswith("unit."))

STYLE = [
    (42.34, "GWh/a", "42.3 GWh/a"),
    (42, "GWh/a", "42 GWh/a"),
    (142.34, "GWh/a", "142 GWh/a"),
    (5.43, "-", "5.4"),
    (5, "-", "5.0"),
    (61.4, "EUR/MWh", "61 €/MWh"),
    (4.83, "EUR/MWh", "4.8 €/MWh"),
    (-12.5, "EUR/MWh", "-13 €/MWh"),
    (1_563_000, "EUR", "1.56 M€"),
    (12_345_000, "EUR/a", "12.3 M€/a"),
    (456_123, "EUR/a", "456,000 €/a"),
    (999_600, "EUR", "1.00 M€"),
    (1.563, "MEUR", "1.56 M€"),
    (8.41, "MW", "8.4 MW"),
    (10, "MW", "10 MW"),
    (9.98, "MW", "10.0 MW"),
    (99.96, "MW", "100 MW"),
    (0.874, "MW", "0.87 MW"),
    (0.0042, "MW", "0.004 MW"),
    (-0.0000001, "MW", "0 MW"),
    (81.3, "°C", "81 °C"),
    (52.5, "°C", "52.5 °C"),
    (0.4, "K", "0.4 K"),
    (1.3, "km", "1.3 km"),
    (6543, "h/a", "6,540 h/a"),
    (999.6, "h", "1,000 h"),
    (212.4, "h", "212 h"),
    (0.934, "share", "93 %"),
    (0.07, "share", "7 %"),
    (0.075, "share", "7.5 %"),
    (1.25, "bar", "1.3 bar"),
    (342.7, "m³/h", "343 m³/h"),
    (200.0, "mm", "200 mm"),
    (29286, "MWh", "29,300 MWh"),
    (7.34, "a", "7.3 years"),
    (1.0, "a", "1 year"),
    (12345, "t", "12,300 t"),
    (61.2, "EUR/t", "61 €/t"),
]


@pytest.mark.parametrize(("value", "unit", "expected"), STYLE)
def test_a_figure_is_written_in_house_style(value: float, unit: str, expected: str) -> None:
    """Digits by unit and size, and a space between figure and unit that never breaks."""
    assert figure(value, unit) == expected.replace(" ", "\N{NO-BREAK SPACE}")


@pytest.mark.parametrize(
    ("language", "expected"), [("en", "1,234.5"), ("de", "1.234,5"), ("sv", "1\u00a0234,5")]
)
def test_separators_follow_the_language(language: str, expected: str) -> None:
    """The same figure reads 1,234.5 in London, 1.234,5 in Hamburg and 1 234,5 in Malmö."""
    assert figure(1234.5, "°C", language, with_unit=False) == expected


@pytest.mark.parametrize("value", [None, math.nan, math.inf, -math.inf])
def test_what_does_not_exist_is_a_dash(value: float | None) -> None:
    """No COP without a heat pump: a dash, never "nan"."""
    assert [unit for unit in UNITS if figure(value, unit) != "–"] == []


def test_an_unknown_unit_is_an_error() -> None:
    """A unit that nobody gave a style shows in the first test that draws it."""
    with pytest.raises(KeyError):
        figure(1.0, "furlong")


def test_the_unit_of_every_input_has_a_style() -> None:
    """What can be entered can be shown."""
    units = {about(path).get("unit", "") for path in FIELDS} - {""}
    assert [unit for unit in units if not figure(1.0, unit)] == []


@pytest.mark.parametrize(
    ("value", "limit", "expected"),
    [(50.04, 50, "50.04"), (49.6, 50, "49.6"), (50, 50, "50"), (53.2, 50, "53")],
)
def test_a_value_beside_its_limit_does_not_look_like_it(
    value: float, limit: float, expected: str
) -> None:
    """ "50 °C is above 50 °C" would convince nobody."""
    assert figure(value, "°C", apart_from=limit, with_unit=False) == expected


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(UNITS))
def test_any_figure_can_be_written(value: float, unit: str) -> None:
    """However absurd the number, the page stands, and the figure stays short."""
    text = figure(value, unit)
    assert 0 < len(text) <= 40
    assert not text.startswith("-0 ")


@given(st.floats(1, 1e9), st.sampled_from(["MW", "GWh/a", "h", "EUR/MWh", "t", "m³/h", "K"]))
def test_rounding_stays_close(value: float, unit: str) -> None:
    """What is written is the value to within half of the last digit that is believed."""
    shown = float(figure(value, unit, with_unit=False).replace(",", ""))
    assert shown == pytest.approx(value, rel=0.05, abs=0.5 if unit == "h" else 0.05)


@given(st.floats(0.01, 1e5))
def test_a_limit_named_as_way_out_can_be_entered(limit: float) -> None:
    """Rounding must not carry the advice beyond the limit it is about."""
    assert limit * 0.999 <= enterable(limit, up=False) <= limit
    assert limit <= enterable(limit, up=True) <= limit * 1.001


@pytest.mark.parametrize(
    ("value", "unit", "language", "written"),
    [
        (366_040.915, "EUR", "en", "366,040.92\u00a0€"),
        (366_040.915, "EUR", "de", "366.040,92\u00a0€"),
        (4_696.7441, "MWh", "sv", "4\u00a0696,74\u00a0MWh"),
        (71.6258, "EUR/MWh", "en", "71.63\u00a0€/MWh"),
        (0.7044, "share", "en", "70.4\u00a0%"),
        (float("nan"), "EUR", "en", "–"),
        (None, "MWh", "en", "–"),
    ],
)
def test_a_bill_has_all_its_decimals(
    value: float | None, unit: str, language: str, written: str
) -> None:
    """No three digits, no millions: it is paid as it stands there."""
    assert on_a_bill(value, unit, language) == written


def test_a_bill_knows_whole_amounts_and_bare_figures() -> None:
    """For tables that have the unit in their heading, and for what is only expected."""
    assert on_a_bill(1_234.5, "EUR", "en", decimals=0) == "1,235\u00a0€"
    assert on_a_bill(1_234.5, "EUR", "en", with_unit=False) == "1,234.50"
