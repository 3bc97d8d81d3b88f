"""How the figures of a file are written, on its own because any file has one notation: which sign
parts the decimals, told by those figures that can be read in one way alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_FIGURE = re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\s\d{3})+)?(?:[.,]\d+)*\s*%?", re.ASCII)
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)
_OTHER = {",": ".", ".": ","}


class TwoReadings(str):
    """A figure such as 7.000, where nothing tells whether it is seven or seven thousand."""

    __slots__ = ()


def has_two_readings(text: str) -> bool:
    """Whether the one mark in a figure may part its thousands or its decimals."""
    return _TWO_READINGS.fullmatch(text.strip()) is not None


def decimal_marks(texts: Iterable[str]) -> set[str]:
    """The signs that surely part decimals in some of the texts; one, where a file is of a piece.

    Of two marks the last does; a mark that stands twice parts thousands, so the other one would;
    a single one does unless three digits follow it as they follow a thousand.
    """
    return {mark for text in texts if (mark := _decimal_mark(text.strip()))}


def _decimal_mark(text: str) -> str:
    marks = [sign for sign in text if sign in _OTHER]
    if not marks or not _FIGURE.fullmatch(text.replace("\N{MINUS SIGN}", "-")):
        return ""
    first, last = marks[0], marks[-1]
    if first != last:
        return last
    if len(marks) > 1:
        return _OTHER[first]
    return "" if has_two_readings(text) else last
