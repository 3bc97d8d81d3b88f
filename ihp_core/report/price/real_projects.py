"""What large heat pumps have cost, beside this site. For the internal view only."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.capital import LINES
from ihp_core.report.drawing.bars import bar, bar_rows
from ihp_core.report.drawing.palette import INK, plant_colour
from ihp_core.report.drawing.picture import Picture, Row, framed
from ihp_core.results.results import Assessment
from ihp_core.tables.assumptions import number, table_rows
from ihp_core.tables.units import KW_PER_MW
from ihp_core.text import SPOKEN, figure, say

_UNIT = "EUR/kW"
ROW, COMPACT_ROW = 40, 34
PARTS = (LINES[0], "building", *LINES[1:])
"""Of the investment, the heat pump's building apart."""


class RealProject(NamedTuple):
    """A project that was built or ordered, its capital and what that figure includes."""

    name: str
    country: str
    year: str
    capacity_mw: float
    eur_per_kw: float
    scope: str
    source: str


def real_projects() -> tuple[RealProject, ...]:
    """All of them, the cheapest first."""
    projects = [
        RealProject(
            row["project"],
            row["country"],
            row["year"],
            number(row["capacity_mw"]),
            number(row["eur_per_kw"]),
            row["scope_of_cost"],
            row["source"],
        )
        for row in table_rows("real_projects")
    ]
    return tuple(sorted(projects, key=lambda project: project.eur_per_kw))


def capital_parts(assessment: Assessment) -> dict[str, tuple[float, float]]:
    """What is spent before grant, part by part and in all [EUR], each with its share [-]."""
    cost = assessment.cost
    spent = {name: getattr(cost, f"{name}_eur") for name in PARTS} | {"total": cost.capex_eur}
    return {name: (part, part / cost.capex_eur) for name, part in spent.items() if part > 0}


def site_eur_per_kw(assessment: Assessment) -> dict[str, float]:
    """This site's capital per kW of heat [EUR/kW]: the heat pump erected, the whole plant."""
    cost, heat = assessment.cost, assessment.heat
    parts = {
        "heat_pump": (cost.heat_pump_eur + cost.building_eur, heat.heat_pump_capacity_mw),
        "plant": (cost.capex_eur - cost.pipe_eur, heat.capacity_mw),
    }
    return {
        name: spent / (KW_PER_MW * capacity)
        for name, (spent, capacity) in parts.items()
        if capacity > 0 and spent > 0
    }


def capital_beside(
    assessment: Assessment, language: str = SPOKEN, *, compact: bool = False
) -> Picture:
    """Capital per kW of heat output [EUR/kW]: this site first, then projects by their cost.

    ``compact`` where it shares a page: lower rows, names without the capacity.
    """
    row = COMPACT_ROW if compact else ROW
    ours, projects = site_eur_per_kw(assessment), real_projects()
    colour = plant_colour(assessment.heat)
    bars = [
        bar(say(f"charts.capital.{name}", language), spent, colour, 1.0)
        for name, spent in ours.items()
    ]
    bars += [_bar(project, language, compact=compact) for project in projects]
    costs = [project.eur_per_kw for project in projects]
    words = {
        "ours": figure(next(iter(ours.values()), None), _UNIT, language),
        "low": figure(float(np.min(costs)), _UNIT, language),
        "high": figure(float(np.max(costs)), _UNIT, language),
        "number": str(len(projects)),
        "bars": "; ".join(f"{row['name']}: {figure(row['high'], _UNIT, language)}" for row in bars),
    }
    kind = "none" if not ours else "title" if "heat_pump" in ours else "plant_only"
    title = say(f"charts.capital.{kind}", language, **words)
    drawn = bar_rows(bars, language, height=row, unit=_UNIT)
    described = say("charts.capital.alt", language, **words)
    return Picture(framed(drawn, row * len(bars)), title, described)


def _bar(project: RealProject, language: str, *, compact: bool) -> Row:
    name = (
        project.name
        if compact
        else say(
            "charts.capital.project",
            language,
            name=project.name,
            capacity=figure(project.capacity_mw, "MW", language),
        )
    )
    return bar(name, project.eur_per_kw, INK, 0.35)
