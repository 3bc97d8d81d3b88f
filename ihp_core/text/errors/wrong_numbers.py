"""Sentences for an entry that a field of numbers cannot take."""

from __future__ import annotations

import math
import re
from typing import Any

from ihp_core.site.inputs import NOTATIONS, SHARE, number
from ihp_core.tables.notation import TwoReadings
from ihp_core.text.errors.entries import meant, smaller_unit
from ihp_core.text.errors.places import Place

EXAMPLES = {"latitude": "53.551", "longitude": "9.994"}
OF_A_WHOLE = ("debt_fraction", "pipe_residual_fraction")
"""Shares of a sum of money: of one that is a little above 1, per cent is not what was meant."""
TWICE = 2.0

_FRACTION = re.compile(r"\s*[+-]?\d{1,9}\.\d{1,9}\s*")


def no_number(field: Place, entry: Any, language: str) -> str:
    """Text, yes or no, a list or a group where a number belongs."""
    if not isinstance(entry, str):
        return field.tell("number.kind", entry, language)
    if not entry.strip():
        return field.tell("number.empty", entry, language)
    if field.box or isinstance(entry, TwoReadings):
        return _no_number_in_a_box(field, entry, language)
    reading = meant(entry, field.unit)
    if reading is None or not field.allows(reading.number):
        return field.tell("number.none", entry, language)
    first, other = field.written(reading.number, language), reading.other
    if reading.flaw == "ambiguous" and (other is None or not field.allows(other)):
        return field.tell("number.separators", entry, language, meant=first)
    numbers = {"meant": first, "other": field.written(other or reading.number, language)}
    return field.tell(f"number.{reading.flaw}", entry, language, **numbers)


def _no_number_in_a_box(field: Place, entry: str, language: str) -> str:
    """A box takes every notation: what it refuses has two readings, or more than a number."""
    readings = [number(entry, notation) for notation in NOTATIONS]
    two = sorted({value for value in readings if isinstance(value, float)})
    if len(two) > 1:
        low, high = (field.written(value, language) for value in two)
        return field.tell("number.two_numbers", entry, language, meant=low, other=high)
    reading = meant(entry, field.unit)
    if reading is None or not field.allows(reading.number):
        return field.tell("number.kind", entry, language)
    return field.tell("number.unit", entry, language, meant=field.written(reading.number, language))


def no_whole_number(field: Place, entry: Any, language: str) -> str:
    """A fraction, or no number at all, where a whole number belongs."""
    value = _number(entry, field.unit)
    if value is None or not field.allows(round(value)):
        code = "number.none" if isinstance(entry, str) else "number.kind"
        return field.tell(code, entry, language)
    code = "number.unit" if value == round(value) else "number.whole"
    return field.tell(code, entry, language, meant=field.written(round(value), language))


def not_finite(field: Place, entry: Any, language: str) -> str:
    """NaN or infinity, however written."""
    return field.tell("number.not_finite", entry, language)


def out_of_range(field: Place, entry: Any, language: str) -> str:
    """A number outside the limits; perhaps it was thought in a smaller unit."""
    name = field.path.rpartition(".")[2]
    if name in EXAMPLES:
        return field.tell("number.off_the_globe", entry, language, meant=EXAMPLES[name])
    if name in OF_A_WHOLE and _is_more_than_all(entry):
        return field.tell(f"number.more_than_all.{name}", entry, language)
    try:
        smaller = smaller_unit(float(entry), field.unit)
    except (ValueError, OverflowError):
        smaller = None
    per_cent = field.box and field.unit == SHARE
    if smaller is None or per_cent or not field.allows(smaller[1]):
        return field.tell("number.out_of_range", entry, language)
    numbers = {"unit": smaller[0], "meant": field.written(smaller[1], language)}
    return field.tell("number.other_unit", entry, language, **numbers)


def _is_more_than_all(entry: Any) -> bool:
    number = _number(entry, SHARE)
    return number is not None and 1 < number <= TWICE


def _number(entry: Any, unit: str) -> float | None:
    if isinstance(entry, str):
        reading = meant(entry, unit)
        if reading is None or _FRACTION.fullmatch(entry):
            return float(entry) if _FRACTION.fullmatch(entry) else None
        return reading.number
    return entry if isinstance(entry, float) and math.isfinite(entry) else None
