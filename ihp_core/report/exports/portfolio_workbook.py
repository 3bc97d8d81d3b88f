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
from ihp_core.report.workbook.book.looks import KINDS, LINE_HEIGHT, in_notation, lines_of
from ihp_core.report.workbook.book.printed import Sides, printed
from ihp_core.results.discretion import Audience
from ihp_core.text import SPOKEN, resolved, say

HEAT, COP = "heat.delivered_gwh", "heat.heat_pump_scop"
RANK_WIDTH, NAME_WIDTH, WORD_WIDTH, FIGURE_WIDTH, REASON_WIDTH = 6, 26, 20, 12, 60
MOST_LINES = 8


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
        looks = _looks(book, columns, resolved(language))
        first = _head(sheet, columns, looks, reader, language)
        for place, row in enumerate(rows, start=1):
            _row(sheet, first + place, (place, row), columns, looks, language)
        sheet.autofilter(first, 0, first + len(rows), len(columns) + 3)
        sheet.freeze_panes(first + 1, 2)
        sheet.repeat_rows(first)
        mark = say("internal.only", language) if reader == "internal" else ""
        name = say("portfolio.sheet", language)
        printed(sheet, Sides(resolved(language), name, "", "", mark), "", lying=True)
    return written.getvalue()


def _looks(
    book: xlsxwriter.Workbook, columns: Sequence[Column], language: str
) -> dict[str, Format]:
    """The formats by what they are for; of a figure by its form."""
    looks = {
        "head": {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1},
        "figure_head": KINDS["figure_head"],
        "text": {"text_wrap": True, "valign": "top"},
        "rank": {"align": "center", "valign": "top"},
        "reason": {"text_wrap": True, "valign": "top", "indent": 1},
        "own": {"bold": True, "font_color": "#FFFFFF", "bg_color": "#882255"},
    }
    for form in {column.form for column in columns}:
        looks[form] = {"num_format": in_notation(form, language), "valign": "top"}
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
    for index, name in enumerate(names):
        figures = 3 <= index < len(names) - 1
        sheet.write_string(top, index, name, looks["figure_head" if figures else "head"])
    sheet.set_row(top, 3 * LINE_HEIGHT)
    widths = (RANK_WIDTH, NAME_WIDTH, WORD_WIDTH, *(FIGURE_WIDTH,) * len(columns), REASON_WIDTH)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
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
        sheet.write_number(line, 0, place, looks["rank"])
    sheet.write_string(line, 1, name[:200], looks["text"])
    sheet.write_string(line, 2, say(word, language), looks["text"])
    for index, column in enumerate(columns, start=3):
        figure = row.figures.get(column.figure)
        if row.verdict and figure is not None and math.isfinite(figure):
            sheet.write_number(line, index, figure, looks[column.form])
    sheet.write_string(line, len(columns) + 3, row.reason[:2000], looks["reason"])
    texts = (name[:200], say(word, language), row.reason)
    lines = lines_of(texts, (NAME_WIDTH, WORD_WIDTH, REASON_WIDTH))
    sheet.set_row(line, LINE_HEIGHT * min(lines, MOST_LINES))
