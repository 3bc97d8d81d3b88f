"""The cover of the debt by year, with the heat as entered and with less of it."""

from __future__ import annotations

import altair as alt

from ihp_core.contract.financing import Financing
from ihp_core.report.drawing.lines import Line, line_layers
from ihp_core.report.drawing.palette import INK
from ihp_core.report.drawing.picture import Picture, framed, rows
from ihp_core.report.financing.split import COVER, LEVELS
from ihp_core.text import SPOKEN, figure, say

HEIGHT = 200
DASHES = {"entered": (1, 0), "p50": (6, 3), "p90": (2, 2)}
JUST_COVERED = 1.0
"""Below it a year does not bring what the lender is owed."""


def cover_chart(found: Financing, language: str = SPOKEN) -> Picture | None:
    """Debt service cover in the years in which debt is owed; none without debt."""
    known = {name: getattr(found, name) for name in LEVELS}
    covers = {name: one.years for name, one in known.items() if one and one.years}
    if not covers:
        return None
    lines = [
        Line(say(f"financing.cover.{name}", language), years, INK, DASHES[name])
        for name, years in covers.items()
    ]
    years = [float(year) for year in range(1, 1 + len(lines[0].values))]
    axis = say("charts.over_years.axis", language)
    layers = line_layers(lines, years, axis, say("unit.x", language), language, to_the_edge=True)
    least = alt.Chart(rows([{"y": JUST_COVERED}])).mark_rule(
        color=INK, opacity=0.5, strokeDash=[4, 3], tooltip=None
    )
    layers.append(least.encode(y=alt.Y("y:Q")))
    lowest = {
        name: figure(one.least if one else None, COVER, language) for name, one in known.items()
    }
    year = min(range(len(lines[0].values)), key=lambda place: lines[0].values[place])
    words = lowest | {"year": str(year + 1), "bank": figure(JUST_COVERED, COVER, language)}
    code = "charts.cover.title" if "p90" in covers else "charts.cover.entered"
    return Picture(
        framed(layers, HEIGHT),
        say(code, language, **words),
        say("charts.cover.alt", language, **words),
    )
