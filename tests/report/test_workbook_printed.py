"""The workbook on paper: pages, no text over another, the contract's years, words for codes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache

import openpyxl
import pytest
from openpyxl.cell import Cell
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ihp_core.files.settings import Settings
from ihp_core.report.formats import Wanted, made
from ihp_core.report.workbook.book.case import LONGEST
from ihp_core.report.workbook.book.looks import NOTATION
from ihp_core.results.discretion import Audience
from ihp_core.site.examples.worked import example
from ihp_core.site.inputs import options
from ihp_core.site.site import FIELDS, Site
from ihp_core.text import say
from ihp_core.text.figures import shown
from tests.report.papers import DAY, LANGUAGES

EDITIONS: tuple[Audience, ...] = ("customer", "internal")
WIDE = 1.25
"""Signs that stand in a unit of width at the most, small letters of a plain face."""

LYING = "years", "financing_years", "hours"
"""Sheets that are a table of many columns."""

TERM = 20


@cache
def book_of(audience: Audience, language: str, *, values: bool = False) -> Workbook:
    """The German example's workbook."""
    content = made(".xlsx", Wanted(example("german"), None, DAY, audience, language))
    return openpyxl.load_workbook(io.BytesIO(content), data_only=values)


def cells(sheet: Worksheet) -> Iterator[Cell]:
    """The filled cells that are printed."""
    hidden = {n for n, row in sheet.row_dimensions.items() if row.hidden}
    for row in sheet.iter_rows():
        for cell in row:
            letter = get_column_letter(cell.column)
            unseen = cell.row in hidden or sheet.column_dimensions[letter].hidden
            if cell.value is not None and not unseen:
                yield cell


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", EDITIONS)
def test_every_sheet_is_set_up_for_print(audience: Audience, language: str) -> None:
    """A4, one page wide, upright for words and lying for tables, repeated heads, whose it is."""
    lying = [say(f"workbook.sheet.{name}", language) for name in LYING]
    for sheet in book_of(audience, language).worksheets:
        setup = sheet.page_setup
        assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
        assert (setup.paperSize, setup.fitToHeight) == (9, 0), sheet.title
        assert (setup.orientation == "landscape") == (sheet.title in lying), sheet.title
        assert sheet.print_title_rows, sheet.title
        assert "Worked example" in sheet.oddHeader.left.text, sheet.title
        assert sheet.title in sheet.oddHeader.right.text, sheet.title
        page = say("workbook.page", language, page="&P", pages="&N")
        assert page in sheet.oddFooter.right.text, sheet.title


def overlaps(sheet: Worksheet) -> Iterator[str]:
    """Unwrapped words and figures that are wider than what they stand in."""
    merged = {field.coord.split(":")[0] for field in sheet.merged_cells.ranges}
    for cell in cells(sheet):
        if cell.alignment.wrap_text or cell.coordinate in merged:
            continue
        room = sheet.column_dimensions[get_column_letter(cell.column)].width
        if isinstance(cell.value, str):
            taken = len(cell.value) / WIDE
            beside = sheet.cell(cell.row, cell.column + 1).value
            free = beside is None and cell.alignment.horizontal != "right"
        else:
            taken, free = len(f"{abs(cell.value):,.0f}") + 4, False
            taken -= 3 * (cell.number_format.endswith("##0"))
        if taken > room and not free:
            yield f"{sheet.title}!{cell.coordinate} {cell.value}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", EDITIONS)
def test_nothing_lies_over_its_neighbour(audience: Audience, language: str) -> None:
    """Words are wrapped in rows that are high enough; figures are no wider than their column."""
    for sheet in book_of(audience, language, values=True).worksheets:
        assert [*overlaps(sheet)] == []
        for row in {cell.row for cell in cells(sheet) if cell.alignment.wrap_text}:
            high = (sheet.row_dimensions[row].height or 15) / 15
            for cell in (c for c in sheet[row] if isinstance(c.value, str)):
                if cell.alignment.wrap_text and not _merged(sheet, cell):
                    width = sheet.column_dimensions[get_column_letter(cell.column)].width
                    assert len(cell.value) / (width * WIDE) <= high, cell.value


def _merged(sheet: Worksheet, cell: Cell) -> bool:
    return any(cell.coordinate in field for field in sheet.merged_cells.ranges)


@pytest.mark.parametrize("audience", EDITIONS)
@pytest.mark.parametrize("term", [TERM, 12])
def test_only_the_years_of_the_contract_are_seen(audience: Audience, term: int) -> None:
    """Later ones are folded away, for a longer term that somebody types; a shorter one empties
    those that it ends before."""
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    data["contract"] = data.get("contract", {}) | {"term_years": term}
    site = Site.model_validate(data)
    content = made(".xlsx", Wanted(site, None, DAY, audience, "en"))
    book = openpyxl.load_workbook(io.BytesIO(content))
    tables = [(n, d) for n, d in book.defined_names.items() if n.startswith("year_")]
    assert tables
    for name, defined in tables:
        ((title, address),) = defined.destinations
        sheet, column = book[title], book[title][address.replace("$", "")]
        hidden = [sheet.row_dimensions[cell.row].hidden for (cell,) in column]
        seen = term + (len(column) > LONGEST)
        assert hidden == [False] * seen + [True] * (len(column) - seen), name
        rules = [r.sqref for r in sheet.conditional_formatting]
        assert any(column[0][0].coordinate in ref for ref in rules), name


CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[a-z]+\.\d+$")
CODES = {str(c) for path in FIELDS for c in options(path) if "_" in str(c)} | {"True", "False"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", EDITIONS)
def test_words_stand_in_place_of_codes(audience: Audience, language: str) -> None:
    """No choice by its code, no name of a cell, no path, no figure for yes or no."""
    book = book_of(audience, language, values=True)
    sources = say("workbook.sheet.sources", language)
    for sheet in book.worksheets:
        for cell in cells(sheet):
            if isinstance(cell.value, str) and sheet.title != sources:  # they name data sets
                assert not CODES & set(cell.value.split()), (sheet.title, cell.coordinate)
                assert not CODE.search(cell.value), cell.value
    ((title, address),) = book.defined_names["data_centre_cooling"].destinations
    assert book[title][address.replace("$", "")].value == shown("direct_liquid", "", language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_in_the_languages_notation(language: str) -> None:
    """Every form of a figure says whose points and commas it takes; none is a date."""
    for sheet in book_of("internal", language).worksheets:
        for cell in cells(sheet):
            form = cell.number_format
            if form not in ("General", "@") and not form.startswith("[="):
                assert form.startswith(NOTATION[language]), (sheet.title, cell.coordinate, form)
                assert not is_date_format(form)


@pytest.mark.parametrize("audience", EDITIONS)
def test_the_checks_are_one_line_a_group(audience: Audience) -> None:
    """What is folded below a line is as many formulas as it says; they fit one page."""
    book = book_of(audience, "en", values=True)
    sheet = book[say("workbook.sheet.check")]
    ((_, address),) = book.defined_names["check_names"].destinations
    rows = [cell.row for (cell,) in sheet[address.replace("$", "")]]
    seen = [row for row in rows if not sheet.row_dimensions[row].hidden]
    assert len(seen) < 60 < len(rows)
    *groups, everything = seen
    counts = [sheet.cell(row, 3).value for row in groups]
    assert sum(counts) == sheet.cell(everything, 3).value == len(rows) - len(seen)
    for row, count in zip(groups, counts, strict=True):
        assert all(sheet.row_dimensions[row + n].outlineLevel == 1 for n in range(1, count + 1))
        assert sheet.cell(row, 4).value == say("choice.yes")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", EDITIONS)
def test_every_source_stands_once_under_the_number_that_cites_it(
    audience: Audience, language: str
) -> None:
    """Numbered from 1, with what it is used for; no number is cited that is not listed."""
    book = book_of(audience, language)
    sheet = book[say("workbook.sheet.sources", language)]
    head = say("workbook.sources.source", language)
    first = next(cell.row for cell in sheet["B"] if cell.value == head) + 1
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=first, max_col=4)]
    assert [row[0] for row in rows] == [f"[{n}]" for n in range(1, len(rows) + 1)]
    assert len({row[1] for row in rows}) == len(rows)
    assert all(row[3] for row in rows)
    cited = {
        mark
        for other in book.worksheets
        for cell in cells(other)
        if isinstance(cell.value, str) and other.title != sheet.title
        for mark in re.findall(r"\[\d+\]", cell.value)
    }
    assert cited == {row[0] for row in rows}


@pytest.mark.parametrize("audience", EDITIONS)
def test_two_series_of_a_chart_have_two_colours(audience: Audience) -> None:
    """And none is drawn that has no figure."""
    content = made(".xlsx", Wanted(example("german"), None, DAY, audience, "en"))
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        charts = [parts.read(n).decode() for n in parts.namelist() if "charts/chart" in n]
    assert len(charts) == 2
    for chart in charts:
        series = chart.split("<c:ser>")[1:]
        colours = [re.findall(r'<a:solidFill><a:srgbClr val="(\w+)"', one)[0] for one in series]
        assert len(set(colours)) == len(series) == 2


def test_a_hostile_name_breaks_no_header() -> None:
    """Signs that are codes of a header are doubled, a long name is cut."""
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    site = Site.model_validate(data | {"name": "&A&D " + "x" * 300})
    settings = Settings(company="Heat & Power &P")
    wanted = Wanted(site, None, DAY, "internal", "en", settings=settings)
    book = openpyxl.load_workbook(io.BytesIO(made(".xlsx", wanted)))
    for sheet in book.worksheets:
        assert "&&A&&D" in sheet.HeaderFooter.oddHeader.left.text
        assert "Heat && Power &&P" in sheet.HeaderFooter.oddFooter.left.text
        assert say("internal.only") in sheet.oddHeader.center.text
