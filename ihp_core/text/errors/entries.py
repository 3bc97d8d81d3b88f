"""What stands in an entry, made fit to be quoted, and the number that was probably meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from ihp_core.text.catalogue import say

LONGEST = 40

Flaw = Literal["separators", "unit", "ambiguous"]

_NUMBER = re.compile(
    r"((?:[^\d.,+\-−]{0,12}\. )?[^\d.,+\-−]{0,12})"
    r"([+\-−]? ?\d[\d.,'’ ]*(?:e[+-]?\d{1,3})?)"
    r"(\D{0,24})",
    re.I,
)
_TWO_READINGS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_READINGS = {  # how a number can be written, and what to take out of it
    re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.I): "",
    re.compile(r"[+-]?\d+,\d+"): "",
    re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?"): ".",
    re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?"): ",",
}
_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2009\u202f\t", " "))
_A_YEAR = re.compile(r"(/|per|p\.?)\s?(annum|a|year|yr|y|jahr|år)\.?$")

_FACTORS: dict[str, dict[str, float]] = {
    "MW": {"mw": 1, "kw": 1e-3, "gw": 1e3},
    "GWh/a": {"gwh": 1, "mwh": 1e-3, "kwh": 1e-6, "twh": 1e3},
    "°C": {"°c": 1, "c": 1, "degc": 1, "°": 1, "deg": 1, "grad": 1, "degrees": 1},
    "km": {"km": 1, "m": 1e-3},
    "mm": {"mm": 1, "cm": 10, "m": 1e3},
    "share": {"%": 1e-2, "percent": 1e-2, "prozent": 1e-2, "procent": 1e-2},
    "EUR/MWh": {"/mwh": 1, "/kwh": 1e3, "ct/kwh": 10, "c/kwh": 10, "cent/kwh": 10},
    "EUR/t": {"/t": 1, "/tco2": 1, "/kg": 1e3},
    "a": {"a": 1, "y": 1, "yr": 1, "years": 1, "year": 1, "jahre": 1, "år": 1},
    "°": {"°": 1, "n": 1, "e": 1, "°n": 1, "°e": 1, "s": -1, "w": -1, "°s": -1, "°w": -1},
}
_KNOWN = {name for units in _FACTORS.values() for name in units}
_SMALLER = {"MW": ("kW", 1e-3), "GWh/a": ("MWh/a", 1e-3), "km": ("m", 1e-3), "share": ("%", 1e-2)}


@dataclass(frozen=True)
class Meant:
    """The number behind an entry that is none, and what kept it from being one."""

    flaw: Flaw
    number: float
    other: float | None = None


def quoted(entry: str | float | None) -> str:
    """An entry as it can stand in a sentence: short, printable, text in quotation marks."""
    if isinstance(entry, str):
        return f"“{printable(entry)}”"
    if isinstance(entry, bool) or entry is None:
        return {True: "true", False: "false", None: "null"}[entry]
    long = isinstance(entry, int) and entry.bit_length() > 64
    return f"{Decimal(entry):.2e}" if long else plain(entry)


def described(entry: Any, language: str) -> str:
    """An entry of any kind in words; a list or a group is not quoted."""
    if isinstance(entry, bool):
        return say("problem.kind.boolean", language, value=quoted(entry))
    if isinstance(entry, list | tuple | set):
        return say("problem.kind.list", language)
    if isinstance(entry, str | int | float | None):
        return quoted(entry)
    return say("problem.kind.object", language)


def printable(text: str) -> str:
    """At most 40 characters of a text, what cannot be printed replaced."""
    start = " ".join(text[: 4 * LONGEST].split())
    clipped = start if len(start) <= LONGEST else start[: LONGEST - 1] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in clipped)


def plain(number: float) -> str:
    """A number as it is to be entered: a point for decimals, nothing between thousands."""
    return f"{number:.10g}"


def meant(text: str, unit: str) -> Meant | None:
    """The number meant by a text, in the unit of its field; ``None`` where that is not clear."""
    match = _NUMBER.fullmatch(text[:80].translate(_SPACES).strip())
    if match is None:
        return None
    before, digits, behind = (part.strip() for part in match.groups())
    numbers = _numbers(re.sub(r"[ '’]", "", digits.rstrip(".,")).replace("−", "-"))
    factor = _factor(behind, unit)
    if not numbers or factor is None:
        return None
    if len(numbers) == 2:
        return Meant("ambiguous", numbers[0] * factor, numbers[1] * factor)
    return Meant("unit" if before or behind else "separators", numbers[0] * factor)


def smaller_unit(number: float, unit: str) -> tuple[str, float] | None:
    """The unit in which a number too large may have been thought, and its worth in ``unit``."""
    if unit not in _SMALLER:
        return None
    name, factor = _SMALLER[unit]
    return name, number * factor


def _numbers(digits: str) -> tuple[float, ...]:
    """One number, the two that a comma before three digits can mean, or none."""
    if _TWO_READINGS.fullmatch(digits):
        return float(digits.replace(",", ".")), float(digits.replace(",", ""))
    for reading, thousands in _READINGS.items():
        if reading.fullmatch(digits):
            return (float(digits.replace(thousands or " ", "").replace(",", ".")),)
    return ()


def _factor(behind: str, unit: str) -> float | None:
    """What turns the unit behind the number into the field's; ``None`` for another quantity."""
    name = re.sub(r"€|eur(o|os)?(?![a-z])", "", behind.lower()).replace(" per ", "/")
    name = _A_YEAR.sub("", name.strip()) if unit == "GWh/a" else name
    name = re.sub(r"\s", "", name)
    known = _FACTORS.get(unit, {})
    return known.get(name, None if name in _KNOWN else 1.0)
