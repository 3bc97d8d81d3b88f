"""The three columns in words: for each party what it gives, gets, invests, risks and decides.

In full, and in short: the lines that a party asks for first.
"""

from __future__ import annotations

from ihp_core.report.next_steps.gives_and_gets import Entry, three_columns
from ihp_core.results.results import Assessment
from ihp_core.site.fields import Party
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import month_named

BARE = ("points",)
"""Figures whose unit the sentence says in full."""


DECISIVE: dict[Party, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "data_centre": (
        ("gets", ("no_duty",)),
        ("risk", ("own_coolers",)),
        ("gets", ("erf_met", "erf_short", "erf_open", "erf_not_owed")),
        ("gives", ("space_and_power", "space")),
    ),
    "producer": (
        ("gives", ("heat",)),
        ("gets", ("revenue", "no_price")),
        ("invests", ("plant", "exchanger")),
        ("risk", ("performance", "operation")),
    ),
    "network_operator": (
        ("gets", ("heat",)),
        ("gets", ("saving", "no_saving")),
        ("gives", ("minimum_volume",)),
        ("risk", ("reserve",)),
    ),
}
"""What each party asks first: heading and the codes of which one is told."""


def decisive_rows(
    assessment: Assessment, language: str = SPOKEN
) -> dict[Party, tuple[tuple[str, str], ...]]:
    """Of the three columns what each party asks first, in that order."""
    columns = three_columns(assessment)
    return {
        party: tuple(
            _row(party, entry, language)
            for column, codes in DECISIVE[party]
            for entry in entries
            if entry.column == column and entry.code in codes
        )
        for party, entries in columns.items()
    }


def three_columns_rows(
    assessment: Assessment, language: str = SPOKEN, *, internal: bool = False
) -> dict[Party, tuple[tuple[str, str], ...]]:
    """Heading and sentence of each entry by party; without ``internal`` for the customer."""
    columns = three_columns(assessment, internal=internal)
    return {
        party: tuple(_row(party, entry, language) for entry in entries)
        for party, entries in columns.items()
    }


def _row(party: Party, entry: Entry, language: str) -> tuple[str, str]:
    words = {name: _figure(name, *quantity, language) for name, quantity in entry.figures.items()}
    if entry.phase:
        words["phase"] = say(f"parties.phase.{entry.phase}", language)
    sentence = say(f"parties.{party}.{entry.column}.{entry.code}", language, **words)
    if entry.days is not None:
        first, last = (month_named(day, language) for day in entry.days)
        sentence = f"{sentence} {say('parties.days', language, first=first, last=last)}"
    return say(f"parties.heading.{entry.column}", language), sentence


def _figure(name: str, amount: float | None, unit: str, language: str) -> str:
    if unit == "year" and amount is not None:
        return str(round(amount))
    return figure(amount, unit, language, with_unit=name not in BARE)
