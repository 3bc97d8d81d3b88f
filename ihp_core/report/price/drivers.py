"""The uncertain figures as a table: from where to where, and what knowing them is worth."""

from __future__ import annotations

from collections.abc import Sequence

from ihp_core.report.price.doubt import named_driver
from ihp_core.report.summary.figure_tables import Rows
from ihp_core.results.other_cases import Driver
from ihp_core.text import SPOKEN, figure, messages, say
from ihp_core.text.errors.entries import plain


def driver_rows(found: Sequence[Driver], language: str = SPOKEN) -> Rows:
    """A row a figure, in their order."""
    return {
        say("price.driver.input", language): [named_driver(one.key, language) for one in found],
        say("price.driver.range", language): [_ends(one, language) for one in found],
        say("price.driver.share", language): [
            figure(one.price_variance_fraction, "share", language) for one in found
        ],
        say("price.driver.verdict", language): [
            figure(one.verdict_doubt_fraction, "share", language) for one in found
        ],
        say("price.driver.quality", language): [
            say(f"price.driver.{one.quality}", language) for one in found
        ],
    }


def _ends(one: Driver, language: str) -> str:
    return " – ".join(_end(end, one.unit, language) for end in (one.low, one.high))


def _end(amount: float, unit: str, language: str) -> str:
    """With its unit in house style; a factor in per cent, a rare unit as in the data."""
    unit = "share" if unit == "-" or unit.startswith("share") else unit
    if f"unit.{unit}" in messages():
        return figure(amount, unit, language)
    return f"{plain(float(f'{amount:.3g}'))} {unit}"
