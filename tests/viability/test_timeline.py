"""When the first heat can flow: the guide's months, counted on from a day or back from one."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ihp_core import assess
from ihp_core.viability.timeline import (
    IN_ALL,
    OPEN_POINTS,
    PHASES,
    Timeline,
    months_later,
    timeline,
)
from tests.drawn import drawn, places
from tests.given import site_of

TODAY = dt.date(2026, 3, 31)
AGREED = dt.date(2029, 10, 1)
RUNNING = dt.date(2028, 5, 1)


def _plan(today: dt.date | None = None, **stated: dt.date) -> Timeline:
    paths = {"agreed": "contract.start", "running": "data_centre.first_operation"}
    return timeline(site_of({paths[name]: day for name, day in stated.items()}), today)


def test_both_sums_of_the_guide_are_shown() -> None:
    """18-36 months in all and phases that add up to 14-30, each with its source (IHP Q6)."""
    found = _plan()
    assert (found.total_low_months, found.total_high_months) == (18, 36)
    assert (found.phases_low_months, found.phases_high_months) == (14, 30)
    assert "18-36" in found.total_source
    assert "2-6, 6-12 and 6-12" in found.phases_source


def test_the_phases_follow_each_other() -> None:
    """2-6, 6-12 and 6-12 months, each begun at the end of the one before; then the whole."""
    bars = {bar.id: bar for bar in _plan().bars}
    assert tuple(bars) == (*PHASES, IN_ALL)
    ends = [(bars[name].fast_end_months, bars[name].slow_end_months) for name in PHASES]
    assert ends == [(2, 6), (8, 18), (14, 30)]
    begins = [(bars[name].fast_start_months, bars[name].slow_start_months) for name in PHASES]
    assert begins == [(0, 0), *ends[:-1]]
    assert (bars[IN_ALL].fast_end_months, bars[IN_ALL].slow_end_months) == (18, 36)


def test_without_any_day_the_months_stand_alone() -> None:
    """No day is made up: the core reads no clock."""
    found = _plan()
    assert found.basis == "open"
    assert found.first_heat_earliest is found.first_heat_latest is None
    assert all(bar.fast_end is bar.slow_end is None for bar in found.bars)


def test_from_today_the_window_is_18_to_36_months_away() -> None:
    """The end of a longer month becomes that of a shorter one."""
    found = _plan(TODAY)
    assert found.basis == "today"
    assert found.first_heat_earliest == dt.date(2027, 9, 30)
    assert found.first_heat_latest == dt.date(2029, 3, 31)
    assert found.bars[-1].slow_end == found.first_heat_latest


def test_without_today_it_is_counted_from_the_data_centre() -> None:
    """The only day that is known."""
    found = _plan(running=RUNNING)
    assert found.basis == "first_operation"
    assert found.first_heat_earliest == dt.date(2029, 11, 1)
    assert found.first_heat_latest == dt.date(2031, 5, 1)


def test_no_heat_comes_before_the_data_centre_runs() -> None:
    """Work may begin today, the window does not open before the servers do."""
    found = _plan(TODAY, running=RUNNING)
    assert found.basis == "today"
    assert (found.first_heat_earliest, found.first_heat_latest) == (RUNNING, dt.date(2029, 3, 31))
    later = dt.date(2031, 1, 1)
    found = _plan(TODAY, running=later)
    assert found.first_heat_earliest == found.first_heat_latest == later


def test_an_agreed_first_heat_is_counted_back_from() -> None:
    """The contract's start is the day of first heat: work starts 36 to 18 months before it."""
    found = _plan(running=RUNNING, agreed=AGREED)
    assert found.basis == "contract_start"
    assert found.first_heat_earliest == found.first_heat_latest == AGREED
    assert found.work_starts_earliest == dt.date(2026, 10, 1)
    assert found.work_starts_latest == dt.date(2028, 4, 1)
    assert {found.bars[-1].fast_end, found.bars[-1].slow_end} == {AGREED}


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (None, None),
        (dt.date(2026, 10, 1), True),
        (dt.date(2026, 10, 2), None),
        (dt.date(2028, 4, 1), None),
        (dt.date(2028, 4, 2), False),
    ],
)
def test_an_agreed_first_heat_may_be_out_of_reach(
    today: dt.date | None, expected: bool | None
) -> None:
    """At most 36 months away it can be kept at any pace, less than 18 before it at none."""
    assert _plan(today, agreed=AGREED).in_reach is expected


def test_the_grid_connection_is_an_open_point_without_a_day() -> None:
    """It can take longer than all of it, so it is no bar."""
    found = _plan(TODAY)
    assert found.open_points == OPEN_POINTS[None] == ("grid_connection",)
    assert not {bar.id for bar in found.bars} & set(found.open_points)


@given(st.dates(), st.integers(-60, 60))
def test_months_move_a_day_within_its_month(day: dt.date, months: int) -> None:
    """Year and month follow the count; the day stays or is the last of the month."""
    found = months_later(day, months)
    moved = found.year * 12 + found.month - day.year * 12 - day.month
    assert found.day <= day.day
    if dt.MINYEAR + 5 <= day.year <= dt.MAXYEAR - 5:
        assert moved == months


@pytest.mark.parametrize("place", places())
def test_a_fast_project_is_never_slower(place: int) -> None:
    """On random sites every window opens before it closes, with today and without."""
    for today in (None, TODAY):
        found = timeline(drawn()[place], today)
        if found.first_heat_earliest and found.first_heat_latest:
            assert found.first_heat_earliest <= found.first_heat_latest
        for bar in found.bars:
            assert bar.fast_start_months <= bar.slow_start_months
            assert bar.fast_end_months <= bar.slow_end_months


def test_an_answer_is_dated_from_a_day_that_is_given() -> None:
    """By itself it knows no clock; ``as_of`` counts its plan and its duties from a day."""
    found = assess(site_of())
    assert found.timeline.first_heat_earliest is None
    dated = found.as_of(TODAY)
    assert dated.timeline == timeline(site_of(), TODAY)
    assert dated.regulation.first_heat_latest == dated.timeline.first_heat_latest
    assert found.timeline.first_heat_earliest is None
