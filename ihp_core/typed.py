"""What is typed into a box or stands in a cell of a table, as an entry of the site."""

from __future__ import annotations

import math
import re
from typing import Any, get_args

from ihp_core.inputs import about
from ihp_core.site import FIELDS

SHARE = "share"


def is_number(path: str) -> bool:
    """Whether an input is a figure; the others are choices, dates and names."""
    return "step" in about(path)


def choices(path: str) -> tuple[Any, ...]:
    """The names an input chooses from; yes and no for a switch; empty for a number or text."""
    kinds = [kind for kind in get_args(FIELDS[path].annotation) or () if kind is not type(None)]
    if bool in kinds:
        return (True, False)
    if kinds and all(isinstance(kind, str) for kind in kinds):
        return tuple(kinds)
    return tuple(name for kind in kinds for name in get_args(kind) if isinstance(name, str))


def entry(path: str, typed: str) -> float | str | None:
    """What was typed as a number; as it stands where it is none; nothing for "don't know"."""
    if not is_number(path):
        return typed.strip() or None
    return number(typed, share=about(path)["unit"] == SHARE)


def number(typed: str, *, share: bool = False) -> float | str | None:
    """A figure as typed.

    A comma is a decimal comma, but for "1,200", which means two things and so stays text.
    A share may be typed in per cent, with its sign.
    """
    tidy = re.sub(r"\s", "", typed)
    per_cent = tidy.endswith("%") and share
    tidy = tidy.removesuffix("%") if per_cent else tidy
    if re.fullmatch(r"[+-]?\d*,\d+", tidy) and not re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", tidy):
        tidy = tidy.replace(",", ".")
    try:
        found = float(tidy)
    except ValueError:
        return typed.strip() or None
    if not math.isfinite(found) or "_" in tidy:
        return typed.strip()
    return found / 100 if per_cent else found
