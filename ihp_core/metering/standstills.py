"""When the plant stood though it could have run, and of which hours nothing is known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ihp_core.metering.metered import CAUSES, Gap, MeteredHours, Outage
from ihp_core.tables.arrays import Flags
from ihp_core.year.measured.times.stamps import HOUR

OUTAGE_ROW = CAUSES.index("outage")


def outages(hours: MeteredHours) -> tuple[Outage, ...]:
    """The outages in order of time; hours in which the plant had nothing to do do not part one."""
    idle = hours.known & (hours.expected_heat_mw <= 0) & (hours.planned <= 0) & (hours.heat_mw <= 0)
    listed: list[Outage] = []
    for begin, end in runs_of((hours.standing > 0) | idle):
        there = np.flatnonzero(hours.standing[begin:end] > 0) + begin
        if len(there):
            listed.append(_outage(hours, int(there[0]), int(there[-1]) + 1))
    return tuple(listed)


def _outage(hours: MeteredHours, begin: int, end: int) -> Outage:
    """From the first standing minute to the last: an hour that stands in part does so at the side
    of the outage."""
    share = hours.standing
    after = 0 if end - begin == 1 else round((1 - share[begin]) * HOUR)
    last = round(share[end - 1] * HOUR)
    length = (end - begin - 1) * HOUR - after + last
    lost = float(hours.lost_mw[OUTAGE_ROW, begin:end].sum())
    return Outage(_stamp(hours, begin, after), _stamp(hours, end - 1, last), length / HOUR, lost)


def gaps(hours: MeteredHours) -> tuple[Gap, ...]:
    """The hours of which the heat is not known, run by run."""
    return tuple(
        Gap(
            _stamp(hours, begin, 0),
            _stamp(hours, end - 1, HOUR),
            end - begin,
            float(hours.expected_heat_mw[begin:end].sum()),
        )
        for begin, end in runs_of(~hours.known)
    )


def runs_of(flags: Flags) -> Iterator[tuple[int, int]]:
    """First and one behind the last of each run of flags."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _stamp(hours: MeteredHours, index: int, minutes: int) -> str:
    """Civil time with its offset from UTC, minutes behind the beginning of an hour."""
    # The offset is that of the hour in which the instant lies; at the end of the last, of that.
    there = min(index + minutes // HOUR, len(hours.utc) - 1)
    offset = int(hours.offset_min[there])
    local = hours.utc[index] + np.timedelta64(minutes + offset, "m")
    sign, away = "+" if offset >= 0 else "-", abs(offset)
    return f"{local.astype('datetime64[m]')}:00{sign}{away // HOUR:02d}:{away % HOUR:02d}"
