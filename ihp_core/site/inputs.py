"""The inputs by their dotted path: what is stated, limits, unit, step, who knows it, and what is
typed into a box or stands in a cell of a table for one of them."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import Any, NamedTuple, get_args, get_origin

from ihp_core.site.fields import Adds
from ihp_core.site.site import FIELDS, Site
from ihp_core.tables.assumptions import table_rows

PRODUCER = ("contract.discount_rate_fraction", "contract.room_share_fraction")
"""Inputs that show how much the producer wants to earn: in the internal view only, in no link."""

SHARE = "share"
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


@cache
def _names(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


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
