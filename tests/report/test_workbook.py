"""The workbook as a file: discreet, the same for the same case, no cell that runs."""

from __future__ import annotations

import io
from functools import cache

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook

from ihp_core.answer import answer
from ihp_core.report.formats import Wanted, made
from ihp_core.results.discretion import Audience
from ihp_core.site.examples.worked import example, names
from ihp_core.site.site import Site
from ihp_core.text import say
from tests.report.papers import DAY, LANGUAGES
from tests.sweeps import EXAMPLES, first, only

SENTENCE = 40
"""Signs from which on a cell holds a sentence, not a name."""
HOSTILE = (
    '=cmd|" /C calc"!A0',
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "<script>x</script>",
    "${x}",
    "مرحبا",
    "🎉",
    "Z" * 500,
)


def opened(site: Site, audience: Audience = "customer", language: str = "en") -> Workbook:
    """The workbook with its formulas."""
    content = made(".xlsx", Wanted(site, None, DAY, audience, language))
    return openpyxl.load_workbook(io.BytesIO(content))


@cache
def of_the_german(audience: Audience = "customer", language: str = "en") -> Workbook:
    """The workbook of the German example."""
    return opened(example("german"), audience, language)


def numbers(book: Workbook) -> set[float]:
    """Every number that stands in a cell, hidden ones too."""
    return {
        round(float(cell.value), 9)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    }


@pytest.mark.parametrize("name", only(EXAMPLES, names()))
def test_the_customers_edition_holds_none_of_the_producers_figures(name: str) -> None:
    """Neither floor, room, rate, share, NPV nor IRR, in no cell and under no name."""
    data = example(name).model_dump(mode="json", exclude_defaults=True)
    own = {"discount_rate_fraction": 0.0713, "room_share_fraction": 0.431}
    data["contract"] = data.get("contract", {}) | own
    site = Site.model_validate(data)
    found = answer(site)
    content = made(".xlsx", Wanted(site, None, DAY, "customer", "en"))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    price, finance = found.price, found.finance
    secret = [price.floor_eur_per_mwh, price.room_eur_per_mwh, finance.npv_eur]
    secret += [finance.irr_fraction, found.cost.capex_eur, *own.values()]
    held = numbers(values)
    assert not {round(one, 9) for one in secret if one is not None} & held
    assert not {one for one in values.defined_names if "floor" in one or "discount" in one}
    told = " ".join(
        str(cell.value) for sheet in values.worksheets for row in sheet.iter_rows() for cell in row
    )
    assert "required return" not in told.lower()
    assert "IRR" not in told


def test_the_internal_edition_holds_them() -> None:
    """What the test above looks for is found where it stands."""
    found = answer(example("german"))
    held = numbers(of_the_german("internal"))
    assert round(found.inputs["contract.discount_rate_fraction"].value, 9) in held


@pytest.mark.parametrize("audience", ["customer", "internal"])
@pytest.mark.parametrize("text", first(HOSTILE, 2))
def test_no_entry_becomes_a_formula(text: str, audience: Audience) -> None:
    """Name and notes are text in every cell they stand in."""
    data = example("german").model_dump(mode="json", exclude_defaults=True)
    path = "network.return_summer_c"
    site = Site.model_validate(data | {"name": text, "notes": {path: text}})
    book = opened(site, audience)
    tidy = " ".join(text.split())[:40]
    places = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and tidy[:20] in cell.value
    ]
    assert places
    assert all(cell.data_type == "s" for cell in places)


def test_names_of_cells_are_the_same_in_every_language() -> None:
    """A formula of one's own works in any of them."""
    books = [of_the_german("internal", language) for language in LANGUAGES]
    assert len({tuple(sorted(book.defined_names)) for book in books}) == 1
    assert len({tuple(book.sheetnames) for book in books}) == len(LANGUAGES)


def test_every_formula_has_a_value_for_who_does_not_calculate() -> None:
    """A preview shows figures, not zeros."""
    content = made(".xlsx", Wanted(example("german"), None, DAY, "internal", "en"))
    formulas = openpyxl.load_workbook(io.BytesIO(content))
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    empty = [
        f"{sheet.title}!{cell.coordinate}"
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and values[sheet.title][cell.coordinate].value is None
        if cell.column > 1  # a sentence that only a change brings forth
    ]
    assert empty == []


def test_charts_are_the_programs_own() -> None:
    """Months and typical hours as native charts, with words for those who do not see them."""
    book = of_the_german()
    assert sum(len(sheet._charts) for sheet in book.worksheets) == 2


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", only(EXAMPLES, names()))
def test_the_first_sheet_says_a_thing_once(name: str, language: str) -> None:
    """What is not tested stands in the reason or in a line of its own, never in both."""
    sheet = opened(example(name), "customer", language).worksheets[0]
    cells = [cell.value for (cell,) in sheet.iter_rows(max_col=1)]
    told = [one for one in cells if isinstance(one, str) and len(one) > SENTENCE]
    twice = [one for n, one in enumerate(told) for other in told[:n] if one in other]
    assert twice == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_is_as_high_as_its_sentence(language: str) -> None:
    """No program makes a merged row higher by itself: what stands below would lie upon it."""
    for sheet in opened(example("norderstedt"), "customer", language).worksheets:
        for field in sheet.merged_cells.ranges:
            row = field.min_row
            letters = [get_column_letter(n) for n in range(field.min_col, field.max_col + 1)]
            words = str(sheet.cell(row, 1).value)
            width = sum(sheet.column_dimensions[letter].width for letter in letters)
            assert (sheet.row_dimensions[row].height or 15) >= 15 * (len(words) // (width * 1.1))


@pytest.mark.parametrize("audience", ["customer", "internal"])
def test_the_producers_edition_says_so_on_every_sheet(audience: Audience) -> None:
    """In the title, in the header of each printed page and by the colour of the tab."""
    content = made(".xlsx", Wanted(example("german"), audience=audience))
    book = openpyxl.load_workbook(io.BytesIO(content))
    mark, own = say("internal.only"), audience == "internal"
    for sheet in book.worksheets:
        assert (mark in str(sheet["A1"].value)) == own, sheet.title
        assert (mark in str(sheet.oddHeader.center.text)) == own, sheet.title
        assert (sheet.sheet_properties.tabColor is not None) == own, sheet.title
