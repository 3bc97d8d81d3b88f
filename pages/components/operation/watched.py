"""What of the year is looked at: a window of days, and the hour of the cursor inside it.

Both belong to the visit and survive a change of page; every control is a view of them.
"""

from __future__ import annotations

import datetime as dt
import math
import time
from collections.abc import Mapping
from typing import Any

import streamlit as st

from ihp_core.report.operation.charts import BRUSH
from ihp_core.report.operation.window import (
    DAYS_OF_YEAR,
    Window,
    beside,
    following,
    hour_on,
    named_window,
    within_year,
)
from ihp_core.tables.units import HOURS_OF_DAY, HOURS_OF_YEAR

PLACE = "operation"
CURSOR, WINDOW, DRAWN, PLAY = (f"{PLACE}:{name}" for name in ("cursor", "window", "drawn", "play"))
MOVED, KEYS = f"{PLACE}:moved", f"{PLACE}:keys"
TICK_S = 0.7
"""Between two days of the year that plays: a year in a little over four minutes."""
IN_TIME = 0.8
"""Of that: what another control draws in between moves no day."""
MORNING = 7
"""The hour of the day at which the cursor begins: when a control room is taken over."""


def cursor_hour() -> int:
    """The hour of the year that is looked at; on the first visit this morning's."""
    if CURSOR not in st.session_state:
        st.session_state[CURSOR] = hour_on(dt.date.today(), MORNING)
    hour: int = st.session_state[CURSOR]
    return hour


def window() -> Window:
    """The part of the year that is looked at; at first the month of the cursor."""
    if WINDOW not in st.session_state:
        st.session_state[WINDOW] = named_window("month", cursor_hour())
    chosen: Window = st.session_state[WINDOW]
    return chosen


def drawn() -> tuple[int, Window]:
    """The window that the brush begins with, and how often that changed: the browser keeps its
    own brush until a control moves it."""
    kept: tuple[int, Window] = st.session_state.setdefault(DRAWN, (0, window()))
    return kept


def look_at(hour: int) -> None:
    """Move the cursor; the window follows where it is left."""
    st.session_state[CURSOR] = min(max(hour, 0), HOURS_OF_YEAR - 1)
    choose(following(window(), cursor_hour()))


def choose(chosen: Window, *, brushed: bool = False) -> None:
    """Choose a window; the cursor comes along, at its hour of the day."""
    if chosen != window() and not brushed:
        st.session_state[DRAWN] = drawn()[0] + 1, chosen
    st.session_state[WINDOW] = chosen
    if not chosen.holds(cursor_hour()):
        st.session_state[CURSOR] = chosen.first_hour + cursor_hour() % HOURS_OF_DAY


def brush_key() -> str:
    """Of the chart with the brush: another chart where a control moved the window."""
    return f"{PLACE}:brush:{drawn()[0]}"


def brushed() -> None:
    """Take what was drawn over the year, in whole days; whatever makes no sense leaves all."""
    if ends := _sent():
        low, high = (min(max(end, 0.0), HOURS_OF_YEAR) / HOURS_OF_DAY for end in sorted(ends))
        first = min(math.floor(low), DAYS_OF_YEAR - 1)
        choose(within_year(first, max(math.ceil(high) - first, 1)), brushed=True)


def _sent() -> list[float]:
    """Both ends of the brush [h], in any order; empty where it sends something else."""
    sent: Any = st.session_state.get(brush_key())
    for name in ("selection", BRUSH, "x"):
        sent = sent.get(name) if isinstance(sent, Mapping) else None
    ends = sent if isinstance(sent, list | tuple) and len(sent) == 2 else ()
    numbers = [end for end in ends if isinstance(end, int | float) and math.isfinite(end)]
    return [*map(float, numbers)] if len(numbers) == 2 else []


def control(name: str, value: Any) -> str:
    """The key of a control that shows a value.

    Another one where something else moved the value: what a browser that has not heard of it yet
    goes on sending under the old key would take it back.
    """
    if st.session_state.setdefault(_key(name), value) != value:
        st.session_state.setdefault(KEYS, {})[name] = _number(name) + 1
        st.session_state[_key(name)] = value
    return _key(name)


def entered(name: str) -> Any:
    """What a control was moved to."""
    return st.session_state[_key(name)]


def _key(name: str) -> str:
    return f"{PLACE}:{name}:{_number(name)}"


def _number(name: str) -> int:
    number: int = st.session_state.get(KEYS, {}).get(name, 0)
    return number


def step(steps: int) -> None:
    """To the window before or after."""
    choose(beside(window(), steps))


def to_today() -> None:
    """The cursor back to this morning."""
    look_at(hour_on(dt.date.today(), MORNING))


def playing() -> bool:
    """Whether the year plays; the switch is gone, and with it the playing, on another page."""
    return bool(st.session_state.get(PLAY))


def play_on() -> None:
    """A day further when its time has come, up to the year's last."""
    now = time.monotonic()
    if not playing() or now - st.session_state.get(MOVED, 0.0) < IN_TIME * TICK_S:
        return
    st.session_state[MOVED] = now
    hour = cursor_hour() + HOURS_OF_DAY
    if hour < HOURS_OF_YEAR:
        look_at(hour)
    else:
        st.session_state[PLAY] = False
