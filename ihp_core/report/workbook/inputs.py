"""Every input: those that formulas follow, and those that only the hourly model can follow."""

from __future__ import annotations

from typing import Any

from ihp_core.report.summary.resting import quality
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import Case, cell_named
from ihp_core.report.workbook.book.looks import DEGREES, GENERAL, SHARE, VALUE, WHOLE
from ihp_core.site.inputs import EARNED, FINANCED, PRODUCER, about, cost_lines, options, stated
from ihp_core.text import messages, say
from ihp_core.text.figures import shown
from ihp_core.text.names import country_named

FOLLOWED = (
    "market.electricity_price_eur_per_mwh",
    "data_centre.heat_price_eur_per_mwh",
    "connection.ground",
    "contract.structure",
    "contract.term_years",
    "contract.escalator_fraction",
    "contract.market_element_fraction",
    "contract.collar_low_fraction",
    "contract.collar_high_fraction",
    "contract.grant_fraction",
    *cost_lines("capital").values(),
    *cost_lines("yearly").values(),
    *EARNED,
    *FINANCED,
)
"""Inputs that the formulas carry to the price; electricity unless it rules the hours."""

FOR_ALL = ("market.electricity_price_eur_per_mwh", "contract.structure", "contract.term_years")
"""Of them, those that a customer's edition has formulas for."""

BY_TERM = {"contract.pipe_residual_fraction": "MAX(0,1-contract_term_years/pipe_life)"}
"""Defaults that follow another term: formulas, until somebody types over them."""

WAS = 5
"""The hidden column of what the hourly model was run with."""

LISTS = 7
"""The first of the hidden columns that lists stand in, one for each row that has a list."""


def followed(case: Case) -> tuple[str, ...]:
    """The inputs whose change the formulas carry, in this edition."""
    paths = FOLLOWED if case.audience == "internal" else FOR_ALL
    by_price = stated(case.screened.site, "plant.dispatch") == "price_led"
    return tuple(path for path in paths if not (by_price and path == FOLLOWED[0]))


def inputs_sheet(book: Book, case: Case) -> None:
    """The inputs by their effect, then the count of changes that no formula can follow."""
    sheet = book.sheet("inputs")
    sheet.title(sheet.say("sheet.inputs"))
    sheet.told(sheet.say("inputs.note"))
    live = followed(case)
    sheet.heading(sheet.say("inputs.followed"))
    for path in live:
        _input(sheet, case, path)
    sheet.heading(sheet.say("inputs.hourly"))
    sheet.told(sheet.say("inputs.hourly_note"))
    first = sheet.row
    hidden = () if case.audience == "internal" else (*FOLLOWED, *PRODUCER)
    for path in case.assessment.inputs:
        if path not in live and path not in hidden and f"input.{path}.label" in messages():
            _input(sheet, case, path)
    last = sheet.row - 1
    was = sheet.at(first, WAS, other=(last, WAS))
    now = sheet.at(first, VALUE, other=(last, VALUE))
    sheet.on.set_column(WAS, WAS, None, None, {"hidden": True})
    sheet.row += 1
    label, note = sheet.say("inputs.changed"), sheet.say("inputs.changed_note")
    sheet.live("changed_inputs", label, f"SUMPRODUCT(--({now}<>{was}))", 0.0, "", note)


def _input(sheet: Sheet, case: Case, path: str) -> None:
    used, language = case.assessment.inputs[path], sheet.book.language
    unit = about(path).get("unit", "")
    known = say(f"price.driver.{quality(case.screened.site, path, used)}", language)
    value, row = _entry(path, used.value, language), sheet.row
    label, number = say(f"input.{path}.label", language), _number(unit)
    source = "" if used.origin in ("stated", "own") else sheet.book.cited(used.source, label)
    unit_shown, note = _shown_unit(unit, language), f"{known} {source}".strip()
    if isinstance(value, float) and path in BY_TERM and used.origin not in ("stated", "own"):
        sheet.live(cell_named(path), label, BY_TERM[path], value, unit_shown, note, number)
    else:
        sheet.given(cell_named(path), label, value, unit_shown, note, number=number)
    _was(sheet, row, value)
    if names := options(path):
        _listed(sheet, row, [str(_entry(path, name, language)) for name in names])


def _entry(path: str, value: Any, language: str) -> Any:
    """What stands in the cell of an input: a figure, or a choice in words."""
    if path == "country" and isinstance(value, str):
        return country_named(value, language)
    return shown(value, "", language) if isinstance(value, str | bool) else value


def _listed(sheet: Sheet, row: int, names: list[str]) -> None:
    """Let a choice be picked from its names, which stand in a hidden column."""
    column = LISTS + row
    sheet.on.write_column(0, column, names)
    sheet.on.set_column(column, column, None, None, {"hidden": True})
    field = sheet.at(0, column, other=(len(names) - 1, column))
    allowed = {"validate": "list", "source": f"={field}"}
    sheet.on.data_validation(row, VALUE, row, VALUE, allowed)


def _shown_unit(unit: str, language: str) -> str:
    """The unit beside a value; a share's per cent stands in its cell."""
    if not unit or unit == "share" or f"unit.{unit}" not in messages():
        return ""
    return say(f"unit.{unit}", language)


def _was(sheet: Sheet, row: int, value: Any) -> None:
    if isinstance(value, str):
        sheet.on.write_string(row, WAS, value[:2000])
    elif value is not None:
        sheet.on.write_number(row, WAS, float(value))


def _number(unit: str) -> str:
    return {"share": SHARE, "a": WHOLE, "°": DEGREES}.get(unit, GENERAL)
