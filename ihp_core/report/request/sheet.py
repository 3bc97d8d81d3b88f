"""The data request as a sheet to fill, which the app reads again."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from math import ceil

import xlsxwriter
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ihp_core.report.papers.pdf import EPOCH
from ihp_core.report.request.asks import Ask, AskedParty, asks
from ihp_core.report.request.filled import COLUMNS, KNOWN
from ihp_core.report.request.paper import column_name, marked_notice
from ihp_core.report.summary.contents import plain_name
from ihp_core.report.workbook.book.looks import LINE_HEIGHT
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, say

_WIDTHS = (0, 26, 9, 14, 15, 16, 18, 27, 13, 13, 20)
"""Of the columns [signs]: on a page of A4 across they print at a size that is read."""
FIRST_ROW = 4
"""Of the inputs, from 0."""

BREAKS = 0.85
"""Of a column's width, what words fill that are not broken within."""
RULED = {"text_wrap": True, "valign": "top", "bottom": 7, "bottom_color": "#AAAAAA"}
"""A cell of the table, with a thin line below it."""

TEXTS = ("label", "unit", "used", "price", "verdict", "decides", "evidence")


def request_sheet(
    site: Site,
    assessment: Assessment,
    party: AskedParty,
    language: str = SPOKEN,
    on: dt.date | None = None,
    audience: Audience = "customer",
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
    mark = marked_notice(on, audience, language)
    _head(book, sheet, f"{title} · {mark}", audience, language)
    sheet.set_footer(f"&L{mark.replace('&', '&&')}&R&P / &N")
    looks = book.add_format(RULED), book.add_format(RULED | {"bg_color": "#FFF7D6"})
    for row, ask in enumerate(asks(site, assessment, party, language, audience), start=FIRST_ROW):
        _row(sheet, row, ask, looks, language)
    book.close()
    return written.getvalue()


def _head(book: Workbook, sheet: Worksheet, title: str, audience: Audience, language: str) -> None:
    """The hidden keys, whose request it is, how to fill it, the names of the columns."""
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for column, (key, width) in enumerate(zip(COLUMNS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width, None, {"hidden": width == 0})
        sheet.write_string(0, column, key)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_string(1, 1, title, book.add_format({"bold": True}))
    sheet.write_string(2, 1, say("request.fill", language), book.add_format({}))
    names = [column_name(key, audience, language) for key in COLUMNS[1:]]
    for column, name in enumerate(names, start=1):
        sheet.write_string(3, column, name, head)
    sheet.set_row(3, _height(names, _WIDTHS[1:]))
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.4, right=0.4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(3)


def _height(texts: Sequence[str], widths: Sequence[int]) -> float:
    """How high a row is whose texts are wrapped [pt]; not every program finds it by itself."""
    lines = [ceil(len(text) / (BREAKS * w)) for text, w in zip(texts, widths, strict=True)]
    return LINE_HEIGHT * max(1, *lines)


def _row(sheet: Worksheet, row: int, ask: Ask, looks: tuple[Format, Format], language: str) -> None:
    told, fill = looks
    sheet.write_string(row, 0, ask.path)
    texts = [getattr(ask, name) for name in TEXTS]
    for column, text in enumerate(texts, start=1):
        sheet.write_string(row, column, text, told)
    sheet.set_row(row, _height(texts, _WIDTHS[1 : len(TEXTS) + 1]))
    for key in ("answer", "quality", "note"):
        sheet.write_blank(row, COLUMNS.index(key), None, fill)
    known = [say(f"price.driver.{name}", language) for name in KNOWN]
    column = COLUMNS.index("quality")
    sheet.data_validation(row, column, row, column, {"validate": "list", "source": known})
    if ask.choices:
        column = COLUMNS.index("answer")
        allowed = {"validate": "list", "source": list(ask.choices)}
        sheet.data_validation(row, column, row, column, allowed)
