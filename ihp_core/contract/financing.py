"""What the producer's bank and auditors read: the debt and its cover, equity, tax, in the money of
each year.

Price and required return are the project's, however it is financed: debt moves neither. They stand
before tax too, as the operator's alternatives do; a tax in one of the two alone would narrow the
room between them. What tax adds to the producer's cost is told beside it.
"""

from __future__ import annotations

from math import isnan
from typing import Any, cast

import numpy as np

from ihp_core.contract.avoided import agreed_at
from ihp_core.contract.parties import base_flow, known, series
from ihp_core.contract.shapes import Figures, Series
from ihp_core.economics.finance import annuity_factor, irr_fraction, present_value
from ihp_core.economics.financing.debt import SHARE
from ihp_core.economics.financing.financed import Financed, financed
from ihp_core.economics.financing.tax import (
    AFTER_TAX,
    INFLATION,
    floor_after_tax,
    tax_fractions,
    tax_sources,
)
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import indicative
from ihp_core.operation.network import Size
from ihp_core.site.cases import Cases, decoded_choice
from ihp_core.site.fields import Structure
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.year.hours import Hours

STRUCTURE = "contract.structure"


class Cover(Figures):
    """Debt service cover in the years in which debt is owed [-]; ``None`` without debt.

    ``heat_gwh`` is the yearly heat that it goes with; ``cash_eur`` what is there to serve the debt
    in the years 1 to n.
    """

    heat_gwh: float
    cash_eur: Series
    years: Series | None
    least: float | None
    mean: float | None


class Financing(Figures):
    """The project's money split among lender, state and owner, years 0 to n, nominal [EUR].

    ``debt_eur`` is the lender's: negative where it lends. ``entered`` is the cover with the inputs
    as they stand; ``p50`` and ``p90`` with the heat that is reached in five and in nine of ten
    cases. ``tax_fraction`` is the rate of tax in the years 1 to n, whether it is counted or not.
    """

    debt_fraction: float
    debt_rate_fraction: float
    debt_years: int
    after_tax: bool
    inflation_fraction: float
    year: tuple[int, ...]
    project_eur: Series
    tax_eur: Series
    interest_eur: Series
    repayment_eur: Series
    debt_eur: Series
    equity_eur: Series
    tax_fraction: Series
    tax_sources: tuple[str, ...]
    equity_irr_fraction: float | None
    real_equity_irr_fraction: float | None
    floor_after_tax_eur_per_mwh: float | None
    tax_eur_per_mwh: float | None
    entered: Cover
    p50: Cover | None = None
    p90: Cover | None = None


def is_asked(cases: Cases) -> bool:
    """Whether the first case states debt or asks for figures after tax."""
    return bool(cases[SHARE].item(0) > 0 or cases[AFTER_TAX].item(0) > 0)


def financing(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Financing | None:
    """All of it for the first case; ``None`` where nobody asks, or no heat is delivered."""
    if not (is_asked(cases) and outcome.energy.heat.item(0) > 0):
        return None
    split = financed_case(cases, hours, network, outcome)
    return Financing.model_validate(
        _agreed(cases)
        | _flows(cases, split)
        | _equity(cases, split)
        | _after_tax(cases, outcome)
        | {"entered": cover(split, heat_gwh(outcome).item(0), series(split.cash[:, 1:]))}
    )


def heat_gwh(outcome: Outcome) -> Array:
    """Heat of a contract year, the mean of all [GWh/a], (rows, 1)."""
    within = (outcome.factors > 0).astype(float)
    return np.asarray(
        present_value(outcome.paid.heat, within) * annuity_factor(within) / MWH_PER_GWH
    )


def financed_case(cases: Cases, hours: Hours, network: Size, outcome: Outcome) -> Financed:
    """The split of the cash flow by the price structure of the contract."""
    price = indicative(cases, outcome.floor.total, outcome.ceiling)
    made = agreed_at(cases, hours, network, outcome, price)
    chosen = decoded_choice(STRUCTURE, cases[STRUCTURE].item(0))
    return financed(cases, base_flow(cases, outcome, made, cast(Structure, chosen)))


def cover(split: Financed, heat_gwh: float, cash: Series) -> Cover:
    """The cover of the first case's debt by what is there in the years 1 to n."""
    service = split.loan.service[0, 1:]
    owed = service > 0
    shares = np.asarray(cash)[owed] / service[owed]
    none = not owed.any()
    return Cover(
        heat_gwh=heat_gwh,
        cash_eur=cash,
        years=None if none else tuple(shares.tolist()),
        least=None if none else float(shares.min()),
        mean=None if none else float(shares.mean()),
    )


def _agreed(cases: Cases) -> dict[str, Any]:
    names = ("debt_fraction", "debt_rate_fraction")
    tenor = np.minimum(cases["contract.debt_years"], cases["contract.term_years"]).item(0)
    return {
        **{name: cases[f"contract.{name}"].item(0) for name in names},
        "debt_years": int(tenor),
        "after_tax": bool(cases[AFTER_TAX].item(0)),
        "inflation_fraction": cases[INFLATION].item(0),
    }


def _flows(cases: Cases, split: Financed) -> dict[str, Any]:
    years = split.project.shape[1]
    flows = {
        "project": split.project,
        "tax": split.tax,
        "interest": split.loan.interest,
        "repayment": split.loan.repayment,
        "debt": split.loan.flow,
        "equity": split.equity,
    }
    return {
        "year": tuple(range(years)),
        "tax_fraction": series(tax_fractions(cases, years - 1)),
        **{f"{name}_eur": series(money) for name, money in flows.items()},
    }


def _equity(cases: Cases, split: Financed) -> dict[str, float | None]:
    """The return on what the owner puts in; none where a bank pays for all of it."""
    flow = split.equity[0]
    nominal = irr_fraction(-flow.item(0), flow[1:])
    real = (1 + nominal) / (1 + cases[INFLATION].item(0)) - 1
    rates = {"equity_irr_fraction": nominal, "real_equity_irr_fraction": real}
    return {name: None if isnan(rate) else rate for name, rate in rates.items()}


def _after_tax(cases: Cases, outcome: Outcome) -> dict[str, Any]:
    """The producer's cost after tax and what the tax is of it [EUR/MWh]."""
    after: Array = floor_after_tax(cases, outcome.spent, outcome.paid)
    return {
        "tax_sources": tax_sources(cases, outcome.factors.shape[1]),
        "floor_after_tax_eur_per_mwh": known(after),
        "tax_eur_per_mwh": known(after - outcome.floor.total),
    }
