"""Files of hourly data to start from: an empty template, and a complete example year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache

import numpy as np

from ihp_core.assessment import assess
from ihp_core.site.examples.worked import example
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.measured.cells import COMMENT
from ihp_core.year.measured.headers import header_names
from ihp_core.year.measured.year import SERIES

YEAR = 2025
EXAMPLE = "german"
SHOWN_HOURS = (0, 12)


def year_template() -> str:
    """Header and times of a year, and two lines as an example, which reading skips."""
    shown = [f"{COMMENT} {line}" for line in (_line(hour) for hour in SHOWN_HOURS)]
    blank = "," * len(SERIES)
    return _file([*shown, *(f"{_time(hour)}{blank}" for hour in range(HOURS_OF_YEAR))])


def sample() -> str:
    """A year of the worked German example as its measured year could look."""
    return _file([_line(hour) for hour in range(HOURS_OF_YEAR)])


def _file(lines: Sequence[str]) -> str:
    return "\n".join([",".join(header_names()), *lines]) + "\n"


def _line(hour: int) -> str:
    return ",".join([_time(hour), *(f"{series[hour]:.3f}" for series in _example_year())])


def _time(hour: int) -> str:
    return (dt.datetime(YEAR, 1, 1) + dt.timedelta(hours=hour)).strftime("%Y-%m-%d %H:%M")


@cache
def _example_year() -> tuple[Array, ...]:
    """The series of the example in the order of ``SERIES``."""
    assessment = assess(example(EXAMPLE))
    year, price = assessment.year, assessment.inputs["market.electricity_price_eur_per_mwh"].value
    available = year.source_used_mw + year.not_taken_mw
    per_m3_k = value("water.density_kg_per_m3") * value("water.heat_capacity_kj_per_kg_k")
    flow = available * 3.6e6 / (per_m3_k * (year.source_inlet_c - year.source_outlet_c))
    series = {name: getattr(year, name) for name in SERIES if hasattr(year, name)} | {
        "source_flow_m3_per_h": flow,
        "electricity_price_eur_per_mwh": np.full(HOURS_OF_YEAR, price),
    }
    return tuple(series[name] for name in SERIES)
