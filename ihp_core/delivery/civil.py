"""Steps of time in the civil time of a place: stamps with their offset, days, months, years.

A bill runs by the clock on the wall: the day of the change in spring has 23 hours, that in autumn
25, and no two stamps are alike, since each carries its offset from UTC.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array
from ihp_core.tables.units import HOURS_OF_YEAR

Moments = NDArray[np.datetime64]
Grain = Literal["step", "day", "month", "year", "all"]
GRAINS: tuple[Grain, ...] = get_args(Grain)
UNITS = {"day": "D", "month": "M", "year": "Y"}
MINUTE, HOUR = np.timedelta64(1, "m"), np.timedelta64(60, "m")
TYPICAL_YEAR = 2025
"""Which year the expected one is stamped as: one without a leap day."""


class Groups(NamedTuple):
    """Steps by day, month or year: where each begins and ends, and its first step's index."""

    starts: Moments
    ends: Moments
    first: NDArray[np.intp]

    def summed(self, amounts: Array) -> Array:
        """The sum of what is known of an amount over each group, (groups,); nan for nothing."""
        known = ~np.isnan(amounts)
        total = np.add.reduceat(np.where(known, amounts, 0.0), self.first)
        return np.where(np.add.reduceat(known.astype(float), self.first) > 0, total, np.nan)


@dataclass(frozen=True, eq=False)
class CivilTime:
    """When each step begins [UTC, minutes], how long all are, and whose clock is on the wall."""

    starts: Moments
    minutes: int
    zone: str

    @cached_property
    def local(self) -> Moments:
        """What the clock on the wall shows when each step begins."""
        return local_of(self.starts, self.zone)

    @property
    def ends(self) -> Moments:
        """When each step ends [UTC]."""
        return np.asarray(self.starts + self.minutes * MINUTE)

    @property
    def hours(self) -> float:
        """The length of a step [h]."""
        return self.minutes / 60

    def grouped(self, grain: Grain) -> Groups:
        """The steps by day, month or year of the clock on the wall, each alone or all in one."""
        if grain == "step":
            return Groups(self.starts, self.ends, np.arange(len(self.starts)))
        if grain == "all":
            return Groups(self.starts[:1], self.ends[-1:], np.zeros(1, np.intp))
        of = self.local.astype(f"datetime64[{UNITS[grain]}]")
        first = np.flatnonzero(np.append(True, of[1:] != of[:-1]))
        last = np.append(first[1:], len(of)) - 1
        return Groups(self.starts[first], self.ends[last], first)

    def within(self, months: Sequence[np.datetime64]) -> NDArray[np.bool_]:
        """Which steps lie in some months of the clock on the wall."""
        return np.isin(self.local.astype("datetime64[M]"), list(months))

    @cached_property
    def months(self) -> Moments:
        """The months that have steps, in their order."""
        return np.unique(self.local.astype("datetime64[M]"))


def local_of(moments: Moments, zone: str) -> Moments:
    """What the clock on the wall of a zone shows at some moments [UTC]."""
    import pandas as pd  # here because most runs never look at a clock

    at = pd.DatetimeIndex(moments.astype("datetime64[s]"), tz="UTC").tz_convert(zone)
    return np.asarray(at.tz_localize(None).to_numpy().astype("datetime64[m]"))


def utc_of(local: np.datetime64, zone: str) -> np.datetime64:
    """The moment [UTC] at which the clock on a wall shows a time; the first of two."""
    import pandas as pd

    at = pd.DatetimeIndex([local.astype("datetime64[s]")]).tz_localize(
        zone, ambiguous=np.array([True]), nonexistent="shift_forward"
    )
    moments: Moments = at.tz_convert("UTC").tz_localize(None).to_numpy().astype("datetime64[m]")
    first: np.datetime64 = moments[0]
    return first


def stamped(moments: Moments, zone: str) -> list[str]:
    """Moments [UTC] in ISO 8601 by the clock on the wall, each with its offset from UTC."""
    local = local_of(moments, zone)
    offsets = ((local - moments.astype("datetime64[m]")) // MINUTE).astype(int)
    named = {minutes: _offset(minutes) for minutes in np.unique(offsets).tolist()}
    written = np.datetime_as_string(local, unit="m").tolist()
    return [f"{at}{named[minutes]}" for at, minutes in zip(written, offsets.tolist(), strict=True)]


def _offset(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def standard_hours(zone: str) -> Moments:
    """When each hour of the model's year begins [UTC]: from New Year in standard time on."""
    ends = [np.datetime64(f"{TYPICAL_YEAR}-{month:02d}-01T00:00", "m") for month in (1, 7)]
    standard = min(at - utc_of(at, zone) for at in ends)
    return np.asarray(ends[0] - standard + np.arange(HOURS_OF_YEAR) * HOUR)


def typical_year(zone: str) -> tuple[CivilTime, NDArray[np.intp]]:
    """The hours of the expected year by the clock on the wall, and which of its hours each is.

    Where New Year has summer time the last of the model's hours comes first.
    """
    hours = standard_hours(zone)
    first = utc_of(np.datetime64(f"{TYPICAL_YEAR}-01-01T00:00", "m"), zone)
    earlier = int((hours[0] - first) / HOUR)
    return CivilTime(hours - earlier * HOUR, 60, zone), np.roll(np.arange(HOURS_OF_YEAR), earlier)
