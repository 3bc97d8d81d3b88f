"""What a workbook is made of: the site's columns and the outcome over the longest contract."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.assessment import Screened
from ihp_core.contract.avoided import STEP
from ihp_core.economics.outcome import Outcome, outcome
from ihp_core.economics.todays_cost import carbon_by_year, contract_years, last_year
from ihp_core.economics.worth import Worth, worth
from ihp_core.operation.electricity import ALL_IN, measured, moving_part
from ihp_core.operation.todays_heat import carbon_per_heat, displaced_cost, several
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases
from ihp_core.site.inputs import limits
from ihp_core.tables.arrays import Array, ratio

TERM = "contract.term_years"
LONGEST = int(limits(TERM)[1])
"""Years of a contract that the sheets have rows for: any term that can be entered."""


class Carbon(NamedTuple):
    """Its price [EUR/t] and whether today's fuel may be burnt, (1, ``LONGEST``); the mean price
    over the years of the term in which it may."""

    price: Array
    burns: Array
    mean: float


class Case(NamedTuple):
    """A site's answer beside the columns and the outcome it comes from.

    ``outcome`` runs over ``LONGEST`` contract years, whatever the term, so that the sheets can
    follow another one; the plant is the one that was found.
    """

    screened: Screened
    assessment: Assessment
    outcome: Outcome
    audience: Audience

    @property
    def cases(self) -> Cases:
        """The filled columns of the one site."""
        return self.screened.cases

    def worth(self, key: str) -> float:
        """The one figure of a column."""
        return float(self.cases[key].item(0))

    def yearly(self, amount: Array) -> list[float]:
        """An amount of each of the longest contract's years."""
        years: list[float] = np.broadcast_to(amount, (1, LONGEST))[0].tolist()
        return years

    @property
    def term(self) -> int:
        """Years of the contract as entered."""
        return int(self.worth(TERM))

    @property
    def long(self) -> Cases:
        """The same with the longest contract, over which the outcome runs."""
        return self.cases.with_({TERM: float(LONGEST)})

    @property
    def held(self) -> Outcome:
        """The outcome over the contract's own years."""
        own_years = self.screened.screening.outcome
        assert own_years is not None  # a site alone is screened with its year
        return own_years

    @property
    def follows_power(self) -> float:
        """What of today's cost over the term moves with the electricity price [EUR/MWh].

        With today's units in today's order, as the price paths have it.
        """
        usual, moved = (self._worth_at(share).today for share in (1.0, 1.0 + STEP))
        cost = [np.where(np.isnan(at.term), at.unbound, at.term).item(0) for at in (usual, moved)]
        return float(cost[1] - cost[0]) / STEP

    @property
    def carbon(self) -> Carbon:
        """What carbon costs in the years, and in which today's fuel may be burnt."""
        calendar = contract_years(self.cases, LONGEST)
        price = carbon_by_year(self.cases, self.screened.plant[0], calendar)
        price = np.broadcast_to(price, calendar.shape)
        burns = (calendar <= last_year(self.cases)).astype(float)
        factors = self.held.factors
        term = factors.shape[1]
        if not (burns[:, :term] * factors).any():
            burns = np.ones_like(burns)  # today's cost is that of all years then
        weights = burns[:, :term] * factors
        return Carbon(price, burns, float((price[:, :term] * weights).sum() / weights.sum()))

    @property
    def follows_carbon(self) -> float:
        """What of today's cost over the term moves with the price of carbon [t/MWh].

        With today's units in today's order, as with electricity.
        """
        cases, hours, year = self.cases, self.screened.hours, self.held.year
        if several(cases):
            mean = self.carbon.mean
            cost = [
                displaced_cost(cases, hours, year.delivery(np.full((1, 1), price)))
                for price in (mean, mean + 1.0)
            ]
            moves = cost[1] - cost[0]
        else:
            moves = carbon_per_heat(cases, year.return_c)
        heat = year.delivered_mw
        return float(ratio(hours.total(moves * heat), hours.total(heat)).item(0))

    def premium(self, power_price: Array) -> Array:
        """What the hours of a use are dearer than the mean, per unit of what moves."""
        over = power_price - self.cases[ALL_IN]
        own = measured(self.screened.hours) is not None
        level = float(self.moving > 0) if own else self.moving
        return over / level if level > 0 else np.zeros_like(over)

    def _worth_at(self, share: float) -> Worth:
        """What the heat is worth at a share of the electricity price as entered."""
        held, (network, _) = self.held, self.screened.plant
        cases = self.cases.with_({ALL_IN: share * self.worth(ALL_IN)})
        return worth(cases, self.screened.hours, network, held.built, held.year, held.factors)

    @property
    def moving(self) -> float:
        """The part of the electricity price that follows the exchange [EUR/MWh]."""
        return float(moving_part(self.cases).item(0))


def case_of(screened: Screened, assessment: Assessment, audience: Audience) -> Case:
    """The case of a site that has been screened."""
    long = screened.cases.with_({TERM: float(LONGEST)})
    whole = outcome(long, screened.hours, *screened.plant)
    own = screened.screening.outcome
    assert own is not None  # a site alone is screened with its year
    # What is guaranteed is the mean of the contract's own years.
    whole = whole._replace(power_per_heat=own.power_per_heat)
    return Case(screened, assessment, whole, audience)


def cell_named(path: str) -> str:
    """The name of an input's cell: its path, as the workbook writes it."""
    return path.replace(".", "_")
