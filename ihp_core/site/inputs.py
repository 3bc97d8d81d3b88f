"""The inputs by their dotted path: what is stated, limits, unit, step, who knows it, and what is
typed into a box or stands in a cell of a table for one of them."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from ihp_core.site.fields import Adds
from ihp_core.site.paths import MARKS, flat, nested
from ihp_core.site.site import FIELDS, QUOTED, Site
from ihp_core.tables.assumptions import table_rows

EARNED = (
    "contract.discount_rate_fraction",
    "contract.room_share_fraction",
    "contract.pipe_residual_fraction",
)
"""Inputs that show how much the producer wants to earn."""
FINANCED = (
    "contract.debt_fraction",
    "contract.debt_rate_fraction",
    "contract.debt_years",
    "contract.after_tax",
)
"""How the producer finances: what its bank and its auditors read, and no price hangs on."""
SOLD = ("market.flexibility_eur_per_mw_year",)
"""What the producer earns beside the heat."""
PRODUCER = (*EARNED, *FINANCED, *SOLD, *QUOTED)
"""What is the producer's own, with a supplier's point: in the internal view only, in no link."""

SHARE, DEGREES = "share", "°"
TEN = (
    ("data_centre.it_capacity_mw",),
    ("data_centre.cooling",),
    ("data_centre.source_inlet_c",),
    ("data_centre.source_outlet_c",),
    ("network.annual_heat_gwh", "network.peak_load_mw"),
    ("network.supply_winter_c",),
    ("network.return_summer_c",),
    ("network.heat_source_today", "network.heat_cost_today_eur_per_mwh"),
    ("connection.route_km",),
    ("market.electricity_price_eur_per_mwh",),
)
"""The ten inputs of a conversation; one may be answered in either of two ways."""


def stated(site: Site, path: str) -> Any:
    """What the site states under a dotted path, ``None`` where it states nothing."""
    found: Any = site
    for name in _names(path):
        found = getattr(found, name)
    return found


def without_the_producers(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Entries by path without what is the producer's own, its marks and notes with it."""
    return {path: entry for path, entry in entries.items() if field_of(path) not in PRODUCER}


def field_of(path: str) -> str:
    """The input that a mark or a note is about; of any other path itself."""
    group, _, of = path.partition(".")
    return of if group in MARKS else path


@cache
def _names(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


def publicly(site: Site) -> Site:
    """The site without what is the producer's own; itself where it states nothing of it."""
    if all(stated(site, path) is None for path in PRODUCER):
        return site
    kept = without_the_producers(flat(site.model_dump(mode="json", exclude_defaults=True)))
    return Site.model_validate(nested(kept))


def limits(path: str) -> tuple[float, float]:
    """The lowest and the highest value a number may take, in its unit."""
    low = next(m.ge for m in FIELDS[path].metadata if hasattr(m, "ge"))
    high = next(m.le for m in FIELDS[path].metadata if hasattr(m, "le"))
    return float(low), float(high)


class Span(NamedTuple):
    """What a slider runs over, in the input's unit; ``step`` is ``None`` on a log scale, whose
    steps are figures of two digits."""

    low: float
    high: float
    step: float | None


@cache
def spans() -> dict[str, Span]:
    """The sensible range of every input that has a slider; what is valid goes further."""
    return {
        row["field"]: Span(
            float(row["low"]), float(row["high"]), float(row["step"]) if row["step"] else None
        )
        for row in table_rows("sliders")
    }


def about(path: str) -> dict[str, Any]:
    """Unit, step and ``who`` (the person who knows it) of an input."""
    extra = FIELDS[path].json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}


@cache
def cost_lines(adds: Adds) -> dict[str, str]:
    """The lines that inputs add to the producer's cost, each with the path of its input."""
    paths = (path for path in FIELDS if about(path).get("adds") == adds)
    return {_names(path)[-1].removesuffix("_per_year").removesuffix("_eur"): path for path in paths}


def is_number(path: str) -> bool:
    """Whether an input is a figure; the others are choices, dates and names."""
    return "step" in about(path)


def options(path: str) -> tuple[Any, ...]:
    """The names an input chooses from; yes and no for a switch; empty for a number or text."""
    kinds = [kind for kind in get_args(FIELDS[path].annotation) or () if kind is not type(None)]
    if bool in kinds:
        return (True, False)
    if kinds and all(isinstance(kind, str) for kind in kinds):
        return tuple(kinds)
    return tuple(name for kind in kinds for name in get_args(kind) if isinstance(name, str))


def several(path: str) -> tuple[str, ...]:
    """The names that a list of choices is made of; empty for any other input."""
    kinds = [kind for kind in get_args(FIELDS[path].annotation) or () if get_origin(kind) is tuple]
    names = (name for kind in kinds for inner in get_args(kind) for name in get_args(inner))
    return tuple(name for name in names if isinstance(name, str))


def entry(path: str, typed: str, language: str = "") -> float | str | None:
    """What was typed into a box: a number; as it stands where it is none; nothing for unknown.

    A box of a share is in per cent. What is above 1 there, or has the sign, is per cent. Up to 1
    the limits of the input decide where they leave one meaning; where they leave both, 1 is one
    per cent and what is less is a share, as it has always stood in files: 0.9 is 90 %, and half
    a per cent is typed "0.5 %".
    """
    if not is_number(path):
        return typed.strip() or None
    per_cent = about(path)["unit"] == SHARE
    found = number(one_mark(path, typed), language, share=per_cent)
    if not per_cent or not isinstance(found, float) or typed.rstrip().endswith("%"):
        return found
    as_per_cent = _hundredth(found)
    if abs(found) > 1 or found == 0:
        return as_per_cent
    low, high = limits(path)
    possible = [value for value in (as_per_cent, found) if low <= value <= high]
    if len(possible) == 1:
        return possible[0]
    return as_per_cent if abs(found) == 1 else found


def number(typed: str, language: str = "", *, share: bool = False) -> float | str | None:
    """A figure as typed, in the notation of a language; text that is none stays as it stands.

    "8,000" is eight thousand in English, eight in German and Swedish. What is none in the
    language's own notation is taken where it can mean only one thing in another: "1,5" in
    English, "1.5" in German. Without a language a point parts the decimals, and "1,200" stays
    text. A share may have its sign of per cent.
    """
    tidy = typed.strip().replace("\N{MINUS SIGN}", "-")
    per_cent = tidy.endswith("%") and share
    tidy = tidy.removesuffix("%").rstrip() if per_cent else tidy
    tidy = re.sub(r"(?<=\d)\s(?=\d{3}(?!\d))", "", tidy) if _GROUPED.fullmatch(tidy) else tidy
    readings = {reading for own in NOTATIONS if (reading := _read(tidy, own)) is not None}
    own = _read(tidy, language)
    if own is None and len(readings) == 1:
        (own,) = readings
    if own is None or not math.isfinite(float(own)):
        return typed.strip() or None
    return _hundredth(float(own)) if per_cent else float(own)


_GROUPED = re.compile(r"[+-]?\d{1,3}(\s\d{3})+([.,]\d*)?")
_PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?", re.IGNORECASE | re.ASCII)
NOTATIONS = {"en": (",", "."), "de": (".", ","), "sv": ("", ",")}
"""What parts thousands and what decimals; a space parts thousands in each."""


def _read(tidy: str, language: str) -> str | None:
    """The figure in Python's own notation, where it is one in that of the language."""
    thousands, point = NOTATIONS.get(language, ("", "."))
    grouped = rf"[+-]?[1-9]\d{{0,2}}(\{thousands}\d{{3}})+(\{point}\d*)?" if thousands else "(?!)"
    if re.fullmatch(grouped, tidy, re.ASCII):
        return tidy.replace(thousands, "").replace(point, ".")
    if point != "." and "." in tidy:
        return None
    pointed = tidy.replace(point, ".", 1)
    return pointed if _PLAIN.fullmatch(pointed) else None


def one_mark(path: str, typed: str) -> str:
    """The text of a number; a coordinate has no thousands: its one mark parts decimals."""
    whole, mark, decimals = typed.strip().partition("," if "," in typed else ".")
    one = about(path)["unit"] == DEGREES and mark and decimals.isdigit()
    return f"{whole}.{decimals}0000" if one else typed


def _hundredth(value: float) -> float:
    """A hundredth without the dust of binary fractions: of 7 it is 0.07."""
    return float(Decimal(repr(value)).scaleb(-2))
