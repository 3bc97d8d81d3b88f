"""Leads as a table of sites again, on its own because it states what was found: rank, inputs."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from ihp_core.leads.found import FoundLeads
from ihp_core.report.exports.portfolio_rows import Ranked, guarded, records

TOP_FIGURES = (
    "heat.delivered_gwh",
    "heat.heat_pump_scop",
    "price.indicative_eur_per_mwh",
    "price.gap_eur_per_mwh",
    "price.today_eur_per_mwh",
)
TOP = (
    "rank",
    "row",
    "name",
    "km",
    "place_rough",
    "verdict",
    "word",
    *TOP_FIGURES,
    "reason",
    "problem",
)
"""What stands before the inputs; no header of these but the name is one of an input."""


def lead_records(rows: Sequence[Ranked], found: FoundLeads) -> list[dict[str, Any]]:
    """Every lead, the best first, with what its site states by path."""
    paths = list(dict.fromkeys(path for row in rows for path in row.line.given))
    entries = []
    for row, record in zip(rows, records(rows), strict=True):
        own = record | {
            "km": found.km.get(row.number),
            "place_rough": row.number in found.approximate,
        }
        top = {name: own.get(name) for name in TOP}
        stated = {path: _cell(row.line.given.get(path)) for path in paths if path != "name"}
        entries.append(top | stated)
    return entries


def lead_csv(entries: Sequence[Mapping[str, Any]]) -> str:
    """The same as CSV; no cell runs as a formula."""
    written = io.StringIO()
    table = csv.DictWriter(written, list(entries[0]), lineterminator="\n")
    table.writeheader()
    table.writerows({name: guarded(cell) for name, cell in entry.items()} for entry in entries)
    return written.getvalue()


def _cell(entry: Any) -> Any:
    """An entry as one cell: a list of names with a sign between."""
    if isinstance(entry, list | tuple):
        names = [part for part in entry if isinstance(part, str)]
        return "; ".join(names)
    return entry
