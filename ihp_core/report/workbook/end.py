"""The last sheets, on its own because a file is a sheet: checks of the formulas, and sources."""

from __future__ import annotations

from ihp_core.report.viability.findings import Sources, criteria
from ihp_core.report.workbook.book.book import Book
from ihp_core.report.workbook.book.case import Case
from ihp_core.report.workbook.book.looks import LABEL, NOTE, UNIT, VALUE, form_of
from ihp_core.site.inputs import FINANCED
from ihp_core.text import say

TOLERANCE = "1E-6"


def check_sheet(book: Book) -> None:
    """Every formula with what the model says; both agree as long as nothing was changed."""
    sheet, held = book.sheet("check"), tuple(book.live)
    sheet.title(sheet.say("sheet.check"))
    sheet.told(sheet.say("check.note"))
    sheet.head([sheet.say(f"check.{name}") for name in ("name", "sheet", "model", "agrees")])
    look, first = book.look, sheet.row
    for live in held:
        sheet.on.write_string(sheet.row, LABEL, live.name, look("label"))
        form, expected = form_of(live.expected), live.expected
        sheet.on.write_formula(sheet.row, VALUE, f"={live.cell}", look("live", form), expected)
        sheet.on.write_number(sheet.row, UNIT, expected, look("fixed", form))
        gap = f"ABS({sheet.at(sheet.row, VALUE)}-{sheet.at(sheet.row, UNIT)})"
        near = f"{TOLERANCE}*MAX(1,ABS({sheet.at(sheet.row, UNIT)}))"
        sheet.on.write_formula(sheet.row, NOTE, f"=IF({gap}<={near},1,0)", look("formula", "0"), 1)
        sheet.row += 1
    book.file.define_name("check_agrees", f"={sheet.at(first, NOTE, other=(sheet.row - 1, NOTE))}")
    book.file.define_name("check_names", f"={sheet.at(first, LABEL, other=(sheet.row - 1, LABEL))}")


def sources_sheet(book: Book, case: Case) -> None:
    """The criteria with their sources, then the source of every input that was not stated."""
    sheet, language, sources = book.sheet("sources"), book.language, Sources()
    sheet.title(sheet.say("sheet.sources"))
    columns = ("criterion", "value", "status", "reason")
    sheet.head([say(f"report.column.{name}", language) for name in columns])
    for name, value, status, reason, source in criteria(
        case.assessment, case.audience, language, sources
    ):
        for column, text in enumerate((name, value, status, f"{reason} {source}".strip())):
            sheet.on.write_string(sheet.row, column, text, book.look("label"))
        sheet.high_enough(name, f"{reason} {source}".strip(), status)
        sheet.row += 1
    unread = FINANCED if case.audience == "customer" else ()
    for path, used in case.assessment.inputs.items():
        if used.origin not in ("stated", "own") and path not in unread:
            sources.number(used.source)
    sheet.heading(say("report.sources", language))
    for line in sources.listed(language):
        sheet.told(line)
