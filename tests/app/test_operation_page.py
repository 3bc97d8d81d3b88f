"""The page Operation: the cursor, the window, the year that plays, and what a brush may send."""

from __future__ import annotations

from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from ihp_core.report.operation.window import Window, named_window
from pages.components.operation import watched
from pages.components.state.draft import from_example
from tests.app.conftest import internal_switch
from tests.app.test_journey import go, unbroken
from tests.producers import ENTERED

JANUARY_14 = 13 * 24 + 7


@pytest.fixture
def operator(visitor: AppTest) -> AppTest:
    """A visitor in front of 14 January, seven in the morning."""
    visitor.session_state[watched.CURSOR] = JANUARY_14
    return go(visitor, "operation")


def now(app: AppTest) -> str:
    """The hour and its values."""
    return next(one.value for one in app.markdown if "since 1 January" in one.value)


def watched_key(app: AppTest, name: str) -> str:
    """The key that a control has by now."""
    number = (
        app.session_state[watched.KEYS].get(name, 0) if watched.KEYS in app.session_state else 0
    )
    return f"operation:{name}:{number}"


def looked_at(app: AppTest) -> Window:
    """The window of the visit."""
    chosen: Window = app.session_state[watched.WINDOW]
    return chosen


def test_the_page_tells_the_hour_of_the_cursor(operator: AppTest) -> None:
    """In words, with the date; the window is the month of it."""
    assert unbroken(operator)
    assert now(operator).startswith("**Tuesday 14 January, 07:00**: ")
    assert looked_at(operator) == named_window("month", 0)


def test_day_and_hour_move_the_cursor_and_the_window_follows(operator: AppTest) -> None:
    """Two sliders, for arrow keys as for fingers."""
    operator.slider(key=watched_key(operator, "hour")).set_value(18).run()
    assert "14 January, 18:00" in now(operator)
    operator.select_slider(key=watched_key(operator, "day")).set_value(40).run()
    assert "10 February, 18:00" in now(operator)
    assert looked_at(operator) == named_window("month", 40 * 24)
    assert unbroken(operator)


def test_a_window_is_chosen_by_name_by_its_ends_and_by_steps(operator: AppTest) -> None:
    """The cursor comes along where it would be out of sight, at its hour of the day."""
    operator.segmented_control(key=watched_key(operator, "span")).set_value("week").run()
    assert looked_at(operator) == named_window("week", JANUARY_14)
    operator.button(key="operation:after").click().run()
    assert looked_at(operator) == Window(19, 7)
    assert "20 January, 07:00" in now(operator)
    operator.slider(key=watched_key(operator, "days")).set_value(3).run()
    operator.select_slider(key=watched_key(operator, "first_day")).set_value(364).run()
    assert looked_at(operator) == Window(362, 3)
    assert unbroken(operator)


def test_window_and_cursor_survive_a_change_of_page(operator: AppTest) -> None:
    """Both belong to the visit."""
    operator.segmented_control(key=watched_key(operator, "span")).set_value("day").run()
    go(operator, "price")
    go(operator, "operation")
    assert "14 January, 07:00" in now(operator)
    assert looked_at(operator) == named_window("day", JANUARY_14)


def test_the_year_plays_by_days_and_stops_at_its_end(operator: AppTest) -> None:
    """Each tick a day; on the last day the switch is off again."""
    operator.select_slider(key=watched_key(operator, "day")).set_value(362).run()
    operator.session_state[watched.MOVED] = 0.0
    operator.toggle(key=watched.PLAY).set_value(True).run()
    for day in ("30 December", "31 December", "31 December"):
        assert day in now(operator)
        operator.session_state[watched.MOVED] = 0.0
        operator.run()
    assert not operator.toggle(key=watched.PLAY).value
    assert unbroken(operator)


def test_on_another_page_the_year_does_not_play_on(operator: AppTest) -> None:
    """Who comes back finds it standing where it was."""
    operator.toggle(key=watched.PLAY).set_value(True).run()
    go(operator, "price")
    before = operator.session_state[watched.CURSOR]
    go(operator, "operation")
    assert not operator.toggle(key=watched.PLAY).value
    assert operator.session_state[watched.CURSOR] == before


@pytest.mark.parametrize(
    ("sent", "chosen"),
    [
        ([240.0, 480.0], Window(10, 10)),
        ([481.0, 239.0], Window(9, 12)),
        ([-50, 1e9], named_window("year", 0)),
        ([8760.0, 8760.0], Window(364, 1)),
        ([float("nan"), 5.0], None),
        (["<b>", 3], None),
        ([True], None),
        ({"x": 3}, None),
        (None, None),
    ],
)
def test_whatever_a_brush_sends_is_a_window_or_nothing(
    sent: Any, chosen: Window | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole days within the year; what makes no sense leaves the window as it was."""
    before = named_window("month", 0)
    state: dict[str, Any] = {watched.CURSOR: JANUARY_14, watched.WINDOW: before}
    monkeypatch.setattr(st, "session_state", state)
    state[watched.brush_key()] = {"selection": {"window": {"x": sent}}}
    watched.brushed()
    assert state[watched.WINDOW] == (chosen or before)
    assert state[watched.WINDOW].holds(state[watched.CURSOR])
    assert state[watched.DRAWN][0] == 0


def test_what_is_no_selection_is_no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser may send anything under the chart's key."""
    state: dict[str, Any] = {watched.CURSOR: JANUARY_14}
    monkeypatch.setattr(st, "session_state", state)
    for sent in (None, [], "x", {"selection": 3}, {"selection": {"window": []}}):
        state[watched.brush_key()] = sent
        watched.brushed()
    assert state[watched.WINDOW] == named_window("month", 0)


def test_the_sums_of_the_window_are_written_when_they_are_unfolded(operator: AppTest) -> None:
    """A row a day and one for all; folded nothing is made."""
    assert not operator.table
    operator.session_state["operation:sums"] = True
    operator.run()
    assert operator.table[0].value.shape == (32, 4)


def test_the_operator_sees_the_year_at_figures_that_are_public(visitor: AppTest) -> None:
    """The producer's own figures size the plant: in the conversation the year is without them."""
    visitor.session_state[watched.CURSOR] = JANUARY_14
    plain = now(go(visitor, "operation"))
    visitor.session_state["draft"] = from_example("german") | ENTERED
    visitor.run()
    assert now(visitor) == plain
    internal_switch(visitor).set_value(True).run()
    assert unbroken(visitor)
