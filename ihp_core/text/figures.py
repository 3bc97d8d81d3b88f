"""How a figure is written: the only place where a number is rounded for the eye."""

from __future__ import annotations

import math
from decimal import Decimal
from functools import lru_cache

from ihp_core.text.catalogue import SPOKEN, messages, resolved, say
from ihp_core.text.rounding import in_decimals, rounded

SPACE = "\N{NO-BREAK SPACE}"
ABSURD = 10**15
TYPED_DIGITS = 12
"""No box shows more: what a figure has beyond them is dust of its arithmetic."""


def figure(
    value: float | None,
    unit: str,
    language: str = SPOKEN,
    *,
    apart_from: float | None = None,
    with_unit: bool = True,
) -> str:
    """A figure in house style with its unit behind a non-breaking space.

    Parameters
    ----------
    value
        In ``unit``; shares as 0-1 (written in per cent). ``None`` and what is not finite give
        the catalogue's word for "none".
    unit
        Such as ``"GWh/a"``, ``"EUR/MWh"``, ``"share"``; ``"-"`` for a COP. Sums of EUR from a
        million up are written in M€.
    language
        Sets the separators and the unit's name; an unknown one gives English.
    apart_from
        A limit, in ``unit``, that the value must not look equal to unless it is.
    with_unit
        False for the bare figure, where the unit stands elsewhere.

    Raises
    ------
    KeyError
        When the catalogue does not know the unit.
    """
    if f"unit.{unit}" not in messages():
        raise KeyError(f"no unit {unit}")
    language = resolved(language)
    if value is None or not math.isfinite(value):
        return say("figure.none", language)
    limit = None if apart_from is None else float(apart_from)
    return _written(float(value), unit, language, limit, with_unit)


@lru_cache(maxsize=8192)  # a page writes some two hundred figures, most of them again and again
def _written(
    value: float, unit: str, language: str, apart_from: float | None, with_unit: bool
) -> str:
    factor, unit = _as_written(value, unit)
    limit = None if apart_from is None else _times(apart_from, factor)
    number = rounded(_times(value, factor), unit, limit)
    name = _unit_behind(number, unit, language) if with_unit else ""
    text = _separated(number, _decimals(number), language)
    return f"{text}{SPACE}{name}" if name else text


ON_A_BILL = {
    "EUR": 2,
    "EUR/MWh": 2,
    "MWh": 2,
    "°C": 1,
    "h": 1,
    "share": 1,
    "t": 1,
    "kWh": 0,
    "kW": 0,
    "-": 2,
    "x": 3,
}
"""Decimals by unit of what is metered and charged: so many that it can be reckoned after."""


def on_a_bill(
    value: float | None,
    unit: str,
    language: str = SPOKEN,
    *,
    with_unit: bool = True,
    decimals: int | None = None,
) -> str:
    """A figure with all the decimals that a meter or a bill has, its unit behind it."""
    language = resolved(language)
    if value is None or not math.isfinite(value):
        return say("figure.none", language)
    scaled = _times(float(value), 100.0) if unit == "share" else float(value)
    digits = ON_A_BILL[unit] if decimals is None else decimals
    text = _separated(in_decimals(scaled, digits), digits, language)
    name = say(f"unit.{unit}", language) if with_unit else ""
    return f"{text}{SPACE}{name}" if name else text


def as_typed(value: float, unit: str, language: str = SPOKEN) -> str:
    """A figure with the digits it was stated with, as somebody would type it in the language.

    A share is in per cent; one up to 1 % has its sign, or it would be read as a share.
    """
    number = Decimal(f"{value:.{TYPED_DIGITS}g}")
    if unit == "share":
        number = number.scaleb(2)
    number = number.normalize()
    text = _separated(number, _decimals(number), resolved(language))
    return f"{text}{SPACE}%" if unit == "share" and 0 < abs(number) <= 1 else text


def _as_written(value: float, unit: str) -> tuple[float, str]:
    """Factor and unit of the written figure: per cent for shares, millions for large sums."""
    if unit == "share":
        return 100.0, unit
    if unit in ("EUR", "EUR/a") and abs(value) >= 999_500:
        return 1e-6, unit.replace("EUR", "MEUR")
    return 1.0, unit


def _times(value: float, factor: float) -> float:
    """The product without the dust of binary fractions (0.07 x 100 is 7)."""
    return float(value) if factor == 1.0 else round(float(value) * factor, 9)


def _unit_behind(number: Decimal, unit: str, language: str) -> str:
    singular = f"unit_one.{unit}"
    return say(singular if number == 1 and singular in messages() else f"unit.{unit}", language)


def _decimals(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


@lru_cache(maxsize=4096)  # the same number behind other units and limits
def _separated(number: Decimal, decimals: int, language: str) -> str:
    # Babel is imported here because the core has to start with numpy and pydantic alone.
    from babel.numbers import format_decimal

    if abs(number) >= ABSURD:
        return f"{number:.0e}"
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(number, format=pattern, locale=language)


def _named(value: str, language: str) -> str:
    """One choice, or several with spaces between; what is none as it stands."""
    codes = [f"choice.{name}" for name in value.split(" ")]
    if not all(code in messages() for code in codes):
        return value
    return ", ".join(say(code, language) for code in codes)


def shown(value: float | str | bool | None, unit: str, language: str) -> str:
    """A value in words: a figure with unit, the name of a choice, yes or no; else as it stands."""
    if isinstance(value, bool):
        return say("choice.yes" if value else "choice.no", language)
    if isinstance(value, str):
        return _named(value, language)
    return say("figure.none", language) if value is None else figure(value, unit, language)
