"""The delivery report as a workbook: figures in numbers, what is due in formulas, every hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from ihp_core.delivery.civil import Grain, stamped
from ihp_core.delivery.eu_figures import EuFigure
from ihp_core.delivery.steps import AMOUNTS
from ihp_core.files.settings import Settings
from ihp_core.report.delivery.case import DeliveryCase, month_words
from ihp_core.report.delivery.compared import causes_table, guarantee_table
from ihp_core.report.delivery.lines import ReportLine, delivery_lines, due_lines, index_lines
from ihp_core.report.delivery.tables import BILLED, ENDS, delivery_columns
from ihp_core.report.delivery.words import (
    basis_told,
    eu_rows,
    eu_told,
    notes_told,
    notice_told,
    outages_table,
    outages_told,
    versions_told,
)
from ihp_core.report.summary.contents import Table, plain_name
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.looks import LONGEST_CELL
from ihp_core.tables.arrays import Array
from ihp_core.text import say

STAMP_WIDTH, COLUMN_WIDTH = 24, 13
LINES_WIDTHS = (52, 20, 20, 10)
FORMS = {
    "EUR": "#,##0.00",
    "EUR/MWh": "#,##0.00",
    "MWh": "#,##0.000",
    "°C": "0.0",
    "h": "#,##0.0",
    "share": "0.0%",
    "t": "#,##0.00",
    "x": "0.0000",
    "-": "0.00",
    "ratio": "0",
}
ENDING_FORMS = {"_mwh": "MWh", "_c": "°C", "_h": "h", "_t": "t", "_eur": "EUR", "_mw": "MWh"}
SUMMED = ("hours_h", *AMOUNTS, *(name for name in BILLED if name.endswith("_eur")))
CHARGES = {
    "electricity_counted_eur_per_mwh": "power",
    "price_eur_per_mwh": "price",
    "capacity_eur": "capacity",
    "heat_eur": "heat",
    "settled_index_eur": "settled_index",
    "settled_volume_eur": "settled_volume",
    "amount_eur": "due",
}
"""How the columns of what is due are told."""
PARTS_DUE = ("capacity_eur", "heat_eur", "settled_index_eur", "settled_volume_eur")
"""What the amount due of a month is the sum of."""
EU_FORMS = {"share": "0.0%", "-": "0.00", "°C": "0.0"}
TEXT_FORM = "@"


def delivery_workbook(
    case: DeliveryCase, on: dt.date | None = None, settings: Settings | None = None
) -> bytes:
    """The report, its months, days and hours, outages, and what the data centre reports."""
    title = plain_name(case.screened.site.name, case.language)
    internal = case.audience == "internal"
    book = Book(case.language, on, title, settings or Settings(), internal=internal)
    _report(book, case, on)
    grains: dict[str, Grain] = {"months": "month", "days": "day", "hours": "step"}
    for code, grain in grains.items():
        _grain(book, case, code, grain)
    _outages(book, case)
    _eu(book, case)
    return book.bytes()


def _report(book: Book, case: DeliveryCase, on: dt.date | None) -> None:
    """What the paper says, in numbers."""
    sheet = Sheet(book, case.say("sheet.report"), LINES_WIDTHS)
    name = plain_name(case.screened.site.name, case.language)
    sheet.title(f"{name} · {case.say('title', period=case.name)}")
    sheet.told(notice_told(case, on))
    sheet.told(basis_told(case))
    times = (case.name,) if case.month is None else (case.name, case.say("column.so_far"))
    _lines(sheet, (case.say("column.figure"), *times), delivery_lines(case))
    last = month_words(case.delivered.time.months[case.rows[-1]], case.language)
    if case.billed is not None:
        _lines(sheet, (case.say("column.index"), last), index_lines(case))
        _lines(sheet, (case.say("column.due"), case.name), due_lines(case))
    sheet.heading(case.say("method"))
    for note in (*notes_told(case), versions_told(case)):
        sheet.told(note)


def _lines(sheet: Sheet, header: Sequence[str], lines: Sequence[ReportLine]) -> None:
    """A table of lines, each with its unit behind its figures."""
    sheet.row += 1
    sheet.head(header)
    for line in lines:
        sheet.on.write_string(sheet.row, 0, line.label, sheet.book.look("label"))
        for column, amount in enumerate(line.figures, start=1):
            _number(sheet, sheet.row, column, amount, line.unit)
        unit = "" if line.unit == "share" else say(f"unit.{line.unit}", sheet.book.language)
        sheet.on.write_string(sheet.row, len(LINES_WIDTHS) - 1, unit, sheet.book.look("unit"))
        sheet.high_enough((line.label,))
        sheet.row += 1


def _number(sheet: Sheet, row: int, column: int, amount: float, unit: str) -> None:
    look = sheet.book.look("live", FORMS[unit])
    if amount == amount:
        sheet.on.write_number(row, column, amount, look)
    else:
        sheet.on.write_blank(row, column, None, look)


def _grain(book: Book, case: DeliveryCase, code: str, grain: Grain) -> None:
    """A row a month, day or hour, with the sum of what adds up above it."""
    table, columns = case.summed(grain), delivery_columns(case, grain)
    columns = {name: column for name, column in columns.items() if not np.isnan(column).all()}
    sheet = Sheet(book, case.say(f"sheet.{code}"), (), lying=True)
    sheet.columns((STAMP_WIDTH,) * 2 + (COLUMN_WIDTH,) * len(columns))
    sheet.title(f"{case.say(f'sheet.{code}')} · {case.name}")
    top, last = sheet.row + 2, sheet.row + 1 + len(table.starts)
    ends = [case.say(f"column.{name}") for name in ENDS]
    sheet.head([*ends, *(_head(case, name) for name in columns)], "figure_head")
    sheet.on.write_string(sheet.row, 0, case.say("months.whole"), book.look("strong"))
    for column, moments in enumerate((table.starts, table.ends)):
        written = stamped(moments, table.zone)
        sheet.on.write_column(top, column, written, book.look("label", TEXT_FORM))
    for column, (name, figures) in enumerate(columns.items(), start=2):
        _column(sheet, name, figures, (top, last, column))
    if "amount_eur" in columns:
        _due_formulas(sheet, columns, top)
    sheet.on.freeze_panes(top, 2)
    sheet.on.repeat_rows(0, top - 2)


def _column(sheet: Sheet, name: str, figures: Array, at: tuple[int, int, int]) -> None:
    """A column of figures; above one that adds up its sum as a formula."""
    top, last, column = at
    form = FORMS[_unit_of(name)]
    for row, amount in enumerate(figures.tolist(), start=top):
        if amount == amount:
            sheet.on.write_number(row, column, amount, sheet.book.look("live", form))
    if name in SUMMED:
        letter = xl_col_to_name(column)
        formula = f"=SUM({letter}{top + 1}:{letter}{last + 1})"
        look = sheet.book.look("total", form)
        sheet.on.write_formula(top - 1, column, formula, look, float(np.nansum(figures)))


def _head(case: DeliveryCase, name: str) -> str:
    """A column in words, with its unit."""
    charge = CHARGES.get(name)
    label = case.say(f"charge.{charge}" if charge else f"line.{name}")
    unit = say(f"unit.{_unit_of(name)}", case.language)
    return f"{label} [{unit}]" if unit else label


def _unit_of(name: str) -> str:
    """The unit that the name of a column ends in."""
    if name.endswith("_eur_per_mwh"):
        return "EUR/MWh"
    if name == "erf":
        return "share"
    return next((unit for ending, unit in ENDING_FORMS.items() if name.endswith(ending)), "-")


def _due_formulas(sheet: Sheet, columns: dict[str, Array], top: int) -> None:
    """What is due for a month as the sum of its parts."""
    places = {name: column for column, name in enumerate(columns, start=2)}
    look = sheet.book.look("live", FORMS["EUR"])
    for row, amount in enumerate(columns["amount_eur"].tolist(), start=top):
        parts = "+".join(xl_rowcol_to_cell(row, places[name]) for name in PARTS_DUE)
        sheet.on.write_formula(row, places["amount_eur"], f"={parts}", look, amount)


def _outages(book: Book, case: DeliveryCase) -> None:
    sheet = Sheet(book, case.say("sheet.outages"), (30, 28, 18, 24, 12))
    sheet.title(f"{case.say('outages')} · {case.name}")
    _words(sheet, outages_table(case))
    for sentence in outages_told(case):
        sheet.told(sentence)
    for table in (guarantee_table(case), causes_table(case)):
        if table.rows:
            sheet.row += 1
            _words(sheet, table)


def _words(sheet: Sheet, table: Table) -> None:
    sheet.head(table.header)
    for row in table.rows:
        sheet.told_row(row)


def _eu(book: Book, case: DeliveryCase) -> None:
    """Every point of the European list, its value where one is known, and the text of the law."""
    sheet = Sheet(book, case.say("sheet.eu"), (9, 46, 12, 20, 8, 20), lying=True)
    sheet.title(case.say("eu.title"))
    about, *rest = eu_told(case)
    for sentence in (about, *rest[:-1]):
        sheet.told(sentence)
    names = ("point", "figure", "symbol")
    header = (*(case.say(f"column.{name}") for name in names), case.all_known, "")
    sheet.head((*header, case.say("column.known")))
    rows = eu_rows(case)
    for row in rows:
        _eu_row(sheet, case, row)
    sheet.row += 1
    for source in dict.fromkeys(row.source for row in rows):
        sheet.told(source)


def _eu_row(sheet: Sheet, case: DeliveryCase, row: EuFigure) -> None:
    look = sheet.book.look
    told = (row.point, case.say(f"eu.point.{row.id}"), row.symbol)
    for column, text in enumerate(told):
        sheet.on.write_string(sheet.row, column, text, look("label"))
    if isinstance(row.value, str):
        sheet.on.write_string(sheet.row, 3, row.value[:LONGEST_CELL], look("label"))
    elif row.value is not None:
        sheet.on.write_number(
            sheet.row, 3, row.value, look("live", EU_FORMS.get(row.unit, "#,##0"))
        )
    unit = "" if row.unit in ("share", "-") or row.known == "missing" else row.unit
    sheet.on.write_string(sheet.row, 4, unit, look("unit"))
    sheet.on.write_string(sheet.row, 5, case.say(f"eu.known.{row.known}"), look("note"))
    sheet.high_enough((*told, row.value if isinstance(row.value, str) else ""))
    sheet.row += 1
