"""The words of the temperature-heat diagram: who gives which heat, and how warm each water is."""

from __future__ import annotations

from functools import cache
from typing import Literal

import altair as alt

from ihp_core.report.drawing.palette import ELECTRICITY, INK
from ihp_core.report.drawing.picture import Layer, Spec, filled, text, undrawn
from ihp_core.report.heat.moment import Moment
from ihp_core.text import figure, say

NARROW = 0.3
"""Share of the width below which a zone's name leans on the chart's edge."""

WIDE = 0.47
"""Share of the width that the longest name of an end takes on a narrow screen."""

BESIDE_SUPPLY = 0.74
"""Share of the width up to which a name does not meet that of the supply."""

Side = Literal["left", "center", "right"]


def span(now: Moment) -> tuple[float, float]:
    """The temperatures the diagram reaches from and to [°C]: room for words above and below."""
    lowest = min(now.return_c, now.source_outlet_c)
    highest = max(now.supply_c, now.source_inlet_c)
    room = max(highest - lowest, 10.0)
    return lowest - 0.2 * room, highest + 0.3 * room


def evaporated(now: Moment) -> tuple[float, float]:
    """Where the heat pump's source heat ends on the heat axis, and the network's warmth there."""
    from_source = max(now.heat_pump_mw - now.electricity_mw, 0.0)
    slope = (now.plant_supply_c - now.network_middle_c) / max(now.heat_pump_mw, 1e-9)
    return now.direct_mw + from_source, now.network_middle_c + slope * from_source


def zone_names(now: Moment, high: float, language: str) -> list[Layer]:
    """Who makes which part of the heat, above its zone."""
    names: list[Layer] = []
    start, end = 0.0, now.heat_mw + now.boiler_mw
    for name in ("direct", "heat_pump", "boiler"):
        amount = getattr(now, f"{name}_mw")
        if amount > 0.005 * end:
            words = say(f"charts.zone.{name}", language, heat=figure(amount, "MW", language))
            here, side = _place(start, start + amount, end)
            point = {"x": here, "y": high, "words": words}
            names.append(text([point], align=side, baseline="top", fontWeight="bold"))
        start += amount
    return names


def _place(start: float, stop: float, end: float) -> tuple[float, Side]:
    if stop - start >= NARROW * end:
        return (start + stop) / 2, "center"
    return (start, "left") if start + stop < end else (stop, "right")


def ends(now: Moment, language: str) -> list[Layer]:
    """The temperatures at the lines' ends, named in the words people use for them."""
    end = now.heat_mw + now.boiler_mw
    labels = [
        end_label("return", 0, now.return_c, 16, "left", language),
        end_label("supply", end, now.supply_c, -10, "right", language),
        *_from_servers(now, end, language),
    ]
    if now.heat_pump_mw <= 0:
        return [*labels, end_label("to_servers", 0, now.source_middle_c, 16, "left", language)]
    until = end if now.boiler_mw > 0 else evaporated(now)[0]
    right = now.direct_mw > 0 and until > WIDE * end
    here = until if right else now.direct_mw
    side: Side = "right" if right else "left"
    cold = end_label("to_servers", here, now.source_outlet_c, 16, side, language)
    return [*labels, cold, *_electricity(now, language)]


def _from_servers(now: Moment, end: float, language: str) -> list[Layer]:
    """Above the warm end of the source; where the network's line would cross, higher up."""
    warm = now.source_inlet_c
    here = now.direct_mw if now.direct_mw > 0 else evaporated(now)[0]
    if not 0 < now.direct_mw < WIDE * end:
        here = min(here, BESIDE_SUPPLY * end) if now.direct_mw < end else here
        return [end_label("from_servers", here, warm, -10, "right", language)]
    line = now.return_c + WIDE * (now.supply_c - now.return_c)
    free = max(line, warm) + 0.05 * (span(now)[1] - span(now)[0])
    words = figure(warm, "°C", language)
    point = {
        "x": 0,
        "y": free,
        "words": say("charts.end.from_servers", language, temperature=words),
    }
    thread = [{"x": here, "y": warm}, {"x": here, "y": free}]
    return [filled(_thread(), thread), text([point], align="left", dy=-8)]


@cache
def _thread() -> Spec:
    drawn = alt.Chart().mark_line(color=INK, strokeWidth=1, tooltip=None)
    return undrawn(drawn.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")))


def _electricity(now: Moment, language: str) -> list[Layer]:
    """Named at the foot of the chart, where no line runs, beside a patch of its colour."""
    power = figure(now.electricity_mw, "MW", language)
    words = say("charts.zone.electricity", language, power=power)
    point = {"x": now.heat_mw + now.boiler_mw, "y": span(now)[0], "words": words}
    return [filled(_patch(), [point]), text([point], align="right", dx=-18, dy=-11)]


@cache
def _patch() -> Spec:
    drawn = alt.Chart().mark_square(
        color=ELECTRICITY, size=120, opacity=1, xOffset=-7, yOffset=-12, tooltip=None
    )
    return undrawn(drawn.encode(x=alt.X("x:Q"), y=alt.Y("y:Q")))


def end_label(name: str, x: float, y: float, dy: int, side: Side, language: str) -> Layer:
    """A temperature [°C] at a line's end, above or below it, with its name."""
    words = say(f"charts.end.{name}", language, temperature=figure(y, "°C", language))
    return text(
        [{"x": x, "y": y, "words": words}], align=side, dy=dy, dx=3 if side == "left" else -3
    )
