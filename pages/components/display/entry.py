"""How an entry stands in its box or its list."""

from __future__ import annotations

import math
from typing import Any

from ihp_core.text import SPOKEN, say
from ihp_core.text.figures import as_typed


def named(choice: str | bool) -> str:
    """A choice in words; one that is none as it stands."""
    if isinstance(choice, bool):
        choice = "yes" if choice else "no"
    try:
        return say(f"choice.{choice}")
    except KeyError:
        return shown(choice)


def shown(entry: Any, language: str = SPOKEN, *, unit: str = "-") -> str:
    """An entry as it stands in its box: a number in the language's notation and with the digits
    it was stated with, a share in per cent; a wrong one as it was typed."""
    if entry is None or isinstance(entry, str):
        return entry or ""
    if isinstance(entry, float | int) and not isinstance(entry, bool) and math.isfinite(entry):
        return as_typed(entry, unit, language)
    return str(entry)
