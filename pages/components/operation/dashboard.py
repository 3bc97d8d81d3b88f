"""The operator's year on the screen: present values, the year with its brush, a window of it."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from ihp_core.report.operation.charts import BRUSH, brushed_year, window_charts
from ihp_core.report.operation.drawn import cursor_at
from ihp_core.report.operation.window import (
    DAYS_OF_YEAR,
    SPANS,
    date_of,
    named_window,
    span_of,
    within_year,
)
from ihp_core.report.operation.words import (
    heat_told,
    moment_named,
    present_values,
    spent_told,
    sums_table,
    window_named,
)
from ihp_core.results.results import Assessment
from ihp_core.tables.units import HOURS_OF_DAY
from ihp_core.text import SPOKEN, resolved, say
from ihp_core.text.markdown import plain
from ihp_core.text.names import day_in_short
from pages.components.display.chart_data import with_last_layer
from pages.components.display.picture import Packed, packed
from pages.components.operation.watched import (
    PLAY,
    TICK_S,
    brush_key,
    brushed,
    choose,
    control,
    cursor_hour,
    drawn,
    entered,
    look_at,
    play_on,
    playing,
    step,
    to_today,
    window,
)
from pages.components.state.answer import Answer
from pages.components.state.asked import above_typical, whole
from pages.components.state.draft import digest
from pages.components.state.view import internal

CHARTS = "operation:charts"


def dashboard(answer: Answer) -> None:
    """All of it; what moves in it draws nothing else of the page anew."""
    ticking = playing()
    script = Path(__file__).with_name("brush.js").read_text(encoding="utf-8")
    st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)
    st.fragment(_dashboard, run_every=TICK_S if ticking else None)(answer, ticking)


def _dashboard(answer: Answer, ticking: bool) -> None:
    play_on()
    if playing() != ticking:
        st.rerun()  # only a whole run of the page sets the clock going, and stops it
    assessment = whole(answer.site, answer.own)
    charts = _charts(answer, assessment)
    with st.container(key="operation_now"):
        now = moment_named(cursor_hour()), present_values(assessment, cursor_hour())
        st.markdown(say("app.operation.now", moment=now[0], values=now[1]))
    _cursor_controls()
    _draw(charts[0], told=heat_told(assessment.year, named_window("year", 0)))
    _window_controls()
    st.html(_spent(assessment))
    for chart in charts[1:]:
        _draw(chart)
    fold = st.expander(say("app.operation.sums"), key="operation:sums", on_change="rerun")
    if fold.open:
        sums = sums_table(assessment.year, window())
        rows = {title: [*map(plain, cells)] for title, cells in sums.items()}
        fold.table(rows, hide_index=True)


def _spent(assessment: Assessment) -> str:
    """The window's name, and how its hours are spent: the colours of the charts, named."""
    ways = "".join(
        f'<span><i style="background:{colour}"></i>{escape(words)}</span>'
        for colour, words in spent_told(assessment.year, window())
    )
    return f'<div class="ihp-spent"><b>{escape(window_named(window()))}</b>{ways}</div>'


def _cursor_controls() -> None:
    """The day and the hour that are looked at, today, and the switch that plays the year."""
    day, hour = divmod(cursor_hour(), HOURS_OF_DAY)
    left, middle, right = st.columns([5, 3, 3], vertical_alignment="center")
    with left:
        _days("day", day, DAYS_OF_YEAR)
    middle.slider(
        say("app.operation.hour"),
        0,
        HOURS_OF_DAY - 1,
        key=control("hour", hour),
        format="%d:00",
        on_change=_hour_moved,
    )
    with right.container(horizontal=True, vertical_alignment="center"):
        st.toggle(say("app.operation.play"), key=PLAY, help=say("app.operation.play_help"))
        st.button(say("app.operation.today"), on_click=to_today, key="operation:today")


def _window_controls() -> None:
    """The window's length by name or in days, its first day, and the windows beside it."""
    chosen = window()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.segmented_control(
            say("app.operation.span"),
            SPANS,
            key=control("span", span_of(chosen)),
            format_func=lambda span: say(f"operation.span.{span}"),
            on_change=_span_chosen,
        )
        _step_button("before", "back", -1)
        _step_button("after", "forward", 1)
    left, right = st.columns(2)
    with left:
        _days("first_day", chosen.first_day, DAYS_OF_YEAR)
    right.slider(
        say("app.operation.days"),
        1,
        DAYS_OF_YEAR,
        key=control("days", chosen.days),
        on_change=_window_moved,
    )


def _step_button(name: str, arrow: str, steps: int) -> None:
    st.button(
        say(f"app.operation.{name}"),
        icon=f":material/arrow_{arrow}:",
        on_click=step,
        args=(steps,),
        key=f"operation:{name}",
    )


def _days(name: str, day: int, days: int) -> None:
    """A slider over the days of the year, told as dates."""
    moved = {"day": _day_moved, "first_day": _window_moved}[name]
    st.select_slider(
        say(f"app.operation.{name}"),
        range(days),
        key=control(name, day),
        format_func=_dates(resolved(SPOKEN)).__getitem__,
        on_change=moved,
    )


@cache
def _dates(language: str) -> tuple[str, ...]:
    return tuple(day_in_short(date_of(day), language) for day in range(DAYS_OF_YEAR))


def _day_moved() -> None:
    look_at(entered("day") * HOURS_OF_DAY + cursor_hour() % HOURS_OF_DAY)


def _hour_moved() -> None:
    look_at(cursor_hour() // HOURS_OF_DAY * HOURS_OF_DAY + entered("hour"))


def _span_chosen() -> None:
    if span := entered("span"):
        choose(named_window(span, cursor_hour()))


def _window_moved() -> None:
    """Whatever is moved, the first day stays where the days leave room for it."""
    choose(within_year(entered("first_day"), entered("days")))


def _charts(answer: Answer, assessment: Assessment) -> list[Packed]:
    """The year and the window, made once while the cursor moves over them."""
    site, own = answer.site.model_dump_json(), answer.own and digest(answer.own)
    asked = None if internal() else above_typical(answer.site, answer.own)
    key = (site, own, asked, internal(), window(), drawn(), resolved(SPOKEN))
    kept, charts = st.session_state.get(CHARTS, (None, []))
    if kept != key:
        first = window().first_hour
        made = [brushed_year(assessment, drawn()[1], first)]
        made += window_charts(assessment, window(), first)
        charts = [packed(each) for each in made]
        st.session_state[CHARTS] = key, charts
    return list(charts)


def _draw(chart: Packed, *, told: str = "") -> None:
    """A chart under its title, with the cursor where it stands; told as a whole, it has a brush."""
    st.markdown(f"**{chart.title}**")
    selected = {"key": brush_key(), "on_select": brushed, "selection_mode": BRUSH} if told else {}
    spec = with_last_layer(chart.spec, cursor_at(cursor_hour()))
    st.vega_lite_chart(spec, alt=told or say("charts.described"), width="stretch", **selected)
