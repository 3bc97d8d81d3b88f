"""The year with a brush, and a window of it in small charts over one axis."""

from __future__ import annotations

import numpy as np

from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.report.drawing.palette import ELECTRICITY
from ihp_core.report.drawing.picture import Layer, Picture, Row, framed, text
from ihp_core.report.operation.bins import Bins, binned
from ihp_core.report.operation.drawn import (
    COLOURS,
    LIGHT,
    MARGIN,
    MOST_BARS,
    Field,
    bars,
    cursor,
    steps,
    ways,
)
from ihp_core.report.operation.periods import since_new_year
from ihp_core.report.operation.window import Window, named_window
from ihp_core.report.operation.words import (
    cop_told,
    heat_told,
    power_told,
    since_told,
    water_told,
    window_named,
)
from ihp_core.results.results import Assessment
from ihp_core.tables.arrays import Array
from ihp_core.text import SPOKEN, say

BRUSH = "window"
"""The part of the year that is chosen, as the browser names it [h]."""

HEIGHT = 120
"""Of each chart with its axis [px]: all of a window are seen at once on a large screen."""

LEAST = 1e-3
PALE = 0.5
EDGE_PX = 0.3
"""Of a bar that may be pale: wider edges would lie over each other, and be seen."""
UNCHOSEN = 0.45
"""Opacity of the year's part outside the window."""
SELECTED = {"fill": "#888888", "fillOpacity": 0.22, "stroke": "#888888", "strokeOpacity": 1}


def brushed_year(
    assessment: Assessment, chosen: Window, hour: int, language: str = SPOKEN
) -> Picture:
    """The heat of all days of the year, with the window chosen and the hour of the cursor."""
    year, whole = assessment.year, named_window("year", 0)
    drawn = framed([*_heat(year, whole, language, EDGE_PX), cursor(hour)], HEIGHT)
    drawn["layer"][0]["name"] = BRUSH
    for layer, opacity in zip(drawn["layer"][:-1], (1.0, LIGHT), strict=False):
        chosen_part = {"param": BRUSH, "value": opacity}
        layer["encoding"]["opacity"] = {"condition": chosen_part, "value": opacity * UNCHOSEN}
    span = [chosen.first_hour, chosen.end_hour]
    brush = {"type": "interval", "encodings": ["x"], "mark": SELECTED}
    drawn["params"] = [{"name": BRUSH, "select": brush, "value": {"x": span}, "views": [BRUSH]}]
    return Picture(drawn, say("operation.year.title", language), heat_told(year, whole, language))


def window_charts(
    assessment: Assessment, window: Window, hour: int, language: str = SPOKEN
) -> list[Picture]:
    """Heat, temperatures, electricity, COP and the sum of heat; no COP without a heat pump."""
    year = assessment.year
    drawn = [
        (_heat(year, window, language), heat_told),
        (_water(year, window, language), water_told),
    ]
    if assessment.heat.heat_pump_scop is not None:
        drawn += [
            (_power(year, window, language), power_told),
            (_cop(year, window, language), cop_told),
        ]
    drawn.append((_since(year, window, language), since_told))
    words = [told(year, window, language) for _, told in drawn]
    return [
        Picture(
            framed([*layers, cursor(hour)], HEIGHT),
            said,
            say("operation.chart", language, said=said, window=window_named(window, language)),
        )
        for (layers, _), said in zip(drawn, words, strict=True)
    ]


def _heat(year: HourlyYear, window: Window, language: str, edge_px: float = 1.0) -> list[Layer]:
    found = binned(year.delivered_mw, window, MOST_BARS)
    colours = [COLOURS[way] for way in ways(year, window)]
    field = Field(window, _top(year.delivered_mw))
    return bars(found, colours, field, language, edge_px=edge_px)


def _water(year: HourlyYear, window: Window, language: str) -> list[Layer]:
    series = {"supply": year.supply_c, "return": year.return_c}
    found = {name: binned(each, window, MOST_BARS) for name, each in series.items()}
    low, high = float(year.return_c.min()), float(year.supply_c.max())
    room = max(0.12 * (high - low), 1.0)
    field = Field(window, high + 2 * room, low - room)
    drawn: list[Layer] = [
        steps(found["supply"], field, language),
        steps(found["return"], field, language, PALE),
    ]
    names = [_named(name, found[name], language) for name in series]
    return [*drawn, text(names, align="left", baseline="bottom", dx=4, dy=-3)]


def _named(name: str, found: Bins, language: str) -> Row:
    """What a line is called, above its beginning."""
    high = float(found.high[: max(found.high.size // 4, 1)].max())
    words = say(f"operation.line.{name}", language)
    return {"x": float(found.start[0]), "y": round(high, 3), "words": words}


def _power(year: HourlyYear, window: Window, language: str) -> list[Layer]:
    found = binned(year.electricity_mw, window, MOST_BARS)
    field = Field(window, _top(year.electricity_mw))
    return bars(found, [ELECTRICITY] * found.mean.size, field, language)


def _cop(year: HourlyYear, window: Window, language: str) -> list[Layer]:
    running = np.where(year.heat_pump_mw > 0, year.cop, np.nan)
    field = Field(window, _top(np.nan_to_num(running)))
    return [steps(binned(running, window, MOST_BARS), field, language)]


def _since(year: HourlyYear, window: Window, language: str) -> list[Layer]:
    total = since_new_year(year)
    field = Field(window, _top(total))
    return [steps(binned(total, window, MOST_BARS), field, language)]


def _top(amount: Array) -> float:
    """The same for every window: what is small in summer looks small."""
    return MARGIN * max(float(amount.max()), LEAST)
