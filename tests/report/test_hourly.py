"""The hourly table: complete, in units, and harmless to a spreadsheet."""

from __future__ import annotations

import csv
import io
import math

import pytest

from ihp_core.report.exports.hourly_csv import HEADER, hourly_csv, safe
from ihp_core.results.results import Assessment
from tests.report.conftest import assessed


def rows(found: Assessment) -> list[dict[str, str]]:
    """The table as a spreadsheet reads it."""
    return list(csv.DictReader(io.StringIO(hourly_csv(found))))


def test_the_table_has_every_hour_of_a_year_once() -> None:
    """8,760 hours from New Year's midnight on, in local standard time."""
    table = rows(assessed("german"))
    assert len(table) == len({row["time_local_standard"] for row in table}) == 8760
    assert table[0]["time_local_standard"] == "2025-01-01T00:00"
    assert table[-1]["time_local_standard"] == "2025-12-31T23:00"
    assert all(int(row["month"]) == int(row["time_local_standard"][5:7]) for row in table)


def test_every_figure_names_its_unit() -> None:
    """A column is a temperature, a power or the COP."""
    figures = HEADER[2:-2]
    assert all(name.endswith(("_c", "_mw")) or name == "cop" for name in figures)


def test_the_hours_add_up_to_the_year(found: Assessment) -> None:
    """Rounding to four decimals loses less than a megawatt-hour."""
    delivered = sum(float(row["delivered_mw"]) for row in rows(found))
    assert delivered / 1000 == pytest.approx(found.heat.delivered_gwh, abs=1e-3)


def test_where_no_heat_pump_runs_the_cop_is_empty() -> None:
    """Neither zero nor a word that a spreadsheet cannot count with."""
    table = rows(assessed("all_direct"))
    assert {row["cop"] for row in table} == {""}


def test_no_cell_is_longer_than_its_figure_needs() -> None:
    """At most four decimals, no exponent, no minus zero."""
    for row in rows(assessed("german"))[:500]:
        for name in HEADER[2:-2]:
            cell = row[name]
            assert "e" not in cell.lower()
            assert cell != "-0"
            assert cell == "" or (math.isfinite(float(cell)) and len(cell.partition(".")[2]) <= 4)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", "\t=1", "\r=1"])
def test_a_text_that_looks_like_a_formula_is_held_back(cell: str) -> None:
    """An apostrophe keeps spreadsheets from working it out."""
    assert safe(cell) == f"'{cell}"
    assert safe("lift") == "lift"
