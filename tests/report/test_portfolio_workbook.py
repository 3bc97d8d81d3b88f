"""The ranked list as a workbook: words, few digits, nothing of the producer's for all."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from ihp_core.files.sites_table import read_table
from ihp_core.files.sites_template import COLUMNS, sites_template, sites_workbook
from ihp_core.portfolio import portfolio
from ihp_core.report.exports.portfolio_rows import COST, ranked
from ihp_core.report.exports.portfolio_workbook import portfolio_workbook
from ihp_core.report.workbook.book.looks import NOTATION
from ihp_core.site.inputs import options
from ihp_core.text import LANGUAGES, say
from ihp_core.text.names import choice_meant, header_of, input_headed

BAD = "=1+1;;;;;;-3" + ";" * 11 + "\n"


def rows_of(reader: str, language: str):  # type: ignore[no-untyped-def]
    """The template's sites and a row that cannot be read, ranked."""
    table = read_table((sites_template(separator=";") + BAD).encode(), choice_meant, input_headed)
    part = portfolio([line.site for line in table.lines if line.site is not None])
    return ranked(table, part, reader, language)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("reader", ["customer", "internal"])
def test_the_list_is_words_and_figures_of_few_digits(reader: str, language: str) -> None:
    """Every code has its word, every figure a form; the producer's cost for the producer alone."""
    rows = rows_of(reader, language)
    book = load_workbook(io.BytesIO(portfolio_workbook(rows, reader, language)))  # type: ignore[arg-type]
    sheet = book.worksheets[0]
    own = reader == "internal"
    cells = [[cell.value for cell in line] for line in sheet.iter_rows(min_row=1 + own)]
    head, *body = cells
    assert head[1] == say("portfolio.column.site", language)
    assert len(body) == len(rows) == 3
    assert any("=1+1" in str(line[1]) and line[0] is None for line in body)
    known = {say(f"app.verdict.{row.word}", language) for row in rows if row.verdict}
    assert known <= {line[2] for line in body}
    costs = [round(row.figures[COST], 6) for row in rows if COST in row.figures]
    written = {round(value, 6) for line in body for value in line if isinstance(value, float)}
    assert bool(written & set(costs)) == own
    forms = {cell.number_format for line in sheet.iter_rows(min_row=2 + own) for cell in line[3:-1]}
    assert forms <= {"General", *(f"{NOTATION[language]}{form}" for form in ("0", "0.0"))}
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows
    assert (say("internal.only", language) in str(sheet.oddHeader.center.text)) == own
    assert (say("app.internal.bar", language) == sheet["A1"].value) == own


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_template_in_words_is_read_as_the_one_in_codes(language: str) -> None:
    """Headers, choices and countries in each language give the sites that codes give."""

    def named(choice: object) -> str:
        code = f"choice.{choice}"
        return say(code, language) if isinstance(choice, str) else str(choice)

    content = sites_workbook(lambda path: header_of(path, language), named)
    table = read_table(content, choice_meant, input_headed)
    plainly = read_table(sites_template().encode())
    assert table.ignored == ()
    assert [line.given for line in table.lines] == [line.given for line in plainly.lines]
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    listed = {str(rule.sqref).split(":")[0][0] for rule in sheet.data_validations.dataValidation}
    chosen = [path for path in COLUMNS if options(path)]
    assert len(listed) == len(chosen) > 0


@pytest.mark.parametrize("written", ["Germany", "Deutschland", "Tyskland", "de", "DE"])
def test_a_country_is_understood_by_its_name(written: str) -> None:
    """In each language, or by its code in any case; nonsense stays as it stands."""
    assert choice_meant("country", written) == "DE"
    assert choice_meant("country", "Atlantis") == "Atlantis"
