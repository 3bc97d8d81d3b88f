"""The plan as bars: each phase once run fast and once slow, and the window of first heat."""

from __future__ import annotations

import datetime as dt
from calendar import isleap
from typing import NamedTuple

import altair as alt

from ihp_core.report.drawing.palette import INK
from ihp_core.report.drawing.picture import Layer, Picture, Row, framed, rows, text
from ihp_core.report.next_steps.plan import bar_name, window_sentence
from ihp_core.text import SPOKEN, figure, say
from ihp_core.viability.timeline import Bar, Timeline

ROW_HEIGHT = 44
"""Of a phase with its name above its two bars [px]."""

PACES = {"fast": (0.46, 0.66, 0.8), "slow": (0.7, 0.9, 0.35)}
"""Top and bottom of a bar in shares of its row, and how dark it is."""

MONTHS_APART, DAYS_OF_YEAR = 6, 365
ROOM_AT_END = 1.04


class _Axis(NamedTuple):
    """Years where days are known, else months of work."""

    dated: bool
    start: float
    end: float


def plan_chart(plan: Timeline, language: str = SPOKEN) -> Picture:
    """A row a phase, the whole project last; years across, months where no day is known."""
    axis = _axis(plan)
    bars = [_row(index, bar, pace, axis) for index, bar in enumerate(plan.bars) for pace in PACES]
    names = [_named(bar, language) for bar in plan.bars]
    drawn = [
        _bars(bars, axis, language),  # first: the other layers follow its axes
        *_window(plan, axis, language),
        text(_at_left(names, axis), align="left", baseline="top", dy=3, size=13),
        text(_paces(bars, language), align="left", baseline="middle", dx=5),
    ]
    told = say("viability.plan.alt", language, bars="; ".join(names))
    picture = framed(drawn, ROW_HEIGHT * (len(plan.bars) + 1))
    return Picture(picture, window_sentence(plan, language), told)


def year_of(day: dt.date) -> float:
    """A day as a part of the years, 2027.5 for the middle of 2027."""
    days = DAYS_OF_YEAR + isleap(day.year)
    return day.year + (day.timetuple().tm_yday - 1) / days


def _axis(plan: Timeline) -> _Axis:
    days = [day for bar in plan.bars for day in (bar.fast_start, bar.slow_start, bar.slow_end)]
    days += [plan.first_heat_earliest, plan.first_heat_latest]
    known = [year_of(day) for day in days if day is not None]
    if not known:
        return _Axis(False, 0.0, ROOM_AT_END * max(bar.slow_end_months for bar in plan.bars))
    start, end = min(known), max(known)
    return _Axis(True, start, start + ROOM_AT_END * (end - start))


def _row(index: int, bar: Bar, pace: str, axis: _Axis) -> Row:
    top, bottom, opacity = PACES[pace]
    ends = [getattr(bar, f"{pace}_{end}") for end in ("start", "end")]
    months = [getattr(bar, f"{pace}_{end}_months") for end in ("start", "end")]
    low, high = [year_of(day) for day in ends] if axis.dated else months
    extent = {"low": round(low, 4), "high": round(high, 4), "opacity": opacity, "pace": pace}
    return {"top": index + top, "bottom": index + bottom, "place": index} | extent


def _named(bar: Bar, language: str) -> str:
    spans = (
        bar.fast_end_months - bar.fast_start_months,
        bar.slow_end_months - bar.slow_start_months,
    )
    low, high = (round(span) for span in spans)
    words = {
        "low": figure(low, "months", language, with_unit=False),
        "high": figure(high, "months", language),
    }
    phase = bar_name(bar, language)
    return say("viability.plan.row", language, phase=phase[:1].upper() + phase[1:], **words)


def _at_left(names: list[str], axis: _Axis) -> list[Row]:
    return [{"x": axis.start, "y": index, "words": name} for index, name in enumerate(names)]


def _paces(bars: list[Row], language: str) -> list[Row]:
    """Which bar is which, told once, behind the two bars of the first phase."""
    return [
        {
            "x": bar["high"],
            "y": (bar["top"] + bar["bottom"]) / 2,
            "words": say(f"viability.plan.{bar['pace']}", language),
        }
        for bar in bars
        if bar["place"] == 0
    ]


def _bars(bars: list[Row], axis: _Axis, language: str) -> alt.Chart:
    down = alt.Scale(domain=[len(bars) / len(PACES) + 1, 0], nice=False)
    drawn: alt.Chart = (
        alt.Chart(rows(bars))
        .mark_rect(color=INK, tooltip=None)
        .encode(
            x=_across(axis, language),
            x2=alt.X2("high:Q"),
            y=alt.Y("top:Q", scale=down, axis=None),
            y2=alt.Y2("bottom:Q"),
            opacity=alt.Opacity("opacity:Q", scale=None, legend=None),
        )
    )
    return drawn


def _across(axis: _Axis, language: str) -> alt.X:
    whole = range(int(axis.start), int(axis.end) + 1)
    marks = [n for n in whole if n >= axis.start and (axis.dated or n % MONTHS_APART == 0)]
    title = None if axis.dated else say("viability.plan.axis", language)
    drawn = alt.Axis(
        title=title, values=marks, format="d", grid=True, domain=False, ticks=False, labelPadding=6
    )
    scale = alt.Scale(domain=[axis.start, axis.end], nice=False, zero=False)
    return alt.X("low:Q", scale=scale, axis=drawn)


def _window(plan: Timeline, axis: _Axis, language: str) -> list[Layer]:
    """From the earliest to the latest first heat, around the bars of the whole project."""
    first, last = plan.first_heat_earliest, plan.first_heat_latest
    if first is None or last is None or not axis.dated:
        ends = [plan.total_low_months, plan.total_high_months]
    else:
        ends = [year_of(first), year_of(last)]
    height = len(plan.bars)
    low, high = ({"x": round(end, 4), "y": height - 0.62, "y2": height + 0.2} for end in ends)
    field = alt.Chart(rows([low | {"x2": high["x"]}])).mark_rect(
        color=INK, opacity=0.1, tooltip=None
    )
    edges = alt.Chart(rows([low, high])).mark_rule(
        color=INK, strokeDash=[4, 3], strokeWidth=1.5, tooltip=None
    )
    words = [
        {"x": high["x"], "y": height + 0.45, "words": say("viability.plan.heat", language)},
    ]
    return [
        field.encode(x=alt.X("x:Q"), x2=alt.X2("x2:Q"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q")),
        edges.encode(x=alt.X("x:Q"), y=alt.Y("y:Q"), y2=alt.Y2("y2:Q")),
        text(words, align="right", baseline="middle", size=13),
    ]
