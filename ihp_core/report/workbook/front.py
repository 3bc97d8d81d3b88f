"""The first sheet: the answer, how the workbook is to be read, the months as a chart."""

from __future__ import annotations

import datetime as dt

from ihp_core.files.settings import Settings
from ihp_core.report.drawing.palette import LAYERS, SIGNS
from ihp_core.report.drawing.picture import month_names
from ihp_core.report.heat.year import monthly
from ihp_core.report.summary.contents import notice, plain_name
from ihp_core.report.summary.facts import facts
from ihp_core.report.viability.findings import deciding, decisive, not_tested
from ihp_core.report.viability.screen import beside_the_verdict, verdict_words
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import Case
from ihp_core.report.workbook.book.looks import NOTE, VALUE
from ihp_core.report.workbook.hours import CHART, hours_chart
from ihp_core.text import say

CHART_ROWS, HIGHER_ROWS = 14, 18
MONTHS_ROW, MONTHS_WIDTH = 3, 22
DRAWN = (".png", ".jpg", ".jpeg")
"""Kinds of logo that a workbook can hold."""


def front_sheet(book: Book, case: Case, on: dt.date | None, settings: Settings) -> None:
    """Who and when, the verdict, six figures, how to use it, the months as a chart."""
    sheet, assessment, language = book.sheet("front"), case.assessment, book.language
    sheet.title(plain_name(case.screened.site.name, language))
    _whose(sheet, case, on, settings)
    words = f"{SIGNS[assessment.verdict].icon} {verdict_words(assessment, language)}"
    sheet.heading(words)
    _reasons(sheet, case)
    for fact in facts(assessment, language):
        sheet.told_row((fact.name, fact.figure, "", fact.note))
        sheet.on.write_string(sheet.row - 1, VALUE, fact.figure, book.look("strong"))
    sheet.heading(sheet.say("front.use"))
    for code in ("given", "fixed", "live", "warning", "check"):
        sheet.told(sheet.say(f"front.{code}"))
    sheet.row += 1
    months_chart(sheet, case)
    sheet.row += CHART_ROWS
    hours_chart(sheet, case)
    sheet.row += HIGHER_ROWS
    versions = {name: assessment.versions[name] for name in ("software", "data", "schema")}
    sheet.told(say("paper.versions", language, **versions))


def _reasons(sheet: Sheet, case: Case) -> None:
    """What decided, the guide's screen beside it, and what is still open, each once."""
    assessment, language = case.assessment, sheet.book.language
    reason = decisive(assessment, case.audience, language)
    still_open = not_tested(deciding(assessment), language)
    for line in (reason, *beside_the_verdict(assessment, language)):
        sheet.told(line)
    if still_open and still_open not in reason:
        sheet.told(still_open)


def _whose(sheet: Sheet, case: Case, on: dt.date | None, settings: Settings) -> None:
    """The day, the company and whether it is for other eyes."""
    language = sheet.book.language
    lines = (notice(on, language), settings.company, settings.contact)
    sheet.told(" · ".join(line for line in lines if line))
    if settings.logo and settings.logo.suffix.lower() in DRAWN:
        scale = {"x_scale": 0.5, "y_scale": 0.5, "description": settings.company}
        sheet.on.insert_image(0, NOTE, str(settings.logo), scale)


def months_sheet(book: Book, case: Case) -> None:
    """Heat a month by the way it is made [GWh]."""
    sheet = book.sheet("months")
    sheet.columns((MONTHS_WIDTH,) * (len(LAYERS) + 1))
    language, heat = book.language, monthly(case.assessment)
    sheet.title(sheet.say("front.months"))
    sheet.row = top = MONTHS_ROW
    heads = ["GWh", *(say(f"charts.layer.{name}", language) for name in LAYERS)]
    sheet.head(heads, "figure_head")
    for column in range(1, len(LAYERS) + 1):
        sheet.on.write_column(
            top + 1, column, heat[column - 1].tolist(), book.look("fixed", "0.00")
        )
    sheet.on.write_column(top + 1, 0, list(month_names(language)), book.look("label"))
    sheet.on.repeat_rows(0, top)


def months_chart(sheet: Sheet, case: Case) -> None:
    """The months as columns, where the sheet stands."""
    source, top = sheet.say("sheet.months"), MONTHS_ROW
    chart = sheet.book.file.add_chart({"type": "column", "subtype": "stacked"})
    for column, (colour, heat) in enumerate(
        zip(LAYERS.values(), monthly(case.assessment), strict=True), start=1
    ):
        if not heat.any():
            continue  # a colour that no column has
        chart.add_series(
            {
                "name": [source, top, column],
                "categories": [source, top + 1, 0, top + 12, 0],
                "values": [source, top + 1, column, top + 12, column],
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    chart.set_title({"name": sheet.say("front.months"), "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    lines = {"visible": True, "line": {"color": "#DDDDDD"}}
    chart.set_y_axis({"name": "GWh", "major_gridlines": lines})
    chart.set_size(CHART)
    sheet.on.insert_chart(sheet.row, 0, chart, {"description": sheet.say("front.months")})
