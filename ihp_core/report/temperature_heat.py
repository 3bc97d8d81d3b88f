"""The one picture for everybody: source cooling down, network heating up, the plant between."""

from __future__ import annotations

import altair as alt

from ihp_core.report.moment import Moment, moment
from ihp_core.report.palette import DIRECT, ELECTRICITY, INK, LIFT, OWN
from ihp_core.report.picture import Layer, Picture, Row, axis_in, framed, rows
from ihp_core.report.temperature_words import end_label, ends, evaporated, span, zone_names
from ihp_core.results import Assessment
from ihp_core.text import SPOKEN, figure, say

HEIGHT = 380
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
    return Picture(framed(drawn, HEIGHT), " ".join((title, ending)).strip(), described)


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
    axis_x = axis_in(language, say("charts.temperature_heat.axis", language), vertical=False)
    x = alt.X("x:Q", scale=alt.Scale(domain=[0, end], nice=False), axis=axis_x)
    axis_y = axis_in(language, "°C", vertical=True)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=axis_y)
    return [
        *(_zone(points, colour, x, y) for points, colour in _zones(now)),
        *(_line(points, x, y) for points in _lines(now)),
        *zone_names(now, high, language),
        *ends(now, language),
    ]


def _zone(points: list[Row], colour: str, x: alt.X, y: alt.Y) -> alt.Chart:
    drawn = alt.Chart(rows(points)).mark_area(color=colour, opacity=0.45, tooltip=None)
    filled: alt.Chart = drawn.encode(x=x, y=y, y2=alt.Y2("y2:Q"))
    return filled


def _line(points: list[Row], x: alt.X, y: alt.Y) -> alt.Chart:
    drawn = alt.Chart(rows(points)).mark_line(color=INK, strokeWidth=2.5, tooltip=None)
    line: alt.Chart = drawn.encode(x=x, y=y)
    return line


def _point(x: float, y: float, y2: float | None = None) -> Row:
    found = {"x": round(x, 4), "y": round(y, 3)}
    return found if y2 is None else found | {"y2": round(y2, 3)}


def _zones(now: Moment) -> list[tuple[list[Row], str]]:
    found: list[tuple[list[Row], str]] = []
    if now.direct_mw > 0:
        warm = _point(now.direct_mw, now.source_inlet_c, now.network_middle_c)
        found.append(([_point(0, now.source_middle_c, now.return_c), warm], DIRECT))
    if now.heat_pump_mw > 0:
        until, warmth = evaporated(now)
        cold = _point(now.direct_mw, now.network_middle_c, now.source_outlet_c)
        met = _point(until, warmth, now.source_middle_c)
        full = _point(now.heat_mw, now.plant_supply_c, now.source_middle_c)
        found += [([cold, met], LIFT), ([met, full], ELECTRICITY)]
    if now.boiler_mw > 0:
        full = _point(now.heat_mw, now.plant_supply_c, now.return_c)
        end = _point(now.heat_mw + now.boiler_mw, now.supply_c, now.return_c)
        found.append(([full, end], OWN))
    return found


def _lines(now: Moment) -> list[list[Row]]:
    end = now.heat_mw + now.boiler_mw
    found = [[_point(0, now.return_c), _point(end, now.supply_c)]]
    if now.direct_mw > 0:
        warm = _point(now.direct_mw, now.source_inlet_c)
        found.append([_point(0, now.source_middle_c), warm])
    if now.heat_pump_mw > 0:
        met = _point(evaporated(now)[0], now.source_middle_c)
        found.append([_point(now.direct_mw, now.source_outlet_c), met])
    return found


def _standing(now: Moment, language: str) -> list[Layer]:
    """Nothing runs: the two waters beside each other, without heat between them."""
    low, high = span(now)
    scale = alt.Scale(domain=[0, 1])
    x = alt.X("x:Q", scale=scale, axis=None)
    axis = axis_in(language, "°C", vertical=True)
    y = alt.Y("y:Q", scale=alt.Scale(domain=[low, high], nice=False), axis=axis)
    source = [_point(0.05, now.source_outlet_c), _point(0.45, now.source_inlet_c)]
    network = [_point(0.55, now.return_c), _point(0.95, now.supply_c)]
    return [
        _line(source, x, y),
        _line(network, x, y),
        end_label("to_servers", 0.05, now.source_outlet_c, 16, "left", language),
        end_label("from_servers", 0.45, now.source_inlet_c, -10, "right", language),
        end_label("return", 0.55, now.return_c, 16, "left", language),
        end_label("supply", 0.95, now.supply_c, -10, "right", language),
    ]
