"""The figures of the columns that may count, and whether their decimals can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.year.measured.columns.taken import UNKNOWN, Taken
from ihp_core.year.measured.figures.numbers import (
    POINT,
    Signs,
    check_texts,
    figures_of,
    looks_parted,
    signs,
    tidied,
)
from ihp_core.year.measured.headers import bounds
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.table.raw import RawTable

THOUSAND = 1000


def figures(
    table: RawTable, columns: Sequence[Taken], decimal: str | None
) -> tuple[dict[int, Array], list[Note]]:
    """The figures of columns by row in the unit of the file, and what has to be asked of them.

    Raises
    ------
    OwnError
        When cells are parted in several ways, or hold formulas.
    """
    texts = {one.index: tidied(table.cells[one.index]) for one in columns}
    if decimal:
        sign = Signs(decimal, "." if decimal == "," else ",")
    elif table.separator:
        sign = signs(texts, table.lines, table.separator)
    else:
        sign = Signs(POINT, "")
    raw = {index: figures_of(column, sign) for index, column in texts.items()}
    for one in columns:
        if one.series != UNKNOWN:
            check_texts(texts[one.index], raw[one.index], table.lines, one.header)
    return raw, _unsure(sign, texts, raw, columns, table)


def _unsure(
    sign: Signs,
    texts: Mapping[int, list[str]],
    raw: Mapping[int, Array],
    columns: Sequence[Taken],
    table: RawTable,
) -> list[Note]:
    """A question where 1.234 may be a thousand or one; none where one reading cannot be."""
    if sign.unsure is None:
        return []
    index, text = sign.unsure
    header = table.names[index]
    if any(looks_parted(column) for column in texts.values()):
        row = texts[index].index(text)
        raise refused("thousands", line=int(table.lines[row]), column=header, value=text)
    # In one file one sign has one meaning: one column that proves it proves it for all.
    if any(one.series != UNKNOWN and _too_large(one, raw[one.index]) for one in columns):
        return []
    whole = text.replace(",", "").replace(".", "")
    words = {"column": header, "value": text, "whole": whole}
    return [Note("own.ask.decimal", words)]


def _too_large(column: Taken, raw: Array) -> bool:
    """Whether a column could not be a thousand times what it reads as."""
    high = bounds(column.series)[1] / column.used_unit.factor
    known = raw[~np.isnan(raw)]
    return bool(len(known)) and THOUSAND * float(np.median(known)) > high
