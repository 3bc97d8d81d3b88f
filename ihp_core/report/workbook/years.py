"""Every contract year of the producer: amounts, costs, the indexed price, the net cash flow."""

from __future__ import annotations

from ihp_core.contract.structures import power_eur_per_mwh, price_eur_per_mwh
from ihp_core.economics.capital import ageing
from ihp_core.economics.price import running_costs
from ihp_core.report.workbook.book.book import Book
from ihp_core.report.workbook.book.case import LONGEST, Case, cell_named
from ihp_core.report.workbook.book.looks import WHOLE
from ihp_core.report.workbook.book.structures import chosen_formula, priced_alone
from ihp_core.report.workbook.book.years_model import EL, Years, years_of
from ihp_core.report.workbook.book.years_table import (
    LEVEL,
    PRICE,
    WITHIN,
    YEAR_COLUMNS,
    YearColumn,
    live_columns,
    longer_term,
    years_table,
)
from ihp_core.site.inputs import cost_lines
from ihp_core.tables.arrays import Array

ESCALATOR = "contract_escalator_fraction"

RENEWED = (
    "{within}*(INT(({year}-1)/heat_pump_life)-INT(MAX({year}-2,0)/heat_pump_life))"
    "*reinvestment_fraction*capital_heat_pump"
)
AGEING = "(1-heat_pump_ageing)^-MOD({year}-1,heat_pump_life)"
LEFT = (
    "IF({year}=contract_term_years,(1-contract_grant_fraction)*contract_pipe_residual_fraction"
    "*capital_pipe,0)"
)
COSTS = (
    "INDEX(year_within,{flow_year})*(INDEX(year_electricity_cost,{flow_year})"
    "+INDEX(year_pumping_cost,{flow_year})+INDEX(year_maintenance,{flow_year})"
    "+INDEX(year_overheads,{flow_year})+INDEX(year_pipe_upkeep,{flow_year})"
    "+INDEX(year_source_cost,{flow_year})"
    + "".join(f"+INDEX(year_{line},{{flow_year}})" for line in cost_lines("yearly"))
    + ")+INDEX(year_replacement,{flow_year})-INDEX(year_pipe_residual,{flow_year})"
)


def years_sheet(book: Book, case: Case) -> None:
    """The years of the contract; those beyond its term are folded away."""
    sheet, model = book.sheet("years", 1 + YEAR_COLUMNS), years_of(case)
    sheet.title(sheet.say("sheet.years"))
    sheet.told(sheet.say("years.note"))
    longer_term(sheet, case.term)
    columns = [*_amounts(case, model, book), *_costs(case, model)]
    years_table(sheet, [*columns, *_paid(case, model, book.language)], case.term)
    sheet.new_page()
    sheet.heading(sheet.say("years.flows"))
    years_table(sheet, _flows(case, model), case.term, first_year=0)
    sheet.on.freeze_panes(0, 1)


def _amounts(case: Case, model: Years, book: Book) -> list[YearColumn]:
    energy, carbon = case.outcome.paid, case.carbon
    aged = ageing(case.cases, LONGEST)
    return [
        YearColumn("year", [float(year) for year in range(1, LONGEST + 1)], number=WHOLE),
        YearColumn("within", None, WITHIN, model.within[0], book.switch),
        YearColumn(
            "factor",
            None,
            "{within}*(1+contract_discount_rate_fraction)^-{year}",
            model.factor[0],
            LEVEL,
        ),
        YearColumn("heat", case.yearly(energy.heat)),
        YearColumn("ageing", None, AGEING, aged[0], LEVEL),
        YearColumn("electricity", case.yearly(energy.electricity / aged)),
        YearColumn("pumping", case.yearly(energy.pumping)),
        YearColumn("source", case.yearly(energy.source)),
        YearColumn("premium", case.yearly(case.premium(energy.power_price)), number=LEVEL),
        YearColumn("carbon", case.yearly(carbon.price), number=PRICE),
        YearColumn("burns", case.yearly(carbon.burns), number=book.switch),
    ]


def _costs(case: Case, model: Years) -> list[YearColumn]:
    """What each year costs; the premium of the hours of use moves with the price of electricity."""
    energy, yearly = case.outcome.paid, case.yearly
    spends = running_costs(case.cases, case.outcome.spent, energy)
    own = '{electricity}*{ageing}*IF(typed_cop="",1,model_cop/typed_cop)'
    price = f"{EL}+price_premium*{{premium}}"
    upkeep = (
        "cost_maintenance_fraction_per_year*(plant_capital-capital_buffer)"
        "+cost_tank_upkeep_fraction_per_year*capital_buffer"
    )
    overheads = "cost_overheads_fraction_per_year*(plant_capital+capital_pipe)"
    pipe = "cost_pipe_upkeep_fraction_per_year*capital_pipe"
    formulas = (
        ("power", own, energy.electricity),
        ("power_price", price, energy.power_price),
        ("electricity_cost", "{power}*{power_price}", spends.parts["electricity"]),
        ("pumping_cost", "{pumping}*{power_price}", spends.parts["pumping"]),
        ("maintenance", upkeep, spends.parts["maintenance"]),
        ("overheads", overheads, spends.parts["overheads"]),
        ("pipe_upkeep", pipe, spends.parts["pipe_upkeep"]),
        ("source_cost", "{source}*data_centre_heat_price_eur_per_mwh", spends.source_heat),
        *((n, cell_named(path), spends.parts[n]) for n, path in cost_lines("yearly").items()),
        ("replacement", RENEWED, model.renewed),
        ("pipe_residual", LEFT, model.left),
    )
    return live_columns((name, formula, yearly(amount)) for name, formula, amount in formulas)


def _paid(case: Case, model: Years, language: str) -> list[YearColumn]:
    """The price in the money of each year by its index, and what it earns in today's."""
    offer, path = model.offer, model.path
    price = price_eur_per_mwh(model.structure, offer, path)
    real = price / path.cpi[None]
    power = power_eur_per_mwh(offer, path)
    formulas = (
        ("power_of_year", f"({EL}+moving_part*({{level}}-1))*{{cpi}}", power),
        *(
            (kind.name, kind.formula.replace("escalator", ESCALATOR), kind.price(offer, path))
            for kind in priced_alone()
        ),
        ("price", chosen_formula(language), price),
        ("real_price", "{price}/{cpi}", real),
        ("revenue", "{within}*{real_price}*{heat}", model.within * real * case.outcome.paid.heat),
    )
    return [
        YearColumn("cpi", path.cpi.tolist(), number=LEVEL),
        YearColumn("level", path.electricity.tolist(), number=LEVEL),
        YearColumn("market", case.yearly(path.heat_market), number=LEVEL),
        YearColumn("avoided", case.yearly(path.avoided), number=PRICE),
        *live_columns((n, formula, case.yearly(amount)) for n, formula, amount in formulas),
    ]


def _flows(case: Case, model: Years) -> list[YearColumn]:
    """Net cash flow from year 0 on: by the price structure, and at one price in all years."""
    start = "-(capex-grant+construction_interest)"
    by_structure = f"INDEX(year_revenue,{{flow_year}})-({COSTS})"
    sold = "INDEX(year_within,{flow_year})*indicative_price*INDEX(year_heat,{flow_year})"
    offer = model.offer
    real = price_eur_per_mwh(model.structure, offer, model.path) / model.path.cpi[None]
    net, one_price = (_net(case, model, price) for price in (real, offer.price))
    return [
        YearColumn("flow_year", [float(year) for year in range(LONGEST + 1)], number=WHOLE),
        YearColumn("flow", None, f"IF({{flow_year}}=0,{start},{by_structure})", net),
        YearColumn(
            "flow_one_price", None, f"IF({{flow_year}}=0,{start},{sold}-({COSTS}))", one_price
        ),
    ]


def _net(case: Case, model: Years, price: Array) -> list[float]:
    """Capital to pay back, then what is left of each year [EUR]."""
    outcome, cost = case.outcome, case.assessment.cost
    spends = running_costs(case.cases, outcome.spent, outcome.paid)
    left = model.within * (price * outcome.paid.heat - spends.total) - model.renewed + model.left
    capital = cost.capex_eur - cost.grant_eur + cost.construction_interest_eur
    return [-capital, *case.yearly(left)]
