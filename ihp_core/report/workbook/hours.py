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

TOTALS = tuple(name for name in COLUMNS if name.endswith("_mw"))


def hours_sheet(book: Book, case: Case) -> None:
    """A row a typical hour, the year's amounts above them."""
    sheet, year, hours = book.sheet("hours"), case.assessment.year, case.screened.hours
    sheet.wide(len(COLUMNS) + 2)
    sheet.title(sheet.say("sheet.hours"))
    weight = typical(hours).weight_h
    sheet.told(sheet.say("hours.note", number=weight.size))
    columns = {"weight_h": weight[0]}
    for name in COLUMNS:
        amounts = np.nan_to_num(getattr(year, name))[None]
        columns[name] = (energy_of(hours, amounts) / weight)[0]
    sheet.on.write_string(sheet.row, 0, sheet.say("hours.year"), book.look("head"))
    sheet.row += 1
    sheet.head([sheet.say(f"hours.{name}") for name in columns])
    top, last = sheet.row, sheet.row - 1 + weight.size
    for column, (name, amounts) in enumerate(columns.items()):
        sheet.on.write_column(top, column, amounts.tolist(), book.look("fixed", "#,##0.000"))
        field = sheet.at(top, column, other=(last, column))
        book.file.define_name(f"hour_{name}", f"={field}")
        if name in TOTALS:
            _total(sheet, name, (top - 2, column), float((weight[0] * amounts).sum()) / MWH_PER_GWH)
    sheet.on.freeze_panes(top, 1)
    _charts(book, top, last)


def _total(sheet: Sheet, name: str, at: tuple[int, int], expected: float) -> None:
    """The year's amount above a column [GWh]."""
    formula = f"=SUMPRODUCT(hour_weight_h,hour_{name})/{MWH_PER_GWH:.0f}"
    look = sheet.book.look("live", "#,##0.00")
    sheet.on.write_formula(*at, formula, look, expected)
    where = sheet.at(*at)
    sheet.book.live.append(Live(f"{name.removesuffix('_mw')}_gwh", where, expected))


def _charts(book: Book, top: int, last: int) -> None:
    """Load and delivered heat over the outdoor temperature."""
    sheet = book.file.get_worksheet_by_name(book.said("sheet.hours"))
    chart = book.file.add_chart({"type": "scatter"})
    for name, colour in (("load_mw", NOT_TAKEN), ("delivered_mw", LIFT)):
        column = 1 + COLUMNS.index(name)
        chart.add_series(
            {
                "name": book.said(f"hours.{name}"),
                "categories": [sheet.get_name(), top, 1, last, 1],
                "values": [sheet.get_name(), top, column, last, column],
                "marker": {"type": "circle", "size": 3} | _of(colour),
            }
        )
    chart.set_x_axis({"name": book.said("hours.outdoor_c")})
    chart.set_y_axis(
        {"name": "MW", "major_gridlines": {"visible": True, "line": {"color": "#DDDDDD"}}}
    )
    chart.set_title({"name": book.said("hours.chart"), "name_font": {"size": 11}})
    chart.set_size({"width": 640, "height": 320})
    sheet.insert_chart(2, len(COLUMNS) + 2, chart, {"description": book.said("hours.chart")})


def _of(colour: str) -> dict[str, dict[str, str]]:
    """Border and fill of a marker in one colour."""
    return {"border": {"color": colour}, "fill": {"color": colour}}
