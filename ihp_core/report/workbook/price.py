"""The producer's cost by its parts, what it replaces, and the price between the two."""

from __future__ import annotations

from ihp_core.contract.structures import LEVELLING_RATE
from ihp_core.economics.capital import STATED
from ihp_core.economics.finance import annuity_factor
from ihp_core.economics.price import RUNNING
from ihp_core.report.workbook.book.alternatives import replaced
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import Case
from ihp_core.report.workbook.book.looks import SHARE
from ihp_core.report.workbook.book.structures import START, index_amounts
from ihp_core.report.workbook.book.years_model import year_settings, years_of
from ihp_core.report.workbook.capital import capital_sum
from ihp_core.site.inputs import cost_lines
from ihp_core.tables.assumptions import assumption
from ihp_core.text.names import cost_named

ABOVE = f"(plant_capital+{capital_sum(STATED)})" if STATED else "plant_capital"
"""All of the capital but the pipe."""
STATED_COSTS = "".join(f"+year_{line}" for line in cost_lines("yearly"))
PARTS = {
    "capital": f"(1-contract_grant_fraction)*{ABOVE}/heat_present_value",
    "pipe": "(1-contract_grant_fraction)*capital_pipe/heat_present_value",
    "contingency": "(1-contract_grant_fraction)*capital_contingency/heat_present_value",
    "construction_interest": "construction_interest/heat_present_value",
    "replacement": "SUMPRODUCT(year_replacement,year_factor)/heat_present_value",
    "pipe_residual": "-SUMPRODUCT(year_pipe_residual,year_factor)/heat_present_value",
    "maintenance": "SUMPRODUCT(year_maintenance,year_factor)/heat_present_value",
    "overheads": "SUMPRODUCT(year_overheads,year_factor)/heat_present_value",
    "pipe_upkeep": "SUMPRODUCT(year_pipe_upkeep,year_factor)/heat_present_value",
    "electricity": "SUMPRODUCT(year_electricity_cost,year_factor)/heat_present_value",
    "pumping": "SUMPRODUCT(year_pumping_cost,year_factor)/heat_present_value",
    "source_heat": "SUMPRODUCT(year_source_cost,year_factor)/heat_present_value",
    **{
        line: f"SUMPRODUCT(year_{line},year_factor)/heat_present_value"
        for line in cost_lines("yearly")
    },
}
_UNIT = "€/MWh"
_WORTH = "year_within*(1+levelling_rate)^-year_year"
"""What a year is worth at the start of supply, at the typical required return."""
_KEPT_UP = "+".join(
    "year_source_cost" if part == "source_heat" else f"year_{part}"
    for part in RUNNING
    if part not in ("electricity", "pumping", *cost_lines("yearly"))
)
_TYPICAL = "".join(f"+{assumption(path).value}" for path in cost_lines("yearly").values())
INDEX_PARTS = {
    "operating_part": f"MIN(fixed_part,SUMPRODUCT({_WORTH}*({_KEPT_UP}{_TYPICAL}))"
    f"/SUMPRODUCT({_WORTH}*year_heat))",
    "capital_part": f"(fixed_part-operating_part)*SUMPRODUCT({_WORTH}*year_heat)"
    f"/SUMPRODUCT({_WORTH}*year_heat/year_cpi)",
    "market_part": f"indicative_price*SUMPRODUCT({_WORTH}*year_heat)"
    f"/SUMPRODUCT({_WORTH}*year_heat*year_market)",
    "avoided_share": f"indicative_price*SUMPRODUCT({_WORTH}*year_heat)"
    f"/SUMPRODUCT({_WORTH}*year_heat*year_avoided)",
    "collar_low": "indicative_price*contract_collar_low_fraction",
    "collar_high": "indicative_price*contract_collar_high_fraction",
    "start_price": START,
}
"""The parts of the index in the cells of the years, in the money of the start of supply."""


def price_sheet(book: Book, case: Case) -> None:
    """Floor, today's cost and the alternatives, price, and the producer's return."""
    sheet = book.sheet("price")
    sheet.title(sheet.say("sheet.price"))
    _floor(sheet, case)
    replaced(sheet, case)
    _price(sheet, case)
    _returns(sheet, case)
    year_settings(sheet, case)


def _floor(sheet: Sheet, case: Case) -> None:
    model, heat = years_of(case), case.outcome.paid.heat
    factors = model.factor[:, model.within[0] > 0]
    sheet.heading(sheet.say("price.floor"))
    annuity = float(annuity_factor(factors).item(0))
    sheet.live("annuity", sheet.say("price.annuity"), "1/SUM(year_factor)", annuity, "1/a")
    present_value = float((heat * model.factor).sum())
    label, formula = sheet.say("price.heat_present_value"), "SUMPRODUCT(year_heat,year_factor)"
    sheet.live("heat_present_value", label, formula, present_value, "MWh")
    for name, formula in PARTS.items():
        amount = getattr(case.assessment.price, f"{name}_eur_per_mwh")
        label = cost_named("workbook.price.part", name, sheet.book.language)
        sheet.live(f"floor_{name}", label, formula, amount, _UNIT)
    total = "+".join(f"floor_{name}" for name in PARTS)
    floor = case.assessment.price.floor_eur_per_mwh
    sheet.live("floor_total", sheet.say("price.floor_total"), total, floor, _UNIT)


def _price(sheet: Sheet, case: Case) -> None:
    prices = case.assessment.price
    sheet.heading(sheet.say("price.between"))
    floor, ceiling = prices.floor_eur_per_mwh, prices.ceiling_eur_per_mwh
    room = None if floor is None or ceiling is None else ceiling - floor
    heat, hangs = float(case.outcome.heat_mwh.item(0)), sheet.say("hangs_on.hours")
    sheet.fixed("heat_of_a_year", sheet.say("price.heat"), heat, "MWh", hangs)
    sheet.live("room", sheet.say("price.room"), "ceiling-floor_total", room, _UNIT)
    formula = "floor_total+contract_room_share_fraction*MAX(room,0)"
    price = prices.indicative_eur_per_mwh
    sheet.live("indicative_price", sheet.say("price.indicative"), formula, price, _UNIT)
    _power_per_heat(sheet, case)
    formula = "indicative_price-market_electricity_price_eur_per_mwh*power_per_heat"
    sheet.live(
        "fixed_part", sheet.say("price.fixed_part"), formula, prices.fixed_part_eur_per_mwh, _UNIT
    )
    _index(sheet, case)
    saving = "(ceiling-indicative_price)*heat_of_a_year"
    sheet.live("saving", sheet.say("price.saving"), saving, prices.saving_eur_per_year, "€/a")


def _index(sheet: Sheet, case: Case) -> None:
    """What the parts of the price start at: each is worth over the term what it is in the price."""
    offer = years_of(case).offer
    rate, share = LEVELLING_RATE, case.worth("contract.market_element_fraction")
    label = sheet.say("price.levelling_rate")
    source = sheet.sourced("contract.discount_rate_fraction", label)
    sheet.fixed("levelling_rate", label, rate, "", source, number=SHARE)
    label = sheet.say("price.market_share")
    sheet.live("market_share", label, "contract_market_element_fraction", share, "", number=SHARE)
    amounts, shift = index_amounts(offer), sheet.say("price.collar_shift")
    sheet.fixed("collar_shift", shift, amounts["collar_shift"], _UNIT, sheet.say("hangs_on.collar"))
    for name, formula in INDEX_PARTS.items():
        unit = "" if name == "avoided_share" else _UNIT
        sheet.live(name, sheet.say(f"price.{name}"), formula, amounts[name], unit)


def _power_per_heat(sheet: Sheet, case: Case) -> None:
    """By the COP that is typed, where one is: the guarantee is given on what is reckoned with."""
    energy, hours = case.outcome.energy, sheet.say("hangs_on.hours")
    for name in ("electricity", "pumping"):
        used = float(getattr(energy, name).item(0))
        sheet.fixed(f"{name}_of_a_year", sheet.say(f"price.{name}_used"), used, "MWh", hours)
    formula = (
        "(electricity_of_a_year*SUMPRODUCT(year_ageing,year_within)/SUM(year_within)"
        '*IF(typed_cop="",1,model_cop/typed_cop)+pumping_of_a_year)'
        "/heat_of_a_year"
    )
    ratio = float(case.outcome.power_per_heat.item(0))
    sheet.live("power_per_heat", sheet.say("price.power_per_heat"), formula, ratio, "MWh/MWh")


def _returns(sheet: Sheet, case: Case) -> None:
    """At one price in all years, as the headline has it, and by the price structure."""
    finance, agreed = case.assessment.finance, case.assessment.negotiation
    sheet.heading(sheet.say("price.returns"))
    npv = (
        "IF(room>0,indicative_price*heat_present_value-SUMPRODUCT(year_factor,"
        f"year_electricity_cost+year_pumping_cost+year_maintenance+year_overheads+year_pipe_upkeep"
        f"+year_source_cost{STATED_COSTS}"
        '+year_replacement-year_pipe_residual)-(capex-grant+construction_interest),"")'
    )
    sheet.live("npv", sheet.say("price.npv"), npv, finance.npv_eur, "€")
    irr = 'IF(room>0,IRR(year_flow_one_price,0.1),"")'
    sheet.live("irr", sheet.say("price.irr"), irr, finance.irr_fraction, "", number=SHARE)
    if agreed is None or agreed.returns is None or agreed.cash_flow is None:
        return
    formula = "INDEX(year_flow,1)+SUMPRODUCT(INDEX(year_flow,2):INDEX(year_flow,41),year_factor)"
    label = sheet.say("price.npv_structure")
    sheet.live("npv_by_structure", label, formula, agreed.returns.npv_eur, "€")
    expected_irr = agreed.returns.irr_fraction
    formula = 'IFERROR(IRR(year_flow,0.1),"")'
    label = sheet.say("price.irr_structure")
    sheet.live("irr_by_structure", label, formula, expected_irr, "", number=SHARE)
