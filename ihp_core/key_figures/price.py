"""Price, cost and return at the indicative price: shape and formulas.

Figures are columns (rows, 1) by the names of the contract.
"""

from __future__ import annotations

import numpy as np
from pydantic import ConfigDict

from ihp_core.economics.cost import construction_interest_eur
from ihp_core.economics.finance import npv_eur, payback_years
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import (
    UPKEEP,
    fixed_part,
    indicative,
    running_costs,
    yearly_margin,
)
from ihp_core.key_figures.screening import Figures
from ihp_core.operation.network import Size
from ihp_core.operation.todays_heat import carbon_price_eur_per_t
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, Flags, ratio
from ihp_core.tables.assumptions import value
from ihp_core.tables.records import Result
from ihp_core.viability.rules import PASS, PRICE_ROOM, rules, status
from ihp_core.year.hours import Hours

RETURN = "contract.discount_rate_fraction"
ROUNDING = 1e-9  # of a sum, which is no reason for another step
ENDLESS = 9999
"""A last year from which on law sets no end."""


class Price(Result):
    """Per MWh of metered heat; the parts add up to the floor.

    The ceiling is what the heat is worth at the most: the lesser of today's running cost over the
    term and of the best alternative, named in ``best_kind``. ``needed`` is what it must be worth
    where there is no room for a pass, ``gap`` how far the floor lies above the ceiling.

    Beside these, the yearly costs that inputs add stand under their own names.
    """

    model_config = ConfigDict(extra="allow")

    floor_eur_per_mwh: float | None
    ceiling_eur_per_mwh: float | None
    today_eur_per_mwh: float | None
    today_first_year_eur_per_mwh: float | None
    today_last_year: float | None
    alternative_eur_per_mwh: float | None
    alternative_kind: str
    best_kind: str
    air_heat_pump_eur_per_mwh: float | None
    biomass_boiler_eur_per_mwh: float | None
    other_eur_per_mwh: float | None
    room_eur_per_mwh: float | None
    needed_eur_per_mwh: float | None = None
    gap_eur_per_mwh: float | None = None
    indicative_eur_per_mwh: float | None
    carbon_price_eur_per_t: float | None
    p10_eur_per_mwh: float | None = None
    p90_eur_per_mwh: float | None = None
    capital_eur_per_mwh: float | None
    pipe_eur_per_mwh: float | None
    contingency_eur_per_mwh: float | None
    construction_interest_eur_per_mwh: float | None
    replacement_eur_per_mwh: float | None
    pipe_residual_eur_per_mwh: float | None
    maintenance_eur_per_mwh: float | None
    overheads_eur_per_mwh: float | None
    pipe_upkeep_eur_per_mwh: float | None
    electricity_eur_per_mwh: float | None
    pumping_eur_per_mwh: float | None
    source_heat_eur_per_mwh: float | None
    fixed_part_eur_per_mwh: float | None
    saving_eur_per_year: float | None


class Cost(Result):
    """Capital before grant at the start of supply, and what a year costs.

    Beside these, the lines that inputs add stand under their own names.
    """

    model_config = ConfigDict(extra="allow")

    capex_eur: float
    heat_pump_eur: float
    building_eur: float
    substation_eur: float
    source_exchanger_eur: float
    grid_connection_eur: float
    backup_boiler_eur: float
    buffer_eur: float
    development_eur: float
    pipe_eur: float
    contingency_eur: float
    grant_eur: float
    construction_interest_eur: float
    maintenance_eur_per_year: float
    overheads_eur_per_year: float
    pipe_upkeep_eur_per_year: float
    electricity_eur_per_year: float
    source_heat_eur_per_year: float


class Finance(Result):
    """The producer's case at the indicative price: real, before tax."""

    npv_eur: float | None
    irr_fraction: float | None
    payback_years: float | None


def price_figures(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Figures:
    """The price between floor and avoided running cost, and the alternative to build."""
    floor_eur = outcome.floor.total
    price = indicative(cases, floor_eur, outcome.ceiling)
    best, rivals = outcome.worth, outcome.worth.rivals
    system = ratio(np.ones((1, 1)), outcome.power_per_heat)
    return {
        "floor_eur_per_mwh": floor_eur,
        **worth_figures(outcome),
        "today_first_year_eur_per_mwh": best.today.now,
        "today_last_year": np.where(best.today.last_year < ENDLESS, best.today.last_year, np.nan),
        "alternative_kind": rivals.cheapest,
        "best_kind": best.best,
        **{f"{kind}_eur_per_mwh": cost for kind, cost in rivals._asdict().items()},
        "room_eur_per_mwh": outcome.room,
        "indicative_eur_per_mwh": price,
        **{f"{name}_eur_per_mwh": part for name, part in outcome.floor.parts.items()},
        "carbon_price_eur_per_t": carbon_price_eur_per_t(cases, network.peak_mw),
        "fixed_part_eur_per_mwh": fixed_part(cases, price, system),
        "saving_eur_per_year": (outcome.ceiling - price) * outcome.heat_mwh,
    }


def worth_figures(outcome: Outcome) -> Figures:
    """What the heat is worth and by whose measure, and what is missing [EUR/MWh]."""
    best, room = outcome.worth, outcome.room
    return {
        "ceiling_eur_per_mwh": outcome.ceiling,
        "today_eur_per_mwh": best.today.term,
        "alternative_eur_per_mwh": best.alternative,
        "needed_eur_per_mwh": np.where(_passes(outcome), np.nan, outcome.floor.total),
        "gap_eur_per_mwh": np.where(room < 0, -room, np.nan),
    }


def told_price(price_eur_per_mwh: float) -> float:
    """A price as it is shown: in whole EUR/MWh, in tenths below ten."""
    step = value("price.told_step_eur_per_mwh")
    step = step if price_eur_per_mwh >= 10 * step else step / 10
    return step * float(np.floor(price_eur_per_mwh / step + 0.5))


def told_gap(gap_eur_per_mwh: float) -> float:
    """The next step of a gap as it is told, never below it, and one at least."""
    step = value("price.gap_step_eur_per_mwh")
    return step * max(float(np.ceil(gap_eur_per_mwh / step - ROUNDING)), 1.0)


def _passes(outcome: Outcome) -> Flags:
    """Whether there is enough room for the criterion of the price to be met."""
    room = ratio(outcome.room, outcome.ceiling)
    return np.asarray(status(rules()[PRICE_ROOM], room) == PASS)


def cost_figures(cases: Cases, outcome: Outcome) -> Figures:
    """Capital before grant, grant, interest of the construction time, yearly cost [EUR]."""
    spent, grant = outcome.spent, cases["contract.grant_fraction"]
    capex, building = spent.total, cases["cost.building_fraction"] * spent.heat_pump
    years, rate = cases["cost.construction_years"], cases["contract.discount_rate_fraction"]
    yearly = running_costs(cases, spent, outcome.energy)
    kept = {name: yearly.parts[name] for name in UPKEEP}
    return {
        "capex_eur": capex,
        **{f"{name}_eur": line for name, line in spent.lines.items()},
        "heat_pump_eur": spent.heat_pump - building,
        "building_eur": building,
        "grant_eur": grant * capex,
        "construction_interest_eur": construction_interest_eur((1 - grant) * capex, years, rate),
        "electricity_eur_per_year": outcome.energy.power_price
        * (outcome.energy.electricity + outcome.energy.pumping),
        "source_heat_eur_per_year": yearly.source_heat,
        **{f"{name}_eur_per_year": cost for name, cost in kept.items()},
    }


def finance_figures(cases: Cases, outcome: Outcome, price: Array, cost: Figures) -> Figures:
    """Net present value and payback at the indicative price; capital to pay back [EUR]."""
    margin = yearly_margin(cases, outcome.spent, outcome.paid, price)
    capital = cost["capex_eur"] - cost["grant_eur"] + cost["construction_interest_eur"]
    sold = outcome.room > 0  # at the bare floor both would only echo the required return
    return {
        "npv_eur": np.where(sold, npv_eur(capital, margin, outcome.factors), np.nan),
        "payback_years": np.where(sold, payback_years(capital, margin, outcome.factors), np.nan),
        "capital_eur": capital,
    }
