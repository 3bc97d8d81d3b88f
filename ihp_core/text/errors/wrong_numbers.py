"""Sentences for an entry that a field of numbers cannot take."""

from __future__ import annotations

import math
import re
from typing import Any

from ihp_core.text.errors.entries import meant, plain, smaller_unit
from ihp_core.text.errors.places import Place

EXAMPLES = {"latitude": "53.551", "longitude": "9.994"}

_FRACTION = re.compile(r"\s*[+-]?\d{1,9}\.\d{1,9}\s*")


def no_number(field: Place, given: Any, language: str) -> str:
    """Text, yes or no, a list or a group where a number belongs."""
    if not isinstance(given, str):
        return field.tell("number.kind", given, language)
    if not given.strip():
        return field.tell("number.empty", given, language)
    found = meant(given, field.unit)
    if found is None or not field.allows(found.number):
        return field.tell("number.none", given, language)
    number, other = plain(found.number), found.other
    if found.flaw == "ambiguous" and (other is None or not field.allows(other)):
        return field.tell("number.separators", given, language, meant=number)
    numbers = {"meant": number, "other": plain(other or found.number)}
    return field.tell(f"number.{found.flaw}", given, language, **numbers)


def no_whole_number(field: Place, given: Any, language: str) -> str:
    """A fraction, or no number at all, where a whole number belongs."""
    number = _number(given, field.unit)
    if number is None or not field.allows(round(number)):
        code = "number.none" if isinstance(given, str) else "number.kind"
        return field.tell(code, given, language)
    code = "number.unit" if number == round(number) else "number.whole"
    return field.tell(code, given, language, meant=plain(round(number)))


def not_finite(field: Place, given: Any, language: str) -> str:
    """NaN or infinity, however written."""
    return field.tell("number.not_finite", given, language)


def out_of_range(field: Place, given: Any, language: str) -> str:
    """A number outside the limits; perhaps it was thought in a smaller unit."""
    name = field.path.rpartition(".")[2]
    if name in EXAMPLES:
        return field.tell("number.off_the_globe", given, language, meant=EXAMPLES[name])
    try:
        smaller = smaller_unit(float(given), field.unit)
    except (ValueError, OverflowError):
        smaller = None
    if smaller is None or not field.allows(smaller[1]):
        return field.tell("number.out_of_range", given, language)
    numbers = {"unit": smaller[0], "meant": plain(smaller[1])}
    return field.tell("number.other_unit", given, language, **numbers)


def _number(given: Any, unit: str) -> float | None:
    if isinstance(given, str):
        found = meant(given, unit)
        if found is None or _FRACTION.fullmatch(given):
            return float(given) if _FRACTION.fullmatch(given) else None
        return found.number
    return given if isinstance(given, float) and math.isfinite(given) else None
