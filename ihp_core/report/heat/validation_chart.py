"""Computed against published COP of plants that run, the band between them, and this site."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import NamedTuple

import altair as alt

from ihp_core.plant.heat_pump import AMMONIA, ISOBUTANE, VALID_SUPPLY_C, heat_pump_cop
from ihp_core.plant.published_plants import Compared
from ihp_core.report.drawing.palette import INK, LIFT
from ihp_core.report.drawing.picture import (
    Layer,
    Picture,
    Row,
    amounts,
    axis_in,
    framed,
    rows,
    text,
)
from ihp_core.report.heat.moment import moment
from ihp_core.results.results import Assessment
from ihp_core.tables.assumptions import value
from ihp_core.text import SPOKEN, figure, say

BAND = value("heat_pump.cop_band_fraction")
CO2 = "R744"

_HEIGHT = 400
"""Of the chart [px]: about as high as its column is wide."""

NAMED = 3
"""Plants named on the chart: those furthest off; the others at the mouse."""

LONGEST_NAME = 20


class Here(NamedTuple):
    """Temperatures [°C] of this site's heat pump on its coldest days, and the COP [-] there."""

    source_inlet_c: float
    source_outlet_c: float
    sink_inlet_c: float
    sink_outlet_c: float
    cop: float


def here(assessment: Assessment) -> Here | None:
    """The site as a plant among the others, at full load; ``None`` where no heat pump runs."""
    year = assessment.year
    lifting = year.heat_pump_mw > 0
    if not lifting.any():
        return None
    now = moment(assessment, float(year.outdoor_c[lifting].min()))
    if now.heat_pump_mw <= 0:
        return None
    four = (now.source_middle_c, now.source_outlet_c, now.network_middle_c, now.plant_supply_c)
    fluid = ISOBUTANE if assessment.heat.refrigerant == "isobutane" else AMMONIA
    scale = assessment.supplier.scale if assessment.supplier else None
    return Here(*four, float(heat_pump_cop(*four, fluid=fluid, scale=scale)))


def counted(compared: Sequence[Compared]) -> list[Compared]:
    """The plants that count in the fit, furthest off first."""
    return sorted((row for row in compared if row.compared), key=lambda row: -abs(row.error))


def within_band(compared: Sequence[Compared]) -> int:
    """How many of the counted plants lie within the band of the COP."""
    return sum(abs(row.error) <= BAND for row in counted(compared))


def validation(
    compared: Sequence[Compared], site: Here | None = None, language: str = SPOKEN
) -> Picture:
    """Computed over published COP [-]: counted plants filled, the others hollow, this site.

    The site has no published COP and stands on the line on which both agree.
    """
    cops = [cop for row in compared for cop in (row.published, row.predicted)]
    top = 1.08 * max([1.0, *cops, *([site.cop] if site else [])])
    drawn = [*_field(top, language), *_plants(compared, language), *_names(compared, top)]
    drawn += _site(site, language) if site else []
    title, described = _told(compared, site, language)
    return Picture(framed(drawn, _HEIGHT), title, described)


def _told(compared: Sequence[Compared], site: Here | None, language: str) -> tuple[str, str]:
    """The message of the chart, and its description."""
    plants, inside = counted(compared), within_band(compared)
    if not plants:
        return (say("charts.validation.none", language),) * 2
    words = {
        "within": inside,
        "number": len(plants),
        "band": figure(BAND, "share", language),
        "worst": ", ".join(short_name(row) for row in plants[:NAMED]),
    }
    way = "all" if inside == len(plants) else "some"
    described = say("charts.validation.alt", language, **words)
    if site:
        marked = say("charts.validation.alt_site", language, cop=figure(site.cop, "-", language))
        described = f"{described} {marked}"
    return say(f"charts.validation.{way}", language, **words), described


def short_name(row: Compared) -> str:
    """The beginning of a plant's name, without what stands in brackets."""
    return shorten(row.plant.partition(" (")[0], LONGEST_NAME, placeholder="…")


def _field(top: float, language: str) -> list[Layer]:
    """Axes, the line on which both agree, and the band around it."""
    edge = 1 + BAND
    ends = [
        {"x": 0.0, "y": 0.0, "low": 0.0, "high": 0.0},
        {"x": top, "y": top, "low": top * (1 - BAND), "high": top * edge},
    ]
    x = amounts(alt.X, "x", top, language, say("charts.validation.published", language))
    y = alt.Y(
        "low:Q",
        scale=alt.Scale(domain=[0, top], nice=False),
        axis=axis_in(language, say("charts.validation.computed", language), vertical=True),
    )
    band = alt.Chart(rows(ends)).mark_area(color=INK, opacity=0.1, clip=True, tooltip=None)
    line = alt.Chart(rows(ends)).mark_line(
        color=INK, strokeWidth=1, strokeDash=[4, 4], tooltip=None
    )
    word = say("charts.validation.band", language, band=figure(BAND, "share", language))
    where = {"x": 0.97 * top / edge, "y": 0.97 * top, "words": word}
    return [
        band.encode(x=x, y=y, y2=alt.Y2("high:Q")),
        line.encode(x=x, y=alt.Y("y:Q")),
        text([where], align="right", dx=-10),
    ]


def _plants(compared: Sequence[Compared], language: str) -> list[Layer]:
    """The plants as points; hollow where they do not count."""
    drawn = []
    for counts in (False, True):
        points = [_point(row, language) for row in compared if row.compared is counts]
        if points:
            mark = alt.Chart(rows(points)).mark_point(
                color=LIFT, filled=counts, size=75, strokeWidth=1.6, opacity=1
            )
            told = alt.Tooltip("told:N", title=" ")
            drawn.append(mark.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), tooltip=[told]))
    return drawn


def _point(row: Compared, language: str) -> Row:
    words = {
        "plant": row.plant,
        "published": figure(row.published, "-", language),
        "computed": figure(row.predicted, "-", language),
    }
    told = say("charts.validation.point", language, **words)
    if not row.compared:
        told = f"{told}; {say(f'charts.validation.apart.{apart(row)}', language)}"
    return {"x": row.published, "y": row.predicted, "told": told}


def apart(row: Compared) -> str:
    """Why a plant does not count: ``co2``, ``hot``, or ``paper`` for what is no operation."""
    if row.refrigerant == CO2:
        return "co2"
    return "hot" if row.sink_outlet_c > VALID_SUPPLY_C[1] else "paper"


def _names(compared: Sequence[Compared], top: float) -> list[Layer]:
    """Names of the plants furthest off: left of those above the line, below the others."""
    drawn: list[Layer] = []
    for row in counted(compared)[:NAMED]:
        point = {"x": row.published, "y": row.predicted, "words": short_name(row)}
        if row.error > 0 and row.published > top / 3:
            drawn.append(text([point], align="right", dx=-9))
        else:
            drawn.append(text([point], baseline="top", dy=9))
    return drawn


def _site(site: Here, language: str) -> list[Layer]:
    point = {"x": site.cop, "y": site.cop}
    mark = alt.Chart(rows([point])).mark_point(
        color=INK, filled=True, shape="diamond", size=150, opacity=1, tooltip=None
    )
    cop = figure(site.cop, "-", language)
    word = point | {"words": say("charts.validation.this_site", language, cop=cop)}
    return [mark.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")), text([word], align="left", dx=12, dy=10)]
