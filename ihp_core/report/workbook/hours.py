"""The typical hours: what stands behind the amounts of a year, summed in the sheet."""

from __future__ import annotations

import numpy as np

from ihp_core.report.drawing.palette import LIFT, NOT_TAKEN
from ihp_core.report.exports import hourly_csv
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import Case
from ihp_core.report.workbook.book.looks import Live
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.year.typical_hours import energy_of, typical

LEFT_OUT = "source_outlet_c", "cop"
"""A COP has no mean, and no sum or chart of the sheet needs the water back to the servers."""

COLUMNS = tuple(name for name in hourly_csv.COLUMNS if name not in LEFT_OUT)
"""Of the hourly year; means over the hours that each typical hour stands for."""

COLUMN_WIDTH = 11
CHART = {"width": 880, "height": 260}
HIGHER = {"width": 880, "height": 340}
TOP = 5
"""The row of the first hour."""

TOTALS = tuple(name for name in COLUMNS if name.endswith("_mw"))


def hours_sheet(book: Book, case: Case) -> None:
    """A row a typical hour, the year's amounts above them."""
    sheet = book.sheet("hours", len(COLUMNS) + 1, COLUMN_WIDTH)
    year, hours = case.assessment.year, case.screened.hours
    sheet.title(sheet.say("sheet.hours"))
    weight = typical(hours).weight_h
    sheet.told(sheet.say("hours.note", number=weight.size))
    columns = {"weight_h": weight[0]}
    for name in COLUMNS:
        amounts = np.nan_to_num(getattr(year, name))[None]
        columns[name] = (energy_of(hours, amounts) / weight)[0]
    sheet.row = TOP - 2
    sheet.on.write_string(sheet.row, 0, sheet.say("hours.year"), book.look("above"))
    sheet.row += 1
    sheet.head([sheet.say(f"hours.{name}") for name in columns], "figure_head")
    top, last = sheet.row, sheet.row - 1 + weight.size
    for column, (name, amounts) in enumerate(columns.items()):
        sheet.on.write_column(top, column, amounts.tolist(), book.look("fixed", _form(name)))
        field = sheet.at(top, column, other=(last, column))
        book.file.define_name(f"hour_{name}", f"={field}")
        if name in TOTALS:
            _total(sheet, name, (top - 2, column), float((weight[0] * amounts).sum()) / MWH_PER_GWH)
    sheet.on.freeze_panes(top, 1)
    sheet.on.repeat_rows(0, top - 1)


def _total(sheet: Sheet, name: str, at: tuple[int, int], expected: float) -> None:
    """The year's amount above a column [GWh]."""
    formula = f"=SUMPRODUCT(hour_weight_h,hour_{name})/{MWH_PER_GWH:.0f}"
    look = sheet.book.look("live", "#,##0.00")
    sheet.on.write_formula(*at, formula, look, expected)
    where = sheet.at(*at)
    sheet.book.live.append(Live(sheet.say(f"hours.{name}"), where, expected, sheet.name))


def _form(name: str) -> str:
    """How the figures of a column are shown."""
    return "#,##0.00" if name.endswith("_mw") else "#,##0.0"


def hours_chart(sheet: Sheet, case: Case) -> None:
    """Load and delivered heat over the outdoor temperature, where the sheet stands."""
    source, last = sheet.say("sheet.hours"), TOP - 1 + typical(case.screened.hours).weight_h.size
    chart, title = sheet.book.file.add_chart({"type": "scatter"}), sheet.say("hours.chart")
    for name, colour in (("load_mw", NOT_TAKEN), ("delivered_mw", LIFT)):
        column = 1 + COLUMNS.index(name)
        chart.add_series(
            {
                "name": sheet.say(f"hours.{name}"),
                "categories": [source, TOP, 1, last, 1],
                "values": [source, TOP, column, last, column],
                "marker": {"type": "circle", "size": 4} | _of(colour),
                "line": {"none": True},
            }
        )
    chart.set_x_axis({"name": sheet.say("hours.outdoor_c"), "label_position": "low"})
    lines = {"visible": True, "line": {"color": "#DDDDDD"}}
    chart.set_y_axis({"name": "MW", "major_gridlines": lines, "label_position": "low"})
    chart.set_title({"name": title, "name_font": {"size": 11}})
    chart.set_legend({"position": "bottom"})
    chart.set_size(HIGHER)
    sheet.on.insert_chart(sheet.row, 0, chart, {"description": title})


def _of(colour: str) -> dict[str, dict[str, str]]:
    """Border and fill of a marker in one colour."""
    return {"border": {"color": colour}, "fill": {"color": colour}}
