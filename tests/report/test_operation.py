"""The operator's year: sums that agree with the answer, peaks that stay, words in each language."""

from __future__ import annotations

import datetime as dt
import json

import numpy as np
import pytest

from ihp_core.report.operation.bins import binned, size_for
from ihp_core.report.operation.charts import brushed_year, window_charts
from ihp_core.report.operation.drawn import MOST_BARS, cursor_at
from ihp_core.report.operation.periods import (
    OFF,
    edges_of,
    periods,
    since_new_year,
    step_of,
    time_off,
    time_spent,
    whole,
)
from ihp_core.report.operation.window import (
    DAYS_OF_YEAR,
    SPANS,
    Window,
    beside,
    date_of,
    following,
    hour_on,
    named_window,
    span_of,
    within_year,
)
from ihp_core.report.operation.words import (
    moment_named,
    present_values,
    spent_told,
    sums_table,
    window_named,
    year_sentence,
)
from ihp_core.results.results import Assessment
from tests.report.conftest import assessed
from tests.report.seen import points, spec

YEAR = named_window("year", 0)
JANUARY_14 = 13 * 24 + 7
WINDOWS = (YEAR, *(named_window(span, 4500) for span in SPANS[1:]), Window(20, 59), Window(300, 65))
MOST_POINTS = 800


@pytest.mark.parametrize("step", ["hour", "day", "month"])
def test_hours_days_and_months_add_up_to_the_year_of_the_answer(
    found: Assessment, step: str
) -> None:
    """What the operator reads off in any step is what the contract year counts."""
    parts = periods(found.year, edges_of(YEAR, step))
    assert len(parts) == {"hour": 8760, "day": 365, "month": 12}[step]
    heat, heat_pump = found.heat, found.heat.heat_pump_gwh
    for name, gwh in (
        ("heat_mwh", heat.delivered_gwh),
        ("electricity_mwh", heat.electricity_gwh),
        ("lifted_mwh", heat_pump),
    ):
        in_steps = sum(getattr(part, name) for part in parts)
        assert in_steps == pytest.approx(1e3 * gwh, rel=1e-9, abs=1e-9)
        assert getattr(whole(found.year, YEAR), name) == pytest.approx(in_steps, rel=1e-12)
    assert since_new_year(found.year)[-1] == pytest.approx(heat.delivered_gwh, rel=1e-9, abs=1e-9)


def test_the_cop_of_the_year_is_that_of_the_answer(found: Assessment) -> None:
    """Heat of the heat pump over its electricity; nothing where none runs."""
    cop = whole(found.year, YEAR).cop
    if found.heat.heat_pump_scop is None:
        assert np.isnan(cop)
    else:
        assert cop == pytest.approx(found.heat.heat_pump_scop, rel=1e-9)


@pytest.mark.parametrize("window", WINDOWS)
def test_bins_keep_every_peak_and_the_sum(window: Window) -> None:
    """The highest and the lowest hour of a window are drawn, and its energy is the bars'."""
    year = assessed("guide_10mw_4g").year
    for amount in (year.delivered_mw, year.supply_c, year.electricity_mw):
        found, hours = binned(amount, window, MOST_BARS), amount[window.hours]
        assert found.high.max() == hours.max()
        assert found.low.min() == hours.min()
        size = size_for(window, MOST_BARS)
        assert found.mean @ (found.end - found.start) == pytest.approx(hours.sum(), rel=1e-12)
        assert np.all(found.end - found.start == size)
        assert found.mean.size <= MOST_BARS


@pytest.mark.parametrize("window", WINDOWS)
def test_every_chart_is_light_and_holds_no_nan(found: Assessment, window: Window) -> None:
    """At most 800 points, as wide as its column, the cursor last and alone in its layer."""
    hour = window.first_hour + 3
    drawn = [*window_charts(found, window, hour, "en"), brushed_year(found, window, hour, "en")]
    assert len(drawn) == (6 if found.heat.heat_pump_scop is not None else 4)
    for picture in drawn:
        chart = spec(picture)
        json.dumps(chart, allow_nan=False)
        assert len(points(chart)) <= MOST_POINTS
        assert chart["width"] == "container"
        assert chart["layer"][-1]["data"]["values"] == cursor_at(hour)
        assert len(picture.title) > 10
        assert len(picture.alt) > 10


def test_the_brush_begins_where_the_window_is() -> None:
    """What the controls choose is what is bright on the year."""
    drawn = spec(brushed_year(assessed("german"), Window(31, 28), 800, "en"))
    assert drawn["params"][0]["value"] == {"x": [31 * 24, 59 * 24]}
    assert drawn["params"][0]["views"] == [drawn["layer"][0]["name"]]


def test_the_time_of_a_window_is_spent_whole_and_the_stops_have_their_reasons(
    found: Assessment,
) -> None:
    """Exchanger, both, heat pump, off: together all hours; the reasons together all off."""
    for window in WINDOWS:
        spent = time_spent(found.year, window)
        assert sum(spent.values()) == pytest.approx(1)
        assert sum(time_off(found.year, window).values()) == pytest.approx(spent.get(OFF, 0))
        assert "" not in time_off(found.year, window)
        assert all(words for _, words in spent_told(found.year, window, "de"))


@pytest.mark.parametrize(
    ("language", "moment", "word"),
    [
        ("en", "Tuesday 14 January, 07:00", "since 1 January"),
        ("de", "Dienstag, 14. Januar, 07:00 Uhr", "seit 1. Januar"),
        ("sv", "Tisdag 14 januari kl. 07:00", "sedan 1 januari"),
    ],
)
def test_an_hour_is_told_in_the_form_of_the_language(language: str, moment: str, word: str) -> None:
    """Date, heat, temperatures, COP, electricity and the sum since new year."""
    found = assessed("german")
    told = present_values(found, JANUARY_14, language)
    assert moment_named(JANUARY_14, language) == moment
    assert word in told
    for unit in ("MW", "°C", "COP", "GWh"):
        assert unit in told


def test_an_hour_without_heat_says_why() -> None:
    """Off, with the reason, and no figure that is not there."""
    found = assessed("summer_off")
    stands = int(np.flatnonzero(found.year.regime == OFF)[0])
    told = present_values(found, stands, "en")
    assert told.startswith("off: ")
    assert "COP" not in told
    assert "–" not in told


def test_without_a_heat_pump_nothing_speaks_of_its_cop() -> None:
    """All heat through the exchanger: no COP, in the sentence as in the hour."""
    found = assessed("all_direct")
    running = int(np.argmax(found.year.delivered_mw))
    assert "COP" not in year_sentence(found, "en") + present_values(found, running, "en")
    assert year_sentence(assessed("nothing"), "en").startswith("No heat")


def test_a_table_has_a_row_for_each_part_and_one_for_all() -> None:
    """Months of a long window, days of a month, hours of a day."""
    found = assessed("german")
    for span, step, rows in (("year", "month", 13), ("month", "day", 32), ("day", "hour", 25)):
        window = named_window(span, 4500)
        assert step_of(window) == step
        columns = sums_table(found.year, window, "en")
        assert {len(cells) for cells in columns.values()} == {rows}
    assert columns["When"][-1] == "In all"


def test_named_windows_hold_their_hour_and_begin_where_the_calendar_does() -> None:
    """A month from its first day, a week from Monday, all within the year."""
    for hour in (0, 743, 744, 4500, 8759):
        for span in SPANS:
            window = named_window(span, hour)
            assert window.holds(hour)
            assert window.first_day >= 0
            assert window.end_hour <= 8760
    assert named_window("month", 59 * 24) == Window(59, 31)
    assert date_of(named_window("week", 4500).first_day).weekday() == 0
    assert window_named(named_window("month", 0), "sv") == "Januari"
    assert window_named(Window(0, 10), "de") == "1. Jan – 10. Jan"


def test_the_window_follows_an_hour_and_steps_by_its_kind() -> None:
    """The next month after a month, as many days after any other; never beyond the year."""
    january = named_window("month", 0)
    assert following(january, 743) == january
    assert following(january, 744) == named_window("month", 744)
    assert following(Window(3, 10), 500) == Window(20, 10)
    assert beside(january, 1) == named_window("month", 744)
    assert beside(january, -1) == january
    assert beside(Window(360, 5), 1) == Window(360, 5)
    assert beside(Window(10, 20), -1) == Window(0, 20)
    assert within_year(-3, 0) == Window(0, 1)
    assert within_year(400, 900) == YEAR == Window(0, DAYS_OF_YEAR)
    assert span_of(Window(3, 10)) is None


def test_today_has_its_hour_in_a_year_without_a_leap_day() -> None:
    """29 February counts as the day before it."""
    assert hour_on(dt.date(2028, 2, 29), 7) == hour_on(dt.date(2027, 2, 28), 7) == 58 * 24 + 7
    assert hour_on(dt.date(2026, 12, 31), 23) == 8759
