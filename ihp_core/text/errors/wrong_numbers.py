"""Sentences for an entry that a field of numbers cannot take."""

from __future__ import annotations

import math
import re
from typing import Any

from ihp_core.text.errors.entries import meant, plain, smaller_unit
from ihp_core.text.errors.places import Place

EXAMPLES = {"latitude": "53.551", "longitude": "9.994"}

_FRACTION = re.compile(r"\s*[+-]?\d{1,9}\.\d{1,9}\s*")


def no_number(field: Place, entry: Any, language: str) -> str:
    """Text, yes or no, a list or a group where a number belongs."""
    if not isinstance(entry, str):
        return field.tell("number.kind", entry, language)
    if not entry.strip():
        return field.tell("number.empty", entry, language)
    reading = meant(entry, field.unit)
    if reading is None or not field.allows(reading.number):
        return field.tell("number.none", entry, language)
    number, other = plain(reading.number), reading.other
    if reading.flaw == "ambiguous" and (other is None or not field.allows(other)):
        return field.tell("number.separators", entry, language, meant=number)
    numbers = {"meant": number, "other": plain(other or reading.number)}
    return field.tell(f"number.{reading.flaw}", entry, language, **numbers)


def no_whole_number(field: Place, entry: Any, language: str) -> str:
    """A fraction, or no number at all, where a whole number belongs."""
    number = _number(entry, field.unit)
    if number is None or not field.allows(round(number)):
        code = "number.none" if isinstance(entry, str) else "number.kind"
        return field.tell(code, entry, language)
    code = "number.unit" if number == round(number) else "number.whole"
    return field.tell(code, entry, language, meant=plain(round(number)))


def not_finite(field: Place, entry: Any, language: str) -> str:
    """NaN or infinity, however written."""
    return field.tell("number.not_finite", entry, language)


def out_of_range(field: Place, entry: Any, language: str) -> str:
    """A number outside the limits; perhaps it was thought in a smaller unit."""
    name = field.path.rpartition(".")[2]
    if name in EXAMPLES:
        return field.tell("number.off_the_globe", entry, language, meant=EXAMPLES[name])
    try:
        smaller = smaller_unit(float(entry), field.unit)
    except (ValueError, OverflowError):
        smaller = None
    if smaller is None or not field.allows(smaller[1]):
        return field.tell("number.out_of_range", entry, language)
    numbers = {"unit": smaller[0], "meant": plain(smaller[1])}
    return field.tell("number.other_unit", entry, language, **numbers)


def _number(entry: Any, unit: str) -> float | None:
    if isinstance(entry, str):
        reading = meant(entry, unit)
        if reading is None or _FRACTION.fullmatch(entry):
            return float(entry) if _FRACTION.fullmatch(entry) else None
        return reading.number
    return entry if isinstance(entry, float) and math.isfinite(entry) else None
