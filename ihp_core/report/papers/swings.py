"""The price between both ends of each uncertain figure, by the size of its swing: a tornado."""

from __future__ import annotations

from typing import NamedTuple

import altair as alt

from ihp_core.report.drawing.bars import in_rows, named
from ihp_core.report.drawing.palette import INK, plant_colour
from ihp_core.report.drawing.picture import Layer, Picture, Row, framed, rows
from ihp_core.report.price.beside import NO_GAP, UNIT
from ihp_core.report.price.doubt import end_in_words, named_driver
from ihp_core.results.other_cases import Driver
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say

MOST, ROW = 8, 36
TOP, FOOT = 20, 4
"""Of a row [px]: what stands above its bar, and what is free below it."""
MARGIN = 0.02
"""Of the field, beside its longest bar."""


class Swing(NamedTuple):
    """A figure with the lowest and the highest price between its ends [EUR/MWh]."""

    driver: Driver
    low: float
    high: float


def swings(assessment: Assessment) -> list[Swing]:
    """The figures that move the price noticeably, the widest swing first."""
    doubt, base = assessment.uncertainty, assessment.price.indicative_eur_per_mwh
    if doubt is None or base is None:
        return []
    told = []
    for driver in doubt.drivers:
        ends = [end for end in (driver.price_at_low, driver.price_at_high) if end is not None]
        told.append(Swing(driver, min(base, *ends), max(base, *ends)) if ends else None)
    wide = [one for one in told if one is not None and one.high - one.low >= NO_GAP]
    return sorted(wide, key=lambda one: one.low - one.high)[:MOST]


def tornado_by_size(assessment: Assessment, language: str = SPOKEN) -> Picture | None:
    """A bar a figure around the price as it stands, cheaper to the left; none without a price."""
    widest, base = swings(assessment), assessment.price.indicative_eur_per_mwh
    if not widest or base is None:
        return None
    low, high = min(one.low for one in widest), max(one.high for one in widest)
    margin = MARGIN * (high - low)
    names = [_name(one, language) for one in widest]
    colour = plant_colour(assessment.heat)
    layers = [
        _bars(widest, base, (low - margin, high + margin), colour),
        *named(names, low - margin),
        _base(base, len(widest)),
    ]
    first = widest[0]
    words = {
        "base": figure(base, UNIT, language),
        "first": named_driver(first.driver.key, language, part="short"),
        "low": figure(first.low, UNIT, language, with_unit=False),
        "high": figure(first.high, UNIT, language),
        "bars": "; ".join(names),
    }
    title = say("charts.swings.title", language, **words)
    described = say("charts.swings.alt", language, **words)
    return Picture(framed(layers, ROW * len(widest)), title, described)


def _name(one: Swing, language: str) -> str:
    """What moves, from where to where, and the prices at its ends."""
    driver = one.driver
    prices = (driver.price_at_low, driver.price_at_high)
    words = {
        "name": named_driver(driver.key, language, part="short"),
        "low": end_in_words(driver.low, driver.unit, language),
        "high": end_in_words(driver.high, driver.unit, language),
    }
    words |= {
        name: figure(price, UNIT, language)
        for name, price in zip(("at_low", "at_high"), prices, strict=True)
    }
    return say("charts.swings.row", language, **words)


def _bars(widest: list[Swing], base: float, across: tuple[float, float], colour: str) -> alt.Chart:
    """Each bar in two parts, to either side of the price as it stands."""
    points: list[Row] = []
    for row, one in enumerate(widest):
        place = {"top": row + TOP / ROW, "bottom": row + 1 - FOOT / ROW}
        points += [
            place | {"low": one.low, "high": base, "colour": colour, "opacity": 1.0},
            place | {"low": base, "high": one.high, "colour": INK, "opacity": 0.4},
        ]
    return in_rows(points, across, len(widest))


def _base(base: float, count: int) -> Layer:
    """The price as it stands, across the bars and not across their names."""
    points: list[Row] = [
        {"x": base, "y": row + TOP / ROW, "y2": row + 1 - FOOT / ROW} for row in range(count)
    ]
    line = alt.Chart(rows(points)).mark_rule(color=INK, strokeWidth=2, tooltip=None)
    drawn: Layer = line.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q"))
    return drawn
