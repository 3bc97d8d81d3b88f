"""A table over the years of the longest contract: values beside formulas of the same row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name

from ihp_core.report.workbook.book.book import Sheet
from ihp_core.report.workbook.book.case import LONGEST
from ihp_core.report.workbook.book.looks import LABEL, WHOLE, Live
from ihp_core.site.inputs import cost_lines
from ihp_core.tables.arrays import Array
from ihp_core.text.names import cost_named

YEAR_COLUMNS = 9
"""Columns that a page holds beside the year; more stand in a table below, each with its years."""

NUMBER, LEVEL, PRICE = "#,##0", "0.0000", "#,##0.00"
AMOUNTS = (
    "power",
    "electricity_cost",
    "pumping_cost",
    "maintenance",
    "overheads",
    "pipe_upkeep",
    "source_cost",
    "replacement",
    "pipe_residual",
    "revenue",
    "payment",
    *cost_lines("yearly"),
)
"""Columns of formulas that hold MWh or € of a year; the others hold a price."""
WITHIN = "IF({year}<=contract_term_years,1,0)"
BEYOND = "{year}>contract_term_years"
HIDDEN = ";;;"


class YearColumn(NamedTuple):
    """Values of the model, or a formula in which ``{name}`` is that column's cell of the row.

    ``expected`` is what the model says the formula gives; the sheet's own check compares both.
    """

    name: str
    values: Sequence[float] | None = None
    formula: str = ""
    expected: Sequence[float] | Array = ()
    number: str = NUMBER


def live_columns(formulas: Iterable[tuple[str, str, Sequence[float]]]) -> list[YearColumn]:
    """Columns of formulas with what the model gives: whole amounts, prices with their cents."""
    return [
        YearColumn(name, None, formula, yearly, NUMBER if name in AMOUNTS else PRICE)
        for name, formula, yearly in formulas
    ]


def longer_term(sheet: Sheet, term: int) -> None:
    """What to do when the term is made longer than the years that are unfolded."""
    words = sheet.say("years.longer", term=term).replace('"', '""')
    told = f'=IF(contract_term_years>{term},"{words}","")'
    look = sheet.book.look("warning")
    sheet.told("", "warning")
    sheet.on.write_formula(sheet.row - 1, LABEL, told, look, "")


class _Placed(NamedTuple):
    """Where the rows of a table begin, and the letter of the column."""

    top: int
    letter: str


def years_table(
    sheet: Sheet, columns: Sequence[YearColumn], term: int, first_year: int = 1
) -> None:
    """A row a year; each column has a name of the workbook.

    The years beyond the term are folded away, for formulas of another term, and show nothing as
    long as the term does not reach them.
    """
    year, *others = columns
    placed: dict[str, _Placed] = {}
    tables = -(-len(others) // YEAR_COLUMNS)
    each = -(-len(others) // tables)
    for start in range(0, len(others), each):
        group = others[start : start + each]
        if start:
            sheet.new_page()
        _table(sheet, (year, *group), placed, first_year)
        _folded(sheet, term, first_year, 1 + len(group))


def _table(
    sheet: Sheet, columns: Sequence[YearColumn], placed: dict[str, _Placed], first_year: int
) -> None:
    language, rows = sheet.book.language, LONGEST + 1 - first_year
    heads = [cost_named("workbook.years", column.name, language) for column in columns]
    sheet.head(heads, "figure_head")
    top = sheet.row
    for index, (column, head) in enumerate(zip(columns, heads, strict=True)):
        if column.name in placed:  # the year again
            years = [float(first_year + row) for row in range(rows)]
            sheet.on.write_column(top, index, years, sheet.book.look("fixed", WHOLE))
            continue
        placed[column.name] = _Placed(top, xl_col_to_name(index))
        for row in range(rows):
            _cell(sheet, column, (head, index), placed, row, first_year)
        field = sheet.at(top, index, other=(top + rows - 1, index))
        sheet.book.file.define_name(f"year_{column.name}", f"={field}")
    sheet.row = top + rows


def _cell(
    sheet: Sheet,
    column: YearColumn,
    where: tuple[str, int],
    placed: dict[str, _Placed],
    row: int,
    first_year: int,
) -> None:
    look, (head, index), line = sheet.book.look, where, placed[column.name].top + row
    if column.values is not None:
        sheet.on.write_number(line, index, column.values[row], look("fixed", column.number))
        return
    cells = {name: f"{at.letter}{at.top + row + 1}" for name, at in placed.items()}
    form, expected = look("live", column.number), float(column.expected[row])
    sheet.on.write_formula(line, index, f"={column.formula.format(**cells)}", form, expected)
    told = sheet.say("years.of", year=first_year + row)
    sheet.book.live.append(Live(told, sheet.at(line, index), expected, f"{sheet.name}: {head}"))


def _folded(sheet: Sheet, term: int, first_year: int, columns: int) -> None:
    """Fold the rows beyond the term away, and let none show figures that no contract has."""
    top = sheet.row - (LONGEST + 1 - first_year)
    first = top + term + 1 - first_year
    for row in range(first, sheet.row):
        sheet.on.set_row(row, None, None, {"level": 1, "hidden": True})
    if first < sheet.row:
        sheet.on.set_row(sheet.row, None, None, {"collapsed": True})
    year = f"${xl_col_to_name(LABEL)}{top + 1}"
    empty = sheet.book.file.add_format({"num_format": HIDDEN})
    rule = {"type": "formula", "criteria": f"={BEYOND.format(year=year)}", "format": empty}
    sheet.on.conditional_format(top, 0, sheet.row - 1, columns - 1, rule)
    sheet.row += 1
