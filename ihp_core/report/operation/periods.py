"""What the meters count: heat and electricity by hour, day, month and year, and the time spent."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.report.operation.window import DAYS_OF_YEAR, STARTS, Window
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import HOURS_OF_DAY, MWH_PER_GWH

OFF = "off"
BY_MONTH, BY_DAY = 62, 2
"""Days of a window beyond which it is told by months, and by days; else by hours."""


class Period(NamedTuple):
    """Energy [MWh] of the hours from ``first_hour`` to before ``end_hour``."""

    first_hour: int
    end_hour: int
    heat_mwh: float
    lifted_mwh: float
    electricity_mwh: float

    @property
    def cop(self) -> float:
        """Heat of the heat pump over its electricity; nan where it does not run."""
        return self.lifted_mwh / self.electricity_mwh if self.electricity_mwh > 0 else math.nan


def periods(year: HourlyYear, edges: list[int]) -> list[Period]:
    """The sums between hours of the year, each to before the next."""
    starts = np.array(edges[:-1])
    heat, lifted, electricity = (
        np.add.reduceat(amount[: edges[-1]], starts).tolist()
        for amount in (year.delivered_mw, year.heat_pump_mw, year.electricity_mw)
    )
    rows = zip(edges[:-1], edges[1:], heat, lifted, electricity, strict=True)
    return [Period(*row) for row in rows]


def whole(year: HourlyYear, window: Window) -> Period:
    """The sums of a window."""
    return periods(year, [window.first_hour, window.end_hour])[0]


def step_of(window: Window) -> str:
    """What a window's table has a row for: month, day or hour."""
    return "month" if window.days > BY_MONTH else "day" if window.days > BY_DAY else "hour"


def edges_of(window: Window, step: str) -> list[int]:
    """The hours at which a window's months, days or hours begin, and its end."""
    if step == "hour":
        return list(range(window.first_hour, window.end_hour + 1))
    days = STARTS if step == "month" else range(DAYS_OF_YEAR)
    inside = [day * HOURS_OF_DAY for day in days]
    between = [hour for hour in inside if window.first_hour < hour < window.end_hour]
    return [window.first_hour, *between, window.end_hour]


def since_new_year(year: HourlyYear) -> Array:
    """Heat from 1 January to the end of each hour [GWh], (8760,)."""
    return np.asarray(np.cumsum(year.delivered_mw) / MWH_PER_GWH)


def time_spent(year: HourlyYear, window: Window) -> dict[str, float]:
    """The share of a window's hours in each way of running, the most frequent first."""
    return _shares(year.regime[window.hours], window)


def time_off(year: HourlyYear, window: Window) -> dict[str, float]:
    """The share of a window's hours that the plant stands, by reason, the most frequent first."""
    standing = year.regime[window.hours] == OFF
    return _shares(year.reason[window.hours][standing], window)


def _shares(names: np.typing.NDArray[np.str_], window: Window) -> dict[str, float]:
    found, counts = np.unique(names, return_counts=True)
    pairs = zip(found.tolist(), counts.tolist(), strict=True)
    hours = window.end_hour - window.first_hour
    return {name: count / hours for name, count in sorted(pairs, key=lambda pair: -pair[1])}
