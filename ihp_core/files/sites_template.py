"""A table of sites to start from, on its own because reading one is another matter.

The places, the ten inputs and what could be built instead are its columns, worked examples its
rows; as CSV, and as a workbook whose choices are picked from a list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from ihp_core.files.sites_table import NAMED
from ihp_core.site.examples.worked import example
from ihp_core.site.inputs import options, several
from ihp_core.site.paths import Draft, flat

COLUMNS = (
    "name",
    "country",
    "data_centre.latitude",
    "data_centre.longitude",
    "network.latitude",
    "network.longitude",
    "data_centre.it_capacity_mw",
    "data_centre.cooling",
    "data_centre.source_inlet_c",
    "data_centre.source_outlet_c",
    "network.annual_heat_gwh",
    "network.supply_winter_c",
    "network.return_summer_c",
    "network.heat_source_today",
    "network.heat_cost_today_eur_per_mwh",
    "network.alternatives_possible",
    "connection.route_km",
    "market.electricity_price_eur_per_mwh",
)
SHOWN = ("german", "swedish")
TO_FILL = 1000
"""Rows of the workbook below its examples whose choices have a list."""
WIDTH, NAME_WIDTH, HEAD_HEIGHT, A4 = 17, 34, 60, 9

Named = Callable[[Any], str]
"""What a choice is called."""


def sites_template(
    headed: Callable[[str], str] = str, separator: str = ",", named: Named = str
) -> str:
    """The columns, by their paths or ``headed`` otherwise, and two worked examples, as CSV.

    Where a semicolon parts the cells, a comma parts decimals, as spreadsheet programs there do.
    """
    comma = separator == ";"
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n", delimiter=separator)
    table.writerow([headed(path) for path in COLUMNS])
    for stated in _examples():
        cells = [_cell(path, stated.get(path, ""), named) for path in COLUMNS]
        table.writerow([_with_comma(cell) if comma else cell for cell in cells])
    return written.getvalue()


def sites_workbook(headed: Callable[[str], str] = str, named: Named = str) -> bytes:
    """The same as a workbook: a choice is picked from a list, which stands on a hidden sheet."""
    written = io.BytesIO()
    options_of_book = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(written, options_of_book) as book:
        sheet, lists = book.add_worksheet(), book.add_worksheet("lists")
        lists.hide()
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        _set_up(sheet)
        for column, path in enumerate(COLUMNS):
            sheet.write_string(0, column, headed(path), head)
            names = [named(name) for name in (*options(path), *several(path))]
            width = NAME_WIDTH if path == COLUMNS[0] else WIDTH
            sheet.set_column(column, column, max([width, *(len(name) + 2 for name in names)]))
            _list_of(sheet, lists, column, names if options(path) else [])
        for row, stated in enumerate(_examples(), start=1):
            for column, path in enumerate(COLUMNS):
                if path in stated:
                    sheet.write(row, column, _cell(path, stated[path], named))
    return written.getvalue()


def _set_up(sheet: Worksheet) -> None:
    """Heads and names stay in sight; on paper one page holds all columns."""
    sheet.freeze_panes(1, 1)
    sheet.set_row(0, HEAD_HEIGHT)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _examples() -> Iterator[Draft]:
    for name in SHOWN:
        yield flat(example(name).model_dump(mode="json", exclude_defaults=True))


def _cell(path: str, entry: Any, named: Named) -> Any:
    """An entry as a cell holds it: a choice by what it is called, several with a sign between."""
    if path in NAMED:
        return "; ".join(map(named, entry)) if entry else ""
    if isinstance(entry, float) and entry.is_integer():
        return int(entry)
    return named(entry) if entry in options(path) else entry


def _with_comma(cell: Any) -> Any:
    """A figure whose decimals are parted by a comma."""
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


def _list_of(sheet: Worksheet, lists: Worksheet, column: int, names: list[str]) -> None:
    """The names that the cells of a column may hold; another entry is warned of, not refused."""
    if not names:
        return
    lists.write_column(0, column, names)
    letter = xlsxwriter.utility.xl_col_to_name(column)
    rule = {
        "validate": "list",
        "source": f"=lists!${letter}$1:${letter}${len(names)}",
        "error_type": "warning",
    }
    sheet.data_validation(1, column, TO_FILL, column, rule)
