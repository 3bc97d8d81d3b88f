"""A plant that is built in steps, as the data centre grows: what that saves.

Units that come later are paid later, and until then the chain runs the years without them: less
capital at the start against less heat in those years, both on the producer's cost. Only the heat
pumps come later: station, exchanger, pipe and upkeep are those of the whole plant from the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.economics.capital import ageing
from ihp_core.economics.finance import present_value
from ihp_core.economics.outcome import LOAD, Outcome, energy_of, outcome
from ihp_core.economics.price import Energy, floor
from ihp_core.operation.data_centre import load_by_year
from ihp_core.operation.storage.stored_year import stored_year
from ihp_core.site.site import PlantStep
from ihp_core.tables.arrays import Array, ratio

RATE, UNITS, RAMP_UP = (
    "contract.discount_rate_fraction",
    "plant.units",
    "data_centre.ramp_up_years",
)


class Steps(NamedTuple):
    """A plant built in steps against all of it at once.

    ``units`` stand in each contract year, (years,), and ``heat_mwh`` (2, years) is delivered in
    it, at once and in steps. ``later_eur`` is spent later on heat pumps, which is worth
    ``saved_eur`` less at the start of supply, grant not taken off; ``floor_eur_per_mwh`` is the
    producer's cost at once and in steps.
    """

    units: Array
    heat_mwh: Array
    later_eur: float
    saved_eur: float
    floor_eur_per_mwh: tuple[float, float]

    @property
    def lost_mwh(self) -> float:
        """Heat of the whole term that the plant in steps does not deliver [MWh]."""
        return float((self.heat_mwh[0] - self.heat_mwh[1]).sum())


def built_in_steps(
    screened_site: Screened, steps: Sequence[PlantStep] | None = None
) -> Steps | None:
    """What the steps that are stated, or others, lead to.

    Parameters
    ----------
    screened_site : Screened
        The site.
    steps : sequence of PlantStep, optional
        By themselves those that it states.

    Returns
    -------
    Steps or None
        None without any, or without a heat pump to divide.
    """
    cases, plant = screened_site.cases, screened_site.plant
    stated = screened_site.site.plant.steps if steps is None else steps
    if not stated or not plant.built.heat_pump_mw.item(0) > 0:
        return None
    whole = outcome(cases, screened_site.hours, *plant)
    years = whole.factors.shape[1]
    standing = units_by_year(int(cases[UNITS].item(0)), stated, years)
    stepped = _energy_in_steps(screened_site, whole, standing)
    later, saved = _paid_later(screened_site, whole, stated)
    cost = floor(cases, whole.spent, stepped, whole.factors).total
    own = 1 - cases["contract.grant_fraction"]
    less = ratio(own * saved, present_value(stepped.heat, whole.factors), 0.0)
    heat = np.broadcast_to(whole.paid.heat, (1, years))
    both = np.vstack([heat, stepped.heat])
    return Steps(standing, both, later, saved, (whole.floor.total.item(0), (cost - less).item(0)))


def units_by_year(units: int, steps: Sequence[PlantStep], years: int) -> Array:
    """The units that stand in each contract year, (years,): those of no step from the first on."""
    year = np.arange(1, years + 1)
    added = sum((step.units * (year >= step.year) for step in steps), start=np.zeros(years))
    return np.asarray(units - sum(step.units for step in steps) + added, float)


def _energy_in_steps(screened_site: Screened, whole: Outcome, standing: Array) -> Energy:
    """The amounts of each contract year, a row of the chain for each until all units stand at the
    full IT load."""
    cases, hours, (network, built) = screened_site[2:5]
    years, units = len(standing), cases[UNITS].item(0)
    ramp_up = int(cases[RAMP_UP].item(0))
    growing = min(max(ramp_up, int((standing < units).sum()), 1), years)
    share = (standing[:growing] / units)[:, None]
    level = (cases[LOAD] * load_by_year(cases, growing))[0]
    many = cases.with_({LOAD: level, UNITS: np.maximum(standing[:growing], 1)})
    fewer = built._replace(heat_pump_mw=built.heat_pump_mw * share)
    some = energy_of(many, hours, stored_year(many, hours, network, fewer))

    def joined(first: Array, rest: Array) -> Array:
        first = np.broadcast_to(first, (growing, 1))[:, 0]
        return np.concatenate([first, np.full(years - growing, rest.item(0))])[None]

    paid = Energy(*(joined(first, rest) for first, rest in zip(some, whole.energy, strict=True)))
    return paid._replace(electricity=paid.electricity * ageing(cases, years))


def _paid_later(
    screened_site: Screened, whole: Outcome, steps: Sequence[PlantStep]
) -> tuple[float, float]:
    """What is spent later on heat pumps, each at the beginning of its year, and how much less that
    is worth at the start [EUR]."""
    cases = screened_site.cases
    share = np.array([step.units for step in steps]) / cases[UNITS].item(0)
    spent = whole.spent.heat_pump.item(0) * share
    waits = np.array([step.year - 1 for step in steps], float)
    worth = (1 + cases[RATE].item(0)) ** -waits
    return float(spent[waits > 0].sum()), float((spent * (1 - worth)).sum())
