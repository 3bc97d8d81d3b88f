"""Names of days, months, countries, lines of cost and sources, as a language has them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cache, lru_cache

from ihp_core.site.inputs import about, cost_lines, options, several
from ihp_core.site.site import FIELDS
from ihp_core.tables.assumptions import table, table_rows
from ihp_core.text.catalogue import LANGUAGES, SPOKEN, messages, resolved, say

SHORTEST_BEGINNING = 6


def day_named(day: dt.date, language: str = SPOKEN) -> str:
    """A day in words, such as "1 July 2027" and "1. Juli 2027"."""
    pattern = "d. MMMM y" if resolved(language) == "de" else "d MMMM y"
    return _dated(day, pattern, _locale(language))


def weekday_named(day: dt.date, language: str = SPOKEN) -> str:
    """A day without its year as a sentence begins with it, such as "Tuesday 14 January"."""
    pattern = "EEEE, d. MMMM" if resolved(language) == "de" else "EEEE d MMMM"
    name = _dated(day, pattern, _locale(language))
    return name[:1].upper() + name[1:]


def day_in_short(day: dt.date, language: str = SPOKEN) -> str:
    """A day without its year where there is little room, such as "14 Jan" and "14. Jan"."""
    pattern = "d. LLL" if resolved(language) == "de" else "d LLL"
    return _dated(day, pattern, _locale(language)).rstrip(".")


def month_named(day: dt.date, language: str = SPOKEN) -> str:
    """A month with its year, such as "May 2028": as close as a plan of months can say."""
    return _dated(day, "LLLL y", _locale(language))


def month_alone(day: dt.date, language: str = SPOKEN) -> str:
    """A month without its year, such as "November"."""
    return _dated(day, "LLLL", _locale(language))


def month_in_short(day: dt.date, language: str = SPOKEN) -> str:
    """A month with its year where there is little room, such as "Nov 2028"."""
    return _dated(day, "LLL y", _locale(language))


def country_named(code: str, language: str = SPOKEN) -> str:
    """The country of an ISO 3166-1 alpha-2 code, or the European Union; else the code itself."""
    return _territories(_locale(language)).get(code, code)


def cost_named(code: str, line: str, language: str = SPOKEN) -> str:
    """A line of capital or cost, by the text under a code; one that an input adds by its label."""
    if f"{code}.{line}" in messages():
        return say(f"{code}.{line}", language)
    added = cost_lines("capital") | cost_lines("yearly")
    return say(f"input.{added[line]}.label", language)


def source_named(source: str, language: str = SPOKEN) -> str:
    """A source in a language as far as it is in words of our own; else as published."""
    return say(code, language) if (code := _own_sources().get(source)) else source


@cache
def _own_sources() -> dict[str, str]:
    """The code of each source that is a message, by what stands in the data."""
    return {text: code for code, text in messages().items() if code.startswith("source.")}


def within(name: str, language: str = SPOKEN) -> str:
    """A name as it stands within a sentence: small where the language writes it so.

    German keeps its capitals, and so does an abbreviation such as "IT load".
    """
    if resolved(language) == "de" or name[1:2].isupper():
        return name
    return name[:1].lower() + name[1:]


def choice_meant(path: str, text: str) -> str:
    """The choice of an input that a text means in any language of the tool; else the text.

    A label counts with or without what stands in brackets, and so does a beginning of it that
    no other choice has: "chilled_water" is the chilled-water loop.
    """
    if path == "country":
        return _countries().get(text.casefold(), text)
    if text in (*options(path), *several(path)):
        return text
    words, labels = _bare(text), _labels(path)
    if words in labels:
        return labels[words]
    begun = {name for label, name in labels.items() if label.startswith(words)}
    return begun.pop() if len(begun) == 1 and len(words) >= SHORTEST_BEGINNING else text


def input_headed(header: str) -> str:
    """The dotted path of the input that a column is headed with, by its label in any language,
    with or without its unit; else the header."""
    return _headers().get(_column(header), header)


def header_of(path: str, language: str = SPOKEN) -> str:
    """How a column of an input is headed: its label, with the unit to enter in a file."""
    unit = about(path).get("unit", "") if path in FIELDS else ""
    label = say(f"input.{path}.label", language)
    if unit in ("", "-"):
        return label
    code = f"unit_to_enter.{unit}"
    return f"{label} [{say(code if code in messages() else f'unit.{unit}', language)}]"


@cache
def _headers() -> dict[str, str]:
    """The inputs by their labels, former ones too, so that tables once made are read; what two
    inputs are called alike in is left out."""
    named = [(_column(say(f"input.{p}.label", n)), p) for p in FIELDS for n in LANGUAGES]
    former = table("former_labels")
    named += zip(map(_column, former["label"]), former["input"], strict=True)
    counts = Counter(label for label, _ in set(named))
    return {label: path for label, path in named if counts[label] == 1}


def _column(header: str) -> str:
    return " ".join(re.sub(r"\[[^\]]*\]\s*$", "", header).split()).casefold()


@cache
def _countries() -> dict[str, str]:
    """The codes of countries by what the languages call them, and by themselves."""
    codes = [str(code) for code in table("iso_3166")["iso2"]]
    named = {country_named(code, n).casefold(): code for code in codes for n in LANGUAGES}
    return named | {code.casefold(): code for code in codes}


@cache
def _labels(path: str) -> dict[str, str]:
    """The choices of an input by what they are called in the languages, and by what the trade
    calls them besides."""
    names = [name for name in (*options(path), *several(path)) if f"choice.{name}" in messages()]
    besides = {_bare(r["word"]): r["choice"] for r in table_rows("choice_words")}
    called = {word: name for word, name in besides.items() if name in names}
    return called | {_bare(say(f"choice.{n}", own)): n for n in names for own in LANGUAGES}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", " ", re.sub(r"\(.*", "", text)).strip().casefold()


@lru_cache(maxsize=1024)  # a plan names the same months in its chart, its rows and its sentence
def _dated(day: dt.date, pattern: str, locale: str) -> str:
    # Babel is imported where it is used because the words have to load without it.
    from babel.dates import format_date

    return str(format_date(day, pattern, locale=locale))


@cache
def _territories(locale: str) -> dict[str, str]:
    from babel import Locale

    return {str(code): str(name) for code, name in Locale.parse(locale).territories.items()}


def _locale(language: str) -> str:
    """British English, whose days and spelling are those of the texts."""
    known = resolved(language)
    return "en_GB" if known == "en" else known
