"""The hourly table: complete, in units, and harmless to a spreadsheet."""

from __future__ import annotations

import csv
import datetime as dt
import io
import math
from itertools import pairwise

import pytest

from ihp_core.report.exports.hourly_csv import HEADER, hourly_csv, safe
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.year.measured.columns.mapping import NOTHING_SAID
from ihp_core.year.measured.reading import read_file
from tests.report.conftest import assessed


def rows(found: Assessment) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(hourly_csv(found, "Europe/Berlin"))))


def test_the_table_has_every_hour_of_a_year_once() -> None:
    """8,760 hours from New Year's midnight on, in local standard time."""
    table = rows(assessed("german"))
    assert len(table) == len({row["time_local_standard"] for row in table}) == 8760
    assert table[0]["time_local_standard"] == "2025-01-01T00:00"
    assert table[-1]["time_local_standard"] == "2025-12-31T23:00"
    assert all(int(row["month"]) == int(row["time_local_standard"][5:7]) for row in table)


def test_every_figure_names_its_unit() -> None:
    """A column is a temperature, a power or the COP."""
    figures = HEADER[3:-2]
    assert all(name.endswith(("_c", "_mw")) or name == "cop" for name in figures)


def test_the_hours_add_up_to_the_year(found: Assessment) -> None:
    """A table that is opened again has the heat and the electricity of the answer."""
    table = rows(found)
    for column, figure in (
        ("delivered_mw", found.heat.delivered_gwh),
        ("electricity_mw", found.heat.electricity_gwh),
    ):
        read = sum(float(row[column]) for row in table) / 1000
        assert read == pytest.approx(figure, rel=1e-9, abs=1e-9)


def test_every_hour_has_its_time_by_the_clock_on_the_wall() -> None:
    """With its offset from UTC: an hour apart, 23 of them on one day and 25 on another."""
    stamps = [row["time"] for row in rows(assessed("german"))]
    moments = [dt.datetime.fromisoformat(stamp) for stamp in stamps]
    assert {b - a for a, b in pairwise(moments)} == {dt.timedelta(hours=1)}
    days = [stamp[:10] for stamp in stamps]
    assert (days.count("2025-03-30"), days.count("2025-10-26")) == (23, 25)


def test_where_no_heat_pump_runs_the_cop_is_empty() -> None:
    """Neither zero nor a word that a spreadsheet cannot count with."""
    table = rows(assessed("all_direct"))
    assert {row["cop"] for row in table} == {""}


def test_no_cell_is_longer_than_its_figure_needs() -> None:
    """At most twelve decimals, no exponent, no minus zero."""
    for row in rows(assessed("german"))[:500]:
        for name in HEADER[3:-2]:
            cell = row[name]
            assert "e" not in cell.lower()
            assert cell != "-0"
            assert cell == "" or (math.isfinite(float(cell)) and len(cell.partition(".")[2]) <= 12)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_a_text_that_looks_like_a_formula_is_held_back(cell: str) -> None:
    """An apostrophe keeps spreadsheets from working it out."""
    assert safe(cell) == f"'{cell}"
    assert safe("lift") == "lift"


def test_the_table_is_read_again_as_a_measured_year() -> None:
    """By the times with their offset, whatever the columns beside them."""
    content = hourly_csv(assessed("german"), "Europe/Berlin").encode()
    own = read_file(content, NOTHING_SAID, example("german")).own
    assert own is not None
    assert own.series["load_mw"] == pytest.approx(assessed("german").year.load_mw, abs=1e-3)
