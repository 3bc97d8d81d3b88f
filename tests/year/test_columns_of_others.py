"""Columns that are not the network's, and money and seasons that a name alone does not tell."""

from __future__ import annotations

import io

import numpy as np
import openpyxl
import pytest

from ihp_core.text import sentences
from ihp_core.text.errors.measured_year import notes
from ihp_core.year.measured.columns.mapping import ColumnMap, read_map
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.reading import read_own
from tests.given import site_of
from tests.own_years import csv
from tests.year.layouts import LOAD, OUTDOOR, RETURN, SEK, SPOT, SUPPLY

SPOT_PRICE = "spot_price_eur_per_mwh"
RATES = {"SE": SEK, "NO": 11.5, "DK": 7.46}


def asked(content: str | bytes, answers: str = "{}", **stated: object) -> str:
    """What is asked of a file, in one text."""
    with pytest.raises(OwnError) as caught:
        read_own(content, read_map(answers), site_of(dict(stated)))
    return " ".join(sentences(caught.value))


@pytest.mark.parametrize("country", ["SE", "NO", "DK"])
@pytest.mark.parametrize(("unit", "each"), [("kr/kWh", 1e-3), ("kr/MWh", 1)])
def test_kronor_are_those_of_the_country(unit: str, each: float, country: str) -> None:
    """A name of money that three countries share."""
    prices = csv({f"Elspotpris [{unit}]": SPOT * RATES[country] * each})
    own = read_own(prices, site=site_of({"country": country}))
    assert own.series[SPOT_PRICE].mean() == pytest.approx(SPOT.mean(), abs=0.05)


@pytest.mark.parametrize("unit", ["kr/kWh", "øre/kWh", "kr/MWh", "ore/kWh"])
def test_kronor_of_no_country_are_asked_about(unit: str) -> None:
    """With the currencies that they may be; an answer reads them."""
    header = f"Elspotpris [{unit}]"
    content = csv({header: SPOT})
    told = asked(content, country="DE")
    assert "may be the money of several countries" in told
    assert "NOK" in told
    answers = ColumnMap.model_validate({"columns": {header: {"series": SPOT_PRICE, "unit": "NOK"}}})
    own = read_own(content, answers, site_of({"country": "DE"}))
    assert own.series[SPOT_PRICE].mean() == pytest.approx(SPOT.mean() / 11.5, abs=0.01)


def test_ore_with_dots_are_swedish_wherever_the_site_is() -> None:
    """And cents are the euro's."""
    for unit, rate in (("öre/kWh", SEK / 10), ("ct/kWh", 0.1)):
        own = read_own(csv({f"Spotpris [{unit}]": SPOT * rate}), site=site_of({"country": "NO"}))
        assert own.series[SPOT_PRICE].mean() == pytest.approx(SPOT.mean(), abs=0.05)


@pytest.mark.parametrize("name", ["Leistung [%]", "effekt [kVA]", "Energie [EUR]"])
def test_a_name_that_may_mean_anything_in_a_strange_unit_is_asked_about(name: str) -> None:
    """Even beside the network's temperatures."""
    beside = csv({"Vorlauf [°C]": SUPPLY, "Rücklauf [°C]": RETURN, name: LOAD})
    assert "is no unit known for it" in asked(beside)
    answers = f'{{"columns": {{"{name}": "load_mw"}}}}'
    assert "is no unit known for it" in asked(beside, answers)


def test_degrees_fahrenheit_without_a_unit_are_asked_about() -> None:
    """No network runs at 176 °C on the mean of a year."""
    warm = csv({"supply": SUPPLY * 1.8 + 32, "return": RETURN * 1.8 + 32})
    assert asked(warm).count("hard to believe") == 2


@pytest.mark.parametrize("months", [3, 6, 9])
def test_rows_without_times_that_begin_in_another_month_are_asked_about(months: int) -> None:
    """A heating year, a year from July, a year from April: for load and weather alike."""
    away = -round(months * 730)
    assert "is highest around month" in asked(csv({"load": np.roll(LOAD, away)}))
    assert "is coldest around month" in asked(csv({"outdoor": np.roll(OUTDOOR, away)}))
    kept = read_own(csv({"load": np.roll(LOAD, away)}), read_map('{"confirmed": ["season"]}'))
    assert kept.series["load_mw"].mean() == pytest.approx(LOAD.mean(), abs=0.001)


@pytest.mark.parametrize(
    "name", ["IT power [MW]", "IT-Leistung kW", "cooling load [kW]", "kyleffekt [kW]", "PUE"]
)
def test_what_the_data_centre_measures_of_itself_is_told_with_the_reason(name: str) -> None:
    """By its name; alone in a file it is no year."""
    own = read_own(csv({name: LOAD, "Wärmelast [MW]": LOAD}))
    told = " ".join(notes(own)).replace("\N{NO-BREAK SPACE}", " ")
    assert f"“{name}” is of the data centre itself and is not used" in told
    assert "is of the data centre itself" in asked(csv({name: LOAD}))


def test_a_load_that_stands_still_is_told() -> None:
    """Half a year of one figure."""
    stuck = np.where(np.arange(8760) < 6000, LOAD, LOAD[6000])
    assert "the same value for 2760 hours" in " ".join(notes(read_own(csv({"load": stuck}))))


def test_a_file_of_unknown_names_alone_can_be_answered() -> None:
    """As text or as a workbook; the unit of the answer counts."""
    content = csv({"SE3": SPOT * 10 * SEK})
    assert "“SE3” is not known here; say which series" in asked(content)
    answers = f'{{"columns": {{"SE3": {{"series": "{SPOT_PRICE}", "unit": "SEK/MWh"}}}}}}'
    own = read_own(content, read_map(answers))
    assert own.series[SPOT_PRICE].mean() == pytest.approx(10 * SPOT.mean(), rel=0.001)
    book = openpyxl.Workbook()
    book.active.append(["Messwert 1"])
    for figure in LOAD.tolist():
        book.active.append([figure])
    saved = io.BytesIO()
    book.save(saved)
    assert "“Messwert 1” is not known here" in asked(saved.getvalue())


def test_a_sheet_with_a_comma_in_its_name_can_be_chosen() -> None:
    """The names are told apart."""
    book = openpyxl.Workbook()
    for title in ("Nord, West", "Süd"):
        sheet = book.create_sheet(title)
        sheet.append(["Wärmelast [MW]"])
        for figure in LOAD.tolist():
            sheet.append([figure])
    saved = io.BytesIO()
    book.save(saved)
    assert "Nord, West · Süd" in asked(saved.getvalue())
    own = read_own(saved.getvalue(), read_map('{"sheet": "Nord, West"}'))
    assert own.series["load_mw"].mean() == pytest.approx(LOAD.mean(), abs=0.001)
