"""What each of the three parties gains, and the producer's cash flow and returns."""

from __future__ import annotations

from math import isnan
from typing import NamedTuple

import numpy as np

from ihp_core.contract.avoided import Agreed
from ihp_core.contract.shapes import Flow, Grant, PartyGains, Returns, Series
from ihp_core.contract.structures import price_eur_per_mwh
from ihp_core.economics.cash_flow import CashFlow, cash_flow
from ihp_core.economics.finance import irr_fraction, nominal_fraction, payback_years
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import floor, indicative
from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.fields import Structure
from ihp_core.site.places import country_place, price_through_data_centre
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumptions

GRANT = "contract.grant_fraction"
YEARLY = ("replacement", "pipe_residual", "revenue", "electricity", "maintenance", "source_heat")
"""Flows of the contract years; those of year 0 are the same in its money."""
PRICES = 41
BEYOND, LEAST_BEYOND = 0.25, 5.0  # of the way from floor to ceiling, to either side; EUR/MWh


def series(figure: Array) -> Series:
    """The first case's figures by year or price."""
    return tuple(figure[0].tolist())


def known(figure: Array) -> float | None:
    """The first case's figure; nan is ``None``."""
    number = float(figure.item(0))
    return None if isnan(number) else number


def party_gains(cases: Cases, outcome: Outcome) -> PartyGains:
    """Each party's gain over the prices, of the first case."""
    each = gains(cases, outcome)
    of_data_centre = each.source_heat + each.cooling_saved
    return PartyGains(
        price_eur_per_mwh=series(each.price),
        operator_eur=series(each.operator),
        producer_eur=series(each.producer),
        data_centre_eur=series(of_data_centre + 0 * each.price),
        source_heat_eur_per_year=each.source_heat.item(0),
        cooling_saved_eur_per_year=each.cooling_saved.item(0),
        producer_cost_eur_per_year=each.cost.item(0),
        displaced_eur_per_year=each.displaced.item(0),
    )


def base_flow(cases: Cases, outcome: Outcome, agreed: Agreed, structure: Structure) -> CashFlow:
    """The cash flow by the price structure of the contract, in the base scenario."""
    path = agreed.path("base")
    real = price_eur_per_mwh(structure, agreed.offer, path) / path.cpi
    return cash_flow(cases, outcome.spent, outcome.paid, real)


def yearly(cases: Cases, flow: CashFlow) -> Flow:
    """The cash flow of the first case, real and in the money of each year."""
    nominal = flow.nominal(cases["finance.inflation_fraction"])
    rate = cases["contract.discount_rate_fraction"]
    made = flow._asdict() | {"net": flow.net, "cumulative": flow.cumulative}
    made |= {"discounted_cumulative": flow.discounted_cumulative(rate)}
    later = {n: f for n, f in nominal._asdict().items() if n in YEARLY}
    later |= {"net": nominal.net, "cumulative": nominal.cumulative}
    made |= {f"nominal_{name}": money for name, money in later.items()}
    figures = {f"{name}_eur": series(money) for name, money in made.items()}
    return Flow.model_validate({"year": tuple(range(flow.net.shape[1]))} | figures)


def returns(cases: Cases, outcome: Outcome, flow: CashFlow) -> Returns:
    """Net present value, return and payback of the first case's cash flow."""
    net, rate = flow.net, cases["contract.discount_rate_fraction"]
    real = irr_fraction(-net.item(0), net[0, 1:])
    inflation = cases["finance.inflation_fraction"].item(0)
    nominal_rate = nominal_fraction(rate.item(0), inflation)
    in_its_money = flow.nominal(cases["finance.inflation_fraction"])
    worth = in_its_money.discounted_cumulative(np.full((1, 1), nominal_rate))
    return Returns(
        npv_eur=flow.discounted_cumulative(rate)[0, -1].item(),
        nominal_npv_eur=worth[0, -1].item(),
        discount_rate_fraction=rate.item(0),
        nominal_discount_rate_fraction=nominal_rate,
        irr_fraction=None if isnan(real) else real,
        nominal_irr_fraction=None if isnan(real) else nominal_fraction(real, inflation),
        payback_years=known(payback_years(-net[:, :1], net[:, 1:], outcome.factors)),
    )


def grant(cases: Cases, outcome: Outcome) -> Grant | None:
    """With the grant that is stated, or else the one that the country may give."""
    country = choices("country")[int(country_place(cases).item(0))]
    row = assumptions().get(("grant.bew_fraction", country))
    offered = row.value if row else 0.0
    share = float(cases[GRANT].item(0)) or offered
    if share <= 0:
        return None

    def price(fraction: float) -> float:
        granted = cases.with_({GRANT: fraction})
        lowest = floor(granted, outcome.spent, outcome.paid, outcome.factors).total
        return float(indicative(granted, lowest, outcome.ceiling).item(0))

    prices = {"without_eur_per_mwh": price(0.0), "with_eur_per_mwh": price(share)}
    named = {"grant_fraction": share, "source": row.source if row else ""}
    return Grant.model_validate(named | prices)


class Gains(NamedTuple):
    """Yearly gains of a year with the full IT load [EUR/a].

    ``price`` [EUR/MWh], ``operator`` (its saving) and ``producer`` (its margin over the
    required return) are (rows, prices); ``cost``, the producer's including the required return,
    ``displaced``, the worth of the heat to the operator, and the data centre's two gains, which
    do not hang on the price, are (rows, 1).
    """

    price: Array
    operator: Array
    producer: Array
    cost: Array
    displaced: Array
    source_heat: Array
    cooling_saved: Array


def price_grid(floor: Array, ceiling: Array) -> Array:
    """Prices from below the lower to above the higher of the two [EUR/MWh], (rows, prices)."""
    low, high = np.minimum(floor, ceiling), np.maximum(floor, ceiling)
    beyond = np.maximum(BEYOND * (high - low), LEAST_BEYOND)
    step = np.linspace(0, 1, PRICES)[None]
    return np.asarray(low - beyond + step * (high - low + 2 * beyond))


def gains(cases: Cases, outcome: Outcome) -> Gains:
    """Each party's gain over the grid of prices."""
    price, heat = price_grid(outcome.floor.total, outcome.ceiling), outcome.energy.heat
    source, power = outcome.energy.source, price_through_data_centre(cases)
    return Gains(
        price=price,
        operator=(outcome.ceiling - price) * heat,
        producer=(price - outcome.floor.total) * heat,
        cost=outcome.floor.total * heat,
        displaced=outcome.ceiling * heat,
        source_heat=source * cases["data_centre.heat_price_eur_per_mwh"],
        cooling_saved=source * cooling_electricity(cases) * power,
    )


def cooling_electricity(cases: Cases) -> Array:
    """Electricity of the data centre's own coolers per heat they reject [MWh/MWh], (rows, 1)."""
    kind = "data_centre.cooling"
    return scoped("data_centre.cooling_electricity_per_heat", choices(kind), cases[kind])
