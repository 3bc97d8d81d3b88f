"""The heat price in two pictures: for the conversation, and what the producer's cost is made of."""

from __future__ import annotations

import altair as alt

from ihp_core.report.palette import DIRECT, ELECTRICITY, INK, LIFT, OWN, PREHEAT, SIGNS
from ihp_core.report.picture import Picture, Row, framed, rows, text
from ihp_core.results import Assessment, Heat
from ihp_core.text import figure, say

UNIT = "EUR/MWh"

ROW_HEIGHT = 64
"""Of a bar with its name above it [px]."""

PARTS = (
    "capital",
    "pipe",
    "construction_interest",
    "maintenance",
    "electricity",
    "pumping",
    "source_heat",
)
"""What the producer's cost is made of, in the order it is stacked."""


def plant_colour(heat: Heat) -> str:
    """The colour of the kind of plant this is: exchanger only, both, heat pump only."""
    if heat.heat_pump_gwh <= 0:
        return DIRECT
    return PREHEAT if heat.direct_gwh > 0 else LIFT


def price_bar(assessment: Assessment, language: str = "en") -> Picture:
    """The indicative price and its band beside today's running cost and the alternative [EUR/MWh].

    For the conversation, of the assessment that ``discreet`` leaves: without room to negotiate
    the indicative price is the producer's own cost.
    """
    price = assessment.price
    alternative = say(f"charts.alternative.{price.alternative_kind or 'none'}", language)
    given = (
        ("indicative", price.indicative_eur_per_mwh, plant_colour(assessment.heat), 1.0),
        ("today", price.ceiling_eur_per_mwh, OWN, 1.0),
        ("alternative", price.alternative_eur_per_mwh, INK, 0.35),
    )
    bars = [
        _bar(say(f"charts.price.{name}", language, kind=alternative), amount, colour, opacity)
        for name, amount, colour, opacity in given
        if amount is not None
    ]
    title = _price_title(assessment, language)
    band = (price.p10_eur_per_mwh, price.p90_eur_per_mwh)
    if None in (price.indicative_eur_per_mwh, *band):
        band = (None, None)
    else:
        low, high = (figure(edge, UNIT, language, with_unit=False) for edge in band)
        bars[0]["band"] = say("charts.price.band", language, low=low, high=high)
    drawn = _rows(bars, language, band)
    told = "; ".join(f"{bar['name']} {figure(bar['high'], UNIT, language)}" for bar in bars)
    described = say("charts.price.alt", language, bars=told) if bars else title
    return Picture(framed(drawn, max(ROW_HEIGHT * len(bars), ROW_HEIGHT)), title, described)


def _bar(name: str, amount: float, colour: str, opacity: float) -> Row:
    shown = {"colour": colour, "opacity": opacity}
    return {"name": name, "low": 0.0, "high": amount, "band": ""} | shown


def _price_title(assessment: Assessment, language: str) -> str:
    price = assessment.price
    indicative, today = price.indicative_eur_per_mwh, price.ceiling_eur_per_mwh
    if indicative is None and today is not None:
        return say("charts.price.not_below", language, today=figure(today, UNIT, language))
    if indicative is None:
        return say("charts.price.none", language)
    if today is None:
        return say("charts.price.alone", language, price=figure(indicative, UNIT, language))
    gap = today - indicative
    way = "even" if abs(gap) < 0.5 else "below" if gap > 0 else "above"
    return say(
        f"charts.price.{way}",
        language,
        price=figure(indicative, UNIT, language),
        today=figure(today, UNIT, language),
        gap=figure(abs(gap), UNIT, language),
    )


def build_up(assessment: Assessment, language: str = "en") -> Picture:
    """The producer's cost step by step, then the room up to today's cost [EUR/MWh]. Internal."""
    price = assessment.price
    floor, ceiling = price.floor_eur_per_mwh, price.ceiling_eur_per_mwh
    if floor is None:
        title = say("charts.build_up.none", language)
        return Picture(framed(_rows([], language), ROW_HEIGHT), title, title)
    bars = _steps(assessment, language)
    bars.append(_bar(say("charts.build_up.floor", language), floor, INK, 0.75))
    if ceiling is not None:
        status = next((c.status for c in assessment.criteria if c.id == "price_room"), "pass")
        name = f"{SIGNS[status].icon} {say('charts.build_up.room', language)}"
        room = _bar(name, ceiling, SIGNS[status].colour, 1.0) | {"low": floor}
        bars += [room, _bar(say("charts.build_up.ceiling", language), ceiling, OWN, 1.0)]
    words = {"floor": figure(floor, UNIT, language)}
    if ceiling is not None:
        words |= {"ceiling": figure(ceiling, UNIT, language)}
        words |= {"room": figure(abs(ceiling - floor), UNIT, language)}
    way = "open" if ceiling is None else "room_open" if ceiling >= floor else "no_room"
    title = say(f"charts.build_up.{way}", language, **words)
    told = "; ".join(f"{bar['name']} {_amount(bar, language)}" for bar in bars)
    described = say("charts.build_up.alt", language, bars=told)
    return Picture(framed(_rows(bars, language, height=40), 40 * len(bars)), title, described)


def _steps(assessment: Assessment, language: str) -> list[Row]:
    found: list[Row] = []
    level = 0.0
    for part in PARTS:
        amount = getattr(assessment.price, f"{part}_eur_per_mwh")
        if amount:
            powered = part in ("electricity", "pumping")
            colour, opacity = (ELECTRICITY, 1.0) if powered else (INK, 0.35)
            name = say(f"charts.build_up.{part}", language)
            found.append(_bar(name, level + amount, colour, opacity) | {"low": level})
            level += amount
    return found


def _amount(bar: Row, language: str) -> str:
    return figure(bar["high"] - bar["low"], UNIT, language)


def _rows(
    bars: list[Row],
    language: str,
    band: tuple[float | None, float | None] = (None, None),
    height: int = ROW_HEIGHT,
) -> list[alt.Chart]:
    """A bar a row from the top, its name and amount above it, the band on the first."""
    ends = [edge for bar in bars for edge in (bar["low"], bar["high"])]
    ends += [edge for edge in band if edge is not None]
    low, high = min([0.0, *ends]), 1.02 * max([1.0, *ends])
    lower = 1 - (18 if band[0] is not None else 6) / height
    points = [bar | {"top": i + 21 / height, "bottom": i + lower} for i, bar in enumerate(bars)]
    drawn = _drawn(points, (low, high))
    return [drawn, *_names(bars, low, language), *_band(band, 1 - 11 / height)]


def _drawn(points: list[Row], across: tuple[float, float]) -> alt.Chart:
    scale = alt.Scale(domain=list(across), nice=False)
    down = alt.Scale(domain=[len(points) or 1, 0], nice=False)
    bars = alt.Chart(rows(points)).mark_rect(tooltip=None)
    placed: alt.Chart = bars.encode(
        x=alt.X("low:Q", scale=scale, axis=None),
        x2="high:Q",
        y=alt.Y("top:Q", scale=down, axis=None),
        y2="bottom:Q",
        color=alt.Color("colour:N", scale=None, legend=None),
        opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
    )
    return placed


def _names(bars: list[Row], start: float, language: str) -> list[alt.Chart]:
    points = [
        {"x": start, "y": i, "words": f"{bar['name']}  {_amount(bar, language)} {bar['band']}"}
        for i, bar in enumerate(bars)
    ]
    return [text(points, align="left", baseline="top", dy=4, size=13)] if points else []


def _band(band: tuple[float | None, float | None], middle: float) -> list[alt.Chart]:
    low, high = band
    if low is None or high is None:
        return []
    line = alt.Chart(rows([{"x": low, "x2": high, "y": middle}])).mark_rule(
        color=INK, strokeWidth=2, tooltip=None
    )
    ends = alt.Chart(rows([{"x": low, "y": middle}, {"x": high, "y": middle}])).mark_tick(
        color=INK, thickness=2, size=12, orient="vertical", tooltip=None
    )
    return [line.encode(x="x:Q", x2="x2:Q", y="y:Q"), ends.encode(x="x:Q", y="y:Q")]
