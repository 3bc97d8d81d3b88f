"""What is told of a register and its rows, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ihp_core.leads.columns import IGNORE, LeadColumn, units_known
from ihp_core.leads.register import Register
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.errors.entries import printable
from ihp_core.year.measured.note import Note

UNITS = {"gwh": "GWh/a", "mw": "MW", "c": "°C", "km": "km"}
"""Of what is told, by the ending of its name."""


def say_of_leads(note: Note, language: str = SPOKEN) -> str:
    """A note of a register's row in words: figures in the unit that their names end in."""
    words = {name: _worded(name, given, language) for name, given in note.numbers.items()}
    return say(note.code, language, **words)


def rows_written(numbers: Sequence[int], most: int) -> str:
    """Numbers of rows, those in a row joined: 3-7, 9; after so many only that there are more."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    told = [str(low) if low == high else f"{low}-{high}" for low, high in runs[:most]]
    return ", ".join([*told, *(["…"] if len(runs) > most else [])])


def _worded(name: str, given: Any, language: str) -> str:
    unit = UNITS.get(name.rpartition("_")[2])
    return figure(given, unit, language) if unit else printable(str(given))


def register_told(register: Register, language: str = SPOKEN) -> Iterator[str]:
    """A line for each column: what it is taken for, in which unit, and why."""
    for column in register.columns:
        yield say(
            "leads.column.line",
            language,
            column=printable(column.header),
            what=_what(column, language),
            why=say(f"leads.why.{column.why}", language),
        )


def _what(column: LeadColumn, language: str) -> str:
    if not column.sure or column.quantity == IGNORE:
        return say("leads.column.unknown", language)
    what = say(f"leads.quantity.{column.quantity}", language)
    if column.unit is None:
        return what
    return say("leads.column.in_unit", language, what=what, unit=column.unit.name)


def lead_answers_wanted(register: Register) -> str:
    """A file of answers to start from, as JSON in one line: the columns that are asked about."""
    asked = {note.numbers["column"]: note.numbers for note in register.questions}
    columns: dict[str, Any] = {}
    for column in register.columns:
        if column.header in asked:
            quantity = str(asked[column.header].get("quantity", IGNORE))
            columns[column.header] = {"quantity": quantity}
            if column.unit is None and (units := units_known(quantity)):
                columns[column.header]["unit"] = next(reversed(units.values())).name
    return json.dumps({"columns": columns}, ensure_ascii=False)
