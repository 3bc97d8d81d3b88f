"""Many sites: each as it is assessed alone, none dropped, whatever the file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from openpyxl import Workbook

from ihp_core.assessment import assess
from ihp_core.files.json_file import ProjectError
from ihp_core.files.sites_table import STEPS, UNITS, SiteTable, TableRow, read_table
from ihp_core.files.sites_template import COLUMNS, sites_template
from ihp_core.portfolio import SHARED_FROM, TYPICAL, joined, portfolio, rank, screened_parts
from ihp_core.report.exports.portfolio_rows import (
    COST,
    PRICE,
    guarded,
    ranked,
    records,
    write_records,
)
from ihp_core.results.discretion import Audience, discreet
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.inputs import publicly
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.text import sentences
from ihp_core.text.names import choice_meant
from ihp_core.year.measured.note import OwnError
from tests.sites import random_sites
from tests.sweeps import up_to

N = up_to(6, 40)
FIGURES = (
    "heat.delivered_gwh",
    "heat.electricity_gwh",
    "heat.heat_pump_scop",
    "heat.capacity_mw",
    "price.floor_eur_per_mwh",
    "price.ceiling_eur_per_mwh",
    "price.indicative_eur_per_mwh",
)
VERDICTS = ("viable", "conditional", "not_viable")
POSSIBLE = "network.alternatives_possible"


def row_of(site: Site) -> dict[str, object]:
    """A site as a row of a table."""
    row = flat(site.model_dump(mode="json", exclude_defaults=True))
    parts = {
        f"{path}.{n}.{name}": given
        for path in (UNITS, STEPS)
        for n, entry in enumerate(row.pop(path, None) or [])
        for name, given in entry.items()
    }
    if "parties_engaged" in row:
        row["parties_engaged"] = " ".join(row["parties_engaged"])
    if POSSIBLE in row:
        row[POSSIBLE] = "; ".join(row[POSSIBLE]) or "none"
    return row | {path: given for path, given in parts.items() if given is not None}


def table_of(rows: list[dict[str, object]], separator: str = ",") -> bytes:
    """Rows as a CSV file."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    written = io.StringIO()
    table = csv.DictWriter(written, names, delimiter=separator)
    table.writeheader()
    table.writerows(rows)
    return written.getvalue().encode()


def figure_of(found: Assessment, name: str) -> float:
    """A figure of an assessment by its dotted name, nan where there is none."""
    group, bare = name.split(".")
    worth = getattr(getattr(found, group), bare)
    return np.nan if worth is None else float(worth)


def test_every_row_is_as_its_site_alone() -> None:
    """Figures within 0.01 %, verdict and criteria the same, on random sites of all kinds."""
    sites = random_sites(N, seed=2)
    found = portfolio(sites)
    for place, site in enumerate(sites):
        alone = assess(site)
        assert VERDICTS[int(found.figures["verdict"][place])] == alone.verdict
        statuses = [row.status for row in alone.criteria if row.kind != "evidence"]
        assert [row.status for row in found.criteria[place]] == statuses
        for name in FIGURES:
            here = found.figures[name][place]
            assert here == pytest.approx(figure_of(alone, name), rel=1e-4, abs=1e-6, nan_ok=True)


def test_all_cores_give_what_one_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the rows are shared out, they come back in their order."""
    monkeypatch.setattr("ihp_core.portfolio.SHARED_FROM", up_to(20, SHARED_FROM))
    sites = [*random_sites(20, seed=4)] * (up_to(20, SHARED_FROM) // 20 + 1)
    one, all_of_them = portfolio(sites, cores=1), portfolio(sites, cores=2)
    for name, column in one.figures.items():
        np.testing.assert_array_equal(column, all_of_them.figures[name])


def test_progress_can_be_told() -> None:
    """Parts come one after the other and together hold every site once."""
    sites = random_sites(30, seed=6)
    parts = list(screened_parts(sites))
    assert len(parts) > 3
    assert sorted(place for part in parts for place in part.places) == list(range(30))
    assert len(joined(parts).criteria) == 30


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_random_sites_come_out_of_a_table_as_they_went_in(separator: str) -> None:
    """With units, marks, notes, parties and hostile names; any separator."""
    sites = random_sites(up_to(10, 60), seed=8)
    table = read_table(table_of([row_of(site) for site in sites], separator))
    for line, site in zip(table.lines, sites, strict=True):
        assert line.site is not None
        before, after = (flat(one.model_dump(mode="json")) for one in (site, line.site))
        said = {path: given for path, given in before.items() if given != []}  # no cell says that
        assert {path: after.get(path) for path in said} == said
    assert table.ignored == ()


def test_a_workbook_is_read_like_a_text() -> None:
    """Numbers, texts, yes and no, an empty row in between."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["name", "data_centre.it_capacity_mw", "data_centre.cooling",
                  "network.supply_winter_c", "network.accepts_top_up"])  # fmt: skip
    sheet.append(["One", 10, "air", 90.5, True])
    sheet.append([])
    sheet.append(["Two", "7,5", "warm_water", "80", "nein"])
    written = io.BytesIO()
    book.save(written)
    one, two = read_table(written.getvalue()).lines
    assert one.site is not None
    assert two.site is not None
    assert (one.site.network.supply_winter_c, one.site.network.accepts_top_up) == (90.5, True)
    assert (two.number, two.site.data_centre.it_capacity_mw) == (4, 7.5)
    assert two.site.network.accepts_top_up is False


def test_a_bad_row_stops_nobody_and_stays() -> None:
    """Wrong figures, wrong choices, missing ones: each with its number and its sentence."""
    rows = [row_of(site) for site in random_sites(5, seed=9)]
    rows[1]["network.supply_winter_c"] = "hot"
    rows[3]["data_centre.cooling"] = ""
    table = read_table(table_of(rows))
    sites = [line.site for line in table.lines if line.site]
    found = ranked(table, portfolio(sites))
    assert len(found) == 5
    assert [row.number for row in found if row.verdict is None] == [3, 5]
    assert "“hot”" in found[3].reason
    assert all(row.reason for row in found[3:])
    written = list(records(found))
    assert [row["problem"] != "" for row in written] == [False, False, False, True, True]


def test_the_ranking_goes_by_verdict_then_by_what_both_gain() -> None:
    """What works before what works with conditions, a large gain before a small one."""
    figures = {
        "verdict": np.array([2.0, 0, 0, 1, 0]),
        "heat.delivered_gwh": np.array([9.0, 1, 2, 9, 0]),
        "price.floor_eur_per_mwh": np.array([1.0, 40, 40, 1, np.nan]),
        "price.ceiling_eur_per_mwh": np.array([90.0, 60, 60, 90, np.nan]),
    }
    assert rank(figures) == [2, 1, 4, 3, 0]


def test_the_customer_reads_none_of_the_producers_figures() -> None:
    """No cost, and no price where there is no room: as on every page."""
    sites = random_sites(N, seed=2)
    table = read_table(table_of([row_of(site) for site in sites]))
    part = portfolio(sites)
    for row in ranked(table, part, "customer"):
        assert row.line.site is not None
        shown = discreet(assess(publicly(row.line.site))).price.indicative_eur_per_mwh
        assert COST not in row.figures
        assert np.isnan(row.figures[PRICE]) == (shown is None)
    assert all(COST in row.figures for row in ranked(table, part, "internal"))


def test_a_list_for_the_customer_stands_at_typical_figures() -> None:
    """One required return in all prices of a list would follow from two of them."""
    german = flat(example("german").model_dump(mode="json", exclude_defaults=True))
    own = {"contract.discount_rate_fraction": 0.14, "contract.room_share_fraction": 0.2}
    drafts = [german, german | own]
    sites = [Site.model_validate(nested(draft)) for draft in drafts]
    part = portfolio(sites)
    lines = (TableRow(n, drafts[n], sites[n], None) for n in range(2))
    table = SiteTable(tuple(lines), ())

    def figures_for(reader: Audience) -> dict[int, dict[str, float]]:
        rows = ranked(table, part, reader)
        assert not any(name.startswith(TYPICAL) for row in records(rows) for name in row)
        return {row.number: row.figures for row in rows}

    told, inside = figures_for("customer"), figures_for("internal")
    assert told[0] == pytest.approx(told[1], nan_ok=True)
    assert inside[0][PRICE] != inside[1][PRICE]
    assert told[1][PRICE] == pytest.approx(assess(sites[0]).price.indicative_eur_per_mwh, rel=1e-9)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a,b\n1,2\n", "portfolio.no_columns"),
        (b"name,name\nx,y\n", "portfolio.twice"),
        (b"name\n\n", "portfolio.no_rows"),
        (b"PK\x03\x04 broken", "portfolio.not_a_workbook"),
        (b'name\n"' + b"x" * 200_000, "portfolio.endless_cell"),
    ],
)
def test_a_file_that_is_no_table_says_why(content: bytes, code: str) -> None:
    """In one sentence, never in a traceback."""
    with pytest.raises(ProjectError) as error:
        read_table(content)
    assert error.value.faults[0].code == code


@pytest.mark.parametrize("content", [b"", b"   \n", b"%PDF-1.7", b"\x00\x01\x02\x03name\n\x00"])
def test_a_file_of_another_kind_says_why(content: bytes) -> None:
    """Empty, a PDF, bytes."""
    with pytest.raises(OwnError):
        read_table(content)


def test_columns_that_are_no_input_are_told() -> None:
    """They stay in the file they came from."""
    table = read_table(b"name,remark,network.supply_winter_c\nx,y,80\n")
    assert table.ignored == ("remark",)


SEMICOLONS = (
    "name;data_centre.it_capacity_mw;data_centre.cooling;network.annual_heat_gwh;"
    "network.supply_winter_c"
)


@pytest.mark.parametrize(
    ("row", "it", "heat"),
    [
        ("X;7,5;air;1.500;90", 7.5, 1500),
        ("X;7.5;air;1.500;90", 7.5, 1.5),
        ("X;59,403;air;1;90", 59.403, 1),
    ],
)
def test_semicolons_and_commas_are_one_notation(row: str, it: float, heat: float) -> None:
    """A spreadsheet in German or Swedish writes both; a program writes semicolons and points."""
    (line,) = read_table(f"{SEMICOLONS}\n{row}\n".encode()).lines
    assert line.given["data_centre.it_capacity_mw"] == it
    assert line.given["network.annual_heat_gwh"] == heat


MANY = (
    "name;data_centre.it_capacity_mw;network.annual_heat_gwh;network.latitude;connection.route_km"
)


@pytest.mark.parametrize(
    ("rows", "heats"),
    [
        (["A;24;7.000;;0,5", "B;24;7000;;0,5"], [7000, 7000]),
        (["A;24;7.000;;0.5", "B;24;7,000;;0.5"], [7, 7000]),
        (["A;24;7,000;;1.234,5"], [7]),
        (["A;24;7.000;59,403;1"], [7000]),
        (["A;24;7.000;;1"], [None]),
        (["A;24;7,000;;1"], [None]),
        (["A;24;7.000;;0,5", "B;24;7.000;;0.5"], [None, None]),
        (["A;24.000;120;;1.300"], [120]),
        (["A;24;1.234.000;;1", "B;24;7.000;;1"], [None, 7000]),
    ],
)
def test_a_file_has_one_notation_or_the_figure_is_asked_for(
    rows: list[str], heats: list[float | None]
) -> None:
    """Told by the figures with one reading; what keeps two, within its limits, is never guessed."""
    lines = read_table("\n".join([MANY, *rows]).encode()).lines
    for line, heat in zip(lines, heats, strict=True):
        found = line.given["network.annual_heat_gwh"]
        assert found == heat or (heat is None and line.error), line
        if heat is None and isinstance(found, str):
            told = " ".join(sentences(line.error))
            assert f"“{found}”" in told
            assert "7000" in told


def test_a_workbooks_own_figures_need_no_notation() -> None:
    """Three decimals are three decimals there, whatever its texts are written in."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(MANY.split(";"))
    sheet.append(["A", 24, 7.403, 59.403, "0,5"])
    sheet.append(["B", 24, "7.403", "59,403", 0.5])
    written = io.BytesIO()
    book.save(written)
    one, two = read_table(written.getvalue()).lines
    assert one.given["network.annual_heat_gwh"] == 7.403
    assert two.given["network.annual_heat_gwh"] == 7403
    assert one.given["network.latitude"] == two.given["network.latitude"] == 59.403


@pytest.mark.parametrize(
    ("cell", "cooling"),
    [
        ("chilled_water", "air"),
        ("Warmwasser", "warm_water"),
        ("Direct liquid", "direct_liquid"),
        ("ice", "ice"),
        ("w", "w"),
    ],
)
def test_a_choice_is_understood_in_the_words_of_the_app(cell: str, cooling: str) -> None:
    """In any of its languages; what is none stays, and gets its sentence."""
    (line,) = read_table(f"{SEMICOLONS}\nX;7;{cell};100;90\n".encode(), choice_meant).lines
    assert line.given["data_centre.cooling"] == cooling


def test_lists_and_units_are_understood_in_words() -> None:
    """Several words to a name need a semicolon between the names."""
    table = "name;network.alternatives_possible;network.heat_sources_today.0.kind\n"
    row = 'X;"Air-source heat pump; Wood-chip boiler";Gas boiler\n'
    (line,) = read_table((table + row).encode(), choice_meant).lines
    assert line.given["network.alternatives_possible"] == ("air_heat_pump", "biomass_boiler")
    assert line.given[UNITS] == [{"kind": "gas_boiler"}]


def test_the_template_is_read_and_assessed() -> None:
    """What is downloaded can be uploaded."""
    table = read_table(sites_template().encode())
    assert tuple(sites_template().splitlines()[0].split(",")) == COLUMNS
    assert all(line.site is not None for line in table.lines)


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_no_cell_of_the_results_is_a_formula(text: str) -> None:
    """A name is text in every spreadsheet program."""
    assert guarded(text) == f"'{text}"
    assert guarded("Site") == "Site"
    assert guarded(1.5) == 1.5


def test_networks_with_and_without_named_units_are_screened_in_one_go() -> None:
    """A network of one unit, one of two and one that names none: each costs what it does alone."""
    units = [{"kind": "gas_boiler"}, {"kind": "oil_boiler", "capacity_mw": 5}]
    named = [
        Site.model_validate(
            {
                "data_centre": {"it_capacity_mw": 5, "cooling": "warm_water"},
                "network": {"supply_winter_c": 75, "annual_heat_gwh": 60, **today},
                "connection": {"distance_km": 1},
            }
        )
        for today in ({"heat_sources_today": units[:1]}, {"heat_sources_today": units}, {})
    ]
    together = portfolio(named).figures["price.ceiling_eur_per_mwh"]
    alone = [portfolio([site]).figures["price.ceiling_eur_per_mwh"].item() for site in named]
    assert together == pytest.approx(alone, rel=1e-9)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_of_results_has_no_endless_digits(ending: str, tmp_path: Path) -> None:
    """Six, which is more than any of them is known to."""
    table = read_table(sites_template().encode())
    rows = ranked(table, portfolio([line.site for line in table.lines if line.site]))
    path = tmp_path / f"results.{ending}"
    write_records(rows, str(path))
    read = pd.read_csv(path) if ending == "csv" else pd.read_excel(path)
    figures = read.select_dtypes("number").to_numpy().ravel()
    assert len(figures) > 20
    assert all(f"{f:.6g}" == f"{f:.12g}" for f in figures if not np.isnan(f))
