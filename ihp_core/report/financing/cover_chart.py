"""The cover of the debt by year, with the heat as entered and with less of it; on its own because
a chart is no table."""

from __future__ import annotations

import altair as alt

from ihp_core.contract.financing import Financing
from ihp_core.report.drawing.lines import Line, line_layers
from ihp_core.report.drawing.palette import INK
from ihp_core.report.drawing.picture import Layer, Picture, framed, rows
from ihp_core.report.financing.split import COVER, LEVELS
from ihp_core.text import SPOKEN, figure, say

HEIGHT = 200
DASHES = {"entered": (1, 0), "p50": (6, 3), "p90": (2, 2)}
JUST_COVERED = 1.0
"""Below it a year does not bring what the lender is owed."""


def cover_chart(found: Financing, language: str = SPOKEN) -> Picture | None:
    """Debt service cover in the years in which debt is owed; none without debt."""
    known = {name: one for name in LEVELS if (one := getattr(found, name)) and one.years}
    if not known:
        return None
    lines = [
        Line(say(f"financing.cover.{name}", language), one.years, INK, DASHES[name])
        for name, one in known.items()
    ]
    years = [float(year) for year in range(1, 1 + len(lines[0].values))]
    axis = say("charts.over_years.axis", language)
    drawn = line_layers(lines, years, axis, say("unit.x", language), language, to_the_edge=True)
    worst = min(years, key=lambda year: lines[0].values[int(year) - 1])
    words = {name: figure(one.least, COVER, language) for name, one in known.items()}
    words |= {"year": f"{worst:.0f}", "bank": figure(JUST_COVERED, COVER, language)}
    way = "title" if "p90" in known else "entered"
    title = say(f"charts.cover.{way}", language, **words)
    described = say(f"charts.cover.alt_{way}", language, **words)
    return Picture(framed([*drawn, _just_covered()], HEIGHT), title, described)


def _just_covered() -> Layer:
    rule = alt.Chart(rows([{"y": JUST_COVERED}])).mark_rule(
        color=INK, opacity=0.5, strokeDash=[4, 3], tooltip=None
    )
    drawn: Layer = rule.encode(y=alt.Y("y:Q"))
    return drawn
