"""The workbook that calculates: inputs, formulas and what the hourly model leaves as values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ihp_core.assessment import Screened, public_case
from ihp_core.files.settings import Settings
from ihp_core.report.financing.sheet import financing_sheet
from ihp_core.report.summary.contents import plain_name
from ihp_core.report.workbook.book.book import Book
from ihp_core.report.workbook.book.case import Case, case_of
from ihp_core.report.workbook.capital import capital_sheet
from ihp_core.report.workbook.cop import cop_sheet
from ihp_core.report.workbook.customer import customer_price_sheet, customer_years_sheet
from ihp_core.report.workbook.end import check_sheet, criteria_sheet, listed_sheet
from ihp_core.report.workbook.front import front_sheet, months_sheet
from ihp_core.report.workbook.hours import hours_sheet
from ihp_core.report.workbook.inputs import inputs_sheet
from ihp_core.report.workbook.price import price_sheet
from ihp_core.report.workbook.years import years_sheet
from ihp_core.results.discretion import Audience, discreet
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN

__all__ = ["workbook"]

NEUTRAL = Settings()


def workbook(
    screened: Screened,
    assessment: Assessment,
    audience: Audience = "customer",
    language: str = SPOKEN,
    on: dt.date | None = None,
    settings: Settings = NEUTRAL,
) -> bytes:
    """The workbook of a site that has been screened.

    Parameters
    ----------
    screened, assessment
        The site with its columns, and the answer to it.
    audience
        ``"customer"`` holds none of the producer's figures, ``"internal"`` all of them.
    language
        Of labels; names of cells are the same in every language.
    on
        Day of the case; no clock is read.
    settings
        Company and contact on the first sheet.
    """
    dated = assessment if on is None else assessment.as_of(on)
    case = _seen_by(audience, screened, dated)
    title = plain_name(screened.site.name, language)
    book = Book(language, on, title, settings, internal=audience == "internal")
    front_sheet(book, case, on, settings)
    inputs_sheet(book, case)
    for sheet in _of_the_price(case):
        sheet(book, case)
    cop_sheet(book, case)
    months_sheet(book, case)
    hours_sheet(book, case)
    criteria_sheet(book, case)
    listed_sheet(book)
    check_sheet(book)
    book.warn()
    return book.bytes()


def _seen_by(audience: Audience, screened: Screened, assessment: Assessment) -> Case:
    """The case as its reader may see it."""
    if audience == "customer":
        return case_of(public_case(screened), discreet(assessment), audience)
    return case_of(screened, assessment, audience)


def _of_the_price(case: Case) -> tuple[Callable[[Book, Case], None], ...]:
    """The sheets that an edition has of the price; none where there is no heat to sell."""
    if case.assessment.heat.delivered_gwh <= 0:
        return ()
    if case.audience == "internal":
        return capital_sheet, price_sheet, years_sheet, financing_sheet
    return customer_price_sheet, customer_years_sheet
