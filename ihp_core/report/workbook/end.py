"""The last sheets, on its own because a file is a sheet: checks of the formulas, and sources."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import groupby

from ihp_core.report.viability.findings import criteria
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import Case
from ihp_core.report.workbook.book.looks import (
    LABEL,
    LINE_HEIGHT,
    LONGEST_CELL,
    NOTE,
    UNIT,
    VALUE,
    WHOLE,
    Live,
    form_of,
    lines_of,
)
from ihp_core.text import say
from ihp_core.text.names import day_named

TOLERANCE = "1E-6"
CHECKS, CRITERIA, SOURCES = (56, 22, 22, 20), (34, 24, 26, 36), (5, 62, 21, 32)
"""Widths of the columns of their sheets."""

MOST_USES = 4
"""Named beside a source; the others are counted."""

DAY = re.compile(r"\b20\d\d-[01]\d-[0-3]\d\b")


def check_sheet(book: Book) -> None:
    """Every formula with what the model says; both agree as long as nothing was changed.

    A line a group; the formulas of a group are folded below it.
    """
    sheet, held = book.sheet("check"), tuple(book.live)
    sheet.columns(CHECKS)
    sheet.on.outline_settings(symbols_below=False)
    sheet.title(sheet.say("sheet.check"))
    sheet.told(sheet.say("check.note"))
    heads = [sheet.say(f"check.{name}") for name in ("name", "sheet", "model", "agrees")]
    sheet.head(heads, "figure_head")
    sheet.on.write_string(sheet.row - 1, LABEL, heads[0], book.look("head"))
    sheet.on.repeat_rows(0, sheet.row - 1)
    first, sums = sheet.row, []
    for group, lives in groupby(held, key=lambda live: live.group):
        sums.append(sheet.row)
        _group(sheet, group, list(lives))
    _all(sheet, sums)
    field = sheet.at(first, NOTE, other=(sheet.row - 1, NOTE))
    book.file.define_name("check_agrees", f"={field}")
    book.file.define_name("check_names", f"={sheet.at(first, LABEL, other=(sheet.row - 1, LABEL))}")


def _group(sheet: Sheet, group: str, held: Sequence[Live]) -> None:
    """How many of a group there are and how many agree, then each of them, folded away."""
    field = sheet.at(sheet.row + 1, NOTE, other=(sheet.row + len(held), NOTE))
    yes = sheet.book.yes_no(True)
    height = LINE_HEIGHT * lines_of((group,), sheet.widths)
    sheet.on.set_row(sheet.row, height, None, {"collapsed": True})
    count = f'=COUNTIF({field},"{yes}")'
    _line(sheet, group, (count, len(held)), len(held), "strong")
    for live in held:
        _check(sheet, live)


def _line(
    sheet: Sheet, label: str, count: tuple[str, int], held: int, kind: str, number: str = WHOLE
) -> None:
    """A sum line: formulas that agree, formulas that there are, and whether these are all."""
    look, row = sheet.book.look, sheet.row
    yes, no = sheet.book.yes_no(True), sheet.book.yes_no(False)
    sheet.on.write_string(row, LABEL, label[:LONGEST_CELL], look(kind))
    sheet.on.write_formula(row, VALUE, count[0], look("total", number), count[1])
    sheet.on.write_number(row, UNIT, held, look("total", number))
    same = f"{sheet.at(row, VALUE)}={sheet.at(row, UNIT)}"
    sheet.on.write_formula(row, NOTE, f'=IF({same},"{yes}","{no}")', look("total"), yes)
    sheet.row += 1


def _check(sheet: Sheet, live: Live) -> None:
    look, row, expected = sheet.book.look, sheet.row, live.expected
    yes, no = sheet.book.yes_no(True), sheet.book.yes_no(False)
    form = form_of(expected)
    sheet.on.write_string(row, LABEL, live.label, look("label"))
    sheet.on.write_formula(row, VALUE, f"={live.cell}", look("live", form), expected)
    sheet.on.write_number(row, UNIT, expected, look("fixed", form))
    gap = f"ABS({sheet.at(row, VALUE)}-{sheet.at(row, UNIT)})"
    near = f"{TOLERANCE}*MAX(1,ABS({sheet.at(row, UNIT)}))"
    agrees = f'=IF({gap}<={near},"{yes}","{no}")'
    sheet.on.write_formula(row, NOTE, agrees, look("live"), yes)
    sheet.on.set_row(row, None, None, {"level": 1, "hidden": True})
    sheet.row += 1


def _all(sheet: Sheet, sums: Sequence[int]) -> None:
    """All groups added up."""
    cells = [sheet.at(row, VALUE) for row in sums]
    held = len(sheet.book.live)
    _line(sheet, sheet.say("check.all"), ("=" + "+".join(cells), held), held, "strong", "#,##0")


def criteria_sheet(book: Book, case: Case) -> None:
    """The criteria with value, result and reason, each with the number of its source."""
    sheet = book.sheet("criteria")
    sheet.columns(CRITERIA)
    sheet.title(sheet.say("sheet.criteria"))
    columns = ("criterion", "value", "status", "reason")
    sheet.head([say(f"report.column.{name}", book.language) for name in columns])
    sheet.on.repeat_rows(0, sheet.row - 1)
    for name, value, status, reason, source in criteria(
        case.assessment, case.audience, book.language, book.sources
    ):
        if source:
            book.used_for.setdefault(source, []).append(name)
        sheet.told_row((name, value, status, f"{reason} {source}".strip()))


def listed_sheet(book: Book) -> None:
    """Every source that the sheets have cited: its number, what was read, when, what for."""
    sheet = book.sheet("sources")
    sheet.columns(SOURCES)
    sheet.title(sheet.say("sheet.sources"))
    sheet.told(say("report.sources_note", book.language))
    sheet.head([sheet.say(f"sources.{name}") for name in ("number", "source", "read", "used")])
    sheet.on.repeat_rows(0, sheet.row - 1)
    for line in book.sources.listed(book.language):
        mark, _, source = line.partition(" ")
        sheet.told_row((mark, source, _read(source, book.language), _used(book, mark)))


def _read(source: str, language: str) -> str:
    """The days on which a source was read, in words."""
    days = dict.fromkeys(DAY.findall(source))
    return ", ".join(day_named(dt.date.fromisoformat(day), language) for day in days)


def _used(book: Book, mark: str) -> str:
    """What a source is cited for."""
    uses = book.used_for.get(mark, [])
    told = "; ".join(uses[:MOST_USES])
    more = len(uses) - MOST_USES
    return f"{told} {book.said('sources.more', number=more)}" if more > 0 else told
