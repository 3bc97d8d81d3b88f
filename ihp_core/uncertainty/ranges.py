"""How far each figure of a case may be off, below and above.

A stated input has the range of its quality in ``data/quality.csv``, one that nobody stated that
of its default's table row; model assumptions have their own.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np

from ihp_core.operation.supplier import COP as SUPPLIERS_COP
from ihp_core.site.cases import Cases
from ihp_core.site.defaults import RULES, rule_scope
from ihp_core.site.fields import Known
from ihp_core.site.inputs import about
from ihp_core.site.site import FIELDS, Site
from ihp_core.tables.assumptions import Assumption, assumption, number, table_rows

DISTANCE = "connection.distance_km"
POINTS = tuple(
    f"{end}.{axis}" for end in ("data_centre", "network") for axis in ("latitude", "longitude")
)
NETWORK_STATED = ("network.annual_heat_gwh", "network.peak_load_mw")
ONLY_WITHOUT = {
    "network.plant_share_of_peak_fraction": NETWORK_STATED,
    "network.base_load_fraction": ("network.summer_load_mw",),
    "connection.detour_factor": ("connection.route_km",),
}
"""Assumptions that no longer matter once one of these is stated."""
ONLY_WITH = {"alternative.cop_factor": SUPPLIERS_COP}
"""Assumptions that matter only where this is stated."""
NARROWED = {"heat_pump.cop_factor": (SUPPLIERS_COP, "quoted")}
"""Assumptions that another row of theirs narrows where this is stated."""
RULES_BY_PATH = {rule.path: rule for rule in RULES}


class Range(NamedTuple):
    """A figure, and how far below and above it the ends of what may be lie."""

    key: str
    value: float
    below: float
    above: float
    unit: str
    known: Known


@cache
def _qualities() -> dict[str, tuple[str, dict[str, float]]]:
    """Basis and width by quality of every figure that is taken as uncertain."""
    marks = ("measured", "stated", "assumed")
    return {
        row["key"]: (row["basis"], {mark: number(row[mark]) for mark in marks})
        for row in table_rows("quality")
    }


def ranges(site: Site, stated: Cases, cases: Cases) -> tuple[Range, ...]:
    """The uncertain figures of the first case, without those that cannot move it."""
    possible = (
        _input(key, site, stated, cases)
        if key in FIELDS
        else _assumed(key, key, _scope(key, stated), cases)
        for key in _qualities()
        if not any(_is_stated(path, stated) for path in ONLY_WITHOUT.get(key, ()))
        and (key not in ONLY_WITH or _is_stated(ONLY_WITH[key], stated))
    )
    return tuple(span for span in possible if span is not None and span.below + span.above > 0)


def _scope(key: str, stated: Cases) -> str:
    path, scope = NARROWED.get(key, ("", ""))
    return scope if path and _is_stated(path, stated) else ""


def _is_stated(path: str, stated: Cases) -> bool:
    return not np.isnan(stated[path].item(0))


def _input(path: str, site: Site, stated: Cases, cases: Cases) -> Range | None:
    """The range of an input; ``None`` where the chain decides it.

    A distance between two stated points is as good as the points.
    """
    placed = path == DISTANCE and all(_is_stated(point, stated) for point in POINTS)
    if not (placed or _is_stated(path, stated)):
        return _default(path, cases)
    basis, widths = _qualities()[path]
    figure, known = cases[path].item(0), site.data_quality.get(path, "stated")
    width = widths[known] * (abs(figure) if basis == "relative" else 1)
    return Range(path, figure, width, width, about(path)["unit"], known)


def _default(path: str, cases: Cases) -> Range | None:
    rule = RULES_BY_PATH.get(path)
    if rule is None or np.isnan(cases[path].item(0)):
        return None
    return _assumed(path, rule.key, rule_scope(rule, cases), cases)


def _assumed(key: str, row_key: str, scope: str, cases: Cases) -> Range | None:
    """A figure whose table row says how far it may be off; ``None`` where it does not."""
    row = assumption(row_key, scope)
    if not np.isfinite([row.low, row.high]).all():
        return None
    unit = about(key)["unit"] if key in FIELDS else row.unit
    known: Known = "assumed" if key in FIELDS else "model"
    return Range(key, cases[key].item(0), *_widths(row), unit, known)


def assumed_ends(path: str, figure: float, cases: Cases) -> tuple[float, float]:
    """Between what an input may lie that is only assumed, in its unit; the figure itself where
    nobody says."""
    basis, widths = _qualities().get(path, ("", {}))
    if basis in ("absolute", "relative"):
        width = widths["assumed"] * (abs(figure) if basis == "relative" else 1)
        return figure - width, figure + width
    rule = RULES_BY_PATH.get(path)
    one = _assumed(path, rule.key, rule_scope(rule, cases), cases) if rule else None
    return (figure - one.below, figure + one.above) if one else (figure, figure)


def _widths(row: Assumption) -> tuple[float, float]:
    return max(row.value - row.low, 0.0), max(row.high - row.value, 0.0)
