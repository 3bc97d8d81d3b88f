"""How many digits of a figure are believed, by its unit."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)


def rounded(value: float, unit: str, apart_from: float | None = None) -> Decimal:
    """The value with the digits its unit deserves, halves away from zero as people round.

    A value with fewer digits keeps its own: 10 stays 10 where 9.98 becomes 10.0. Where
    ``apart_from`` would look the same, digits are added until the two differ.
    """
    decimals = _decimals(value, unit)
    if apart_from is not None and math.isfinite(apart_from) and value != apart_from:
        while decimals < 9 and _at(value, decimals) == _at(apart_from, decimals):
            decimals += 1
    if unit == "-":
        return _at(value, decimals)
    fewest = (d for d in range(min(decimals, 0), decimals) if _at(value, d) == _at(value, 12))
    decimal = _at(value, next(fewest, decimals))
    return decimal if decimal else Decimal(0)


def enterable(limit: float, *, up: bool) -> float:
    """A limit in four digits, cut to the side on which it may still be entered."""
    number = Decimal(repr(limit))
    digit = Decimal(1).scaleb(number.adjusted() - 3)
    return float(number.quantize(digit, ROUND_CEILING if up else ROUND_FLOOR))


def in_decimals(value: float, decimals: int) -> Decimal:
    """The value at so many decimals, as a bill has it, halves away from zero."""
    return _at(value, decimals)


def in_digits(value: float, digits: int = 6) -> float:
    """A figure for another program: no more digits than a model of a site can mean."""
    return float(f"{value:.{digits}g}")


def _at(value: float, decimals: int) -> Decimal:
    """The value at so many decimals, written out to the unit at least; no negative zero."""
    decimal = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    decimal = decimal if decimal else abs(decimal)
    return decimal if decimals >= 0 else decimal.quantize(Decimal(1), context=_WIDE)


def _decimals(value: float, unit: str) -> int:
    """Decimals by the style of the unit; 99.96 counts as the 100 it becomes."""
    style = _STYLES.get(unit, _amount)
    decimals = style(abs(value))
    return style(max(abs(value), abs(float(_at(value, decimals)))))


def _amount(size: float) -> int:
    """42.3, 8.4, 0.87, 0.004, 120: one decimal, none from 100 up, more below 1."""
    if 0 < size < 0.01:
        return min(4, math.ceil(-math.log10(size)))
    return 0 if size >= 100 else 1 if size >= 1 else 2


def _one_decimal(size: float) -> int:
    return 0 if size >= 100 else 1


def _two_decimals(size: float) -> int:
    return 2


def _whole(size: float) -> int:
    return 0


def _below_ten(size: float) -> int:
    """61 and 4.8: one decimal below 10, whole from there."""
    return 0 if size >= 10 else 1


def _tens(size: float) -> int:
    """6,540 and 212: to the nearest 10 from 1,000 up."""
    return -1 if size >= 1000 else 0


def _three_digits(size: float) -> int:
    """1.56, 12.3, 456,000: three digits in all, two decimals at most."""
    return 2 if size < 1 else min(2, 2 - math.floor(math.log10(size)))


def _energy(size: float) -> int:
    """42.3, 870, 29,300: three digits from 1,000 up."""
    return _three_digits(size) if size >= 1000 else _amount(size)


def _temperature(size: float) -> int:
    """Whole degrees; a half that was stated stays."""
    return 1 if size % 1 == 0.5 else 0


def _coordinate(size: float) -> int:
    return 3


_STYLES: dict[str, Callable[[float], int]] = {
    "°C": _temperature,
    "°": _coordinate,
    "-": _one_decimal,
    "x": _three_digits,
    "ratio": _two_decimals,
    "bar": _one_decimal,
    "mm": _whole,
    "months": _whole,
    "h": _tens,
    "s": _below_ten,
    "h/a": _tens,
    "K": _below_ten,
    "a": _below_ten,
    "share": _below_ten,
    "m³/h": _below_ten,
    "EUR/MWh": _below_ten,
    "EUR/t": _whole,
    "kg/MWh": _whole,
    "g/kWh": _whole,
    "EUR": _three_digits,
    "EUR/a": _three_digits,
    "EUR/m": _three_digits,
    "EUR/kW": _three_digits,
    "EUR/MW/a": _three_digits,
    "MEUR": _three_digits,
    "MEUR/a": _three_digits,
    "MEUR/MW": _three_digits,
    "MWh": _energy,
    "MWh/a": _energy,
    "t": _three_digits,
    "t/a": _three_digits,
}
