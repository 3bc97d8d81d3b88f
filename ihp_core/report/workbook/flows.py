"""The cash flow from the start of supply on, for return and present value."""

from __future__ import annotations

from ihp_core.contract.structures import price_eur_per_mwh
from ihp_core.economics.price import running_costs
from ihp_core.report.workbook.case import LONGEST, Case
from ihp_core.report.workbook.looks import WHOLE
from ihp_core.report.workbook.table import Column
from ihp_core.report.workbook.years_model import Years
from ihp_core.tables.arrays import Array

COSTS = (
    "INDEX(year_within,{flow_year})*(INDEX(year_electricity_cost,{flow_year})"
    "+INDEX(year_pumping_cost,{flow_year})+INDEX(year_maintenance,{flow_year})"
    "+INDEX(year_source_cost,{flow_year}))+INDEX(year_replacement,{flow_year})"
)


def flows(case: Case, model: Years) -> list[Column]:
    """Net cash flow from year 0 on: by the price structure, and at one price in all years."""
    start = "-(capex-grant+construction_interest)"
    by_structure = f"INDEX(year_revenue,{{flow_year}})-({COSTS})"
    sold = "INDEX(year_within,{flow_year})*indicative_price*INDEX(year_heat,{flow_year})"
    given = model.offer
    real = price_eur_per_mwh(model.structure, given, model.path) / model.path.cpi[None]
    net, one_price = (_net(case, model, price) for price in (real, given.price))
    return [
        Column("flow_year", [float(year) for year in range(LONGEST + 1)], number=WHOLE),
        Column("flow", None, f"IF({{flow_year}}=0,{start},{by_structure})", net),
        Column("flow_one_price", None, f"IF({{flow_year}}=0,{start},{sold}-({COSTS}))", one_price),
    ]


def _net(case: Case, model: Years, price: Array) -> list[float]:
    """Capital to pay back, then what is left of each year [EUR]."""
    found, cost = case.outcome, case.found.cost
    spends = running_costs(case.cases, found.spent, found.paid)
    left = model.within * (price * found.paid.heat - spends.total) - model.renewed
    capital = cost.capex_eur - cost.grant_eur + cost.construction_interest_eur
    return [-capital, *case.yearly(left)]
