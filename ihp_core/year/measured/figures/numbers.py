"""Cells as figures: one sign parts the decimals in the whole file, whatever parts the thousands."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.year.measured.note import OwnError, refused

COMMA, POINT = ",", "."
_FORMULA = re.compile(r"[=@]|[+-][A-Za-z(]")
_SIGN = r"[+-]?"
_FORMS = {
    # thousands and decimals in one cell, or thousands twice: which is which is certain
    ("thousands", COMMA): re.compile(_SIGN + r"\d{1,3}(?:(?:,\d{3})+\.\d*|(?:,\d{3}){2,})"),
    ("thousands", POINT): re.compile(_SIGN + r"\d{1,3}(?:(?:\.\d{3})+,\d*|(?:\.\d{3}){2,})"),
    # three digits behind the only sign: either
    ("either", COMMA): re.compile(_SIGN + r"[1-9]\d{0,2},\d{3}"),
    ("either", POINT): re.compile(_SIGN + r"[1-9]\d{0,2}\.\d{3}"),
    ("decimal", COMMA): re.compile(_SIGN + r"(?:\d+,\d*|,\d+)(?:e[+-]?\d+)?", re.I),
    ("decimal", POINT): re.compile(_SIGN + r"(?:\d+\.\d*|\.\d+)(?:e[+-]?\d+)?", re.I),
}
_BLANKS = re.compile(r"(?<=\d)[ '’\u00a0\u2009\u202f](?=\d{3}(?!\d))")
LEAST_OF_THOUSANDS, THOUSAND = 100, 1000

Texts = Sequence[str]
Lines = NDArray[np.int64]


class Signs(NamedTuple):
    """What parts the decimals of a file, and what its thousands, empty where nothing does.

    ``unsure`` is the column and a cell whose sign may part either.
    """

    decimal: str
    thousands: str
    unsure: tuple[int, str] | None = None


def tidied(texts: Texts) -> list[str]:
    """Cells without blanks around and between, with a plain minus."""
    stripped = [text.strip() for text in texts]
    return [text if _is_plain(text) else _tidied(text) for text in stripped]


def _is_plain(text: str) -> bool:
    return text.isascii() and " " not in text and "'" not in text


def _tidied(text: str) -> str:
    return _BLANKS.sub("", text.replace("−", "-"))


def signs(columns: Mapping[int, Texts], lines: Lines, separator: str) -> Signs:
    """The signs of a file's figures, by the columns that hold them.

    Raises
    ------
    OwnError
        When some cells are parted in one way and some in another.
    """
    first: dict[tuple[str, str], tuple[int, int, str]] = {}
    for index, texts in columns.items():
        for row, text in enumerate(texts):
            if (COMMA in text or POINT in text) and not _known_decimal(text, row, first):
                form = next((f for f, rule in _FORMS.items() if rule.fullmatch(text)), None)
                if form and (form not in first or row < first[form][1]):
                    first[form] = (index, row, text)
    certain = {
        mark: [first[form] for form in (("decimal", mark), ("thousands", other)) if form in first]
        for mark, other in ((COMMA, POINT), (POINT, COMMA))
    }
    if certain[COMMA] and certain[POINT]:
        raise _mixed(first, lines, separator)
    decimal = next((mark for mark, there in certain.items() if there), "")
    if decimal:
        other = POINT if decimal == COMMA else COMMA
        parted = any((kind, other) in first for kind in ("thousands", "either"))
        return Signs(decimal, other if parted else "")
    return _either(first, columns)


def _known_decimal(text: str, row: int, first: Mapping[tuple[str, str], Any]) -> bool:
    """Whether a cell is a decimal of a kind that an earlier row has shown: most cells are."""
    mark = POINT if POINT in text else COMMA
    seen = first.get(("decimal", mark))
    if seen is None or seen[1] > row:
        return False
    before, _, behind = text.partition(mark)
    return len(behind) != 3 and behind.isdigit() and before.lstrip("+-").isdigit()


def figures_of(texts: Texts, sign: Signs) -> Array:
    """The figures of tidied cells, nan where there is none."""
    import pandas as pd

    column = pd.Series(texts, dtype="str")
    if sign.thousands:
        column = column.str.replace(sign.thousands, "", regex=False)
    if sign.decimal == COMMA:
        column = column.str.replace(COMMA, POINT, regex=False)
    return np.array(pd.to_numeric(column, errors="coerce"), float)


def check_texts(texts: Texts, values: Array, lines: Lines, header: str) -> None:
    """A gap may be written in any words, but a formula or a parted number is no gap.

    Raises
    ------
    OwnError
        At the first such cell.
    """
    for index in np.flatnonzero(np.isnan(values)).tolist():
        text = texts[index]
        if text and _FORMULA.match(text):
            raise refused("formula", line=int(lines[index]), column=header, value=text)
        if text and any(rule.fullmatch(text) for rule in _FORMS.values()):
            raise refused("thousands", line=int(lines[index]), column=header, value=text)


def _mixed(
    first: Mapping[tuple[str, str], tuple[int, int, str]], lines: Lines, separator: str
) -> OwnError:
    """Why a file with two signs cannot be read: a stray thousands' sign, or two for decimals."""
    for mark in (COMMA, POINT):
        if ("thousands", mark) in first:
            _, row, text = first["thousands", mark]
            return refused("thousands", line=int(lines[row]), column="", value=text)
    comma, point = (first["decimal", mark] for mark in (COMMA, POINT))
    if separator == COMMA:
        return refused("comma", line=int(lines[comma[1]]), column="", value=comma[2])
    return refused("mixed_decimals", comma=int(lines[comma[1]]), point=int(lines[point[1]]))


def _either(
    first: Mapping[tuple[str, str], tuple[int, int, str]], columns: Mapping[int, Texts]
) -> Signs:
    """Signs of which none is certain: decimals as most loggers write them, but told."""
    marks = [mark for mark in (COMMA, POINT) if ("either", mark) in first]
    if not marks:
        return Signs(POINT, "")
    index, _, text = first["either", marks[0]]
    if len(marks) > 1:
        return Signs("", "", (index, text))
    return Signs(marks[0], "", (index, text))


def looks_parted(texts: Texts) -> bool:
    """Whether whole hundreds stand beside cells like 1.234: thousands, whose sign smaller figures
    do not have; whole thousands would have had it too."""
    whole = [int(text) for text in texts if text.isascii() and text.isdigit()]
    return bool(whole) and LEAST_OF_THOUSANDS <= max(whole) < THOUSAND
