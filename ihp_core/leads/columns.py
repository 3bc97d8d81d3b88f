"""What the columns of a register of waste heat are called, and what each is taken for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from ihp_core.tables.assumptions import table_rows
from ihp_core.year.measured.columns.units import VALUE, Unit, tidy
from ihp_core.year.measured.headers import BRACKETS, LONGEST_UNIT
from ihp_core.year.measured.note import Note, OwnError
from ihp_core.year.measured.table.raw import RawTable

IGNORE, UNUSED, NOBODY = "ignore", "unused", ""
HEAT, POWER, IT_POWER = "heat", "power", "it_power"
SIZES = (HEAT, POWER, IT_POWER)
"""Of which one has to be there, or the power of the months."""
MONTHS = tuple(f"power_{number:02d}" for number in range(1, 13))
LONGEST_ANSWER = 200
_YEARLY = re.compile(r"(per|pro|p)?(annum|year|yr|jahr|ar|y|a)$")

Why = Literal["said", "name", "doubtful", "no_unit", "nothing"]


class LeadAnswer(BaseModel):
    """What one column is, and its unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    quantity: str
    unit: str | None = Field(None, max_length=LONGEST_ANSWER)

    @field_validator("quantity")
    @classmethod
    def _known(cls, name: str) -> str:
        if name not in answers_known():
            raise ValueError("quantity")
        return name


class LeadMap(BaseModel):
    """What was answered about a register: its columns by their names, the sheet of a workbook, the
    sign of decimals, what it is called and its day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, LeadAnswer] = Field(default_factory=dict, max_length=300)
    sheet: str | None = Field(None, max_length=LONGEST_ANSWER)
    decimal: Literal[",", "."] | None = None
    register_name: str | None = Field(None, alias="register", max_length=LONGEST_ANSWER)
    date: str | None = Field(None, max_length=40)

    @field_validator("columns", mode="before")
    @classmethod
    def _shorthand(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        return {k: {"quantity": v} if isinstance(v, str) else v for k, v in given.items()}


NOTHING_ANSWERED = LeadMap()


@dataclass(frozen=True)
class LeadColumn:
    """A column, the quantity it is taken for (empty where nobody knows), in which unit, and why;
    ``sure`` whether it may be used unasked."""

    index: int
    header: str
    quantity: str
    unit: Unit | None
    why: Why
    sure: bool


def read_lead_map(content: str | bytes) -> LeadMap:
    """The answers of a file.

    Raises
    ------
    OwnError
        When it is no such file; the sentence names the place.
    """
    try:
        return LeadMap.model_validate(json.loads(content))
    except ValidationError as error:
        place = error.errors(include_url=False)[0]["loc"]
        field = ".".join(str(part) for part in place) or "{}"
        words = {"field": field, "known": ", ".join(answers_known())}
        raise OwnError(Note("own.map.wrong", words)) from None
    except (ValueError, RecursionError):
        raise OwnError(Note("own.map.no_json")) from None


def knows(parts: Sequence[str], unit: str) -> bool:
    """Whether a column's name is one of a register's."""
    return _named(" ".join(parts), unit) is not None


def header_of_column(name: str) -> str:
    """A column's name in one line."""
    return " ".join(name.split())


def lead_columns(table: RawTable, answers: LeadMap) -> tuple[list[LeadColumn], list[Note]]:
    """What every column is taken for, and what has to be asked.

    Raises
    ------
    OwnError
        When an answer speaks of a column that is not there, or of a unit that is not known.
    """
    headers = [header_of_column(name) for name in table.names]
    if strangers := [name for name in answers.columns if name not in headers]:
        words = {"value": strangers[0], "known": ", ".join(headers)}
        raise OwnError(Note("own.map.column", words))
    columns = [
        _as_answered(index, header, answers.columns[header])
        if header in answers.columns
        else _by_name(index, header, table.units[index])
        for index, header in enumerate(headers)
    ]
    columns = _each_once(columns)
    return columns, [*_twice(columns), *_open(columns, table)]


def units_known(quantity: str) -> dict[str, Unit]:
    """The units of a quantity by their tidied names; empty where it has none to choose from."""
    cells = [row["units"] for row in table_rows("lead_columns") if row["quantity"] == quantity]
    pairs = [pair.partition("=") for cell in cells for pair in cell.split("|") if pair]
    units = [Unit(name, float(factor or 1), VALUE) for name, _, factor in pairs]
    return {tidy(unit.name): unit for unit in reversed(units) if len(pairs) > 1}


def units_written(quantity: str) -> str:
    """The units of a quantity, to be offered."""
    return ", ".join(unit.name for unit in reversed(units_known(quantity).values()))


@cache
def answers_known() -> tuple[str, ...]:
    """What a column may be said to be."""
    known = (row["quantity"] for row in table_rows("lead_columns"))
    return (*(name for name in known if name != UNUSED), IGNORE)


def _unit_called(text: str, quantity: str) -> Unit | None:
    """The unit that a text names, with or without "a year" behind it."""
    known, name = units_known(quantity), tidy(text)
    for tried in (name, name.removeprefix("in")):
        if unit := known.get(tried) or known.get(_YEARLY.sub("", tried)):
            return unit
    return None


@cache
def _by_text() -> dict[str, str]:
    rows = table_rows("lead_columns")
    named = ((tidy(name), row["quantity"]) for row in rows for name in row["names"].split("|"))
    return {name: quantity for name, quantity in reversed([*named]) if name}


def _named(header: str, unit: str) -> tuple[str, Unit | None] | None:
    """The quantity of a name, and its unit: in brackets, in a row of units, or behind the name."""
    known, name = _by_text(), tidy(BRACKETS.sub(" ", header))
    stated = [text for text in (unit, *BRACKETS.findall(header)) if text]
    if quantity := known.get(name):
        units = (found for text in stated if (found := _unit_called(text, quantity)))
        return quantity, next(units, None)
    for size in range(min(LONGEST_UNIT + 4, len(name) - 1), 0, -1):
        quantity = known.get(name[:-size], NOBODY)
        found = _unit_called(name[-size:], quantity) if quantity else None
        if found:
            return quantity, found
    return None


def _by_name(index: int, header: str, unit: str) -> LeadColumn:
    if named := _named(header, unit):
        quantity, found = named
        if quantity == UNUSED:
            return LeadColumn(index, header, IGNORE, None, "name", sure=True)
        missing = found is None and len(units_known(quantity)) > 1 and quantity != "temperature"
        return LeadColumn(index, header, quantity, found, "no_unit" if missing else "name", True)
    return _by_stem(index, header, unit)


def _by_stem(index: int, header: str, unit: str) -> LeadColumn:
    """A name that speaks of a quantity, in a unit of it: to be asked."""
    words, name = [unit, *BRACKETS.findall(header), header.split()[-1]], tidy(header)
    for row in table_rows("lead_columns"):
        for stem in filter(None, row["stems"].split("|")):
            units = (found for text in words if (found := _unit_called(text, row["quantity"])))
            if tidy(stem) in name and (found := next(units, None)):
                return LeadColumn(index, header, row["quantity"], found, "doubtful", sure=False)
    return LeadColumn(index, header, NOBODY, None, "nothing", sure=False)


def _as_answered(index: int, header: str, answer: LeadAnswer) -> LeadColumn:
    if answer.quantity == IGNORE:
        return LeadColumn(index, header, IGNORE, None, "said", sure=True)
    text = answer.unit or next(iter(BRACKETS.findall(header)), "")
    unit = _unit_called(text, answer.quantity)
    if unit is None and answer.unit and units_known(answer.quantity):
        words = {"column": header, "value": answer.unit, "known": units_written(answer.quantity)}
        raise OwnError(Note("own.unit", words))
    missing = unit is None and len(units_known(answer.quantity)) > 1
    why: Why = "no_unit" if missing and answer.quantity != "temperature" else "said"
    return LeadColumn(index, header, answer.quantity, unit, why, sure=True)


def _each_once(columns: Sequence[LeadColumn]) -> list[LeadColumn]:
    """A doubtful column beside a sure one of its quantity is none."""
    sure = {column.quantity for column in columns if column.sure}
    said = {column.quantity for column in columns if column.why == "said"}
    return [
        replace(column, quantity=NOBODY, unit=None, why="nothing", sure=False)
        if (column.quantity in sure and not column.sure)
        or (column.quantity in said and column.quantity != IGNORE and column.why != "said")
        else column
        for column in columns
    ]


def _twice(columns: Sequence[LeadColumn]) -> Iterator[Note]:
    first: dict[str, LeadColumn] = {}
    for column in columns:
        if column.quantity in (NOBODY, IGNORE):
            continue
        other = first.setdefault(column.quantity, column)
        if other is not column:
            yield Note("leads.twice", {"column": other.header, "other": column.header})


def _open(columns: Sequence[LeadColumn], table: RawTable) -> Iterator[Note]:
    """Names that may mean something else, and figures in no unit."""
    sure = {column.quantity for column in columns if column.sure}
    sized = not sure.isdisjoint((*SIZES, *MONTHS))
    for column in columns:
        words = {"column": column.header, "quantity": column.quantity}
        if column.why == "no_unit":
            yield Note("leads.ask_unit", words | {"known": units_written(column.quantity)})
        elif column.why == "doubtful" and not (IT_POWER in sure and column.quantity in SIZES):
            yield Note("leads.ask_column", words)
        elif column.quantity == NOBODY and not sized and (guess := _by_unit(column, table)):
            yield Note("leads.ask_column", {"column": column.header, "quantity": guess})


def _by_unit(column: LeadColumn, table: RawTable) -> str:
    """What a column of unknown name could be, by its unit."""
    header, unit = column.header, table.units[column.index]
    words = [unit, *BRACKETS.findall(header), *header.split()[1:][-1:]]
    sizes = (name for name in SIZES[:2] for text in words if text and _unit_called(text, name))
    return next(sizes, NOBODY)
