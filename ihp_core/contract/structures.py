"""What the heat costs and earns over the years, by price structure and scenario.

Payments are in the money of their year. P_0 stands in the money of the start of supply, and
year t has the price level of t years later, as the cash flow has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import contract_factors, running_costs
from ihp_core.economics.scenarios import Paths
from ihp_core.operation.electricity import moving_part
from ihp_core.site.cases import Cases
from ihp_core.site.fields import Structure
from ihp_core.tables.arrays import Array, ratio

NONE: Array = np.zeros((1, 1))


class Offer(NamedTuple):
    """What the prices of all structures are made of, (rows, 1).

    ``price`` is P_0 and ``electricity`` El_0 [EUR/MWh], of which ``moving`` follows the market;
    ``power_per_heat`` is 1 / guaranteed system COP [MWh/MWh], ``escalator`` the yearly rise of
    a fixed price [-], ``heat`` what is expected in each contract year [MWh], (rows, years).
    """

    price: Array
    electricity: Array
    moving: Array
    power_per_heat: Array
    escalator: Array
    heat: Array

    @property
    def fixed(self) -> Array:
        """The part of the price that does not follow electricity [EUR/MWh]."""
        return self.price - self.electricity * self.power_per_heat


class Running(NamedTuple):
    """The producer's running cost in today's money [EUR/a], (rows, 1) or (rows, years)."""

    electricity: Array
    other: Array


def offer(cases: Cases, outcome: Outcome, price: Array) -> Offer:
    """The offer at a price; the guaranteed system COP is that of a year with the full IT load."""
    power = outcome.energy.electricity + outcome.energy.pumping
    within = contract_factors(cases) > 0
    return Offer(
        price=price,
        electricity=cases["market.electricity_price_eur_per_mwh"],
        moving=moving_part(cases),
        power_per_heat=ratio(power, outcome.energy.heat, 0.0),
        escalator=cases["contract.escalator_fraction"],
        heat=np.asarray(outcome.paid.heat * within),
    )


def running(cases: Cases, outcome: Outcome) -> Running:
    """The producer's running cost of each contract year in today's money."""
    spends = running_costs(cases, outcome.spent, outcome.paid)
    return Running(spends.electricity, spends.upkeep + spends.source_heat)


def power_eur_per_mwh(agreed: Offer, path: Paths) -> Array:
    """El_t, the all-in electricity price of each year in its money [EUR/MWh], (rows, years)."""
    real = agreed.electricity + agreed.moving * (path.electricity[None] - 1)
    return np.asarray(real * path.cpi[None])


@dataclass(frozen=True)
class PriceStructure:
    """How a contract prices the heat over the years; all that is said of it hangs on its name.

    ``price`` gives what a MWh costs in each year at the expected heat, in its money [EUR/MWh],
    (rows, years), and ``formula`` the same in the cells of a workbook: ``fixed_part``,
    ``power_per_heat``, ``indicative_price``, ``escalator`` and the columns ``{year}``, ``{cpi}``,
    ``{power_of_year}``. ``pays_capacity``: the fixed part is paid for the capacity, heat or not.
    """

    name: Structure
    price: Callable[[Offer, Paths], Array]
    formula: str
    follows_electricity: bool
    pays_capacity: bool = False


def _by_index(agreed: Offer, path: Paths) -> Array:
    """Fixed part x CPI_t/CPI_0 + El_t / guaranteed system COP."""
    by_use = power_eur_per_mwh(agreed, path) * agreed.power_per_heat
    return np.asarray(agreed.fixed * path.cpi[None] + by_use)


def _by_escalator(agreed: Offer, path: Paths) -> Array:
    """P_0 with its yearly rise."""
    year = np.arange(1, len(path.cpi) + 1)[None]
    return np.asarray(agreed.price * (1 + agreed.escalator) ** year)


INDEX = "fixed_part*{cpi}+{power_of_year}*power_per_heat"
STRUCTURES: dict[str, PriceStructure] = {
    structure.name: structure
    for structure in (
        PriceStructure("indexed", _by_index, INDEX, True),
        PriceStructure("two_part", _by_index, INDEX, True, pays_capacity=True),
        PriceStructure("fixed", _by_escalator, "indicative_price*(1+escalator)^{year}", False),
    )
}
"""In the order in which they are offered and shown."""


def structure_named(name: str) -> PriceStructure:
    """A price structure by its name.

    Raises
    ------
    ValueError
        When there is no such structure.
    """
    if name not in STRUCTURES:
        raise ValueError(f"no price structure {name!r}; there are {', '.join(STRUCTURES)}")
    return STRUCTURES[name]


def price_eur_per_mwh(structure: str, agreed: Offer, path: Paths) -> Array:
    """What a MWh costs in each year at the expected heat, in its money [EUR/MWh], (rows, years).

    Parameters
    ----------
    structure : str
        A name of ``STRUCTURES``; another one is a ``ValueError``.
    agreed : Offer
        At the start of supply.
    path : Paths
        The scenario, over the contract years.
    """
    return structure_named(structure).price(agreed, path)


def payment_eur(structure: str, agreed: Offer, path: Paths, heat: Array) -> Array:
    """What the operator pays for the heat it takes [EUR], (rows, years).

    Per MWh of ``heat`` [MWh], (rows, years); a payment for the capacity stays where less is taken
    than expected, or more.
    """
    paid = price_eur_per_mwh(structure, agreed, path) * heat
    if not structure_named(structure).pays_capacity:
        return np.asarray(paid)
    return np.asarray(paid + agreed.fixed * path.cpi[None] * (agreed.heat - heat))


def capacity_payment_eur_per_mw_year(agreed: Offer, capacity_mw: Array) -> Array:
    """Of the two-part price, in the first year's money: fixed part x heat / capacity.

    In the years of a ramp-up the heat expected of each year counts, (rows, years).
    """
    return ratio(agreed.fixed * agreed.heat, capacity_mw)


def running_eur(cost: Running, agreed: Offer, path: Paths) -> Array:
    """The producer's running cost of each year in its money [EUR], (rows, years)."""
    return electricity_eur(cost, agreed, path) + cost.other * path.cpi[None]


def electricity_eur(cost: Running, agreed: Offer, path: Paths) -> Array:
    """Of that the electricity of heat pump and pumps."""
    return np.asarray(cost.electricity * power_level(agreed, path) * path.cpi[None])


def power_level(agreed: Offer, path: Paths) -> Array:
    """Real all-in price of each year over today's [-], (rows, years)."""
    moved = ratio(agreed.moving, agreed.electricity, 0.0) * (path.electricity[None] - 1)
    return np.asarray(1 + moved)
