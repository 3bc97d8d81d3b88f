"""The inputs by their dotted path: what is stated, limits, unit, step, who knows it."""

from __future__ import annotations

from functools import cache
from typing import Any

from ihp_core.site import FIELDS, Site

PRODUCER = ("contract.discount_rate_fraction", "contract.room_share_fraction")
"""Inputs that show how much the producer wants to earn: in the internal view only, in no link."""


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


def about(path: str) -> dict[str, Any]:
    """Unit, step and ``who`` (the person who knows it) of an input."""
    extra = FIELDS[path].json_schema_extra
    return dict(extra) if isinstance(extra, dict) else {}
