"""What a plant delivered, step by step: amounts that add up, and means by what carries them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.assessment import Screened
from ihp_core.delivery.civil import CivilTime, Grain, Groups, Moments, typical_year
from ihp_core.economics.outcome import Outcome
from ihp_core.key_figures.emissions import KG_PER_T, grid_kg_per_mwh, replaced_kg_per_h
from ihp_core.key_figures.hourly import HourlyYear, hourly_year
from ihp_core.operation.electricity import hourly_price
from ihp_core.operation.heat_year import availability, running_share
from ihp_core.site.places import zone_of
from ihp_core.tables.arrays import Array, Flags, ratio

AMOUNTS = (
    "heat_mwh",
    "direct_mwh",
    "lifted_mwh",
    "pipe_loss_mwh",
    "electricity_mwh",
    "pumping_mwh",
    "source_heat_mwh",
    "data_centre_mwh",
    "available_h",
    "running_h",
    "co2_replaced_t",
    "co2_plant_t",
    "expected_mwh",
    "known_h",
    "deemed_mwh",
)
"""What adds up: heat at the meter; direct, lifted and lost before it; electricity of heat pump and
pumps; heat taken from the data centre, and all energy of that; hours; CO2 over the life cycle; of
readings the heat that was expected, the hours of which the heat is known, and the heat that the
network could have had and did not take."""

MEANS = {
    "supply_c": "heat_mwh",
    "return_c": "heat_mwh",
    "source_inlet_c": "",
    "source_outlet_c": "",
    "outdoor_c": "",
    "electricity_eur_per_mwh": "",
}
"""What has a mean, by the amount that carries it, or by time."""

QUOTIENTS = {
    "cop": (("lifted_mwh",), ("electricity_mwh",)),
    "system_cop": (("heat_mwh",), ("electricity_mwh", "pumping_mwh")),
    "erf": (("source_heat_mwh",), ("data_centre_mwh",)),
}
"""What is a quotient of sums."""

Basis = Literal["expected", "metered"]


class Standstill(NamedTuple):
    """A time in which the plant stood [UTC], and whether that was planned."""

    start: np.datetime64
    end: np.datetime64
    planned: bool


@dataclass(frozen=True, eq=False)
class Delivered:
    """Steps of time with their amounts and means by name, (steps,) each; nan is not known.

    ``basis`` says whether they are the model's expectation or a meter's readings;
    ``power_metered`` whether the price of electricity was measured.
    """

    time: CivilTime
    columns: Mapping[str, Array]
    stops: tuple[Standstill, ...]
    basis: Basis = "expected"
    power_metered: bool = False

    def of(self, name: str) -> Array:
        """One of the columns; nan where there is none."""
        return self.columns.get(name, np.full(len(self.time.starts), np.nan))

    def of_months(self, months: Sequence[np.datetime64] | Moments) -> Delivered:
        """The steps of some months alone."""
        kept = self.time.within(list(months))
        time = replace(self.time, starts=self.time.starts[kept])
        columns = {name: column[kept] for name, column in self.columns.items()}
        return replace(self, time=time, columns=columns, stops=_inside(self.stops, time))


def _inside(stops: tuple[Standstill, ...], time: CivilTime) -> tuple[Standstill, ...]:
    """Those that reach into a time, cut to it."""
    if not len(time.starts):
        return ()
    first, last = time.starts[0], time.ends[-1]
    cut = (Standstill(max(s.start, first), min(s.end, last), s.planned) for s in stops)
    return tuple(stop for stop in cut if stop.start < stop.end)


@dataclass(frozen=True, eq=False)
class DeliveryTable:
    """Sums, means and quotients of each step, day, month or year, (rows,) by name."""

    zone: str
    starts: Moments
    ends: Moments
    columns: Mapping[str, Array]


def table_of(delivered: Delivered, grain: Grain) -> DeliveryTable:
    """The steps by day, month or year; the sums of any add up to those of the whole."""
    groups = delivered.time.grouped(grain)
    length = np.full(len(delivered.time.starts), delivered.time.hours)
    columns = {"hours_h": groups.summed(length)}
    columns |= {name: groups.summed(delivered.of(name)) for name in AMOUNTS}
    columns |= {
        name: _mean(groups, delivered.of(name), delivered.of(weight) if weight else length)
        for name, weight in MEANS.items()
    }
    columns |= {
        name: ratio(_sum(columns, above), _sum(columns, below))
        for name, (above, below) in QUOTIENTS.items()
    }
    return DeliveryTable(delivered.time.zone, groups.starts, groups.ends, columns)


def _mean(groups: Groups, figure: Array, weight: Array) -> Array:
    """The mean of each group by weight; where nothing carries it, or in a single step, plain."""
    known = np.where(np.isnan(figure), np.nan, 1.0)
    weighted = ratio(groups.summed(figure * weight), groups.summed(known * weight))
    steps = groups.summed(known)
    plain = np.isnan(weighted) | (steps == 1)
    return np.where(plain, groups.summed(figure) / steps, weighted)


def _sum(columns: Mapping[str, Array], names: tuple[str, ...]) -> Array:
    """The sum of some columns, of those that are known; nan where the first is not."""
    first, *rest = (columns[name] for name in names)
    return np.asarray(first + sum(np.nan_to_num(column) for column in rest))


def modelled(screened: Screened) -> dict[str, Array]:
    """The columns of the model's 8,760 hours in their own order, by name, (8760,) each.

    Raises
    ------
    ValueError
        When the screening did not keep its year.
    """
    outcome = screened.screening.outcome
    if outcome is None:
        raise ValueError("expected amounts need the screening's year")
    year = hourly_year(screened.cases, screened.hours, outcome)
    columns = _amounts(screened, outcome, year) | _means(screened, year)
    return {name: _first(screened, column) for name, column in columns.items()}


def expected(screened: Screened) -> Delivered:
    """The 8,760 hours that the model expects of a site, by the clock on its wall."""
    time, order = typical_year(zone_of(screened.site))
    columns = {name: column[order] for name, column in modelled(screened).items()}
    stopped = _first(screened, screened.hours.outage)[order] >= 1
    return Delivered(time, columns, stops_of(time, stopped, planned=True))


def _first(screened: Screened, column: Array) -> Array:
    shape = screened.hours.weight_h.shape
    return np.asarray(np.broadcast_to(np.atleast_2d(column)[:1], shape)[0])


def _amounts(screened: Screened, outcome: Outcome, year: HourlyYear) -> dict[str, Array]:
    """What adds up, in MWh, h and t of each hour."""
    cases, hours = screened.cases, screened.hours
    in_service = availability(cases, hours)
    replaced = replaced_kg_per_h(cases, hours, screened.plant.network, outcome)
    drawn = year.electricity_mw + year.pumping_mw
    return {
        "heat_mwh": year.delivered_mw,
        "direct_mwh": year.direct_mw,
        "lifted_mwh": year.heat_pump_mw,
        "pipe_loss_mwh": year.direct_mw + year.heat_pump_mw - year.delivered_mw,
        "electricity_mwh": year.electricity_mw,
        "pumping_mwh": year.pumping_mw,
        "source_heat_mwh": year.source_used_mw,
        "data_centre_mwh": data_centre_mw(screened),
        "available_h": in_service,
        "running_h": running_share(outcome.year.run) * in_service,
        "co2_replaced_t": replaced / KG_PER_T,
        "co2_plant_t": drawn * grid_kg_per_mwh(cases).item(0) / KG_PER_T,
    }


def _means(screened: Screened, year: HourlyYear) -> dict[str, Array]:
    return {
        "supply_c": year.supply_c,
        "return_c": year.return_c,
        "source_inlet_c": year.source_inlet_c,
        "source_outlet_c": year.source_outlet_c,
        "outdoor_c": year.outdoor_c,
        "electricity_eur_per_mwh": hourly_price(screened.cases, screened.hours),
    }


def data_centre_mw(screened: Screened) -> Array:
    """All power of the data centre in its usual hour [MW], (1, 1): IT with all around it."""
    names = ("it_capacity_mw", "it_utilisation_fraction", "pue")
    capacity, used, pue = (screened.cases[f"data_centre.{name}"][:1] for name in names)
    return np.asarray(capacity * used * pue)


def stops_of(
    time: CivilTime, stopped: Flags | NDArray[np.bool_], *, planned: bool
) -> tuple[Standstill, ...]:
    """The times of consecutive steps in which the plant stood."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], stopped, [False])).astype(int)))
    return tuple(
        Standstill(time.starts[first], time.ends[beyond - 1], planned)
        for first, beyond in edges.reshape(-1, 2)
    )
