"""The one picture for everybody: source cooling down, network heating up, the plant between."""

from __future__ import annotations

from functools import cache

import altair as alt

from ihp_core.report.drawing.palette import DIRECT, ELECTRICITY, INK, LIFT, OWN
from ihp_core.report.drawing.picture import (
    Layer,
    Picture,
    Row,
    Spec,
    axis_in,
    filled,
    framed,
    undrawn,
)
from ihp_core.report.heat.moment import Moment, moment
from ihp_core.report.heat.temperature_words import end_label, ends, evaporated, span, zone_names
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, resolved, say

_HEIGHT = 380
"""Of the diagram [px]."""


def temperature_heat(assessment: Assessment, outdoor_c: float, language: str = SPOKEN) -> Picture:
    """Temperatures [°C] over the heat handed on [MW] at an outdoor temperature.

    Both waters flow against each other: the network's from left to right, the data centre's
    from right to left in either machine.
    """
    now = moment(assessment, outdoor_c)
    words = _words(now, language)
    ending = (
        say("charts.temperature_heat.top_up", language, **words) if now.boiler_mw > 0.005 else ""
    )
    state = now.regime if now.heat_mw > 0 else "off"
    title = say(f"charts.temperature_heat.{state}", language, **words)
    described = say(f"charts.temperature_heat.alt_{state}", language, **words)
    drawn = _standing(now, language) if state == "off" else _running(now, language)
    return Picture(framed(drawn, _HEIGHT), " ".join((title, ending)).strip(), described)


def _words(now: Moment, language: str) -> dict[str, str]:
    temperatures = {
        name: figure(getattr(now, f"{name}_c"), "°C", language)
        for name in ("outdoor", "source_inlet", "source_outlet", "return", "supply", "plant_supply")
    }
    heat = {
        name: figure(getattr(now, f"{name}_mw"), "MW", language)
        for name in ("direct", "heat_pump", "electricity", "boiler", "heat")
    }
    reason = say(f"charts.reason.{now.reason or 'no_demand'}", language)
    return temperatures | heat | {"reason": reason}


def _running(now: Moment, language: str) -> list[Layer]:
    end = now.heat_mw + now.boiler_mw
    low, high = span(now)
    zone, line = (_scaled(layer, (0, end), (low, high)) for layer in _kinds(resolved(language)))
    return [
        *(filled(_coloured(zone, colour), points) for points, colour in _zones(now)),
        *(filled(line, points) for points in _lines(now)),
        *zone_names(now, high, language),
        *ends(now, language),
    ]


@cache
def _kinds(language: str) -> tuple[Spec, Spec]:
    """The layers of zones and of lines, made once: making one takes longer than filling it."""
    axis_x = axis_in(language, say("charts.temperature_heat.axis", language), vertical=False)
    x, y = alt.X("x:Q", axis=axis_x), alt.Y("y:Q", axis=axis_in(language, "°C", vertical=True))
    zone = alt.Chart().mark_area(opacity=0.45, tooltip=None)
    return undrawn(zone.encode(x=x, y=y, y2=alt.Y2("y2:Q"))), _line(x, y)


def _line(x: alt.X, y: alt.Y) -> Spec:
    drawn = alt.Chart().mark_line(color=INK, strokeWidth=2.5, tooltip=None)
    return undrawn(drawn.encode(x=x, y=y))


def _scaled(layer: Spec, x: tuple[float, float], y: tuple[float, float]) -> Spec:
    """A layer from where to where its axes reach."""
    scales = {
        name: {"domain": list(reach), "nice": False}
        for name, reach in zip("xy", (x, y), strict=True)
    }
    channels = layer["encoding"].items()
    encoding = {
        name: channel | {"scale": scales[name]} if name in scales else channel
        for name, channel in channels
    }
    return layer | {"encoding": encoding}


def _coloured(layer: Spec, colour: str) -> Spec:
    return layer | {"mark": layer["mark"] | {"color": colour}}


def _point(x: float, y: float, y2: float | None = None) -> Row:
    point = {"x": round(x, 4), "y": round(y, 3)}
    return point if y2 is None else point | {"y2": round(y2, 3)}


def _zones(now: Moment) -> list[tuple[list[Row], str]]:
    zones: list[tuple[list[Row], str]] = []
    if now.direct_mw > 0:
        warm = _point(now.direct_mw, now.source_inlet_c, now.network_middle_c)
        zones.append(([_point(0, now.source_middle_c, now.return_c), warm], DIRECT))
    if now.heat_pump_mw > 0:
        until, warmth = evaporated(now)
        cold = _point(now.direct_mw, now.network_middle_c, now.source_outlet_c)
        met = _point(until, warmth, now.source_middle_c)
        full = _point(now.heat_mw, now.plant_supply_c, now.source_middle_c)
        zones += [([cold, met], LIFT), ([met, full], ELECTRICITY)]
    if now.boiler_mw > 0:
        full = _point(now.heat_mw, now.plant_supply_c, now.return_c)
        end = _point(now.heat_mw + now.boiler_mw, now.supply_c, now.return_c)
        zones.append(([full, end], OWN))
    return zones


def _lines(now: Moment) -> list[list[Row]]:
    end = now.heat_mw + now.boiler_mw
    lines = [[_point(0, now.return_c), _point(end, now.supply_c)]]
    if now.direct_mw > 0:
        warm = _point(now.direct_mw, now.source_inlet_c)
        lines.append([_point(0, now.source_middle_c), warm])
    if now.heat_pump_mw > 0:
        met = _point(evaporated(now)[0], now.source_middle_c)
        lines.append([_point(now.direct_mw, now.source_outlet_c), met])
    return lines


def _standing(now: Moment, language: str) -> list[Layer]:
    """Nothing runs: the two waters beside each other, without heat between them."""
    low, high = span(now)
    scale = alt.Scale(domain=[0, 1])
    x = alt.X("x:Q", scale=scale, axis=None)
    axis = axis_in(language, "°C", vertical=True)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=axis)
    source = [_point(0.05, now.source_outlet_c), _point(0.45, now.source_inlet_c)]
    network = [_point(0.55, now.return_c), _point(0.95, now.supply_c)]
    line = _line(x, y)
    return [
        filled(line, source),
        filled(line, network),
        end_label("to_servers", 0.05, now.source_outlet_c, 16, "left", language),
        end_label("from_servers", 0.45, now.source_inlet_c, -10, "right", language),
        end_label("return", 0.55, now.return_c, 16, "left", language),
        end_label("supply", 0.95, now.supply_c, -10, "right", language),
    ]
