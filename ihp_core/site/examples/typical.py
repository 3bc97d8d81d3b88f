"""Typical networks and kinds of cooling, on its own beside the worked examples.

They are there to begin with where nobody knows better yet.
"""

from __future__ import annotations

from functools import cache

from ihp_core.site.inputs import about
from ihp_core.site.site import FIELDS
from ihp_core.tables.assumptions import table

REPLACED = {
    "network": ("network.supply_", "network.return_"),
    "cooling": ("data_centre.cooling", "data_centre.heat_capture_", "data_centre.source_"),
}
"""What of a site a group speaks of: taken back to "don't know" before its values are put in."""

GROUPS = tuple(REPLACED)
SWING = "data_centre.source_swing_k"


@cache
def typical_sites(group: str) -> dict[str, dict[str, float | str]]:
    """The choices of a group, each with the values it states by path."""
    rows = table("site_presets")
    found: dict[str, dict[str, float | str]] = {}
    for row, name in enumerate(rows["id"]):
        if rows["group"][row] == group:
            path, given = rows["path"][row], rows["value"][row]
            found.setdefault(name, {})[path] = float(given) if "step" in about(path) else given
    return found


def stating(group: str, name: str) -> dict[str, float | str | None]:
    """All that choosing it changes; ``None`` takes a path back to "don't know"."""
    paths = [p for p in FIELDS if p.startswith(REPLACED[group]) and p != SWING]
    return dict.fromkeys(paths) | typical_sites(group)[name]
