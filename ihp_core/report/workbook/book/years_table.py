"""A table over the years of the longest contract: values beside formulas of the same row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from xlsxwriter.utility import xl_col_to_name

from ihp_core.report.workbook.book.book import Sheet
from ihp_core.report.workbook.book.case import LONGEST
from ihp_core.report.workbook.book.looks import Live
from ihp_core.tables.arrays import Array
from ihp_core.text.names import cost_named

MOST_COLUMNS = 32
NUMBER, LEVEL = "#,##0.00", "0.0000"


class YearColumn(NamedTuple):
    """Values of the model, or a formula in which ``{name}`` is that column's cell of the row.

    ``expected`` is what the model says the formula gives; the sheet's own check compares both.
    """

    name: str
    values: Sequence[float] | None = None
    formula: str = ""
    expected: Sequence[float] | Array = ()
    number: str = NUMBER


def years_table(sheet: Sheet, columns: Sequence[YearColumn], first_year: int = 1) -> None:
    """A row a year up to the longest contract; each column has a name of the workbook."""
    letters = {column.name: xl_col_to_name(index) for index, column in enumerate(columns)}
    top, rows = sheet.row, LONGEST + 1 - first_year
    language = sheet.book.language
    sheet.head([cost_named("workbook.years", column.name, language) for column in columns])
    for index, column in enumerate(columns):
        for row in range(rows):
            _cell(sheet, column, top + 1 + row, index, letters, row)
        field = sheet.at(top + 1, index, other=(top + rows, index))
        sheet.book.file.define_name(f"year_{column.name}", f"={field}")
    sheet.row = top + rows + 2


def _cell(
    sheet: Sheet, column: YearColumn, line: int, index: int, letters: dict[str, str], row: int
) -> None:
    look = sheet.book.look
    if column.values is not None:
        sheet.on.write_number(line, index, column.values[row], look("fixed", column.number))
        return
    cells = {name: f"${letter}{line + 1}" for name, letter in letters.items()}
    form, expected = look("live", column.number), float(column.expected[row])
    sheet.on.write_formula(line, index, f"={column.formula.format(**cells)}", form, expected)
    name = f"{column.name}.{row + 1}"
    sheet.book.live.append(Live(name, sheet.at(line, index), expected))
