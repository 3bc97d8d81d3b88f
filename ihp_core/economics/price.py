"""What the heat costs the producer, what it replaces, and the price between the two.

Everything is per MWh of heat metered at the connection point, (rows, 1).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.capital import Capital, left_of_pipe_eur, renewed
from ihp_core.economics.cost import construction_interest_eur
from ihp_core.economics.finance import discount_factors, present_value
from ihp_core.site.cases import Cases
from ihp_core.site.inputs import cost_lines
from ihp_core.tables.arrays import Array, ratio

ONE: Array = np.ones((1, 1))
UPKEEP = ("maintenance", "overheads", "pipe_upkeep", *cost_lines("yearly"))
"""What follows neither heat nor electricity."""
RUNNING = (*UPKEEP[:3], "electricity", "pumping", "source_heat", *UPKEEP[3:])
"""What a year costs."""
PARTS = (
    "capital",
    "pipe",
    "contingency",
    "construction_interest",
    "replacement",
    "pipe_residual",
    *RUNNING,
)
"""What the producer's cost is made of, in the order it is stacked."""


ASKED = "contract.asked_above_typical_eur_per_mwh"
"""A column, no input: how far what is asked lies from a producer's cost at typical figures, where
the case is told without the producer's own."""


class Energy(NamedTuple):
    """The year's amounts that are paid for [MWh], (rows, 1) or (rows, years).

    ``power_price`` is the electricity's in the hours of its use [EUR/MWh], (rows, 1).
    """

    heat: Array
    electricity: Array
    pumping: Array
    source: Array
    power_price: Array


class Yearly(NamedTuple):
    """What running costs in a year of today's money [EUR/a], (rows, 1) or (rows, years).

    ``parts`` go by ``RUNNING``.
    """

    parts: dict[str, Array]

    @property
    def electricity(self) -> Array:
        """Electricity of heat pump and pumps."""
        return self.parts["electricity"] + self.parts["pumping"]

    @property
    def source_heat(self) -> Array:
        """What the data centre is paid for its heat."""
        return self.parts["source_heat"]

    @property
    def upkeep(self) -> Array:
        """Maintenance, insurance and management, the pipe, and what inputs state of a year."""
        return np.asarray(sum(self.parts[name] for name in UPKEEP))

    @property
    def total(self) -> Array:
        """All of it."""
        return np.asarray(sum(self.parts.values()))


def running_costs(cases: Cases, spent: Capital, energy: Energy) -> Yearly:
    """Upkeep of plant, tank and pipe, insurance and management, electricity, the source's heat."""
    machines = spent.plant - spent.buffer
    return Yearly(
        {
            "maintenance": cases["cost.maintenance_fraction_per_year"] * machines
            + cases["cost.tank_upkeep_fraction_per_year"] * spent.buffer,
            "overheads": cases["cost.overheads_fraction_per_year"] * (spent.plant + spent.pipe),
            "pipe_upkeep": cases["cost.pipe_upkeep_fraction_per_year"] * spent.pipe,
            "electricity": energy.electricity * energy.power_price,
            "pumping": energy.pumping * energy.power_price,
            "source_heat": energy.source * cases["data_centre.heat_price_eur_per_mwh"],
            **{name: cases[path] for name, path in cost_lines("yearly").items()},
        }
    )


class Floor(NamedTuple):
    """Producer's cost including the required return, and its parts by ``PARTS`` [EUR/MWh]."""

    total: Array
    parts: dict[str, Array]


def floor(cases: Cases, spent: Capital, energy: Energy, factors: Array) -> Floor:
    """PV(costs) / PV(metered heat), part by part.

    The grant falls on all capital alike, and takes its share of what is left of the pipe;
    capital stands at the start of supply, the interest of the time before it is a line of its
    own. What is left of the pipe at the end counts against the cost: its part is negative.
    """
    own = 1 - cases["contract.grant_fraction"]
    per_heat = ratio(ONE, present_value(energy.heat, factors))
    rate = cases["contract.discount_rate_fraction"]
    years = cases["cost.construction_years"]
    yearly = running_costs(cases, spent, energy).parts
    left = left_of_pipe_eur(cases, spent.pipe, factors.shape[1])
    parts = {
        "capital": own * spent.built * per_heat,
        "pipe": own * spent.pipe * per_heat,
        "contingency": own * spent.contingency * per_heat,
        "construction_interest": construction_interest_eur(own * spent.total, years, rate)
        * per_heat,
        "replacement": present_value(renewed(cases, spent.heat_pump, factors.shape[1]), factors)
        * per_heat,
        "pipe_residual": -own * present_value(left, factors) * per_heat,
        **{name: present_value(cost, factors) * per_heat for name, cost in yearly.items()},
    }
    total = np.asarray(sum(parts.values()))
    return Floor(total + cases[ASKED] if ASKED in cases else total, parts)


def yearly_margin(cases: Cases, spent: Capital, energy: Energy, price_eur: Array) -> Array:
    """What is left of the price after the running costs [EUR/a], (rows, years).

    In the last year with what the pipe is still worth.
    """
    years = int(cases["contract.term_years"].max())
    again = renewed(cases, spent.heat_pump, years)
    left = (1 - cases["contract.grant_fraction"]) * left_of_pipe_eur(cases, spent.pipe, years)
    return price_eur * energy.heat - running_costs(cases, spent, energy).total - again + left


def contract_factors(cases: Cases) -> Array:
    """Discount factors of the contract, (rows, years)."""
    return discount_factors(cases["contract.discount_rate_fraction"], cases["contract.term_years"])


def indicative(cases: Cases, floor_eur: Array, ceiling_eur: Array) -> Array:
    """Floor plus the producer's share of the room, where there is room [EUR/MWh]."""
    room = np.maximum(ceiling_eur - floor_eur, 0)
    return floor_eur + cases["contract.room_share_fraction"] * room


def fixed_part(cases: Cases, price_eur: Array, system_cop: Array) -> Array:
    """The part of the indexed price that does not follow electricity [EUR/MWh].

    The mean of the term in today's money; ``contract.structures`` says how its parts move.
    """
    return price_eur - cases["market.electricity_price_eur_per_mwh"] / system_cop
