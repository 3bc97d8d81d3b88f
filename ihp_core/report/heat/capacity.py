"""What other capacities of the heat pump would lead to: heat for everybody, money for us."""

from __future__ import annotations

import altair as alt
import numpy as np

from ihp_core.report.drawing.palette import INK, OWN, plant_colour
from ihp_core.report.drawing.picture import Layer, Picture, Row, amounts, framed, rows, short, text
from ihp_core.results.results import Assessment
from ihp_core.tables.arrays import Array
from ihp_core.text import SPOKEN, figure, say

_HEIGHT = 240
MWH_PER_GWH, EUR_PER_MILLION = 1e3, 1e6
AXES = {"heat": "GWh/a", "floor": "EUR/MWh", "surplus": "MEUR/a"}
"""Each curve's unit on its axis."""


def capacity_heat(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """Heat of a year over the heat pump's capacity [GWh/a over MW], the one assessed marked."""
    heat = assessment.sizing.heat_mwh[0] / MWH_PER_GWH
    marked = assessment.heat.delivered_gwh
    return _picture(assessment, "heat", heat, marked, language)


def capacity_floor(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """The producer's cost over the capacity [EUR/MWh over MW]; never in the conversation."""
    floor = assessment.sizing.floor_eur_per_mwh[0]
    marked = assessment.price.floor_eur_per_mwh
    return _picture(assessment, "floor", floor, marked, language)


def capacity_surplus(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """Room x heat over the capacity [M€/a over MW]; never in the conversation."""
    surplus = assessment.sizing.surplus_eur_per_year[0] / EUR_PER_MILLION
    room, heat = assessment.price.room_eur_per_mwh, assessment.heat.delivered_gwh
    marked = None if room is None else room * heat * MWH_PER_GWH / EUR_PER_MILLION
    return _picture(assessment, "surplus", surplus, marked, language)


def _picture(
    assessment: Assessment, kind: str, curve: Array, marked: float | None, language: str
) -> Picture:
    capacity = assessment.sizing.capacity_mw[0]
    known = np.isfinite(curve)
    here = assessment.heat.heat_pump_capacity_mw
    numbers = {
        "capacity": figure(here, "MW", language),
        "amount": figure(marked, AXES[kind], language),
        "low": figure(float(np.min(curve[known], initial=np.inf)), AXES[kind], language),
        "high": figure(float(np.max(curve[known], initial=-np.inf)), AXES[kind], language),
        "most": figure(float(capacity[-1]), "MW", language),
    }
    drawn: list[Layer] = [_line(assessment, capacity[known], curve[known], kind, language)]
    if marked is not None:
        drawn += _mark(here, marked, numbers["capacity"], 1.08 * max(float(capacity[-1]), here))
    own = assessment.inputs["plant.heat_pump_capacity_mw"].origin == "stated"
    title = say(f"charts.capacity_{kind}.{'stated' if own else 'title'}", language, **numbers)
    described = say(f"charts.capacity_{kind}.alt", language, **numbers)
    return Picture(framed(drawn, _HEIGHT), title, described)


def _line(
    assessment: Assessment, capacity: Array, curve: Array, kind: str, language: str
) -> alt.Chart:
    """The curve with its points, from zero where amounts stand above it."""
    here = assessment.heat.heat_pump_capacity_mw
    right = 1.08 * max(float(assessment.sizing.capacity_mw[0, -1]), here, 1e-3)
    top = 1.1 * max(float(curve.max(initial=0.0)), 1e-6)
    bottom = min(1.1 * float(curve.min(initial=0.0)), 0.0)
    points = [{"x": x, "y": y} for x, y in zip(short(capacity), short(curve), strict=True)]
    colour = OWN if kind == "floor" else plant_colour(assessment.heat)
    drawn = alt.Chart(rows(points)).mark_line(
        color=colour, strokeWidth=2.5, point={"color": colour, "size": 30}
    )
    unit = say(f"unit.{AXES[kind]}", language)
    y = amounts(alt.Y, "y", top, language, unit, bottom=bottom)
    x = amounts(alt.X, "x", right, language, say("charts.capacity.axis", language))
    line: alt.Chart = drawn.encode(x=x, y=y)
    return line


def _mark(here: float, marked: float, words: str, right: float) -> list[Layer]:
    """The capacity assessed, as a ring on its curve with its name."""
    point: Row = {"x": here, "y": marked, "words": words}
    ring = alt.Chart(rows([point])).mark_point(
        color=INK, size=160, strokeWidth=2.5, filled=False, tooltip=None
    )
    side = "right" if here > right / 2 else "left"
    shift = -14 if side == "right" else 14
    return [
        ring.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")),
        text([point], align=side, dx=shift, dy=-14),
    ]
