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
from ihp_core.report.viability.findings import Sources
from ihp_core.report.workbook.book.looks import (
    FIGURE_WIDTH,
    FONT,
    GENERAL,
    HEADING_HEIGHT,
    KINDS,
    LABEL,
    LINE_HEIGHT,
    LONGEST_CELL,
    NOTE,
    ROW_HEIGHT,
    TITLE_HEIGHT,
    TITLE_SHARE,
    UNIT,
    VALUE,
    WIDTHS,
    Live,
    form_of,
    form_of_given,
    in_notation,
    in_words,
    lines_of,
    lines_of_heads,
)
from ihp_core.report.workbook.book.printed import Sides, printed
from ihp_core.tables.assumptions import assumption
from ihp_core.text import resolved, say
from ihp_core.text.names import day_named

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}


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
        self.language = resolved(language)
        self.mark = say("internal.only", language) if internal else ""
        self.live: list[Live] = []
        self.sources, self.used_for = Sources(), dict[str, list[str]]()
        day_told = day_named(on, language) if on else ""
        self.sides = Sides(self.language, title, settings.company, day_told, self.mark)
        self._written = io.BytesIO()
        self.file = xlsxwriter.Workbook(
            self._written, OPTIONS | {"default_format_properties": dict(FONT)}
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
        """The format of a kind of cell, figures in the notation of the language."""
        if (kind, number) not in self._formats:
            form = {"num_format": in_notation(number, self.language)} if number else {}
            looks = FONT | KINDS[kind] | form
            looks |= {"font_color": self._accent} if kind == "title" else {}
            self._formats[kind, number] = self.file.add_format(looks)
        return self._formats[kind, number]

    def said(self, code: str, **words: object) -> str:
        """A text of the workbook in its language."""
        return say(f"workbook.{code}", self.language, **words)

    def yes_no(self, value: object) -> str:
        """What stands in a cell for true and false."""
        return say("choice.yes" if value else "choice.no", self.language)

    @property
    def switch(self) -> str:
        """The form of a figure that is 1 or 0."""
        return in_words(self.yes_no(True), self.yes_no(False))

    def cited(self, source: str, label: str) -> str:
        """The mark of a source, which the list of sources then says what it was used for."""
        mark = self.sources.number(source)
        if mark and label not in (used := self.used_for.setdefault(mark, [])):
            used.append(label)
        return mark

    def sheet(self, code: str, columns: int = 0, width: float = FIGURE_WIDTH) -> Sheet:
        """A new sheet, named in the language; lying, of columns of one width, for a table."""
        widths = (width,) * columns if columns else WIDTHS
        return Sheet(self, self.said(f"sheet.{code}"), widths, lying=bool(columns))

    def warn(self) -> None:
        """Let every sheet say below its title when an input has left the hourly model behind."""
        words = self.said("stale").replace('"', '""')
        for sheet in self.file.worksheets():
            told = f'=IF(changed_inputs>0,"{words}","")'
            sheet.write_formula(1, LABEL, told, self.look("warning"), "")


class Sheet:
    """A sheet written from the top, a row at a time."""

    def __init__(
        self, book: Book, name: str, widths: Sequence[float] = WIDTHS, *, lying: bool = False
    ) -> None:
        self.book, self.name, self.row = book, name, 0
        self.on: Worksheet = book.file.add_worksheet(name)
        self._breaks, self.lying = list[int](), lying
        self.columns(widths)
        if lying:
            self.on.set_default_row(ROW_HEIGHT)
        printed(self.on, book.sides, name, lying=lying)

    def columns(self, widths: Sequence[float]) -> None:
        """Set the columns to widths of their own."""
        self.widths = widths
        for column, width in enumerate(widths):
            self.on.set_column(column, column, width)

    def new_page(self) -> None:
        """Let what follows be printed on a page of its own."""
        self._breaks.append(self.row)
        self.on.set_h_pagebreaks(self._breaks)

    def say(self, code: str, **words: object) -> str:
        """A text of the workbook in its language."""
        return self.book.said(code, **words)

    def title(self, words: str) -> None:
        """The first line, with the mark of an edition for the producer's eyes alone, and below it
        room for the warning that every sheet can raise; every printed page begins with it."""
        told, look = words[:LONGEST_CELL], "title"
        if self.book.mark:
            told, look = f"{told} · {self.book.mark}", "internal"
        self._across(told, look, TITLE_HEIGHT, TITLE_SHARE)
        self._across("", "warning", LINE_HEIGHT if self.lying else 2 * LINE_HEIGHT)
        self.on.repeat_rows(0)

    def heading(self, words: str) -> None:
        """What the rows below are about."""
        self.row += 1
        self._across(words[:LONGEST_CELL], "heading", HEADING_HEIGHT, 0.9)

    def told(self, words: str, kind: str = "note") -> None:
        """A sentence over the width of the sheet, as many lines as it takes."""
        self._across(words[:LONGEST_CELL], kind, LINE_HEIGHT)

    def _across(self, words: str, kind: str, height: float, share: float = 1.0) -> None:
        """Words over the sheet's columns, in a row as high as their lines take."""
        last = len(self.widths) - 1
        self.on.merge_range(self.row, LABEL, self.row, last, words, self.book.look(kind))
        lines = len(wrap(words, int(sum(self.widths) * share))) or 1
        if lines > 1 or height != LINE_HEIGHT:
            self.on.set_row(self.row, height * lines)
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
            self.book.live.append(Live(label, where, value, self.name))
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
        where = self._label(name, label, unit, note, value if isinstance(value, str) else "")
        by_size = form_of_given if kind == "given" else form_of
        look = self.book.look(kind, "" if isinstance(value, str) else number or by_size(value))
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

    def _label(self, name: str, label: str, unit: str, note: str, value: str = "") -> str:
        texts = (label[:LONGEST_CELL], value[:LONGEST_CELL], unit, note[:LONGEST_CELL])
        for column, text in zip((LABEL, UNIT, NOTE), (texts[0], unit, texts[3]), strict=True):
            look = {LABEL: "label", UNIT: "unit"}.get(column, "note")
            self.on.write_string(self.row, column, text, self.book.look(look))
        self.high_enough(texts)
        where = self.at(self.row, VALUE)
        self.book.file.define_name(name, f"={where}")
        return where

    def told_row(self, texts: Sequence[str], kind: str = "label") -> None:
        """A row of words, as high as they take."""
        for column, text in enumerate(texts):
            self.on.write_string(self.row, column, text[:LONGEST_CELL], self.book.look(kind))
        self.high_enough(texts)
        self.row += 1

    def sourced(self, key: str, label: str, scope: str = "") -> str:
        """The mark of an assumption's source."""
        return self.book.cited(assumption(key, scope).source, label)

    def high_enough(self, texts: Sequence[str]) -> None:
        """Give the row the height its words take: programs do not all see to it themselves."""
        lines = lines_of(texts, self.widths)
        if lines > 1:
            self.on.set_row(self.row, LINE_HEIGHT * lines)

    def at(self, row: int, column: int, *, other: tuple[int, int] | None = None) -> str:
        """The absolute address of a cell, or of the field down to another one."""
        quoted = self.name.replace("'", "''")
        first = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        last = f":{xl_rowcol_to_cell(*other, row_abs=True, col_abs=True)}" if other else ""
        return f"'{quoted}'!{first}{last}"

    def head(self, names: Sequence[str], kind: str = "head") -> None:
        """Names of columns, in a row as high as the longest of them takes."""
        for column, name in enumerate(names):
            self.on.write_string(self.row, column, name, self.book.look(kind))
        self.on.set_row(self.row, LINE_HEIGHT * lines_of_heads(names, self.widths))
        self.row += 1
