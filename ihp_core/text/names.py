"""Names of days, months, countries and lines of cost, as a language has them."""

from __future__ import annotations

import datetime as dt

from ihp_core.site.inputs import cost_lines
from ihp_core.text.catalogue import SPOKEN, messages, resolved, say


def day_named(day: dt.date, language: str = SPOKEN) -> str:
    """A day in words, such as "1 July 2027" and "1. Juli 2027"."""
    # Babel is imported where it is used because the words have to load without it.
    from babel.dates import format_date

    pattern = "d. MMMM y" if resolved(language) == "de" else "d MMMM y"
    return str(format_date(day, pattern, locale=_locale(language)))


def month_named(day: dt.date, language: str = SPOKEN) -> str:
    """A month with its year, such as "May 2028": as close as a plan of months can say."""
    from babel.dates import format_date

    return str(format_date(day, "LLLL y", locale=_locale(language)))


def month_in_short(day: dt.date, language: str = SPOKEN) -> str:
    """A month with its year where there is little room, such as "Nov 2028"."""
    from babel.dates import format_date

    return str(format_date(day, "LLL y", locale=_locale(language)))


def country_named(code: str, language: str = SPOKEN) -> str:
    """The country of an ISO 3166-1 alpha-2 code, or the European Union; else the code itself."""
    from babel import Locale

    return str(Locale.parse(_locale(language)).territories.get(code, code))


def cost_named(code: str, line: str, language: str = SPOKEN) -> str:
    """A line of capital or cost, by the text under a code; one that an input adds by its label."""
    if f"{code}.{line}" in messages():
        return say(f"{code}.{line}", language)
    added = cost_lines("capital") | cost_lines("yearly")
    return say(f"input.{added[line]}.label", language)


def within(name: str, language: str = SPOKEN) -> str:
    """A name as it stands within a sentence: small where the language writes it so.

    German keeps its capitals, and so does an abbreviation such as "IT load".
    """
    if resolved(language) == "de" or name[1:2].isupper():
        return name
    return name[:1].lower() + name[1:]


def _locale(language: str) -> str:
    """British English, whose days and spelling are those of the texts."""
    known = resolved(language)
    return "en_GB" if known == "en" else known
