"""When the first heat can flow: the phases of a project, counted from a day or back from one.

The guide gives 18-36 months in all and phases that add up to 14-30: both are shown, neither is
averaged away. The day "today" is an argument; nothing here reads a clock.
"""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from ihp_core.site.site import Site
from ihp_core.tables.assumptions import assumption

Basis = Literal["contract_start", "first_operation", "today", "open"]
PHASES = ("feasibility", "design", "construction")
IN_ALL = "in_all"
OPEN_POINTS = {None: ("grid_connection",), False: ("grid_connection_missing",), True: ()}
"""What can take longer than all of it and has no date of its own, by whether power is there."""


class Bar(BaseModel):
    """A row of the plan, once run fast and once slow; days are ``None`` where no date is known."""

    model_config = ConfigDict(frozen=True)

    id: str
    fast_start_months: float
    fast_end_months: float
    slow_start_months: float
    slow_end_months: float
    fast_start: dt.date | None
    fast_end: dt.date | None
    slow_start: dt.date | None
    slow_end: dt.date | None


class Timeline(BaseModel):
    """The window of first heat, the bars of the plan, and what both rest on.

    ``in_reach`` says whether a stated date of first heat can still be kept: ``None`` where that
    hangs on the pace of the project, or where today is not known.
    """

    model_config = ConfigDict(frozen=True)

    basis: Basis
    today: dt.date | None
    work_starts_earliest: dt.date | None
    work_starts_latest: dt.date | None
    first_heat_earliest: dt.date | None
    first_heat_latest: dt.date | None
    in_reach: bool | None
    total_low_months: float
    total_high_months: float
    total_source: str
    phases_low_months: float
    phases_high_months: float
    phases_source: str
    bars: tuple[Bar, ...]
    open_points: tuple[str, ...]


class _Start(NamedTuple):
    """First day of work of a fast and of a slow project, and the first day heat makes sense."""

    basis: Basis
    fast: dt.date | None = None
    slow: dt.date | None = None
    not_before: dt.date = dt.date.min


def timeline(site: Site, today: dt.date | None = None) -> Timeline:
    """The plan of a project.

    A stated start of the contract is the day of first heat, and work is counted back from it.
    Else work begins today, with no heat before the data centre runs; where today is not known it
    is counted from the data centre's first operation.
    """
    total = assumption("timeline.total_months")
    start = _start(site, today, total.low, total.high)
    phases = [assumption("timeline.phase_months", name) for name in PHASES]
    low, high = sum(phase.low for phase in phases), sum(phase.high for phase in phases)
    return Timeline(
        basis=start.basis,
        today=today,
        work_starts_earliest=_first(start.fast, start.slow),
        work_starts_latest=start.fast,
        first_heat_earliest=_heat(start, start.fast, total.low),
        first_heat_latest=_heat(start, start.slow, total.high),
        in_reach=_in_reach(start, today),
        total_low_months=total.low,
        total_high_months=total.high,
        total_source=total.source,
        phases_low_months=low,
        phases_high_months=high,
        phases_source=phases[0].source,
        bars=(*_bars(start), _bar(IN_ALL, start, (0.0, 0.0), (total.low, total.high))),
        open_points=OPEN_POINTS[site.connection.electrical_available],
    )


def months_later(day: dt.date, months: float) -> dt.date:
    """The same day so many months later, or earlier below zero; the last of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + round(months), 12)
    year = min(max(years, dt.MINYEAR), dt.MAXYEAR)
    return dt.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _start(site: Site, today: dt.date | None, low: float, high: float) -> _Start:
    agreed, running = site.contract.start, site.data_centre.first_operation
    if agreed is not None:
        back = (months_later(agreed, -low), months_later(agreed, -high))
        return _Start("contract_start", *back, not_before=agreed)
    if today is not None:
        return _Start("today", today, today, running or dt.date.min)
    if running is not None:
        return _Start("first_operation", running, running)
    return _Start("open")


def _first(fast: dt.date | None, slow: dt.date | None) -> dt.date | None:
    return None if fast is None or slow is None else min(fast, slow)


def _heat(start: _Start, begun: dt.date | None, months: float) -> dt.date | None:
    """First heat; where it is agreed, that day at any pace (months differ in length)."""
    if begun is None or start.basis == "contract_start":
        return None if begun is None else start.not_before
    return max(months_later(begun, months), start.not_before)


def _in_reach(start: _Start, today: dt.date | None) -> bool | None:
    if start.basis != "contract_start" or today is None:
        return None
    if start.fast is not None and today > start.fast:
        return False
    return True if start.slow is not None and today <= start.slow else None


def _bars(start: _Start) -> list[Bar]:
    """The phases one after the other, each begun when the one before it ends."""
    bars, begun = [], (0.0, 0.0)
    for name in PHASES:
        phase = assumption("timeline.phase_months", name)
        ended = (begun[0] + phase.low, begun[1] + phase.high)
        bars.append(_bar(name, start, begun, ended))
        begun = ended
    return bars


def _bar(name: str, start: _Start, begun: tuple[float, float], ended: tuple[float, float]) -> Bar:
    def on(begin: dt.date | None, months: float) -> dt.date | None:
        return None if begin is None else months_later(begin, months)

    return Bar(
        id=name,
        fast_start_months=begun[0],
        fast_end_months=ended[0],
        slow_start_months=begun[1],
        slow_end_months=ended[1],
        fast_start=on(start.fast, begun[0]),
        fast_end=on(start.fast, ended[0]),
        slow_start=on(start.slow, begun[1]),
        slow_end=on(start.slow, ended[1]),
    )
