"""The year's heat in three pictures: through the seasons, by load, month by month."""

from __future__ import annotations

import altair as alt
import numpy as np

from ihp_core.report.drawing.palette import LAYERS, REGIMES
from ihp_core.report.drawing.picture import (
    Picture,
    Row,
    amounts,
    framed,
    month_names,
    months_in_full,
    rows,
    year_axis,
)
from ihp_core.report.heat.layers import areas, by_regime, colours, layers, load_line
from ihp_core.report.heat.stops import named_stops, stop_words, stops
from ihp_core.results.results import Assessment
from ihp_core.tables.arrays import Array, ratio
from ihp_core.tables.units import HOURS_OF_DAY
from ihp_core.text import SPOKEN, figure, say

DAYS_A_POINT = 3
"""Of the year's picture: 122 points a layer keep it below 800 with all four and the load."""

LOAD_POINTS = 158
"""Of the load duration curve, for the same reason."""

PLANNED = "outage"
EVEN = 0.05
"""Of the highest bar: what is closer together than that looks alike."""

LEAST_GWH = 0.005
"""A month below it delivers nothing worth a figure."""

_HEIGHT = 340


def _told(code: str, assessment: Assessment, language: str) -> str:
    heat, hours = assessment.heat, assessment.year
    if heat.delivered_gwh <= 0:
        return say("charts.nothing_delivered", language)
    lost = np.bincount(hours.month.astype(np.int64) - 1, weights=hours.not_taken_mw, minlength=12)
    gained = monthly(assessment)[:3].sum(axis=0)
    names = months_in_full(language)
    idle = [name for name, heat_gwh in zip(names, gained, strict=True) if heat_gwh < LEAST_GWH]
    return say(
        code,
        language,
        delivered=figure(heat.delivered_gwh, "GWh", language),
        share=figure(heat.share_of_network_fraction, "share", language),
        not_taken=figure(heat.not_taken_gwh, "GWh", language),
        taken_share=figure(_taken(assessment), "share", language),
        lost_month=names[int(np.argmax(lost))],
        **_ends(assessment, gained, language),
        idle_months=", ".join(idle),
        hours=figure(heat.full_load_hours, "h/a", language),
        capacity=figure(heat.capacity_mw, "MW", language),
        peak=figure(heat.network_peak_mw, "MW", language),
    )


def _ends(assessment: Assessment, gained: Array, language: str) -> dict[str, str]:
    """The months in which the network takes most and least, and that of the plant's own stop.

    Hour for hour: that February is short is no news of the network's, nor is the plant's stop.
    """
    names, an_hour = months_in_full(language), _an_hour(assessment, gained)
    stopped = _planned_hours(assessment) > 0
    of_network = np.where(stopped & ~stopped.all(), np.inf, an_hour)
    months = {
        "most": int(np.argmax(an_hour)),
        "least": int(np.argmin(of_network)),
        "stop": int(np.argmin(gained)),
    }
    words = {f"{end}_month": names[month] for end, month in months.items()}
    return words | {n: figure(float(gained[m]), "GWh", language) for n, m in months.items()}


def _planned_hours(assessment: Assessment) -> Array:
    """Hours of the plant's own planned stop in each month."""
    month = assessment.year.month.astype(np.int64) - 1
    planned = (assessment.year.reason == PLANNED).astype(np.float64)
    return np.bincount(month, weights=planned, minlength=12).astype(np.float64)


def _an_hour(assessment: Assessment, gained: Array) -> Array:
    """Heat of each month over the hours in which the plant may run [GWh/h]; nan where none is."""
    hours = np.bincount(assessment.year.month.astype(np.int64) - 1, minlength=12)
    return ratio(gained, hours - _planned_hours(assessment))


def _taken(assessment: Assessment) -> float:
    heat = assessment.heat
    return heat.source_used_gwh / heat.source_available_gwh if heat.source_available_gwh else 0.0


def year(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """The year in three-day means [MW]: heat delivered by the way it is made, against the load."""
    hours = np.arange(8760.0)
    edges = np.append(np.arange(0, 8760, 24 * DAYS_A_POINT), 8760).astype(np.float64)
    x = (edges[:-1] + edges[1:]) / 48
    stacked = layers(assessment.year, hours, x, edges, tuple(LAYERS))
    drawn = areas(stacked, year_axis(language), _heat(stacked.top, language), language)
    drawn += load_line(stacked, year_axis(language), language, falling=False)
    if assessment.heat.delivered_gwh > 0:
        drawn += named_stops(assessment.year, stacked, language)
    title = _told("charts.year.title", assessment, language)
    told = [_told("charts.year.alt", assessment, language), *_stops_told(assessment, language)]
    return Picture(framed(drawn, _HEIGHT), title, " ".join(told))


def _stops_told(assessment: Assessment, language: str) -> list[str]:
    names = months_in_full(language)
    return [
        say(
            "charts.stop.alt",
            language,
            words=stop_words(stop, language),
            month=names[int(assessment.year.month[stop.first_day * HOURS_OF_DAY]) - 1],
        )
        for stop in stops(assessment.year)
    ]


def duration(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """The hours of the year [h] sorted by load [MW], the delivered heat under the curve."""
    order = np.argsort(-assessment.year.load_mw, kind="stable").astype(np.float64)
    edges = np.round(np.linspace(0, 8760, LOAD_POINTS + 1))
    stacked = layers(assessment.year, order, (edges[:-1] + edges[1:]) / 2, edges, tuple(REGIMES))
    x = amounts(alt.X, "x", 8760, language, say("charts.duration.axis", language))
    drawn = areas(stacked, x, _heat(stacked.top, language), language)
    drawn += load_line(stacked, x, language, falling=True)
    title = _told("charts.duration.title", assessment, language)
    return Picture(
        framed(drawn, _HEIGHT), title, _told("charts.duration.alt", assessment, language)
    )


def _heat(top: float, language: str) -> alt.Y:
    axis: alt.Y = amounts(alt.Y, "low", top, language, "MW")
    return axis


def monthly(assessment: Assessment) -> Array:
    """Heat a month [GWh], shape (4, 12): exchanger only, both, heat pump only, not taken."""
    month = assessment.year.month.astype(np.int64) - 1
    heat = by_regime(assessment.year).values()
    return np.array([np.bincount(month, weights=hourly, minlength=12) for hourly in heat]) / 1000


def even_months(assessment: Assessment, language: str = SPOKEN) -> str:
    """A sentence in place of bars that would all be as high; empty where they tell something.

    Held against each other are the hours in which the plant may run: a month is shorter than
    another, and the one with the planned stop is no news.
    """
    heat = monthly(assessment)[:3].sum(axis=0)
    planned, an_hour = _planned_hours(assessment), _an_hour(assessment, heat)
    if not heat.max() > 0 or an_hour.min() < (1 - EVEN) * an_hour.max():
        return ""
    stands = bool(planned.any())
    words = {
        "low": figure(float(heat[planned == 0].min()), "GWh", language, with_unit=False),
        "high": figure(float(heat.max()), "GWh", language),
        "least": figure(float(heat.min()), "GWh", language),
        "least_month": months_in_full(language)[int(np.argmin(heat))],
    }
    return say(f"charts.months.even{'_stop' if stands else ''}", language, **words)


def months(assessment: Assessment, language: str = SPOKEN) -> Picture:
    """Heat delivered and not taken in each month [GWh], by the way it is made."""
    heat = monthly(assessment)
    top = 1.1 * max(float(heat.sum(axis=0).max()), 1e-6)
    seen = [name for name, of_year in zip(LAYERS, heat, strict=True) if of_year.max() > 0.004 * top]
    bars = alt.Chart(rows(_bars(heat, language))).mark_bar(width=alt.RelativeBandSize(0.8))
    drawn = bars.encode(
        x=month_axis(language),
        y=amounts(alt.Y, "low", top, language, "GWh"),
        y2=alt.Y2("high:Q"),
        color=colours(seen, language, legend=True),
        tooltip=[alt.Tooltip("told:N", title=" ")],
    )
    about = f"charts.months.title{_about_least(assessment)}"
    title = even_months(assessment, language) or _told(about, assessment, language)
    alternative = _told("charts.months.alt", assessment, language)
    return Picture(framed([drawn], _HEIGHT), title, alternative)


def _about_least(assessment: Assessment) -> str:
    """What the least month is about: nothing taken, the plant's own stop, or the network."""
    gained = monthly(assessment)[:3].sum(axis=0)
    if gained.min() < LEAST_GWH:
        return "_idle"
    return "_stop" if _planned_hours(assessment)[int(np.argmin(gained))] > 0 else ""


def _bars(heat: Array, language: str) -> list[Row]:
    high = np.cumsum(heat, axis=0)
    bars: list[Row] = []
    for kind, name in enumerate(LAYERS):
        word = say(f"charts.layer.{name}", language)
        for number, month in enumerate(month_names(language)):
            amount = float(heat[kind, number])
            if amount > 0:
                told = f"{month}: {word} {figure(amount, 'GWh', language)}"
                low, top = float(high[kind, number]) - amount, float(high[kind, number])
                edges = {"low": round(low, 6), "high": round(top, 6)}
                bars.append({"month": month, **edges, "layer": word, "told": told})
    return bars


def month_axis(language: str) -> alt.X:
    """The twelve months by their short names."""
    axis = alt.Axis(
        title=None,
        labelAngle=0,
        domain=False,
        ticks=False,
        labelOverlap="parity",
        labelSeparation=4,
    )
    scale = alt.Scale(domain=list(month_names(language)), paddingInner=0.2)
    return alt.X("month:N", sort=list(month_names(language)), axis=axis, scale=scale)
