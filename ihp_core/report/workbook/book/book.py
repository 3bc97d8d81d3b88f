"""A workbook whose cells have names: what is given, what is fixed, what is calculated in it."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from functools import partialmethod
from textwrap import wrap

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from ihp_core.files.settings import Settings
from ihp_core.report.papers.pdf import EPOCH
from ihp_core.report.workbook.book.looks import (
    ACROSS,
    FIGURE_WIDTH,
    GENERAL,
    INTERNAL,
    KINDS,
    LABEL,
    LINE_HEIGHT,
    LONGEST_CELL,
    NOTE,
    UNIT,
    VALUE,
    WIDTHS,
    Live,
    form_of,
    lines_of,
    lines_of_heads,
)
from ihp_core.text import say


class Book:
    """A workbook being written; names are the same in every language, labels are not."""

    def __init__(
        self,
        language: str,
        on: dt.date | None,
        title: str,
        settings: Settings,
        *,
        internal: bool = False,
    ) -> None:
        self.language = language
        self.mark = say("internal.only", language) if internal else ""
        self.live: list[Live] = []
        self._written = io.BytesIO()
        self.file = xlsxwriter.Workbook(
            self._written,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        day = on or EPOCH
        made = dt.datetime(day.year, day.month, day.day)
        self.file.set_properties({"title": title, "company": settings.company, "created": made})
        self._accent = settings.accent
        self._formats: dict[tuple[str, str], Format] = {}

    def bytes(self) -> bytes:
        """The finished file."""
        self.file.close()
        return self._written.getvalue()

    def look(self, kind: str, number: str = "") -> Format:
        """The format of a kind of cell."""
        if (kind, number) not in self._formats:
            looks = KINDS[kind] | ({"num_format": number} if number else {})
            looks |= {"font_color": self._accent} if kind == "title" else {}
            self._formats[kind, number] = self.file.add_format(looks)
        return self._formats[kind, number]

    def said(self, code: str, **words: object) -> str:
        """A text of the workbook in its language."""
        return say(f"workbook.{code}", self.language, **words)

    def sheet(self, code: str) -> Sheet:
        """A new sheet, named in the language."""
        return Sheet(self, self.said(f"sheet.{code}"))

    def warn(self) -> None:
        """Let every sheet say below its title when an input has left the hourly model behind."""
        words = self.said("stale").replace('"', '""')
        for sheet in self.file.worksheets():
            told = f'=IF(changed_inputs>0,"{words}","")'
            sheet.write_formula(1, LABEL, told, self.look("warning"), "")


class Sheet:
    """A sheet written from the top, a row at a time."""

    def __init__(self, book: Book, name: str) -> None:
        self.book, self.name, self.row = book, name, 0
        self.widths: Sequence[float] = WIDTHS
        self.on: Worksheet = book.file.add_worksheet(name)
        for column, width in enumerate(WIDTHS):
            self.on.set_column(column, column, width)
        self.on.hide_gridlines(2)
        self.on.set_landscape()
        self.on.set_paper(9)
        self.on.fit_to_pages(1, 0)
        if book.mark:
            self.on.set_header(f"&C{book.mark}")
            self.on.set_tab_color(INTERNAL)

    def say(self, code: str, **words: object) -> str:
        """A text of the workbook in its language."""
        return self.book.said(code, **words)

    def title(self, words: str) -> None:
        """The first line, with the mark of an edition for the producer's eyes alone, and below it
        the warning that every sheet can raise."""
        told, look = words[:LONGEST_CELL], "title"
        if self.book.mark:
            told, look = f"{told} · {self.book.mark}", "internal"
        self.on.write_string(self.row, LABEL, told, self.book.look(look))
        self.row += 2

    def heading(self, words: str) -> None:
        """What the rows below are about."""
        self.row += 1
        for column in range(len(WIDTHS)):
            text = words if column == LABEL else ""
            self.on.write_string(self.row, column, text, self.book.look("heading"))
        self.row += 1

    def wide(self, columns: int) -> None:
        """Columns of one width, for a table of figures over the whole sheet."""
        self.widths = (FIGURE_WIDTH,) * columns
        self.on.set_column(0, columns - 1, FIGURE_WIDTH)

    def told(self, words: str, kind: str = "note") -> None:
        """A sentence over the width of the sheet, as many lines as it takes."""
        columns = [n for n in range(len(self.widths)) if sum(self.widths[: n + 1]) <= ACROSS]
        said = words[:LONGEST_CELL]
        self.on.merge_range(self.row, LABEL, self.row, columns[-1], said, self.book.look(kind))
        lines = len(wrap(said, int(sum(self.widths[: columns[-1] + 1]))))
        if lines > 1:
            self.on.set_row(self.row, LINE_HEIGHT * lines)
        self.row += 1

    def live(
        self,
        name: str,
        label: str,
        formula: str,
        value: float | None,
        unit: str,
        note: str = "",
        number: str = GENERAL,
    ) -> str:
        """A formula with the value that the model gives."""
        where = self._label(name, label, unit, note)
        look = self.book.look("live", number or form_of(value))
        self.on.write_formula(self.row, VALUE, f"={formula}", look, "" if value is None else value)
        if value is not None:
            self.book.live.append(Live(name, where, value))
        self.row += 1
        return where

    def _cell(
        self,
        kind: str,
        name: str,
        label: str,
        value: float | str | None,
        unit: str,
        note: str = "",
        number: str = GENERAL,
    ) -> str:
        where = self._label(name, label, unit, note)
        look = self.book.look(kind, number or form_of(value))
        if value is None:
            self.on.write_blank(self.row, VALUE, None, look)
        elif isinstance(value, str):
            self.on.write_string(self.row, VALUE, value[:LONGEST_CELL], look)
        else:
            self.on.write_number(self.row, VALUE, float(value), look)
        self.row += 1
        return where

    given = partialmethod(_cell, "given")
    """A cell that may be changed; formulas elsewhere follow it."""

    fixed = partialmethod(_cell, "fixed")
    """A value of the hourly model, which no formula carries."""

    def _label(self, name: str, label: str, unit: str, note: str) -> str:
        self.on.write_string(self.row, LABEL, label[:LONGEST_CELL], self.book.look("label"))
        self.on.write_string(self.row, UNIT, unit, self.book.look("unit"))
        self.on.write_string(self.row, NOTE, note[:LONGEST_CELL], self.book.look("note"))
        self.high_enough(label, note)
        where = self.at(self.row, VALUE)
        self.book.file.define_name(name, f"={where}")
        return where

    def high_enough(self, label: str, note: str, unit: str = "") -> None:
        """Give the row the height its words take: programs do not all see to it themselves."""
        lines = lines_of(label[:LONGEST_CELL], note[:LONGEST_CELL], unit)
        if lines > 1:
            self.on.set_row(self.row, LINE_HEIGHT * lines)

    def at(self, row: int, column: int, *, other: tuple[int, int] | None = None) -> str:
        """The absolute address of a cell, or of the field down to another one."""
        quoted = self.name.replace("'", "''")
        first = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        last = f":{xl_rowcol_to_cell(*other, row_abs=True, col_abs=True)}" if other else ""
        return f"'{quoted}'!{first}{last}"

    def head(self, names: Sequence[str]) -> None:
        """Names of columns, in a row as high as the longest of them takes."""
        for column, name in enumerate(names):
            self.on.write_string(self.row, column, name, self.book.look("head"))
        self.on.set_row(self.row, LINE_HEIGHT * lines_of_heads(names, self.widths))
        self.row += 1
