"""A register as a table of figures and texts by quantity, or what has to be asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ihp_core.leads.columns import (
    IGNORE,
    MONTHS,
    NOBODY,
    NOTHING_ANSWERED,
    SIZES,
    LeadColumn,
    LeadMap,
    knows,
    lead_columns,
)
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import table_rows
from ihp_core.year.measured.columns.units import tidy
from ihp_core.year.measured.figures.numbers import POINT, Signs, figures_of, signs, tidied
from ihp_core.year.measured.note import Note, OwnError
from ihp_core.year.measured.table.delimited import TableKind
from ihp_core.year.measured.table.opened import opened
from ihp_core.year.measured.table.raw import RawTable

LONGEST_CELL = 5000
REGISTER = TableKind(knows, LONGEST_CELL)
READ_AGAIN = (*SIZES, "temperature", "daily_hours")
"""Figures whose cells are quoted."""

PLACES = (("latitude", "longitude"), ("place",))


@dataclass(eq=False)
class Register:
    """The rows of a register: ``lines`` are their numbers in the file, ``figures`` in MWh, MW, °C
    and degrees, nan where there is none, ``columns`` what each was taken for, ``questions`` what
    has to be answered first. ``called`` is its name, ``country`` that of all its rows, if one."""

    table: RawTable
    columns: list[LeadColumn]
    called: str
    country: str
    terms: str
    answers: LeadMap
    questions: list[Note] = field(default_factory=list)
    figures: dict[str, Array] = field(default_factory=dict)

    @property
    def lines(self) -> NDArray[np.int64]:
        """The number of each row in the file."""
        return self.table.lines

    @cached_property
    def _indices(self) -> dict[str, int]:
        known = [one for one in self.columns if one.sure and one.quantity not in (NOBODY, IGNORE)]
        return {one.quantity: one.index for one in known}

    def text(self, quantity: str, row: int) -> str:
        """What a row says of a quantity, in one line; nothing where it does not."""
        index = self._indices.get(quantity)
        return "" if index is None else " ".join(self.table.cells[index][row].split())

    def figure(self, quantity: str, row: int) -> float:
        """The figure of a row, nan where there is none."""
        column = self.figures.get(quantity)
        return float("nan") if column is None else float(column[row])

    def has(self, quantity: str) -> bool:
        """Whether a column was taken for a quantity."""
        return quantity in self._indices


def read_register(content: str | bytes, answers: LeadMap = NOTHING_ANSWERED) -> Register:
    """A register with what its columns are taken for.

    Raises
    ------
    OwnError
        When the file cannot be opened, or no answer about its columns would make it a register.
    """
    try:
        table = opened(content, answers.sheet, REGISTER)
    except OwnError as error:
        if error.note.code != "own.no_columns":
            raise
        raise OwnError(Note("leads.no_columns")) from None
    columns, questions = lead_columns(table, answers)
    register = Register(table, columns, *_which(columns, answers), answers, questions)
    if questions:
        return register
    missing = _missing(register)
    if missing:
        raise OwnError(missing)
    _read_figures(register)
    return register


def _missing(register: Register) -> Note | None:
    """What a register cannot do without: names that are known, a size, and a place."""
    if all(column.quantity == NOBODY for column in register.columns):
        return Note("leads.no_columns")
    if not any(register.has(name) for name in (*SIZES, *MONTHS)):
        return Note("leads.no_size")
    if not any(all(register.has(name) for name in names) for names in PLACES):
        return Note("leads.no_place")
    return None


def _which(columns: Sequence[LeadColumn], answers: LeadMap) -> tuple[str, str, str]:
    """What the register is called, the country of its rows and its terms, by the names of its
    columns."""
    names = {tidy(column.header.partition("(")[0]) for column in columns}
    for row in table_rows("lead_registers"):
        if names & {tidy(name) for name in row["told_by"].split("|")}:
            return answers.register_name or row["called"], row["country"], row["terms"]
    return answers.register_name or "", "", ""


def _read_figures(register: Register) -> None:
    """Each column of figures in the unit of its quantity; asked where the decimals are not sure."""
    kinds = {row["quantity"]: row["kind"] for row in table_rows("lead_columns")}
    used = [one for one in register.columns if one.sure and kinds.get(one.quantity) == "figure"]
    table, decimal = register.table, register.answers.decimal
    texts = {one.index: tidied(table.cells[one.index]) for one in used}
    if decimal:
        sign = Signs(decimal, "." if decimal == "," else ",")
    elif table.separator:
        sign = _by_the_places(signs(texts, table.lines, table.separator), used, table)
    else:
        sign = Signs(POINT, "")
    register.questions += _unsure(sign, table)
    for one in used:
        factor = one.unit.factor if one.unit else 1.0
        register.figures[one.quantity] = figures_of(texts[one.index], sign) * factor
    _let_go(register, kinds)


def _let_go(register: Register, kinds: Mapping[str, str]) -> None:
    """The cells that nothing asks for any more: a register has tens of thousands of rows."""
    kept = {*READ_AGAIN, *(name for name in kinds if kinds[name] in ("text", "told"))}
    used = {one.index for one in register.columns if one.quantity in kept}
    cells = tuple(c if n in used else () for n, c in enumerate(register.table.cells))
    register.table = replace(register.table, cells=cells)


def _by_the_places(sign: Signs, used: Sequence[LeadColumn], table: RawTable) -> Signs:
    """Where 1.234 may be a thousand, degrees tell: none has thousands."""
    degrees = [one.index for one in used if one.quantity in PLACES[0]]
    cells = "".join(text for index in degrees for text in table.cells[index])
    if sign.unsure is None or not any(mark in cells for mark in ",."):
        return sign
    return Signs(",", ".") if "," in cells else Signs(POINT, ",")


def _unsure(sign: Signs, table: RawTable) -> Iterator[Note]:
    if sign.unsure is not None:
        index, text = sign.unsure
        whole = text.replace(",", "").replace(".", "")
        words = {"column": table.names[index], "value": text, "whole": whole}
        yield Note("own.ask.decimal", words)
