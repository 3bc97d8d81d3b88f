"""A file of meter readings that the expected year of a site itself has made."""

from __future__ import annotations

import datetime as dt
from functools import cache

import numpy as np

from ihp_core.assessment import assess
from ihp_core.site.examples.worked import example

FIRST = dt.datetime(2026, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=1)))
OUT_FROM, OUT_HOURS = 500, 60


@cache
def readings(days: int = 59, *, name: str = "german", heat: str = "Heat [MWh]") -> bytes:
    """Hourly rows from New Year on, with a standstill of 60 hours in January."""
    year = assess(example(name)).year
    hours = days * 24
    stands = np.zeros(hours, bool)
    stands[OUT_FROM : OUT_FROM + OUT_HOURS] = True
    power = year.electricity_mw + year.pumping_mw
    amounts = (np.where(stands, 0.0, amount[:hours]) for amount in (year.delivered_mw, power))
    columns = zip(*amounts, year.supply_c[:hours], year.return_c[:hours], strict=True)
    rows = [f"Time;{heat};Electricity [MWh];Supply [°C];Return [°C]"]
    for hour, row in enumerate(columns):
        stamp = (FIRST + dt.timedelta(hours=hour)).isoformat(timespec="minutes")
        rows.append(";".join([stamp, *(f"{figure:.5f}" for figure in row)]))
    return "\n".join([*rows, ""]).encode()
