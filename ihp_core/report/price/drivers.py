"""The uncertain figures as a table: from where to where, and what knowing them is worth."""

from __future__ import annotations

from collections.abc import Sequence

from ihp_core.report.price.doubt import named_driver
from ihp_core.report.summary.figure_tables import Rows
from ihp_core.results.other_cases import Driver
from ihp_core.text import SPOKEN, figure, messages, say
from ihp_core.text.errors.entries import plain


def driver_rows(drivers: Sequence[Driver], language: str = SPOKEN) -> Rows:
    """A row a figure, in their order."""
    return {
        say("price.driver.input", language): [
            named_driver(driver.key, language) for driver in drivers
        ],
        say("price.driver.range", language): [_ends(driver, language) for driver in drivers],
        say("price.driver.share", language): [
            figure(driver.price_variance_fraction, "share", language) for driver in drivers
        ],
        say("price.driver.verdict", language): [
            figure(driver.verdict_doubt_fraction, "share", language) for driver in drivers
        ],
        say("price.driver.quality", language): [
            say(f"price.driver.{driver.quality}", language) for driver in drivers
        ],
    }


def _ends(driver: Driver, language: str) -> str:
    return " – ".join(_end(end, driver.unit, language) for end in (driver.low, driver.high))


def _end(amount: float, unit: str, language: str) -> str:
    """With its unit in house style; a factor in per cent, a rare unit as in the data."""
    unit = "share" if unit == "-" or unit.startswith("share") else unit
    if f"unit.{unit}" in messages():
        return figure(amount, unit, language)
    return f"{plain(float(f'{amount:.3g}'))} {unit}"
