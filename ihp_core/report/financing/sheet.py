"""The workbook's sheet of debt, equity and tax: the split of the cash flow as live formulas."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from ihp_core.contract.financing import financed_case
from ihp_core.economics.cash_flow import cash_flow
from ihp_core.economics.finance import irr_fraction, nominal_fraction
from ihp_core.economics.financing.financed import Financed
from ihp_core.economics.financing.tax import (
    INFLATION,
    depreciation,
    floor_after_tax,
    tax_fractions,
    tax_sources,
)
from ihp_core.economics.price import running_costs
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import LONGEST, Case
from ihp_core.report.workbook.book.looks import SHARE, WHOLE
from ihp_core.report.workbook.book.years_model import Years, years_of
from ihp_core.report.workbook.book.years_table import (
    LEVEL,
    NUMBER,
    YEAR_COLUMNS,
    YearColumn,
    longer_term,
    years_table,
)
from ihp_core.report.workbook.years import COSTS
from ihp_core.tables.arrays import Array

RATE, TERM = "contract_debt_rate_fraction", "contract_term_years"
TIMES = "0.00"
NOT_OWED = "OR({split_year}=0,{split_year}>debt_tenor)"
INTEREST = (
    f"IF({NOT_OWED},0,IF({RATE}=0,0,debt_lent*{RATE}"
    f"*((1+{RATE})^debt_tenor-(1+{RATE})^({{split_year}}-1))/((1+{RATE})^debt_tenor-1)))"
)
WRITTEN_OFF = (
    f"IF({{tax_year}}>{TERM},0,(capex-grant)/{TERM}+SUMPRODUCT((year_year<={{tax_year}})"
    "*year_replacement*(1+inflation_fraction)^year_year"
    f"/(ABS({TERM}-year_year)+1)))"
)
RUNNING = COSTS.replace("flow_year", "tax_year") + "-INDEX(year_replacement,{tax_year})"
"""What the year costs less what the pipe is sold for."""
TAXED = (
    "IF({split_year}=0,0,contract_after_tax*INDEX(year_tax_fraction,MAX({split_year},1))"
    "*({project}+{renewed}-INDEX(year_written_off,MAX({split_year},1))-{interest}))"
)
IN_ITS_MONEY = "IF({{split_year}}=0,0,INDEX(year_{name},MAX({{split_year}},1))*{{money_level}})"
FLOWS = {
    "money_level": "(1+inflation_fraction)^{split_year}",
    "project": "INDEX(year_flow,{split_year}+1)*{money_level}",
    "renewed": IN_ITS_MONEY.format(name="replacement"),
    "sold": IN_ITS_MONEY.format(name="pipe_residual"),
    "interest": INTEREST,
    "service": f"IF({NOT_OWED},0,debt_payment)",
    "tax": TAXED,
    "equity": "{project}-{tax}-{service}+IF({split_year}=0,debt_lent,0)",
    "cash": "IF({split_year}=0,0,{project}-{sold}-MAX(0,{tax}"
    "-{sold}*contract_after_tax*INDEX(year_tax_fraction,MAX({split_year},1))))",
    "cover": "IF({service}>0,{cash}/{service},0)",
}
TAX = {
    "tax_level": "(1+inflation_fraction)^{tax_year}",
    "written_off": WRITTEN_OFF,
    "all_costs": RUNNING,
}
FORMS = {"money_level": LEVEL, "tax_level": LEVEL, "cover": TIMES}
IRR = 'IFERROR(IRR(year_equity,0.1),"")'
NPV = "SUMPRODUCT(year_project,(1+nominal_return)^-year_split_year)"
AFTER_TAX = (
    "(capex-grant+construction_interest+SUMPRODUCT(year_factor,year_replacement"
    "+(1-year_tax_fraction)*year_all_costs-year_tax_fraction*year_written_off/year_tax_level))"
    "/SUMPRODUCT(year_factor,(1-year_tax_fraction)*year_heat)"
)


def financing_sheet(book: Book, case: Case) -> None:
    """What is agreed with the bank, what follows from it, then both tables of the years."""
    sheet, model = book.sheet("financing"), years_of(case)
    screened = case.screened
    split = financed_case(case.cases, screened.hours, screened.plant.network, case.held)
    sheet.title(sheet.say("sheet.financing"))
    sheet.told(sheet.say("financing.note"))
    _agreed(sheet, case, split)
    _results(sheet, case, split)
    sheet.heading(sheet.say("financing.on_profit"))
    for source in tax_sources(case.cases, case.held.factors.shape[1]):
        told = book.cited(source, sheet.say("financing.on_profit"))
        sheet.told(sheet.say("financing.rates", source=told))
    sheet = book.sheet("financing_years", 1 + YEAR_COLUMNS)
    sheet.title(sheet.say("sheet.financing_years"))
    sheet.told(sheet.say("financing.years_note"))
    longer_term(sheet, case.term)
    sheet.heading(sheet.say("financing.flows"))
    years_table(sheet, _flows(case, split, model, book.yes_no(True)), case.term, first_year=0)
    sheet.new_page()
    sheet.heading(sheet.say("financing.on_profit"))
    years_table(sheet, _tax(case, model), case.term)
    sheet.on.freeze_panes(0, 1)


def _agreed(sheet: Sheet, case: Case, split: Financed) -> None:
    """Inflation, and the annuity of the debt that the inputs state."""
    cases = case.cases
    inflation, real = case.worth(INFLATION), case.worth("contract.discount_rate_fraction")
    label = sheet.say("financing.inflation")
    source = sheet.sourced(INFLATION, label)
    sheet.given("inflation_fraction", label, inflation, "", source, SHARE)
    tenor = np.minimum(cases["contract.debt_years"], cases["contract.term_years"]).item(0)
    payment = split.loan.service[0, 1].item()
    annuity = f"IF({RATE}=0,debt_lent/debt_tenor,debt_lent*{RATE}/(1-(1+{RATE})^-debt_tenor))"
    lent = "contract_debt_fraction*(capex-grant+construction_interest)"
    nominal = "(1+contract_discount_rate_fraction)*(1+inflation_fraction)-1"
    for name, formula, value, unit in (
        ("debt_lent", lent, split.loan.drawn.item(0), "€"),
        ("debt_tenor", f"MIN(contract_debt_years,{TERM})", tenor, ""),
        ("debt_payment", annuity, payment, "€"),
        ("nominal_return", nominal, nominal_fraction(real, inflation), ""),
    ):
        number = SHARE if name == "nominal_return" else WHOLE if name == "debt_tenor" else ""
        sheet.live(name, sheet.say(f"financing.{name}"), formula, value, unit, number=number)


def _results(sheet: Sheet, case: Case, split: Financed) -> None:
    """Cover, return on equity, worth in the money of the years, cost after tax."""
    found = case.assessment.financing
    entered = found.entered if found else None
    years = "INDEX(year_cover,2):INDEX(year_cover,debt_tenor+1)"
    for name, of in (("least", "MIN"), ("mean", "AVERAGE")):
        value = (getattr(entered, name) if entered else None) or 0.0
        formula = f"IF(debt_lent>0,{of}({years}),0)"
        label = sheet.say(f"financing.{name}_cover")
        sheet.live(f"{name}_cover", label, formula, value, "", number=TIMES)
    own = split.equity[0]
    irr = irr_fraction(-own.item(0), own[1:])
    earned, label = None if np.isnan(irr) else irr, sheet.say("financing.equity_irr")
    sheet.live("equity_irr", label, IRR, earned, "", number=SHARE)
    rate = (1 + case.cases["contract.discount_rate_fraction"]) * (1 + case.cases[INFLATION])
    year = np.arange(split.project.shape[1], dtype=float)[None]
    worth = float((split.project * rate**-year).sum())
    sheet.live("npv_nominal", sheet.say("financing.npv_nominal"), NPV, worth, "€")
    after = floor_after_tax(case.cases, case.held.spent, case.held.paid).item(0)
    sheet.live("floor_after_tax", sheet.say("financing.floor_after_tax"), AFTER_TAX, after, "€/MWh")


def _flows(case: Case, split: Financed, model: Years, yes: str) -> list[YearColumn]:
    """From year 0: the project's money, tax, the lender's and the owner's, the cover."""
    level = _level(case, LONGEST + 1)
    later = (model.renewed * model.within, model.left * model.within)
    renewed, sold = (np.hstack([[0.0], money[0]]) * level for money in later)
    expected = {
        "money_level": level,
        "project": _long(split.project),
        "renewed": renewed,
        "sold": sold,
        "interest": _long(split.loan.interest),
        "service": _long(split.loan.service),
        "tax": _long(split.tax),
        "equity": _long(split.equity),
        "cash": _long(split.cash),
        "cover": _long(np.nan_to_num(split.cover)),
    }
    numbered = YearColumn("split_year", [float(n) for n in range(LONGEST + 1)], number=WHOLE)
    taxed = f'IF(contract_after_tax="{yes}",1,0)'
    flows = {name: formula.replace("contract_after_tax", taxed) for name, formula in FLOWS.items()}
    return [numbered, *_live(flows, expected), *_at_less_heat(case)]


def _live(formulas: Mapping[str, str], expected: Mapping[str, Array]) -> list[YearColumn]:
    """Columns of formulas with what the model gives."""
    return [
        YearColumn(name, None, formula, expected[name], FORMS.get(name, NUMBER))
        for name, formula in formulas.items()
    ]


def _at_less_heat(case: Case) -> list[YearColumn]:
    """What serves the debt where less heat flows, as run, and the cover that it gives."""
    found, columns = case.assessment.financing, []
    for name in ("p50", "p90"):
        one = getattr(found, name) if found else None
        if one is not None:
            cash = _long(np.array([[0.0, *one.cash_eur]]))
            cover = _long(np.array([[0.0, *one.years]]))
            formula = f"IF({{service}}>0,{{cash_{name}}}/{{service}},0)"
            columns.append(YearColumn(f"cash_{name}", cash.tolist()))
            columns.append(YearColumn(f"cover_{name}", None, formula, cover, TIMES))
    return columns


def _tax(case: Case, model: Years) -> list[YearColumn]:
    """Rate of tax and what is written off in the contract years, and what the years cost."""
    cases, outcome = case.cases, case.outcome
    flow = cash_flow(cases, case.held.spent, case.held.paid, np.zeros((1, 1)))
    off = depreciation(cases, flow.nominal(cases[INFLATION]))[:, 1:]
    spends = running_costs(cases, outcome.spent, outcome.paid).total
    expected = {
        "tax_level": _level(case, LONGEST + 1)[1:],
        "written_off": _long(off, LONGEST),
        "all_costs": (model.within * spends - model.left)[0],
    }
    return [
        YearColumn("tax_year", [float(year) for year in range(1, LONGEST + 1)], number=WHOLE),
        YearColumn("tax_fraction", tax_fractions(cases, LONGEST)[0].tolist(), number=LEVEL),
        *_live(TAX, expected),
    ]


def _level(case: Case, years: int) -> Array:
    """Prices over those of the start of supply, from year 0 on."""
    return np.asarray((1 + case.worth(INFLATION)) ** np.arange(years), float)


def _long(amount: Array, years: int = LONGEST + 1) -> Array:
    """An amount of the contract's own years, nothing after them, (years,)."""
    return np.pad(amount[0], (0, years - amount.shape[1]))
