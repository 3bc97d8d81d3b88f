"""What each column of hours was taken for, in sentences, on its own because two faces say it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from ihp_core.text.catalogue import SPOKEN, say
from ihp_core.text.errors.entries import printable
from ihp_core.year.measured.columns.mapping import IGNORE, ColumnAnswer, ColumnMap
from ihp_core.year.measured.columns.taken import UNKNOWN, Taken
from ihp_core.year.measured.figures.amounts import COUNTER
from ihp_core.year.measured.headers import NETWORK_FLOW, TIME
from ihp_core.year.measured.note import Note

VALUE = "value"
WHOLE_FILE = ("sheet", "dates", "decimal", "year")
CHOICES_NAMED = {
    "day_first": "day_first",
    "month_first": "month_first",
    "mean": "mean",
    ",": "comma",
    ".": "point",
}
"""Answers about the whole file that have a name in words."""


class ReadColumns(Protocol):
    """A file that was read: a year of hours, or meter readings."""

    @property
    def columns(self) -> list[Taken]:
        """What each column is taken for."""

    @property
    def questions(self) -> list[Note]:
        """What has to be answered first."""


def columns_told(reading: ReadColumns, language: str = SPOKEN) -> Iterator[str]:
    """A line for each column: what it is taken for, in which unit, and why."""
    for column in reading.columns:
        what, why = _what(column, language), say(f"columns.why.{column.why}", language)
        yield say(
            "columns.taken.line", language, column=printable(column.header), what=what, why=why
        )


def _what(column: Taken, language: str) -> str:
    fixed = {TIME: "time", IGNORE: "ignore", UNKNOWN: "unknown"}
    if column.series in fixed:
        return say(f"columns.taken.{fixed[column.series]}", language)
    words = {
        "unit": column.used_unit.name,
        "kind": say(f"columns.kind.{column.kind or VALUE}", language),
    }
    if column.series == NETWORK_FLOW:
        return say("columns.taken.network_flow", language, **words)
    series = say(f"own.series.{column.series}", language)
    return say("columns.taken.series", language, series=series, **words)


def answers_told(answers: Mapping[str, Any], language: str = SPOKEN) -> Iterator[str]:
    """What was answered about the columns of a file that is not at hand any more, a line each."""
    said = ColumnMap.model_validate(answers)
    for header, answer in said.columns.items():
        what = _answered(answer, language)
        yield say("columns.taken.kept", language, what=printable(header), answer=what)
    whole = said.model_dump(exclude_defaults=True)
    for name in WHOLE_FILE:
        if (choice := whole.get(name)) is not None:
            words = {"what": say(f"app.own.columns.{name}", language)}
            yield say("columns.taken.kept", language, **words, answer=choice_told(choice, language))


def choice_told(choice: object, language: str = SPOKEN) -> str:
    """An answer about the whole file in words; a year or a sheet as it is."""
    named = CHOICES_NAMED.get(choice) if isinstance(choice, str) else None
    return say(f"app.own.columns.choice.{named}", language) if named else printable(str(choice))


def _answered(answer: ColumnAnswer, language: str) -> str:
    if answer.series in (TIME, IGNORE):
        return say(f"columns.taken.{answer.series}", language)
    series = say(f"own.series.{answer.series}", language)
    return f"{series} [{answer.unit}]" if answer.unit else series


def answers_wanted(reading: ReadColumns) -> str:
    """A file of answers to start from, as JSON in one line: the columns that are asked about."""
    asked = {note.numbers.get("column"): note for note in reading.questions}
    counters = {n.numbers["column"] for n in reading.questions if n.code == "own.ask.counter"}
    columns: dict[str, Any] = {}
    for column in reading.columns:
        if column.header not in asked or column.series in (IGNORE, TIME):
            continue
        # Of several that it could be, one has to be chosen before the file is taken.
        series = column.series or asked[column.header].numbers.get("may", IGNORE)
        columns[column.header] = {"series": series}
        if column.series:
            columns[column.header]["unit"] = column.used_unit.name
        if column.header in counters:
            columns[column.header]["kind"] = COUNTER
    return json.dumps({"columns": columns, "confirmed": []}, ensure_ascii=False)
