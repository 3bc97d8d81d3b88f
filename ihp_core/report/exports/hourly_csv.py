"""The year as a table to work on: 8,760 rows, one an hour."""

from __future__ import annotations

import csv
import datetime as dt
import io

import numpy as np

from ihp_core.delivery.civil import stamped, standard_hours
from ihp_core.results.results import Assessment
from ihp_core.tables.arrays import Array

FIRST_HOUR = dt.datetime(2025, 1, 1)
"""Of a year without a leap day; local standard time all year."""

DECIMALS = 12
"""So many that the hours add up to the year of the assessment."""

COLUMNS = (
    "outdoor_c",
    "load_mw",
    "supply_c",
    "return_c",
    "source_inlet_c",
    "source_outlet_c",
    "delivered_mw",
    "direct_mw",
    "heat_pump_mw",
    "source_used_mw",
    "not_taken_mw",
    "electricity_mw",
    "pumping_mw",
    "cop",
)
"""The figures of an hour, named with their units as in ``HourlyYear``."""

OF_A_TANK = ("buffer_in_mw", "buffer_out_mw", "buffer_mwh")
"""Beside them where there is a tank: into it, out of it, in it at the end of the hour."""


HEADER = ("time", "time_local_standard", "month", *COLUMNS, "regime", "reason")


def _figures(assessment: Assessment) -> tuple[str, ...]:
    return (*COLUMNS, *OF_A_TANK) if assessment.year.buffer_mwh.any() else COLUMNS


def safe(cell: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in tuple("=+-@\t\r\n") else cell


def _written(amount: Array) -> list[str]:
    """Figures with up to twelve decimals; empty where there is none."""
    return [
        "" if number != number else f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
        for number in (np.round(amount, DECIMALS) + 0.0).tolist()
    ]


def hourly_csv(assessment: Assessment, zone: str) -> str:
    """The hours of the assessment as comma-separated text.

    A header and 8,760 rows; decimal point, units in the column names [°C, MW; COP without
    unit, empty where no heat pump runs]. Each stamp is the start of its hour in a year without a
    leap day: by the clock on the wall of a zone such as ``Europe/Berlin`` in ISO 8601 with its
    offset from UTC, and in local standard time, by which the months go.
    """
    year = assessment.year
    hours = [FIRST_HOUR + dt.timedelta(hours=hour) for hour in range(year.load_mw.size)]
    columns = [
        stamped(standard_hours(zone), zone),
        [hour.isoformat(timespec="minutes") for hour in hours],
        [str(int(month)) for month in year.month],
        *(_written(getattr(year, name)) for name in _figures(assessment)),
        [safe(str(name)) for name in year.regime],
        [safe(str(name)) for name in year.reason],
    ]
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow((*HEADER[:3], *_figures(assessment), *HEADER[-2:]))
    rows.writerows(zip(*columns, strict=True))
    return text.getvalue()
