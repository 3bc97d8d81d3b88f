"""Every figure behind an answer as a table to search, and every name with its meaning."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, wraps
from typing import NamedTuple, TypeVar

from ihp_core.leads.columns import UNUSED
from ihp_core.results.glossary import glossary
from ihp_core.tables.assumptions import Assumption, assumptions, number, table, table_rows
from ihp_core.text import SPOKEN, messages, resolved, say
from ihp_core.text.figures import as_typed
from ihp_core.text.names import country_named, source_named

CONFIDENCES = ("sourced", "derived", "judgement", "unverified")

Made = TypeVar("Made")


def once_a_language(make: Callable[[], Made]) -> Callable[[], Made]:
    """What hangs on nothing but the language that is spoken is made once for each."""
    made = cache(lambda language: make())

    @wraps(make)
    def in_the_one_spoken() -> Made:
        return made(resolved(SPOKEN))

    return in_the_one_spoken


class Line(NamedTuple):
    """A figure in words, as it is shown; ``searched`` also holds the key it has in the data."""

    name: str
    scope: str
    value: str
    low: str
    high: str
    unit: str
    source: str
    url: str
    year: str
    confidence: str
    searched: str


@once_a_language
def lines() -> tuple[Line, ...]:
    """All defaults of the model and the limits of the verdict, in the order of their names."""
    figures = (*(_of_default(row) for row in assumptions().values()), *_limits())
    return tuple(sorted(figures, key=lambda line: line.name.casefold()))


def found(text: str) -> tuple[Line, ...]:
    """The figures in which all words asked for occur; all of them where nothing is asked."""
    words = text.casefold().split()
    return tuple(line for line in lines() if all(word in line.searched for word in words))


def counts() -> dict[str, int]:
    """How many figures there are of each confidence, in all, and as limits of the verdict."""
    by_confidence = Counter(line.confidence for line in lines())
    each = {name: by_confidence[say(f"app.methods.confidence.{name}")] for name in CONFIDENCES}
    return {**each, "total": len(lines()), "limits": len(_limits())}


def as_columns(listed: Sequence[Line]) -> dict[str, list[str]]:
    """Lines as the columns of a table; the address only where one of them has one."""
    names = [name for name in Line._fields if name != "searched"]
    if not any(line.url for line in listed):
        names.remove("url")
    return {
        say(f"app.methods.figures.column_{name}"): [getattr(line, name) for line in listed]
        for name in names
    }


def names_and_meanings() -> dict[str, list[str]]:
    """The glossary as the columns of a table."""
    names = glossary()
    columns = {
        "name": [_path(entry.group, entry.name) for entry in names],
        "unit": [_unit_in_files(entry.unit) for entry in names],
        "meaning": [say(entry.code) if entry.code in messages() else "" for entry in names],
    }
    return {say(f"app.methods.glossary.column_{name}"): cells for name, cells in columns.items()}


def registers_read() -> dict[str, list[str]]:
    """What is read of a register of surplus heat, its columns' names, and where they are from."""
    rows = [row for row in table_rows("lead_columns") if row["quantity"] != UNUSED]
    columns = {
        "quantity": [say(f"leads.quantity.{row['quantity']}") for row in rows],
        "names": [", ".join(row["names"].split("|")) for row in rows],
        "source": [row["source"] for row in rows],
    }
    return {say(f"app.methods.registers.column_{name}"): cells for name, cells in columns.items()}


def _path(group: str, name: str) -> str:
    """A name as it stands in the files: the groups of site and answer have none before them."""
    return name if group in ("site", "assessment") else f"{group}.{name}"


def _of_default(row: Assumption) -> Line:
    return _line(
        row.key,
        name_of(row.key),
        _scope(row.scope),
        [_value(row), plain_in(row.low, row.unit), plain_in(row.high, row.unit)],
        row.unit,
        [row.source, row.url, row.year, row.confidence],
    )


@once_a_language
def _limits() -> tuple[Line, ...]:
    """The limits of the verdict; whose source speaks of judgement is not taken for published."""
    lines = []
    for rule in table_rows("criteria"):
        key, source, unit = rule["id"], rule["source"], rule["unit"]
        name = say("app.methods.figures.limit", name=name_of(key))
        sure = "judgement" if "judgement" in source else "sourced"
        about = [source, "", rule["year"], sure]
        for header in ("pass", "conditional"):
            limit = number(rule[header])
            if not math.isnan(limit):
                scope = say(f"app.methods.figures.limit_{header}")
                lines.append(_line(key, name, scope, [plain_in(limit, unit), "", ""], unit, about))
    return tuple(lines)


def _line(
    key: str, name: str, scope: str, values: list[str], unit: str, about: Iterable[str]
) -> Line:
    source, url, year, confidence = about
    sure = say(f"app.methods.confidence.{confidence}")
    cells = (name, scope, *values, _unit(unit), source_named(source), url, year, sure)
    return Line(*cells, searched=" ".join((key, *cells)).casefold())


def name_of(key: str) -> str:
    """A figure's name in words, else its key in the data."""
    if f"input.{key}.label" in messages():
        return say("app.methods.figures.default_of", name=say(f"input.{key}.label"))
    codes = (f"app.methods.name.{key}", f"criterion.{key}.name")
    return next((say(code) for code in codes if code in messages()), key)


def _scope(scope: str) -> str:
    """For whom a figure holds: a country, a kind of cooling, a fuel, in words where there are."""
    first, dot, second = scope.partition(".")
    if f"input.{scope}.label" in messages():
        return say(f"input.{scope}.label")
    if dot:
        return ", ".join(_scope(part) for part in (first, second) if part)
    rows = table("iso_3166")
    if scope in rows["iso2"]:
        return country_named(scope)
    codes = (f"app.methods.scope.{scope}", f"choice.{scope}")
    return next((say(code) for code in codes if scope and code in messages()), scope)


def _value(row: Assumption) -> str:
    if row.choice:
        return _scope(row.choice)
    if row.unit == "yes/no":
        return say("choice.yes" if row.value else "choice.no")
    return plain_in(row.value, row.unit)


def plain_in(amount: float, unit: str) -> str:
    """A figure as it is calculated with, not rounded; shares in per cent, none is empty."""
    if math.isnan(amount) or unit in ("choice", "yes/no"):
        return ""
    return as_typed(100 * amount if unit == "share" else amount, "-")


def _unit(unit: str) -> str:
    """A unit as it is written; none for choices, and as in the data where it is a rare one."""
    if unit in ("choice", "yes/no", ""):
        return ""
    return say(f"unit.{unit}") if f"unit.{unit}" in messages() else unit


def _unit_in_files(unit: str) -> str:
    """The unit of a name in the files, where a share is a number between 0 and 1."""
    code = f"unit_to_enter.{unit}"
    return say(code) if code in messages() else _unit(unit)
