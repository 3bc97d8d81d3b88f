"""Readings of plants made from the model itself, faults put in, in the forms of meter files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from ihp_core.assessment import Screened, screened
from ihp_core.metering.meter import metered, standard_minutes
from ihp_core.metering.metered import MeterReport
from ihp_core.metering.readings.reading import MeterReading, read_meter
from ihp_core.operation.heat_year import HeatYear
from ihp_core.operation.storage.stored_year import stored_year
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array

HOURS = 8760
YEAR = 2026
HEADERS = {
    "heat": "Wärme [MWh]",
    "electricity": "Strom [MWh]",
    "supply": "Vorlauf [°C]",
    "back": "Rücklauf [°C]",
    "warm": "Quelle warm [°C]",
    "cold": "Quelle kalt [°C]",
    "outdoor": "Außentemperatur [°C]",
    "load": "Netzlast [MW]",
    "flow": "Durchfluss [m³/h]",
    "price": "Strompreis gesamt [EUR/MWh]",
}
AMOUNTS = ("heat", "electricity")
Columns = dict[str, Array]


@dataclass(frozen=True, eq=False)
class Plant:
    """A site through the chain, and its readings."""

    site: Site
    chain: Screened

    @property
    def year(self) -> HeatYear:
        """The year as the chain expects it."""
        outcome = self.chain.screening.outcome
        assert outcome is not None
        return outcome.year

    def run(self, **own: Array) -> HeatYear:
        """The year with other series, by their names in the engine."""
        hours = self.chain.hours
        series = {**hours.own, **{name: figures[None] for name, figures in own.items()}}
        return stored_year(self.chain.cases, replace(hours, own=series), *self.chain.plant)

    def columns(self, year: HeatYear | None = None) -> Columns:
        """What the meters show in each hour of a year, (8760,)."""
        year = year or self.year
        terms = year.boundary
        figures = {
            "heat": year.delivered_mw,
            "electricity": year.electricity_mw + year.pumping_mw,
            "supply": terms.supply_c,
            "back": terms.return_c,
            "warm": terms.source_inlet_c,
            "cold": terms.source_outlet_c,
            "outdoor": self.chain.hours.outdoor_c,
        }
        return {name: np.broadcast_to(f[:1], (1, HOURS))[0].copy() for name, f in figures.items()}

    def read(self, content: str) -> MeterReading:
        """A file as it is read at this place."""
        return read_meter(content.encode(), standard_minutes(self.site))

    def report(self, columns: Columns, times: Sequence[str] | None = None) -> MeterReport:
        """The report on a file of columns; hours of the year with their offset, if nothing else."""
        return metered(self.chain, self.read(meter_file(columns, times or self.times)))

    @property
    def times(self) -> tuple[str, ...]:
        """The hours of the year in standard time, with their offset."""
        return standard_times(standard_minutes(self.site))


@cache
def plant(name: str = "german") -> Plant:
    """A worked example."""
    site = example(name)
    return Plant(site, screened(site))


@cache
def standard_times(offset_min: int) -> tuple[str, ...]:
    """The hours of a year in standard time, with their offset."""
    start = dt.datetime(YEAR, 1, 1, tzinfo=dt.timezone(dt.timedelta(minutes=offset_min)))
    return tuple((start + dt.timedelta(hours=n)).isoformat() for n in range(HOURS))


def meter_file(
    columns: Columns, times: Sequence[str], headers: dict[str, str] | None = None
) -> str:
    """A file as meters write it; nothing where a figure is missing."""
    named = {**HEADERS, **(headers or {})}
    cells = [["" if np.isnan(v) else f"{v:.6f}" for v in column] for column in columns.values()]
    rows = zip(times, *cells, strict=True)
    head = ";".join(("Zeit", *(named[name] for name in columns)))
    return "\n".join([head, *(";".join(row) for row in rows)]) + "\n"


def standing(columns: Columns, begin: int, hours: int) -> Columns:
    """The same columns with a plant that stands for some hours."""
    faulty = {name: figures.copy() for name, figures in columns.items()}
    for name in AMOUNTS:
        faulty[name][begin : begin + hours] = 0.0
    return faulty


def counter(amounts: Array, start: float = 12345.0) -> Array:
    """What a counter shows at the beginning of each interval."""
    return start + np.concatenate(([0.0], np.cumsum(amounts)[:-1]))


def lost(before: Columns, after: Columns) -> float:
    """The heat that a fault cost [MWh]."""
    return float(before["heat"].sum() - after["heat"].sum())
