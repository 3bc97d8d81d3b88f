"""How sure the price is, and what knowing better would change. For the internal view only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import altair as alt

from ihp_core.report.drawing.bars import bar, named, placed
from ihp_core.report.drawing.palette import INK, NOT_TAKEN, OWN, plant_colour
from ihp_core.report.drawing.picture import Layer, Picture, Row, axis_in, framed, rows, text
from ihp_core.report.price.beside import best_in_short
from ihp_core.report.summary.figure_tables import Rows
from ihp_core.results.other_cases import Driver, Histogram, Quantiles, Uncertainty
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, messages, say
from ihp_core.text.errors.entries import plain

_UNIT = "EUR/MWh"
_HEIGHT, ROW = 220, 40
QUANTILES = {"p10": (0.72, "right"), "p50": (0.8, "center"), "p90": (0.72, "left")}
"""How high each stands over the bars, and on which side its name."""

SHOWN = 8
"""Of the inputs, those that weigh most; what is below is not worth a measurement."""

NAME_LENGTH = 28
"""Of a name above its bar: still read on a telephone; the table below has it in full."""

LEAST_FRACTION = 0.005
"""Of the price's variance and of the doubt about the verdict: below both, nothing to measure."""


def distribution(
    assessment: Assessment, doubt: Uncertainty, language: str = SPOKEN
) -> Picture | None:
    """How often which indicative price comes out [EUR/MWh]; none where there is no price."""
    histogram, price = doubt.histogram, doubt.price
    if histogram is None or price is None:
        return None
    top, edges = 1.5 * max(*histogram.counts, 1), histogram.edges
    points: list[Row] = [
        {"low": low, "high": high, "y": float(count), "zero": 0.0}
        for low, high, count in zip(edges[:-1], edges[1:], histogram.counts, strict=True)
    ]
    axis = axis_in(language, say(f"unit.{_UNIT}", language), vertical=False)
    across = alt.Scale(domain=[edges[0], edges[-1]], nice=False, zero=False)
    upright = alt.Y("y:Q", scale=alt.Scale(domain=[0, top], nice=False), axis=None)
    bars = alt.Chart(rows(points)).mark_rect(color=plant_colour(assessment.heat), tooltip=None)
    along = alt.X("low:Q", scale=across, axis=axis)
    drawn = bars.encode(along, alt.X2("high:Q"), upright, alt.Y2("zero:Q"))
    words = {name: figure(getattr(price, name), _UNIT, language) for name in QUANTILES}
    words["samples"] = str(doubt.samples)
    layers = [drawn, *_quantiles(price, top, language)]
    layers += _best(assessment, histogram, top, language)
    title = say("charts.distribution.title", language, **words)
    return Picture(
        framed(layers, _HEIGHT), title, say("charts.distribution.alt", language, **words)
    )


def _quantiles(price: Quantiles, top: float, language: str) -> list[Layer]:
    drawn: list[Layer] = []
    for name, (level, side) in QUANTILES.items():
        drawn += _mark(getattr(price, name), level * top, name.upper(), INK, side, language)
    return drawn


def _best(assessment: Assessment, histogram: Histogram, top: float, language: str) -> list[Layer]:
    """What the best alternative costs, where it lies among the prices."""
    best = assessment.price.ceiling_eur_per_mwh
    if best is None or not histogram.edges[0] <= best <= histogram.edges[-1]:
        return []
    name = best_in_short(assessment.price, language)
    return _mark(best, 0.92 * top, name, OWN, "center", language)


def _mark(x: float, y: float, name: str, colour: str, side: str, language: str) -> list[Layer]:
    line = alt.Chart(rows([{"x": x, "y": 0.0, "y2": y}])).mark_rule(
        color=colour, strokeWidth=2, tooltip=None
    )
    words = f"{name} {figure(x, _UNIT, language, with_unit=False)}"
    point: Row = {"x": x, "y": y, "words": words}
    aside = {"left": 5, "right": -5, "center": 0}[side]
    beside = text([point], dy=-8 if side == "center" else 2, dx=aside, align=side)
    return [line.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q")), beside]


class Weight(NamedTuple):
    """An uncertain figure with the lower and the higher price of its two ends [EUR/MWh]."""

    driver: Driver
    low: float
    high: float


def weights(doubt: Uncertainty) -> list[Weight]:
    """The figures worth knowing better, the weightiest first."""
    weighty = []
    for driver in doubt.drivers:
        ends = [end for end in (driver.price_at_low, driver.price_at_high) if end is not None]
        share = max(driver.price_variance_fraction, driver.verdict_doubt_fraction)
        if ends and share >= LEAST_FRACTION:
            weighty.append(Weight(driver, min(ends), max(ends)))
    return weighty[:SHOWN]


def named_driver(key: str, language: str = SPOKEN, *, part: str = "label") -> str:
    """What an input or a figure of the model is called, in full or with its ``short`` name."""
    codes = (f"input.{key}.{part}", f"app.methods.name.{key}", f"criterion.{key}.name")
    return next((say(code, language) for code in codes if code in messages()), key)


def tornado(assessment: Assessment, doubt: Uncertainty, language: str = SPOKEN) -> Picture | None:
    """The price between both ends of each figure, the weightiest first; none without a price."""
    heaviest, base = weights(doubt), assessment.price.indicative_eur_per_mwh
    if not heaviest or base is None:
        return None
    bars = [_range(weight, plant_colour(assessment.heat), language) for weight in heaviest]
    low = min(base, *(weight.low for weight in heaviest))
    high = max(base, *(weight.high for weight in heaviest))
    margin = 0.04 * max(high - low, 1.0)
    names = [f"{row['name']}  {row['words']}" for row in bars]
    drawn = placed(bars, (low - margin, high + margin), ROW, 4)
    layers = [drawn, *named(names, low - margin), *_base(base, len(bars))]
    first = heaviest[0]
    of, share = _most(first.driver)
    words = {
        "base": figure(base, _UNIT, language),
        "first": named_driver(first.driver.key, language),
        "share": figure(share, "share", language),
        "low": figure(first.low, _UNIT, language),
        "high": figure(first.high, _UNIT, language),
        "bars": "; ".join(names),
    }
    title = say(f"charts.tornado.{of}", language, **words)
    described = say("charts.tornado.alt", language, **words)
    return Picture(framed(layers, ROW * len(bars)), title, described)


def _range(weight: Weight, colour: str, language: str) -> Row:
    """A bar from the lower to the higher price, grey where the figure is measured already."""
    colour = NOT_TAKEN if weight.driver.quality == "measured" else colour
    of, share = _most(weight.driver)
    words = say(
        f"charts.tornado.row_{of}",
        language,
        low=figure(weight.low, _UNIT, language, with_unit=False),
        high=figure(weight.high, _UNIT, language),
        share=figure(share, "share", language),
    )
    name = named_driver(weight.driver.key, language, part="short")
    if len(name) > NAME_LENGTH:
        name = f"{name[: NAME_LENGTH - 5].rpartition(' ')[0].rstrip(',;:')} …"
    return bar(name, weight.high, colour, 1.0) | {"low": weight.low, "words": words}


def _most(driver: Driver) -> tuple[str, float]:
    """Of which a figure makes the larger part: of the price's spread or of the verdict's doubt."""
    if driver.price_variance_fraction >= driver.verdict_doubt_fraction:
        return "price", driver.price_variance_fraction
    return "verdict", driver.verdict_doubt_fraction


def _base(base: float, count: int) -> list[Layer]:
    """The price as it stands, across the bars and not across their names."""
    points: list[Row] = [
        {"x": base, "y": row + 21 / ROW, "y2": row + 1 - 2 / ROW} for row in range(count)
    ]
    line = alt.Chart(rows(points)).mark_rule(color=INK, strokeWidth=2, tooltip=None)
    return [line.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q"))]


def driver_rows(drivers: Sequence[Driver], language: str = SPOKEN) -> Rows:
    """A row a figure, in their order."""
    return {
        say("price.driver.input", language): [
            named_driver(driver.key, language) for driver in drivers
        ],
        say("price.driver.range", language): [_ends(driver, language) for driver in drivers],
        say("price.driver.share", language): [
            figure(driver.price_variance_fraction, "share", language) for driver in drivers
        ],
        say("price.driver.verdict", language): [
            figure(driver.verdict_doubt_fraction, "share", language) for driver in drivers
        ],
        say("price.driver.quality", language): [
            say(f"price.driver.{driver.quality}", language) for driver in drivers
        ],
    }


def _ends(driver: Driver, language: str) -> str:
    return " – ".join(end_in_words(end, driver.unit, language) for end in (driver.low, driver.high))


def end_in_words(amount: float, unit: str, language: str = SPOKEN) -> str:
    """With its unit in house style; a factor in per cent, a rare unit as in the data."""
    unit = "share" if unit == "-" or unit.startswith("share") else unit
    if f"unit.{unit}" in messages():
        return figure(amount, unit, language)
    return f"{plain(float(f'{amount:.3g}'))} {unit}"
