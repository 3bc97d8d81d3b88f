"""Every number the model starts from has a unit, a range that holds it, and a source."""

from __future__ import annotations

import csv
import math
import re
from fnmatch import fnmatchcase
from itertools import product
from pathlib import Path

import pytest

from ihp_core.site.filling import default_of
from ihp_core.site.inputs import about, limits
from ihp_core.site.site import FIELDS, Site
from ihp_core.tables.assumptions import DATA, Assumption, assumption, assumptions, column, table
from tests.source import asked_for, listed

CODE = ("ihp_core/**/*.py", "pages/**/*.py", "app.py", "benchmarks/**/*.py")
ROWS = list(assumptions().values())
KEYS = {key for key, _ in assumptions()}
CONFIDENCES = {"sourced", "derived", "judgement", "unverified"}
TABLES = sorted(path.stem for path in DATA.glob("*.csv"))
NOT_A_MODEL_NUMBER = {
    "iso_3166": {"iso2", "country"},
    "former_labels": {"input", "label"},
    "choice_words": {"choice", "word"},
}
REMARKS = re.compile(
    r"github(?!\.com/)|\bcheck\b|summar|\?(?![\w&]*=)|opened|memory|this file|\.csv\b|\bTSV\b"
    r"|public (repo|copy|note)|market note|\(found|not re-|\bTODO\b",
    re.IGNORECASE,
)
"""What a note to oneself says and a citation does not: customers read these cells."""
COUNTRIES = ("DE", "SE", "JP", None)


def _name(row: Assumption) -> str:
    return f"{row.key} [{row.scope}]"


def _site(cooling: str, country: str | None, supply_c: float) -> Site:
    """A site that states the three needed inputs only."""
    return Site.model_validate(
        {
            "country": country,
            "data_centre": {"it_capacity_mw": 10, "cooling": cooling},
            "network": {"supply_winter_c": supply_c},
        }
    )


def test_there_are_rows_to_check() -> None:
    """The checks below would pass on an empty table."""
    assert len(ROWS) > 100


def test_every_row_has_unit_source_and_confidence() -> None:
    """A number without them is nobody's."""
    wrong = [
        _name(row)
        for row in ROWS
        if not (row.unit.strip() and row.source.strip() and row.confidence in CONFIDENCES)
    ]
    assert not wrong, listed(wrong)


def test_every_row_is_a_number_or_a_named_choice() -> None:
    """A typing error in a number would otherwise become a choice of that name."""
    wrong = [
        _name(row)
        for row in ROWS
        if math.isnan(row.value) is not (row.unit == "choice") or math.isinf(row.value)
    ]
    assert not wrong, listed(wrong)


def test_every_value_lies_in_its_range() -> None:
    """Low and high, where given, hold the value between them."""
    wrong = [_name(row) for row in ROWS if row.low > row.value or row.high < row.value]
    assert not wrong, listed(wrong)
    assert [_name(row) for row in ROWS if math.isnan(row.low) is not math.isnan(row.high)] == []


@pytest.mark.parametrize("path", sorted(KEYS & set(FIELDS)))
def test_the_default_of_an_input_fits_the_input(path: str) -> None:
    """Unit and limits of the row and of the field are those of one figure."""
    for row in (row for row in ROWS if row.key == path and row.unit not in ("choice", "yes/no")):
        assert row.unit == about(path)["unit"], _name(row)
        low, high = limits(path)
        inside = [row.value, *(end for end in (row.low, row.high) if not math.isnan(end))]
        assert low <= min(inside) <= max(inside) <= high, _name(row)


@pytest.mark.parametrize("function", ["value", "values", "assumption"])
def test_every_assumption_the_code_asks_for_exists(function: str) -> None:
    """A key that was renamed in the table is found here, not in front of a prospect."""
    asked = list(asked_for(function, *CODE))
    wrong = [
        f"{place} {key}"
        for place, key, _ in asked
        if not any(fnmatchcase(known, key) for known in KEYS)
    ]
    assert not wrong, listed(wrong)


def test_every_table_the_code_asks_for_exists() -> None:
    """The same for the tables and their columns."""
    names = {
        (place, name)
        for name_of in ("table", "column")
        for place, name, _ in asked_for(name_of, "ihp_core/**/*.py")
    }
    assert [f"{place} {name}" for place, name in names if name not in TABLES] == []


@pytest.mark.parametrize("name", TABLES)
def test_every_line_of_a_table_has_a_source(name: str) -> None:
    """Tables of pipes, climate, limits are numbers of the model as well."""
    if name in NOT_A_MODEL_NUMBER:
        assert set(table(name)) == NOT_A_MODEL_NUMBER[name]
        return
    sources = table(name)["source"]
    assert [line for line, source in enumerate(sources, start=2) if not source.strip()] == []


@pytest.mark.parametrize("name", [*TABLES, "assumptions"])
def test_a_source_reads_as_a_citation(name: str) -> None:
    """Publisher, dataset, date, or the word judgement: never a remark to oneself."""
    cells = [row.source for row in ROWS] if name == "assumptions" else table(name).get("source", ())
    wrong = [cell for cell in cells if REMARKS.search(cell)]
    assert not wrong, listed(wrong)


@pytest.mark.parametrize(
    "remark",
    ["via github some/copy", "45 öre; check.", "known from summaries of the act", "about 3 ?"],
)
def test_a_remark_to_oneself_is_no_citation(remark: str) -> None:
    """The words that customers met are among those that the test above looks for."""
    assert REMARKS.search(remark)
    assert not REMARKS.search("Eurostat, nrg_pc_205 (copy in some/copy, read 2026-11-28)")


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.csv")), ids=lambda path: path.stem)
def test_every_line_has_a_cell_for_each_header(path: Path) -> None:
    """A comma in a cell without quotes would move all that stands behind it."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *lines = csv.reader(file)
    assert [line for line in lines if len(line) != len(header)] == []


def test_pipes_grow_with_their_diameter() -> None:
    """A swapped cell would make a larger pipe cheaper or narrower than a smaller one."""
    for header in ("dn", "inner_diameter_mm", "cost_eur_per_m"):
        found = column("pipes", header)
        assert (found[1:] >= found[:-1]).all(), header


def test_every_city_has_twelve_months() -> None:
    """The climate of a place is made from all months of one city."""
    climate = table("climate")
    months: dict[str, list[int]] = {}
    for city, month in zip(climate["city"], climate["month"], strict=True):
        months.setdefault(city, []).append(int(month))
    assert {city for city, found in months.items() if found != list(range(1, 13))} == set()


def test_the_criteria_are_those_of_the_design() -> None:
    """Five decide, six are rules of thumb, five of them the guide's; two speak of the evidence;
    each has its limits the right way round."""
    criteria = table("criteria")
    kinds = {kind: set() for kind in ("deciding", "stand_in", "evidence")}
    for name, kind in zip(criteria["id"], criteria["kind"], strict=True):
        kinds[kind].add(name.removesuffix("_top_up"))
    deciding = {"supply_temperature", "return_temperature", "hydraulics", "price_room"}
    deciding |= {"electrical_connection"}
    by_the_guide = {"cooling", "it_load", "distance", "scop", "full_load_hours"}
    assert kinds["deciding"] >= deciding
    assert kinds["stand_in"] >= {*by_the_guide, "summer_offtake"}
    assert kinds["evidence"] == {"data_quality", "parties"}
    screened = zip(criteria["id"], criteria["guide"], strict=True)
    assert {name for name, flag in screened if flag == "yes"} == by_the_guide
    rows = zip(
        criteria["better"],
        column("criteria", "pass"),
        column("criteria", "conditional"),
        strict=True,
    )
    for better, passes, conditional in rows:
        assert not (better == "higher" and conditional > passes)
        assert not (better == "lower" and conditional < passes)


@pytest.mark.parametrize("cooling", ["air", "warm_water", "direct_liquid"])
def test_every_default_says_where_it_is_from(cooling: str) -> None:
    """Whatever fills an input that nobody stated shows its source."""
    wrong = []
    for country, supply_c in product(COUNTRIES, (60.0, 92.0)):
        site = _site(cooling, country, supply_c)
        found = ((path, default_of(path, site)) for path in FIELDS)
        wrong += [
            f"{country} {supply_c} {path}"
            for path, default in found
            if default.value is not None and not default.source.strip()
        ]
    assert not wrong, listed(wrong)


def test_a_table_row_is_looked_up_by_scope_before_the_general_case() -> None:
    """A country's own figure wins; a country without one gets the general row."""
    key = "market.electricity_price_eur_per_mwh"
    assert assumption(key, "SE").value != assumption(key, "").value
    assert assumption(key, "JP") == assumption(key)
