"""The form of what was metered beside what was expected: hours, sums of any period, outages,
guarantees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array, Flags
from ihp_core.year.measured.note import Note

CAUSES = ("return", "source", "outage", "demand", "price", "other")
"""What makes the heat differ from what was expected; together they are all of it."""

Moments = NDArray[np.datetime64]


class MeteredHours(NamedTuple):
    """The hours of the readings on real dates, each array (hours,), without a hole in time.

    ``utc`` is the beginning of the hour, ``offset_min`` the civil time of the place less UTC
    [minutes]. Mean power [MW], which in an hour is the energy [MWh], temperatures [°C], flow
    [m³/h], price [EUR/MWh]; nan where nothing was measured. ``known`` are the hours whose heat was
    measured or mended: in them alone what was expected is compared. ``expected_*`` is what the
    chain makes of the hour, corrected for its weather where that was measured, and is there in all
    hours. ``standing`` is the share of the hour in which the plant stood though it could have run,
    ``planned`` the share of it that the chain expects it to stand. ``possible_mw`` is what it
    could have delivered had the network taken all, ``deemed_mw`` what of that the network did not
    take. ``lost_mw`` has a row a cause, in the order of ``CAUSES``: (6, hours); zero in hours that
    are not known.
    """

    utc: Moments
    offset_min: NDArray[np.int64]
    known: Flags
    heat_mw: Array
    electricity_mw: Array
    supply_c: Array
    return_c: Array
    flow_m3_per_h: Array
    source_inlet_c: Array
    source_outlet_c: Array
    outdoor_c: Array
    price_eur_per_mwh: Array
    expected_heat_mw: Array
    expected_electricity_mw: Array
    expected_supply_c: Array
    expected_return_c: Array
    expected_source_inlet_c: Array
    expected_source_outlet_c: Array
    standing: Array
    planned: Array
    possible_mw: Array
    deemed_mw: Array
    lost_mw: Array

    @property
    def local(self) -> Moments:
        """What a clock on the wall showed at the beginning of the hour."""
        shown: Moments = self.utc + self.offset_min.astype("timedelta64[m]")
        return shown

    def chosen(self, flags: Flags) -> MeteredHours:
        """Those hours alone, (hours,)."""
        return self._replace(**{name: part[..., flags] for name, part in self._asdict().items()})


class Metered(NamedTuple):
    """A period summed up; ``label`` is its day, month or year in civil time (``2026-03-29``,
    ``2026-03``, ``2026``), empty for all that was read.

    Energy [MWh] and means weighted by the heat [°C], ``None`` where nothing was measured.
    ``expected_*`` is of the hours that are known alone. ``hours`` are those of the period that the
    readings span, ``known_hours`` those whose heat is known, ``standing_hours`` those of outages.
    ``availability`` is the share of the known hours outside the planned stop in which the plant
    could run. ``missing_expected_mwh`` is what was expected in hours of which nothing is known.
    """

    label: str
    hours: int
    known_hours: int
    heat_mwh: float
    electricity_mwh: float | None
    cop: float | None
    expected_heat_mwh: float
    expected_electricity_mwh: float
    expected_cop: float | None
    causes: Mapping[str, float]
    availability: float | None
    standing_hours: float
    deemed_mwh: float
    missing_expected_mwh: float
    supply_c: float | None
    return_c: float | None
    source_inlet_c: float | None
    source_outlet_c: float | None
    outdoor_c: float | None
    price_eur_per_mwh: float | None
    expected_supply_c: float | None
    expected_return_c: float | None
    expected_source_inlet_c: float | None
    expected_source_outlet_c: float | None


class Outage(NamedTuple):
    """A standstill that was not expected, from and to in civil time with its offset, ISO 8601."""

    begin: str
    end: str
    hours: float
    lost_mwh: float


class Gap(NamedTuple):
    """Hours of which the heat is not known, from and to in civil time with its offset."""

    begin: str
    end: str
    hours: int
    expected_mwh: float


class Guarantee(NamedTuple):
    """What was agreed: ``cop``, ``minimum_volume`` [MWh] or ``availability`` [-].

    ``agreed`` is the contract's figure of a year, ``due`` that of the period, ``measured`` what it
    came to; ``met`` is ``None`` where nothing was measured.
    """

    name: str
    agreed: float
    due: float
    measured: float | None
    met: bool | None


@dataclass(frozen=True, eq=False)
class MeterReport:
    """All of it: the hours, the whole of them and their months, what was told on the way.

    ``weather_corrected`` is whether the outdoor temperature was measured; ``problems`` are those
    of the file with their lines, the first of them, ``problem_count`` how many there were;
    ``notes`` how it was read and what was mended.
    """

    hours: MeteredHours
    whole: Metered
    months: tuple[Metered, ...]
    outages: tuple[Outage, ...]
    gaps: tuple[Gap, ...]
    guarantees: tuple[Guarantee, ...]
    weather_corrected: bool
    problems: tuple[Note, ...]
    problem_count: int
    notes: tuple[Note, ...]
