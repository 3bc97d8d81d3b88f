"""Capital of a connection as built, the second heat pump of a contract that outlasts the first, and
what is left of the pipe at its end; how the machine ages in between."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.cost import heat_pump_eur, pipe_eur, tank_eur
from ihp_core.economics.finance import annuity_factor, present_value
from ihp_core.operation.design import Design, fixed_head_pa
from ihp_core.operation.storage.stored_year import BUFFER
from ihp_core.plant.pipe import PASCAL_PER_BAR, flow_m3_per_s, pump_power_mw
from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.inputs import cost_lines
from ihp_core.tables.arrays import Array

STATED = tuple(cost_lines("capital"))
"""Lines that an input states."""
PLANT = (
    "heat_pump",
    "substation",
    "source_exchanger",
    "grid_connection",
    "backup_boiler",
    "buffer",
    "development",
)
"""Lines of the plant, which is kept up."""
LINES = (*PLANT, *STATED, "pipe", "contingency")
"""All lines of the capital, in the order in which they are shown."""


NO_MORE: Array = np.zeros((1, 1))


class Capital(NamedTuple):
    """Capital before grant [EUR], (rows, 1), by ``LINES``."""

    lines: dict[str, Array]

    @property
    def heat_pump(self) -> Array:
        """The heat pump, erected, its building included."""
        return self.lines["heat_pump"]

    @property
    def buffer(self) -> Array:
        """The tank, and what it makes the hand-over station larger."""
        return self.lines["buffer"]

    @property
    def pipe(self) -> Array:
        """Supply and return to the connection point."""
        return self.lines["pipe"]

    @property
    def contingency(self) -> Array:
        """What plant and pipe may cost beyond the estimate."""
        return self.lines["contingency"]

    @property
    def plant(self) -> Array:
        """What is kept up: all but the pipe, what an input states and the contingency."""
        return np.asarray(sum(self.lines[name] for name in PLANT))

    @property
    def built(self) -> Array:
        """The plant and what an input states: all but pipe and contingency."""
        return np.asarray(sum((self.lines[name] for name in STATED), start=self.plant))

    @property
    def total(self) -> Array:
        """All of it."""
        return self.built + self.pipe + self.contingency


def capital(cases: Cases, built: Design, more_mw: Array = NO_MORE) -> Capital:
    """Capital of a connection as built, by its design figures.

    ``more_mw`` is what a tank sends off beyond what the plant is built for, (rows, 1).
    """
    pump = heat_pump_eur(built.heat_pump_mw, built.hottest_outlet_c)
    electric_mw = built.electricity_mw + _design_pumping_mw(cases, built)
    separated = cases["connection.hydraulic_separation"]
    station = scoped("cost.substation_eur_per_mw", ("direct", "separated"), separated)
    plant = {
        "heat_pump": pump * cases["cost.heat_pump_factor"],
        "substation": station * built.capacity_mw,
        "source_exchanger": cases["cost.source_exchanger_eur_per_mw"] * built.source_mw,
        "grid_connection": cases["cost.grid_connection_eur_per_kw"] * 1e3 * electric_mw,
        "backup_boiler": cases["cost.backup_boiler_eur_per_mw"] * cases["plant.firm_capacity_mw"],
        "buffer": tank_eur(cases[BUFFER]) + station * more_mw,
    }
    stated = {name: cases[path] for name, path in cost_lines("capital").items()}
    plant["development"] = cases["cost.development_fraction"] * np.asarray(sum(plant.values()))
    pipe = _pipe_capital_eur(cases, built)
    unforeseen = cases["cost.contingency_fraction"] * (sum(plant.values()) + pipe)
    return Capital({**plant, **stated, "pipe": pipe, "contingency": np.asarray(unforeseen)})


def _pipe_capital_eur(cases: Cases, built: Design) -> Array:
    ground = scoped(
        "connection.ground_factor", choices("connection.ground"), cases["connection.ground"]
    )
    pipe = pipe_eur(
        cases["connection.route_km"], built.pipe.cost_eur_per_m, built.pipe.parallel, ground
    )
    return pipe * cases["cost.pipe_factor"]


def _design_pumping_mw(cases: Cases, built: Design) -> Array:
    """Electricity of the network's and of the source's pump at design [MW]."""
    efficiency = cases["connection.pump_efficiency"]
    pressure = built.friction_pa + fixed_head_pa(cases)
    of_network = pump_power_mw(built.flow_m3_per_s, pressure, efficiency)
    drop = cases["data_centre.source_inlet_c"] - cases["data_centre.source_outlet_c"]
    head = cases["connection.source_pressure_drop_bar"] * PASCAL_PER_BAR
    return of_network + pump_power_mw(flow_m3_per_s(built.source_mw, drop), head, efficiency)


def renewed(cases: Cases, machine_eur: Array, years: int) -> Array:
    """What a heat pump is renewed for by contract year [EUR], (rows, 1) or (rows, years)."""
    if years <= cases["finance.heat_pump_life_years"].min():
        return np.zeros((1, 1))
    return replacement_eur(cases, machine_eur, years)


def replacement_eur(cases: Cases, machine_eur: Array, years: int) -> Array:
    """Spent again on a heat pump in each contract year [EUR], (rows, years).

    It falls into the year after a life ends; what is renewed is the machine, not the building,
    and nothing of it is worth anything when the term ends.
    """
    year = np.arange(1, years + 1)[None]
    life = cases["finance.heat_pump_life_years"]
    ended = np.floor((year - 1) / life) - np.floor(np.maximum(year - 2, 0) / life)
    within = ended * (year <= cases["contract.term_years"])
    return np.asarray(cases["finance.reinvestment_fraction"] * machine_eur * within)


def left_of_pipe_eur(cases: Cases, pipe_eur_spent: Array, years: int) -> Array:
    """What the pipe is still worth, in the last contract year [EUR], (rows, years).

    A pipe outlives the contract and goes on carrying heat; nothing else is worth anything then.
    """
    last = np.arange(1, years + 1)[None] == cases["contract.term_years"]
    return np.asarray(cases["contract.pipe_residual_fraction"] * pipe_eur_spent * last)


def ageing(cases: Cases, years: int) -> Array:
    """Electricity of a heat pump for the same heat over that of a new one [-], (rows, years).

    Its COP falls by a share in each year of its life; a renewed one begins anew.
    """
    lost = cases["heat_pump.ageing_fraction_per_year"]
    age = np.mod(np.arange(years)[None], cases["finance.heat_pump_life_years"])
    return np.asarray((1 - lost) ** -age)


def mean_ageing(cases: Cases, weights: Array) -> Array:
    """Electricity of an ageing heat pump over that of a new one [-], (rows, 1).

    The mean over the contract years by their ``weights``, (rows, years).
    """
    aged = ageing(cases, weights.shape[1])
    return present_value(aged, weights) * annuity_factor(weights)
