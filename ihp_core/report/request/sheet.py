"""The data request as a sheet to fill, which the app reads again."""

from __future__ import annotations

import datetime as dt
import io

import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ihp_core.report.papers.pdf import EPOCH
from ihp_core.report.request.asks import Ask, AskedParty, asks
from ihp_core.report.request.filled import COLUMNS, KNOWN
from ihp_core.report.summary.contents import notice, plain_name
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, say

_WIDTHS = (0, 44, 9, 20, 14, 16, 46, 18, 16, 40)
FIRST_ROW = 4
"""Of the inputs, from 0."""

TEXTS = ("label", "unit", "used", "price", "verdict", "evidence")


def request_sheet(
    site: Site,
    assessment: Assessment,
    party: AskedParty,
    language: str = SPOKEN,
    on: dt.date | None = None,
) -> bytes:
    """A row an input; answer, how well it is known and a note are to be filled.

    The first row holds the columns' keys and is hidden, so that a sheet in any language can be
    read; the first column holds the inputs' paths.
    """
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(written, options)
    title, day = plain_name(site.name, language), on or EPOCH
    made = dt.datetime(day.year, day.month, day.day)
    book.set_properties({"title": title, "created": made})
    sheet = book.add_worksheet(say(f"choice.{party}", language)[:31])
    _head(book, sheet, f"{title} · {notice(on, language)}", language)
    fill = book.add_format({"bg_color": "#FFF7D6", "valign": "top", "text_wrap": True})
    for row, ask in enumerate(asks(site, assessment, party, language), start=FIRST_ROW):
        _row(sheet, row, ask, fill, language)
    book.close()
    return written.getvalue()


def _head(book: Workbook, sheet: Worksheet, title: str, language: str) -> None:
    """The hidden keys, whose request it is, how to fill it, the names of the columns."""
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for column, (key, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, wrapped, {"hidden": width == 0})
        sheet.write_string(0, column, key)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_string(1, 1, title, head)
    sheet.write_string(2, 1, say("request.fill", language), wrapped)
    for column, key in enumerate(COLUMNS[1:], start=1):
        sheet.write_string(3, column, say(f"request.column.{key}", language), head)
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _row(sheet: Worksheet, row: int, ask: Ask, fill: Format, language: str) -> None:
    sheet.write_string(row, 0, ask.path)
    for column, name in enumerate(TEXTS, start=1):
        sheet.write_string(row, column, getattr(ask, name))
    for key in ("answer", "quality", "note"):
        sheet.write_blank(row, COLUMNS.index(key), None, fill)
    known = [say(f"price.driver.{name}", language) for name in KNOWN]
    column = COLUMNS.index("quality")
    sheet.data_validation(row, column, row, column, {"validate": "list", "source": known})
    if ask.choices:
        column = COLUMNS.index("answer")
        allowed = {"validate": "list", "source": list(ask.choices)}
        sheet.data_validation(row, column, row, column, allowed)
