"""The ranked list as a workbook to print and sort, on its own because it is words and looks.

What a row says stands in words, figures as figures with the digits that help.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import NamedTuple

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ihp_core.report.exports.portfolio_rows import (
    ALTERNATIVE,
    COST,
    GAP,
    PRICE,
    TODAY,
    Ranked,
)
from ihp_core.results.discretion import Audience
from ihp_core.text import SPOKEN, say

HEAT, COP = "heat.delivered_gwh", "heat.heat_pump_scop"
REASON_WIDTH, LINE_HEIGHT = 70, 15


class Column(NamedTuple):
    """A column of figures: the code of its head, the figure, its unit and how it is shown."""

    code: str
    figure: str
    unit: str
    form: str


FIGURES = (
    Column("heat", HEAT, "GWh/a", "0.0"),
    Column("cop", COP, "-", "0.0"),
    Column("price", PRICE, "EUR/MWh", "0"),
    Column("gap", GAP, "EUR/MWh", "0"),
    Column("today", TODAY, "EUR/MWh", "0"),
    Column("alternative", ALTERNATIVE, "EUR/MWh", "0"),
)
OWN = Column("cost", COST, "EUR/MWh", "0")
"""What only the producer reads."""


def columns_for(reader: Audience) -> tuple[Column, ...]:
    """The figures that stand in the list, on the page as in its files."""
    return (*FIGURES, OWN) if reader == "internal" else FIGURES


def head_of(column: Column, language: str = SPOKEN) -> str:
    """What a column of figures is called, its unit with it."""
    words = {"unit": say(f"unit.{column.unit}", language)} if column.unit != "-" else {}
    return say(f"portfolio.column.{column.code}", language, **words)


def portfolio_workbook(rows: Sequence[Ranked], reader: Audience, language: str = SPOKEN) -> bytes:
    """The list as it stands on the page; those that could not be read last, with why."""
    columns = columns_for(reader)
    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet(say("portfolio.sheet", language)[:31])
        looks = _looks(book, columns)
        first = _head(sheet, columns, looks, reader, language)
        for place, row in enumerate(rows, start=1):
            _row(sheet, first + place, (place, row), columns, looks, language)
        sheet.autofilter(first, 0, first + len(rows), len(columns) + 3)
        sheet.freeze_panes(first + 1, 2)
        sheet.repeat_rows(first)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
    return written.getvalue()


def _looks(book: xlsxwriter.Workbook, columns: Sequence[Column]) -> dict[str, Format]:
    """The formats by what they are for; of a figure by its form."""
    looks = {
        "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
        "text": {"text_wrap": True, "valign": "top"},
        "own": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#882255"},
    }
    looks |= {column.form: {"num_format": column.form, "valign": "top"} for column in columns}
    return {name: book.add_format(look) for name, look in looks.items()}


def _head(
    sheet: Worksheet,
    columns: Sequence[Column],
    looks: dict[str, Format],
    reader: Audience,
    language: str,
) -> int:
    """The names of the columns, below whose list it is if the producer's; gives their row."""
    before, after = (
        [say(f"portfolio.column.{name}", language) for name in names]
        for names in (("rank", "site", "verdict"), ("reason",))
    )
    names = [*before, *(head_of(column, language) for column in columns), *after]
    top = int(reader == "internal")
    if top:
        last = len(names) - 1
        sheet.merge_range(0, 0, 0, last, say("app.internal.bar", language), looks["own"])
        sheet.set_header(f"&C{say('internal.only', language)}")
    for index, name in enumerate(names):
        sheet.write_string(top, index, name, looks["head"])
    sheet.set_row(top, 3 * LINE_HEIGHT)
    sheet.set_column(0, 0, 6)
    sheet.set_column(1, 2, 26)
    sheet.set_column(3, len(names) - 2, 13)
    sheet.set_column(len(names) - 1, len(names) - 1, REASON_WIDTH)
    return top


def _row(
    sheet: Worksheet,
    line: int,
    ranked: tuple[int, Ranked],
    columns: Sequence[Column],
    looks: dict[str, Format],
    language: str,
) -> None:
    place, row = ranked
    word = f"app.verdict.{row.word}" if row.verdict else "portfolio.verdict.unread"
    name = " ".join(row.name.split()) or say("portfolio.unnamed", language, number=row.number)
    if row.verdict:
        sheet.write_number(line, 0, place, looks["text"])
    sheet.write_string(line, 1, name[:200], looks["text"])
    sheet.write_string(line, 2, say(word, language), looks["text"])
    for index, column in enumerate(columns, start=3):
        figure = row.figures.get(column.figure)
        if row.verdict and figure is not None and math.isfinite(figure):
            sheet.write_number(line, index, figure, looks[column.form])
    sheet.write_string(line, len(columns) + 3, row.reason[:2000], looks["text"])
    lines = -(-len(row.reason) // REASON_WIDTH) or 1
    sheet.set_row(line, LINE_HEIGHT * min(lines, 8))
