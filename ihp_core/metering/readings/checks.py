"""What is hard to believe in metered hours: heat that its own water does not carry, a COP that no
machine has, an amount that its power does not make. Each is told with its first line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ihp_core.metering.readings.answers import ELECTRICITY, HEAT, POWERS
from ihp_core.metering.readings.grid import HourGrid
from ihp_core.metering.readings.mending import LEAST_OF_HIGHEST
from ihp_core.metering.readings.reading import SeriesRows
from ihp_core.tables.arrays import Array, Flags
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import KELVIN
from ihp_core.year.measured.checks.flow import heat_of
from ihp_core.year.measured.headers import NETWORK_FLOW
from ihp_core.year.measured.note import Note
from ihp_core.year.measured.times.stamps import HOUR

Hourly = Mapping[str, Array]
LEAST_POWER, LEAST_LIFT_K = 0.02, 1.0
CARRIED = (NETWORK_FLOW, "supply_c", "return_c")


def hard_to_believe(
    hours: Hourly, series: Mapping[str, SeriesRows], grid: HourGrid, lifted_alone: Flags
) -> Iterator[Note]:
    """The problems of the hours; in ``lifted_alone`` the exchanger gives nothing."""
    yield from _carried(hours, series, grid)
    yield from _beyond_carnot(hours, series, grid, lifted_alone)
    yield from _power(hours, series, grid)


def _carried(hours: Hourly, series: Mapping[str, SeriesRows], grid: HourGrid) -> Iterator[Note]:
    """Heat = flow x 1.163 x (supply - return)."""
    if any(name not in hours for name in (HEAT, *CARRIED)):
        return
    heat, carried = hours[HEAT], heat_of(*(hours[name] for name in CARRIED))
    most = np.fmax(heat, carried)
    wrong = np.abs(heat - carried) > value("meter.heat_tolerance") * most
    wrong &= most > LEAST_OF_HIGHEST * np.nanmax(most, initial=0.0)
    if wrong.any():
        ratio = float(np.nansum(heat[wrong]) / max(np.nansum(carried[wrong]), 1e-9))
        words = {"hours": int(wrong.sum()), "ratio": f"{ratio:.2f}"}
        yield Note("meter.problem.heat", words | _where(series[HEAT], grid, wrong))


def _beyond_carnot(
    hours: Hourly, series: Mapping[str, SeriesRows], grid: HourGrid, lifted_alone: Flags
) -> Iterator[Note]:
    """A COP above that of a perfect machine between the means of both waters (Lorenz)."""
    if any(name not in hours for name in (HEAT, ELECTRICITY, "supply_c", "return_c")):
        return
    warm = KELVIN + (hours["supply_c"] + hours["return_c"]) / 2
    source = [hours[name] for name in ("source_inlet_c", "source_outlet_c") if name in hours]
    if not source:
        return
    lift = warm - (KELVIN + np.mean(source, axis=0))
    heat, power = hours[HEAT], hours[ELECTRICITY]
    drawn = power > LEAST_POWER * np.nanmax(power, initial=0.0)
    there = lifted_alone & (lift > LEAST_LIFT_K) & drawn
    there &= heat > LEAST_OF_HIGHEST * np.nanmax(heat, initial=0.0)
    wrong = there & (heat * lift > warm * power)
    if wrong.any():
        at = int(np.argmax(wrong))
        words = {"hours": int(wrong.sum()), "cop": f"{heat[at] / power[at]:.1f}"}
        words["limit"] = f"{warm[at] / lift[at]:.1f}"
        yield Note("meter.problem.carnot", words | _where(series[ELECTRICITY], grid, wrong))


def _power(hours: Hourly, series: Mapping[str, SeriesRows], grid: HourGrid) -> Iterator[Note]:
    """An amount against the power that is metered beside it."""
    for name, beside in POWERS.items():
        if beside not in hours or name not in hours:
            continue
        amount, power = hours[name], hours[beside]
        most = np.fmax(amount, power)
        wrong = np.abs(amount - power) > value("meter.power_tolerance") * most
        wrong &= most > LEAST_OF_HIGHEST * np.nanmax(most, initial=0.0)
        if wrong.any():
            words = {"hours": int(wrong.sum()), "other": series[beside].column.header}
            yield Note("meter.problem.power", words | _where(series[name], grid, wrong))


def _where(series: SeriesRows, grid: HourGrid, wrong: Flags) -> dict[str, Any]:
    """Line and column of the first hour that is wrong."""
    first = int(grid.begin[int(np.argmax(wrong))])
    row = int(np.clip(np.searchsorted(series.begin, first + HOUR, side="left") - 1, 0, None))
    row = min(row, int(np.searchsorted(series.end, first, side="right")))
    row = min(max(row, 0), len(series.lines) - 1)
    return {"line": int(series.lines[row]), "column": series.column.header}
