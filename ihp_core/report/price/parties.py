"""The producer's cost step by step, what each party gains, and the producer's money by year.

For the internal view only.
"""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from ihp_core.contract.shapes import Flow, PartyGains
from ihp_core.economics.price import PARTS
from ihp_core.report.drawing.bars import ROW_HEIGHT, amount_of, bar, bar_rows
from ihp_core.report.drawing.lines import Line, line_layers
from ihp_core.report.drawing.palette import (
    ELECTRICITY,
    INK,
    NOT_TAKEN,
    OWN,
    SIGNS,
    plant_colour,
)
from ihp_core.report.drawing.picture import Layer, Picture, Row, amounts, framed, rows, short, text
from ihp_core.report.price.beside import TODAY, UNIT, best_in_short, best_named
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import cost_named
from ihp_core.viability.rules import PRICE_ROOM

_HEIGHT = 260
MILLION = 1e6
_UNIT = "MEUR/a"

CLOSE = 0.33
"""Of the prices drawn: two names over lines that are nearer than this would meet."""

EVEN = 1e-3
"""Of what is spent: a worth below it is none, by the last digits."""


def build_up(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """The producer's cost step by step, then the room up to the best alternative. Internal."""
    price = assessment.price
    floor, ceiling = price.floor_eur_per_mwh, price.ceiling_eur_per_mwh
    if floor is None:
        title = say("charts.build_up.none", language)
        return Picture(framed(bar_rows([], language), ROW_HEIGHT), title, title)
    bars = _steps(assessment, language)
    bars.append(bar(say("charts.build_up.floor", language), floor, INK, 0.75))
    if ceiling is not None:
        status = next((c.status for c in assessment.criteria if c.id == PRICE_ROOM), "pass")
        name = f"{SIGNS[status].icon} {say('charts.build_up.room', language)}"
        room = bar(name, ceiling, SIGNS[status].colour, 1.0) | {"low": floor}
        name = say("charts.build_up.ceiling", language, best=best_in_short(price, language))
        bars += [room, bar(name, ceiling, OWN if price.best_kind == TODAY else INK, 1.0)]
    words = {"floor": figure(floor, UNIT, language), "best": best_named(price, language)}
    if ceiling is not None:
        words |= {"ceiling": figure(ceiling, UNIT, language)}
        words |= {"room": figure(abs(ceiling - floor), UNIT, language)}
    way = "open" if ceiling is None else "room_open" if ceiling >= floor else "no_room"
    title = say(f"charts.build_up.{way}", language, **words)
    told = "; ".join(f"{row['name']} {amount_of(row, language)}" for row in bars)
    described = say("charts.build_up.alt", language, bars=told)
    return Picture(framed(bar_rows(bars, language, height=40), 40 * len(bars)), title, described)


def _steps(assessment: Assessment, language: str) -> list[Row]:
    bars: list[Row] = []
    level = 0.0
    for part in PARTS:
        amount = getattr(assessment.price, f"{part}_eur_per_mwh")
        if amount:
            powered = part in ("electricity", "pumping")
            colour, opacity = (ELECTRICITY, 1.0) if powered else (INK, 0.35)
            name = cost_named("charts.build_up", part, language)
            bars.append(bar(name, level + amount, colour, opacity) | {"low": level})
            level += amount
    return bars


def party_gains(assessment: Assessment, gains: PartyGains, language: str = SPOKEN) -> Picture:
    """Yearly gain of operator, producer and data centre over the price [M€/a over EUR/MWh]."""
    series = (
        ("operator", gains.operator_eur, OWN),
        ("producer", gains.producer_eur, plant_colour(assessment.heat)),
        ("data_centre", gains.data_centre_eur, NOT_TAKEN),
    )
    lines = [
        Line(say(f"charts.gains.{name}", language), [eur / MILLION for eur in gain], colour)
        for name, gain, colour in series
    ]
    x_title, unit = say("charts.gains.axis", language), say(f"unit.{_UNIT}", language)
    drawn = line_layers(lines, gains.price_eur_per_mwh, x_title, unit, language)
    price = assessment.price
    ends = {"floor": price.floor_eur_per_mwh, "ceiling": price.ceiling_eur_per_mwh}
    known = {name: end for name, end in ends.items() if end is not None}
    highest = max(max(line.values) for line in lines)
    lowest = min(0.0, *(min(line.values) for line in lines))
    drawn += [*_marks(known, (lowest, highest), gains.price_eur_per_mwh, language), _zero()]
    named = ends | {"gap": price.gap_eur_per_mwh}
    words = {name: figure(end, "EUR/MWh", language) for name, end in named.items()}
    words["best"] = best_named(price, language)
    words["cooling"] = figure(gains.cooling_saved_eur_per_year, "EUR/a", language)
    room = (price.room_eur_per_mwh or 0.0) > 0
    title = say(f"charts.gains.{'title' if room else 'no_room'}", language, **words)
    return Picture(framed(drawn, _HEIGHT), title, say("charts.gains.alt", language, **words))


def _marks(
    ends: dict[str, float],
    levels: tuple[float, float],
    across: Sequence[float],
    language: str,
) -> list[Layer]:
    """Upright lines at the producer's cost and at the best alternative, named at the upper ends."""
    low, high = levels
    top = high + 0.1 * (high - low)
    points: list[Row] = [
        {"x": end, "y": low, "y2": high, "top": top, "words": say(f"charts.gains.{name}", language)}
        for name, end in ends.items()
    ]
    rule = alt.Chart(rows(points)).mark_rule(color=INK, strokeDash=[4, 3], tooltip=None)
    names = [{"x": point["x"], "y": point["y2"], "words": point["words"]} for point in points]
    lines = rule.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q"))
    return [lines, *_apart(names, across[-1] - across[0])]


def _apart(names: list[Row], span: float) -> list[Layer]:
    """Each name over its line; of two that stand close, one to the left and one to the right."""
    ordered = sorted(names, key=lambda name: float(name["x"]))
    places = [float(name["x"]) for name in ordered]
    close = len(ordered) > 1 and places[-1] - places[0] < CLOSE * span
    sides = ("right", "left") if close else ("center",) * len(ordered)
    return [text([name], dy=-8, align=side) for name, side in zip(ordered, sides, strict=True)]


def _zero() -> alt.Chart:
    line = alt.Chart(rows([{"y": 0.0}])).mark_rule(color=INK, opacity=0.5, tooltip=None)
    drawn: alt.Chart = line.encode(y=alt.Y("y:Q"))
    return drawn


def money_years(assessment: Assessment, flow: Flow, language: str = SPOKEN) -> Picture:
    """Net cash flow by year as bars, its discounted sum as a line [M€, real]."""
    net = [eur / MILLION for eur in flow.net_eur]
    total = [eur / MILLION for eur in flow.discounted_cumulative_eur]
    low, high = min([0.0, *net, *total]), max([1e-6, *net, *total])
    margin = 0.08 * (high - low)
    unit = say("unit.MEUR", language)
    y = amounts(alt.Y, "y", high + margin, language, unit, bottom=low - margin)
    third = len(total) // 3  # of the way: right of the rising line there is room for its name
    name = say("charts.money_years.total", language)
    word: Row = {"x": float(flow.year[third]), "y": total[third], "words": name}
    layers: list[Layer] = [
        _bars(flow, net, plant_colour(assessment.heat), y, language),
        _sum(flow, total),
        text([word], align="left", dx=12, dy=12),
        _zero(),
    ]
    words = _money_words(assessment, flow, language)
    title = say(f"charts.money_years.{words.pop('way')}", language, **words)
    return Picture(framed(layers, _HEIGHT), title, say("charts.money_years.alt", language, **words))


def _bars(flow: Flow, net: list[float], colour: str, y: alt.Y, language: str) -> alt.Chart:
    bars: list[Row] = [
        {"x": year - 0.38, "x2": year + 0.38, "y": amount, "zero": 0.0}
        for year, amount in zip(flow.year, short(net), strict=True)
    ]
    scale = alt.Scale(domain=[-0.6, float(flow.year[-1]) + 0.6], nice=False)
    x = alt.X("x:Q", scale=scale, axis=_year_axis(flow, language))
    drawn = alt.Chart(rows(bars)).mark_rect(color=colour, tooltip=None)
    placed: alt.Chart = drawn.encode(x=x, x2=alt.X2("x2:Q"), y=y, y2=alt.Y2("zero:Q"))
    return placed


def _sum(flow: Flow, total: list[float]) -> alt.Chart:
    pairs = zip(flow.year, short(total), strict=True)
    points: list[Row] = [{"x": year, "y": amount} for year, amount in pairs]
    line = alt.Chart(rows(points)).mark_line(color=INK, strokeWidth=2, tooltip=None)
    drawn: alt.Chart = line.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"))
    return drawn


def _year_axis(flow: Flow, language: str) -> alt.Axis:
    step = 5 if len(flow.year) > 9 else 1
    return alt.Axis(
        title=say("charts.over_years.axis", language),
        values=[year for year in flow.year if year % step == 0],
        grid=False,
        domain=False,
        ticks=False,
        titleAnchor="start",
        labelPadding=6,
    )


def _money_words(assessment: Assessment, flow: Flow, language: str) -> dict[str, str]:
    """Payback and worth of the cash flow that is drawn, by the price structure of the contract."""
    returns = assessment.negotiation.returns if assessment.negotiation else None
    payback, npv = returns.payback_years if returns else None, flow.discounted_cumulative_eur[-1]
    even = returns is None and abs(npv) < EVEN * -flow.net_eur[0]
    return {
        "way": "at_cost" if even else "open" if payback is None else "paid",
        "spent": figure(-flow.net_eur[0], "EUR", language),
        "payback": figure(payback, "a", language),
        "npv": figure(npv, "EUR", language),
        "typical": figure(flow.net_eur[1], "EUR/a", language),
        "term": str(flow.year[-1]),
    }
