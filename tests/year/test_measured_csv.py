"""A file of hourly data: every form that loggers write is read, all else refused in words."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core.files.year_template import sample, year_template
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.text import sentences
from ihp_core.text.errors.measured_year import notes
from ihp_core.year.measured.headers import bounds, named
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.reading import read_own
from ihp_core.year.measured.year import SERIES, OwnYear
from tests.own_years import GERMAN, berlin_times, csv, decimal_comma, load, times
from tests.sweeps import only
from tests.yardstick import at_most

LOAD, LEAP = load(), load(8784)
FROM_JULY = np.roll(LOAD, -181 * 24)
WITHOUT_LEAP_DAY = np.delete(LEAP, slice(59 * 24, 60 * 24))
KEPT = 0.0006
"""Figures are kept at three decimals [MW]."""


def refusal(content: str | bytes) -> str:
    """The sentence that a file gets."""
    with pytest.raises(OwnError) as caught:
        read_own(content)
    (sentence,) = sentences(caught.value)
    return sentence


def told(own: OwnYear) -> str:
    """All that is told of a year that was read."""
    return " ".join(notes(own))


def quarters(hourly: Array) -> Array:
    """Four values an hour around its mean."""
    return np.repeat(hourly, 4) + np.tile([-0.3, -0.1, 0.1, 0.3], len(hourly))


def backwards(content: str) -> str:
    """The same file with the newest row first."""
    head, *rows = content.splitlines()
    return "\n".join([head, *rows[::-1]])


FORMS: dict[str, Callable[[], tuple[str | bytes, Array]]] = {
    "no times": lambda: (csv({"load": LOAD}), LOAD),
    "ISO": lambda: (csv({"load": LOAD}, times()), LOAD),
    "ISO with T and seconds": lambda: (csv({"load": LOAD}, times(form="%Y-%m-%dT%H:%M:%S")), LOAD),
    "German": lambda: (csv({"Netzlast [MW]": LOAD}, times(form=GERMAN), ";", decimal_comma), LOAD),
    "tabs": lambda: (csv({"Wärmelast": LOAD}, times(), "\t"), LOAD),
    "one column with decimal commas": lambda: (csv({"load": LOAD}, write=decimal_comma), LOAD),
    "kW": lambda: (csv({"Fjärrvärmelast (kW)": LOAD * 1e3}), LOAD),
    "Windows lines": lambda: (csv({"load": LOAD}, times()).replace("\n", "\r\n"), LOAD),
    "byte order mark": lambda: (b"\xef\xbb\xbf" + csv({"load": LOAD}).encode(), LOAD),
    "Latin-1": lambda: (csv({"Wärmelast": LOAD}).encode("latin-1"), LOAD),
    "UTF-16": lambda: (csv({"Wärmelast": LOAD}).encode("utf-16"), LOAD),
    "a title above the header": lambda: ("Netz Nord, Export\n\n" + csv({"load": LOAD}), LOAD),
    "Excel's hint above the header": lambda: ("sep=;\n" + csv({"load": LOAD}, times(), ";"), LOAD),
    "units in a row of their own": lambda: (
        csv({"load": LOAD * 1e3}).replace("\n", "\nkW\n", 1),
        LOAD,
    ),
    "a blank line and empty columns": lambda: (csv({"load": LOAD}, times(), ";") + "\n;;\n", LOAD),
    "half hours": lambda: (csv({"load": np.repeat(LOAD, 2)}, times(count=17520, minutes=30)), LOAD),
    "quarters": lambda: (csv({"load": quarters(LOAD)}, times(count=35040, minutes=15)), LOAD),
    "quarters without times": lambda: (csv({"load": quarters(LOAD)}), LOAD),
    "leap year": lambda: (csv({"load": LEAP}, times("2024-01-01", 8784)), WITHOUT_LEAP_DAY),
    "leap year without times": lambda: (csv({"load": LEAP}), WITHOUT_LEAP_DAY),
    "leap year in quarters": lambda: (csv({"load": quarters(LEAP)}), WITHOUT_LEAP_DAY),
    "newest first": lambda: (backwards(csv({"load": LOAD}, times())), LOAD),
    "end of the hour": lambda: (csv({"load": LOAD}, times("2025-01-01 01:00")), LOAD),
    "UTC": lambda: (csv({"load": LOAD}, times(form="%Y-%m-%dT%H:%MZ")), np.roll(LOAD, 1)),
    "UTC in the header": lambda: (
        csv({"load": LOAD}, times()).replace("stamp", "[UTC]"),
        np.roll(LOAD, 1),
    ),
    "offset": lambda: (csv({"load": LOAD}, times(form="%Y-%m-%d %H:%M+02:00")), LOAD),
    "summer time": lambda: (csv({"load": LOAD}, berlin_times(2025)), LOAD),
    "summer time, newest first": lambda: (backwards(csv({"load": LOAD}, berlin_times(2025))), LOAD),
    "summer time, quarters": lambda: (csv({"load": quarters(LOAD)}, berlin_times(2025, 15)), LOAD),
    "summer time, leap year": lambda: (csv({"load": LEAP}, berlin_times(2024)), WITHOUT_LEAP_DAY),
    "summer time with offsets": lambda: (
        csv({"load": LOAD}, berlin_times(2025, form="%Y-%m-%d %H:%M%z")),
        LOAD,
    ),
    "mid-year": lambda: (csv({"load": FROM_JULY}, times("2022-07-01")), LOAD),
}


COMBINED = {
    "quarters without times",
    "leap year in quarters",
    "summer time, newest first",
    "summer time, quarters",
    "summer time, leap year",
}


@cache
def of_form(form: str) -> tuple[OwnYear, Array]:
    """The year of a form as it is read, and the hours that it should hold."""
    content, expected = FORMS[form]()
    return read_own(content), expected


@pytest.mark.parametrize("form", only(FORMS.keys() - COMBINED, FORMS))
def test_every_form_of_a_year_is_read_to_the_same_hours(form: str) -> None:
    """Each hour of the file lands in its hour of the year, to the decimals that are kept."""
    own, expected = of_form(form)
    assert own.series["load_mw"].shape == (8760,)
    assert own.series["load_mw"] == pytest.approx(expected, abs=KEPT)
    assert own.filled["load_mw"] == 0


def test_what_was_done_to_the_times_is_told() -> None:
    """Nobody has to guess which hour is which."""
    for form, words in {
        "summer time": "daylight-saving",
        "UTC": "UTC +1 h",
        "mid-year": "turned round",
        "newest first": "sorted",
        "end of the hour": "end of each interval",
        "quarters": "every 15 minutes",
        "no times": "1 January",
        "leap year": "29 February left out (24 hours)",
        "kW": "“Fjärrvärmelast (kW)” in kW",
    }.items():
        assert words in told(of_form(form)[0]), form
    assert "daylight" not in told(of_form("ISO")[0])
    assert "sorted" not in told(of_form("summer time, quarters")[0])


def without(rows: Sequence[int], content: str) -> str:
    """The file without some of its rows, counted from 0."""
    head, *lines = content.splitlines()
    gone = set(rows)
    return "\n".join([head, *(line for n, line in enumerate(lines) if n not in gone)])


def test_summer_time_is_seen_by_either_of_its_two_days_alone() -> None:
    """Some loggers overwrite the hour that autumn has twice, some fill the one spring skips."""
    stamps = berlin_times(2025)
    content = csv({"load": LOAD}, stamps)
    last = {stamp: n for n, stamp in enumerate(stamps)}
    again = next(last[stamp] for n, stamp in enumerate(stamps) if last[stamp] != n)
    once = read_own(without([again], content))
    assert once.series["load_mw"] == pytest.approx(LOAD, abs=0.01 + KEPT)
    assert once.filled["load_mw"] == 1
    spring = stamps.index("2025-03-30 03:00")
    lines = content.splitlines()
    lines.insert(spring + 1, "2025-03-30 02:00,")
    assert read_own("\n".join(lines)).series["load_mw"] == pytest.approx(LOAD, abs=KEPT)


def test_a_mid_year_with_summer_time_is_turned_and_put_right() -> None:
    """From July to June autumn comes first; no hour is lost and none counted twice."""
    # 1 July, 00:00 on the wall is 30 June, 23:00 in standard time.
    content = csv({"load": np.roll(FROM_JULY, 1)}, berlin_times(2022, month=7))
    own = read_own(content)
    assert own.filled["load_mw"] == 0
    assert own.series["load_mw"] == pytest.approx(LOAD, abs=KEPT)


def with_gaps(count: int, written: str = "") -> str:
    """A year with a number of hours that were not measured, from the thousandth on."""
    cells = [f"{number:.2f}" for number in LOAD]
    cells[1000 : 1000 + count] = [written] * count
    return "\n".join(["load,supply", *(f"{cell},80" for cell in cells)])


@pytest.mark.parametrize("written", ["", "NaN", "n/a", "-", "Ausfall"])
def test_gaps_up_to_the_limit_are_bridged_and_counted(written: str) -> None:
    """2 % of the year are 175 hours; a straight line leads across them."""
    most = int(value("own.gap_fraction") * 8760)
    own = read_own(with_gaps(most, written))
    assert own.filled == {"load_mw": most, "supply_c": 0}
    assert own.series["load_mw"] == pytest.approx(LOAD, abs=0.006)
    assert f"{most} hours with gaps" in told(own)


def test_longer_gaps_are_filled_by_the_weather_and_counted() -> None:
    """Up to a fifth of the year, told as such; the fill stays within what was measured."""
    own = read_own(with_gaps(1000))
    assert own.filled["load_mw"] == 1000
    assert "1000 hours in longer gaps" in told(own).replace("\N{NO-BREAK SPACE}", "")
    gap = own.series["load_mw"][1000:2000]
    assert LOAD.min() <= gap.min()
    assert gap.max() <= LOAD.max() + KEPT


def test_more_gaps_than_a_fifth_are_refused_with_their_first_line() -> None:
    """A year that is guessed is no measured year."""
    most = int(value("own.model_gap_fraction") * 8760)
    sentence = refusal(with_gaps(most + 1))
    for part in ("“load”", str(most + 1), str(most), "line 1002"):
        assert part in sentence


def test_missing_rows_count_as_gaps() -> None:
    """Times show which hours are not there: few are bridged, many are named."""
    content = csv({"load": LOAD}, times())
    own = read_own(without(range(1000, 1100), content))
    assert own.filled["load_mw"] == 100
    assert own.series["load_mw"] == pytest.approx(LOAD, abs=KEPT)
    assert read_own(without(range(800, 1300), content)).filled["load_mw"] == 500
    assert "month 03" in refusal(without(range(700, 2600), content))


def test_names_in_three_languages_are_known_with_their_units() -> None:
    """Case, blanks, accents and brackets do not matter; units are turned into ours."""
    for header, series, factor in [
        ("AUSSENTEMPERATUR", "outdoor_c", None),
        ("utomhustemperatur (°C)", "outdoor_c", 1),
        ("Wärmelast in kW", "load_mw", 0.001),
        ("network_load_mw", "load_mw", 1),
        ("load_mw", "load_mw", 1),
        ("Wärmemenge [GJ]", "load_mw", 1 / 3.6),
        ("Vorlauf-Temperatur °C", "supply_c", 1),
        ("Framledning", "supply_c", None),
        ("Rucklauf", "return_c", None),
        ("retur [C]", "return_c", 1),
        ("Quelle, warme Seite", "source_inlet_c", None),
        ("source cold side", "source_outlet_c", None),
        ("source flow [l/s]", "source_flow_m3_per_h", 3.6),
        ("Strompreis ct/kWh", "electricity_price_eur_per_mwh", 10),
        ("elpris [€/kWh]", "electricity_price_eur_per_mwh", 1000),
        ("Day-ahead price [EUR/MWh]", "spot_price_eur_per_mwh", 1),
        ("elspot [SEK/MWh]", "spot_price_eur_per_mwh", 1 / value("own.currency_per_eur", "SEK")),
    ]:
        outcome = named((header,))
        assert outcome is not None, header
        assert outcome.series == series, header
        if factor is None:
            assert outcome.unit is None, header
        else:
            assert outcome.unit is not None, header
            assert outcome.unit.factor == pytest.approx(factor), header


def test_an_unknown_column_is_named_and_ignored() -> None:
    """What is not read is not passed over in silence."""
    own = read_own(csv({"load": LOAD, "Humidity [%]": LOAD}))
    assert [*own.series] == ["load_mw"]
    assert "“Humidity [%]” is not known here" in told(own)


FLAT = np.full(8760, 70.0)
BAD_CELL = {
    "a formula": ("=A1*2", ("line 4", "“=A1*2”", "formula")),
    "a command": ("@SUM(1)", ("line 4", "formula")),
    "thousands and decimals": ("1.234,5", ("line 4", "thousands")),
    "a huge cell": ("9" * 1000, ("Line 4", "200 characters")),
}


def with_cell(cell: str) -> str:
    """A year whose third hour holds something else."""
    lines = csv({"load": LOAD}, times(), ";").splitlines()
    lines[3] = f"2025-01-01 02:00;{cell}"
    return "\n".join(lines)


@pytest.mark.parametrize("kind", BAD_CELL)
def test_a_wrong_cell_is_named_by_line_column_value_and_way_out(kind: str) -> None:
    """The sentence leads to the cell."""
    cell, parts = BAD_CELL[kind]
    sentence = refusal(with_cell(cell))
    for part in parts:
        assert part.lower() in sentence.lower()


@pytest.mark.parametrize("cell", ["90000", "-5", "1e999"])
def test_what_no_hour_can_have_becomes_a_gap_and_is_told(cell: str) -> None:
    """A meter that failed for an hour spoils no year, and is not passed over."""
    own = read_own(with_cell(cell))
    assert own.filled["load_mw"] == 1
    assert own.series["load_mw"] == pytest.approx(LOAD, abs=0.01 + KEPT)
    for part in ("line 4", "“load”", f"“{cell}”", "0 to 20000 MW"):
        assert part in told(own)


def test_blanks_between_thousands_are_read() -> None:
    """1 234,5 can mean one thing only."""
    content = csv(
        {"load [kW]": LOAD * 1e3}, times(), ";", lambda kw: f"{kw:,.1f}".replace(",", " ")
    )
    assert read_own(content).series["load_mw"] == pytest.approx(LOAD, abs=KEPT)


def test_the_limits_of_an_hour_are_wider_than_those_of_an_input() -> None:
    """Water in a pipe that stands is cold, and measured; prices may be negative for an hour."""
    assert bounds("supply_c") == (0, 200)
    assert bounds("load_mw") == (0, 20000)
    assert bounds("electricity_price_eur_per_mwh")[0] < -500  # day-ahead floor of the exchanges
    prices = np.where(np.arange(8760) % 100 == 0, -20.0, 90.0)
    assert read_own(csv({"spotpris": prices})).series["spot_price_eur_per_mwh"].min() == -20
    assert "8760 values are outside the 0 to 200" in refusal(csv({"supply": FLAT - 75}))


def test_limits_are_told_in_the_unit_of_the_file() -> None:
    """20 GW in a file of kW are 20,000,000."""
    lines = csv({"load [kW]": LOAD * 1e3}).splitlines()
    lines[7] = "30000000"
    assert "0 to 20000000 kW" in told(read_own("\n".join(lines)))


def zipped() -> bytes:
    """A workbook is a ZIP."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return content.getvalue()


def swapped_rows(first: int, content: str) -> str:
    """The file with the time of one row twice."""
    lines = content.splitlines()
    lines[first + 1] = lines[first].partition(",")[0] + "," + lines[first + 1].partition(",")[2]
    return "\n".join(lines)


NO_YEAR: dict[str, Callable[[], tuple[str | bytes, str]]] = {
    "empty": lambda: (b"", "empty"),
    "blanks": lambda: (" \n\t\n", "empty"),
    "a workbook": lambda: (zipped(), "XLSX"),
    "an old workbook": lambda: (b"\xd0\xcf\x11\xe0" + bytes(500), "XLS"),
    "a PDF": lambda: (b"%PDF-1.7 1 0 obj", "PDF"),
    "binary": lambda: (bytes(range(256)) * 40, "not a text file"),
    "nothing but zeros": lambda: (bytes(4000), "not a text file"),
    "forty-four megabytes": lambda: (b"1,2\n" * 11_000_000, "40 MB"),
    "ten megabytes of a line": lambda: (b"x" * 9_999_999, "names a column"),
    "ten megabytes of rows": lambda: (b"load\n" + b"1\n" * 4_900_000, "1100000 rows"),
    "ten megabytes of blank lines": lambda: (b"load\n" + b"\n" * 9_900_000, "no row"),
    "an open quotation mark": lambda: ('load\n"1\n' + "2\n" * 9000, "quotation mark"),
    "quotation marks all over": lambda: ('load\n"' * 9000, "4500 rows"),
    "one line": lambda: ("load", "no row"),
    "a header twice": lambda: (csv({"load": LOAD, "Netzlast": LOAD}), "“load” and “Netzlast”"),
    "JSON": lambda: ('{"hours": [{"load": 1}]}', "names a column"),
    "names of nobody": lambda: (csv({"a": LOAD}), "“a” is not known here; say which series"),
    "words alone": lambda: ("a\n" + "word\n" * 8760, "network load [MW]"),
    "months": lambda: ("Monat;Netzlast [MW]\n" + "2025-01;7\n" * 12, "12 rows for a year"),
    "an unknown unit": lambda: (csv({"load [hp]": LOAD}), "“hp” is no unit"),
    "8,700 rows": lambda: (csv({"load": LOAD[:8700]}), "8700 rows"),
    "a column nobody may be": lambda: (csv({"x [MW]": LOAD}), "“x [MW]”"),
    "half a year": lambda: (csv({"load": LOAD[:4380]}, times(count=4380)), "4380 of the 8760"),
    "two years": lambda: (csv({"load": load(17520)}, times(count=17520)), "more than a year"),
    "minutes of seven": lambda: (csv({"load": load(8760)}, times(minutes=7)), "7 minutes apart"),
    "one row": lambda: (csv({"load": LOAD[:1]}, times(count=1)), "1 rows"),
    "a time twice": lambda: (swapped_rows(5000, csv({"load": LOAD}, times())), "line 5001"),
    "no time": lambda: (csv({"load": LOAD}, ["soon"] * 8760), "“soon”"),
    "30 February": lambda: (csv({"load": LOAD}, ["2025-02-30 00:00"] * 8760), "2025-02-30"),
    "offsets here and there": lambda: (
        csv({"load": LOAD}, [*times()[:-1], "2025-12-31 23:00+01:00"]),
        "offset",
    ),
    "cells without a name": lambda: (
        csv({"x": LOAD, "load": LOAD}).replace("20.01,", "20,01,"),
        "semicolons",
    ),
    "decimal commas between commas": lambda: (
        csv({"load": LOAD, "supply": FLAT}).replace("20.01,", '"20,01",'),
        "decimal point",
    ),
    "two decimal signs": lambda: (
        csv({"load": LOAD, "supply": FLAT}, separator=";").replace("20.01;", "20,01;"),
        "comma in line 4381",
    ),
    "three decimals or thousands": lambda: (
        csv({"load [kW]": LOAD * 1e3}, None, ";", lambda kw: f"{kw:,.0f}"),
        "decimal sign",
    ),
    "thousands like decimals": lambda: (
        "load [kW]\n" + "\n".join(["987", "1.234"] * 4380),
        "thousands",
    ),
    "swapped supply and return": lambda: (csv({"supply": FLAT - 20, "return": FLAT}), "swapped"),
    "swapped source": lambda: (csv({"warm side": FLAT - 30, "cold side": FLAT - 20}), "swapped"),
    "only text": lambda: ("load\n" + "Ausfall\n" * 8760, "no figure"),
    "the empty template": lambda: (year_template(), "no figure"),
}


LARGE = {"ten megabytes of a line", "ten megabytes of rows", "forty-four megabytes"}


@pytest.mark.parametrize("kind", only(NO_YEAR.keys() - LARGE, NO_YEAR))
def test_what_is_no_year_is_refused_in_a_sentence(kind: str) -> None:
    """Whatever is dropped on the page: one printable sentence with the way out, soon."""
    content, expected = NO_YEAR[kind]()
    with at_most(80):  # 17 for ten megabytes of blank lines
        sentence = refusal(content)
    assert expected in sentence
    assert sentence.replace("\N{NO-BREAK SPACE}", " ").isprintable()
    assert 40 < len(sentence) < 500


HEADER = st.sampled_from(["load", "supply;return", "time,load", "Zeit;Netzlast [kW]", "x,y", ""])
CELL = st.text(max_size=12) | st.sampled_from(["2025-01-01 00:00", "1,5", "=1", "-", '"', "nan"])


@given(HEADER, st.lists(st.lists(CELL, max_size=4).map(";".join), max_size=8))
def test_any_text_ends_in_a_sentence(header: str, rows: list[str]) -> None:
    """No text at all is a traceback."""
    assert refusal("\n".join([header, *rows]))


@given(st.binary(max_size=300))
def test_any_bytes_end_in_a_sentence(content: bytes) -> None:
    """Nor are bytes."""
    assert refusal(content)
    assert refusal(b"load\n" + content)


def test_a_year_of_quarters_is_read_while_one_waits() -> None:
    """35,040 rows of eight series, with times; nobody waits for it in front of a prospect."""
    flat = {"outdoor": 5, "load": 20.125, "supply": 80.5, "return": 50, "warm side": 45.1}
    flat |= {"cold side": 35.2, "source flow": 512.3, "electricity price": 90}
    content = csv(
        {name: np.full(35040, worth) for name, worth in flat.items()},
        times(count=35040, minutes=15),
    ).encode()
    with at_most(30):  # about 5
        assert len(read_own(content).series) == len(SERIES)


def test_the_example_year_reads_back_as_it_was_written() -> None:
    """The file offered on the page is one that the page takes."""
    own = read_own(sample())
    assert [*own.series] == list(SERIES)
    assert sum(own.filled.values()) == own.dropped_hours == 0
    assert sample() == sample()


def test_the_template_reads_once_one_column_is_filled_in() -> None:
    """Columns that nobody has measured may stay empty, and are named."""
    head, *rows = year_template().splitlines()
    assert len([row for row in rows if row.startswith("#")]) == 2
    filled = [row.replace(",,", ",7.5,", 1) if row[0] != "#" else row for row in rows]
    own = read_own("\n".join([head, *filled]))
    assert [*own.series] == ["outdoor_c"]
    assert "“network load [MW]” is empty" in told(own)
