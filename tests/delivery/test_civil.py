"""Steps by the clock on the wall: stamps, the two odd days, months and years."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from ihp_core.delivery.civil import (
    GRAINS,
    CivilTime,
    Groups,
    local_of,
    stamped,
    typical_year,
    utc_of,
)

ZONES = ("Europe/Berlin", "Europe/Stockholm", "Europe/Helsinki", "Europe/London", "Europe/Dublin")
FAR = ("America/New_York", "Australia/Sydney", "Asia/Kolkata", "Atlantic/Reykjavik")
MINUTE = np.timedelta64(1, "m")


def quarters(first: str, count: int, zone: str = "Europe/Berlin") -> CivilTime:
    """Quarter-hours from a moment [UTC] on."""
    return CivilTime(np.datetime64(first, "m") + np.arange(count) * 15 * MINUTE, 15, zone)


@pytest.mark.parametrize("zone", [*ZONES, *FAR])
def test_the_typical_year_is_a_year_of_the_clock_on_the_wall(zone: str) -> None:
    """8,760 hours, twelve months, one year, and every hour of the model once."""
    time, order = typical_year(zone)
    local = time.local.astype("datetime64[Y]").astype(str)
    assert len(time.months) == 12
    assert set(local) == {"2025"}
    assert sorted(order.tolist()) == list(range(8760))
    assert stamped(time.starts[:1], zone)[0].startswith("2025-01-01T00:00")


@pytest.mark.parametrize("zone", [*ZONES, *FAR])
def test_every_stamp_is_the_moment_that_python_reads_from_it(zone: str) -> None:
    """ISO 8601 with the offset from UTC leads back to the same moment, and no two are alike."""
    time, _ = typical_year(zone)
    stamps = stamped(time.starts, zone)
    assert len(set(stamps)) == 8760
    for stamp, start in list(zip(stamps, time.starts.tolist(), strict=True))[::97]:
        read = dt.datetime.fromisoformat(stamp)
        assert read.astimezone(dt.UTC).replace(tzinfo=None) == start
        assert read.utcoffset() == read.astimezone(ZoneInfo(zone)).utcoffset()


def test_the_model_hours_are_those_of_standard_time() -> None:
    """In summer the clock on the wall is an hour ahead of the model's."""
    time, order = typical_year("Europe/Berlin")
    noon = np.datetime64("2025-07-01T13:00", "m")
    at = int(np.flatnonzero(time.local == noon)[0])
    assert order[at] == (31 + 28 + 31 + 30 + 31 + 30) * 24 + 12


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Europe/Berlin", "2025-03-30", 23),
        ("Europe/Berlin", "2025-10-26", 25),
        ("Europe/London", "2025-03-30", 23),
        ("Europe/Helsinki", "2025-10-26", 25),
        ("Europe/Berlin", "2025-06-01", 24),
    ],
)
def test_the_days_of_the_change_have_23_and_25_hours(zone: str, day: str, hours: int) -> None:
    """A bill by the day would else be short, or count an hour twice."""
    time, _ = typical_year(zone)
    groups = time.grouped("day")
    begins = local_of(groups.starts, zone).astype("datetime64[D]")
    at = int(np.flatnonzero(begins == np.datetime64(day))[0])
    assert groups.summed(np.ones(8760))[at] == hours
    assert (groups.ends[at] - groups.starts[at]) / np.timedelta64(60, "m") == hours


def test_the_hour_that_stands_twice_has_two_offsets() -> None:
    """Summer time first, standard time an hour later."""
    time = quarters("2025-10-25T23:45", 12)
    stamps = stamped(time.starts, "Europe/Berlin")
    twice = [stamp for stamp in stamps if stamp.startswith("2025-10-26T02:00")]
    assert twice == ["2025-10-26T02:00+02:00", "2025-10-26T02:00+01:00"]


def test_the_hour_that_spring_leaves_out_stands_nowhere() -> None:
    """From 02:00 the clock goes to 03:00."""
    stamps = stamped(quarters("2025-03-30T00:00", 12).starts, "Europe/Berlin")
    assert not any("T02:" in stamp for stamp in stamps)
    assert "2025-03-30T03:00+02:00" in stamps


@pytest.mark.parametrize("grain", GRAINS)
def test_sums_of_every_grain_are_those_of_the_steps(grain: str) -> None:
    """No step is lost between days, months and years, and none stands in two."""
    rng = np.random.default_rng(3)
    time = quarters("2025-01-31T20:15", 35_040)
    amounts = rng.uniform(0, 20, 35_040)
    groups = time.grouped(grain)  # type: ignore[arg-type]
    assert groups.summed(amounts).sum() == pytest.approx(amounts.sum(), rel=1e-12)
    assert (groups.starts[1:] >= groups.ends[:-1]).all()
    assert groups.starts[0] == time.starts[0]
    assert groups.ends[-1] == time.ends[-1]


def test_what_is_not_known_is_left_out_of_a_sum_and_nothing_known_is_nothing() -> None:
    """An empty cell would make a whole year empty, or a silent zero of a month without readings."""
    amounts = np.array([1.0, np.nan, 2.0, np.nan, np.nan])
    groups = Groups(np.zeros(2, "datetime64[m]"), np.zeros(2, "datetime64[m]"), np.array([0, 3]))
    total, nothing = groups.summed(amounts)
    assert total == 3
    assert np.isnan(nothing)


def test_the_first_of_two_moments_is_that_of_a_time_that_stands_twice() -> None:
    """In autumn; one that never was is the next that is."""
    twice = utc_of(np.datetime64("2025-10-26T02:30", "m"), "Europe/Berlin")
    never = utc_of(np.datetime64("2025-03-30T02:30", "m"), "Europe/Berlin")
    assert str(twice) == "2025-10-26T00:30"
    assert str(never) == "2025-03-30T01:00"
