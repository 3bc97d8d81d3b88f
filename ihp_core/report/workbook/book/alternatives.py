"""What the operator could do instead: today's cost over the term, and all that could be built.

The internal edition carries every line from the inputs; the customer's only what electricity
moves, for the rest hangs on the producer's required return.
"""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.economics.alternatives import BOILER as BOILER_KIND
from ihp_core.economics.alternatives import (
    GRID_SHARE,
    air_source_cop,
    boiler_by_size,
    given_hourly_mw,
)
from ihp_core.economics.capital import mean_ageing
from ihp_core.economics.cost import heat_pump_eur
from ihp_core.economics.price import contract_factors
from ihp_core.key_figures.price import RETURN
from ihp_core.operation.design import Design
from ihp_core.operation.electricity import ALL_IN, power_price
from ihp_core.operation.todays_heat import efficiency
from ihp_core.report.workbook.book.book import Sheet
from ihp_core.report.workbook.book.case import Case, cell_named
from ihp_core.report.workbook.book.heat_pump_cost import GRID, heat_pump_formula
from ihp_core.report.workbook.book.years_model import EL
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption, value

_UNIT = "€/MWh"
AIR_FACTOR = "alternative.air_heat_pump_capex_factor"
CHIPS = "market.wood_chips_eur_per_mwh"
BOILER = "biomass_boiler"
MOVED = (
    'IF(today_as_entered="","",today_as_entered'
    f"+IF(power_as_entered>0,today_by_power*({EL}/power_as_entered-1),0){{carbon}})"
)
"""Today's cost of the hourly model, moved by electricity and carbon; empty where law ends it."""
CARBON = "+today_by_carbon*(carbon_of_term-carbon_as_entered)"
CARBON_OF_TERM = "SUMPRODUCT(year_carbon,year_factor,year_burns)/SUMPRODUCT(year_factor,year_burns)"
BEST = (
    'IF(COUNT(air_alternative,biomass_alternative,other_alternative)=0,"",'
    "MIN(air_alternative,biomass_alternative,other_alternative))"
)
YEARLY = (
    "(1+cost_development_fraction)*(1+cost_contingency_fraction)*(1+contract_discount_rate_fraction)"
    "^(0.5*cost_construction_years)*annuity"
)
"""Of what is spent on an alternative: a year's capital, with development, contingency, interest."""
OVERHEADS = "(1+cost_development_fraction)*cost_overheads_fraction_per_year"
RENEWALS = (
    "SUMPRODUCT(year_factor*(INT((year_year-1)/heat_pump_life)"
    "-INT((year_year-2)*(year_year>1)/heat_pump_life)))"
)
AIR_AGEING = "SUMPRODUCT(year_ageing,year_factor)/SUM(year_factor)"
AIR_PRICE = f"({EL}+price_premium*air_premium)"
AIR = (
    f"((air_machine+air_grid)*({YEARLY}+(1+cost_development_fraction)"
    f"*cost_maintenance_fraction_per_year+{OVERHEADS})"
    f"+air_machine*reinvestment_fraction*{RENEWALS}*annuity"
    f"+air_power*air_ageing*{AIR_PRICE})/alternative_heat"
)
AIR_MOVED = (
    f"air_as_entered+air_power*air_ageing/alternative_heat*({AIR_PRICE}-air_price_as_entered)"
)
BIOMASS = (
    f"(biomass_capital*({YEARLY}+{OVERHEADS})+biomass_fixed+biomass_fuel*{cell_named(CHIPS)})"
    "/alternative_heat+biomass_upkeep"
)


class _Rival(NamedTuple):
    """What the hourly model knows of the alternatives: heat, electricity and fuel [MWh/a]."""

    built: Design
    heat: float
    power: float
    power_price: Array
    fuel: float


def replaced(sheet: Sheet, case: Case) -> None:
    """Today's cost, the alternatives, and the lesser of them: the ceiling of a price."""
    sheet.heading(sheet.say("price.replaced"))
    sheet.fixed("power_as_entered", sheet.say("price.power_as_entered"), case.worth(ALL_IN), _UNIT)
    _today(sheet, case)
    _alternatives(sheet, case)
    ceiling = case.assessment.price.ceiling_eur_per_mwh
    sheet.live(
        "ceiling", sheet.say("price.ceiling"), "MIN(todays_cost,alternative)", ceiling, _UNIT
    )


def _today(sheet: Sheet, case: Case) -> None:
    """The running cost of today's heat over the term, as far as law lets its fuel burn."""
    hours, order = sheet.say("hangs_on.replaced"), sheet.say("price.order")
    entered = _todays_cost(case)
    hours = sheet.say("price.law_ends") if entered is None else hours
    moves = None if entered is None else case.follows_power
    sheet.fixed("today_as_entered", sheet.say("price.today_as_entered"), entered, _UNIT, hours)
    sheet.fixed("today_by_power", sheet.say("price.today_by_power"), moves, _UNIT, order)
    carbon = ""
    if case.audience == "internal":
        _carbon(sheet, case, entered)
        carbon = CARBON
    formula = MOVED.format(carbon=carbon)
    sheet.live("todays_cost", sheet.say("price.today"), formula, entered, _UNIT)


def _carbon(sheet: Sheet, case: Case, entered: float | None) -> None:
    """The mean price of carbon over the term, and what of today's cost moves with it."""
    mean = case.carbon.mean
    moves = None if entered is None else case.follows_carbon
    order = sheet.say("price.order")
    sheet.fixed("today_by_carbon", sheet.say("price.today_by_carbon"), moves, "t/MWh", order)
    label, years = sheet.say("price.carbon_as_entered"), sheet.say("price.carbon_years")
    sheet.fixed("carbon_as_entered", label, mean, "€/t", years)
    label = sheet.say("price.carbon_of_term")
    sheet.live("carbon_of_term", label, CARBON_OF_TERM, mean, "€/t")


def _todays_cost(case: Case) -> float | None:
    """Today's cost over the term; that of all years where nothing else is left to compare with."""
    price = case.assessment.price
    if price.today_eur_per_mwh is None and price.alternative_eur_per_mwh is None:
        return price.ceiling_eur_per_mwh
    return price.today_eur_per_mwh


def _alternatives(sheet: Sheet, case: Case) -> None:
    """Each that could be built, full cost over the term; empty where it is struck out."""
    price, rival = case.assessment.price, _rival(case)
    sheet.heading(sheet.say("price.alternatives"))
    hours = sheet.say("hangs_on.hours")
    sheet.fixed("alternative_heat", sheet.say("price.alternative_heat"), rival.heat, "MWh", hours)
    internal = case.audience == "internal"
    for name, cost, lines in (
        ("air", price.air_heat_pump_eur_per_mwh, _air if internal else _air_moved),
        ("biomass", price.biomass_boiler_eur_per_mwh, _biomass if internal else None),
        ("other", price.other_eur_per_mwh, None),
    ):
        label, cell = sheet.say(f"price.{name}"), f"{name}_alternative"
        if cost is not None and lines:
            formula = lines(sheet, case, rival)
            sheet.live(cell, label, formula, cost, _UNIT)
        else:
            sheet.fixed(cell, label, cost, _UNIT, _told(sheet, name, cost))
    best = price.alternative_eur_per_mwh
    sheet.live("alternative", sheet.say("price.alternative"), BEST, best, _UNIT)


def _told(sheet: Sheet, name: str, cost: float | None) -> str:
    """Why an alternative has no cost, or where it is from."""
    if cost is None:
        return sheet.say("price.none_stated" if name == "other" else "price.struck_out")
    return sheet.say("price.stated" if name == "other" else "price.from_model")


def _rival(case: Case) -> _Rival:
    """Amounts of a unit of the plant's capacity, in the hours of the year as entered."""
    held, cases, hours = case.held, case.cases, case.screened.hours
    given = given_hourly_mw(cases, hours, held.built, held.year)
    power = given / air_source_cop(cases, hours, held.year)
    used = hours.total(power)
    burnt = hours.total(given / efficiency(cases, BOILER_KIND, held.year.return_c))
    return _Rival(
        held.built,
        float(hours.total(given).item(0)),
        float(used.item(0)),
        power_price(cases, hours, power, used),
        float(burnt.item(0)),
    )


def _air(sheet: Sheet, case: Case, rival: _Rival) -> str:
    """The lines of an air-source heat pump of the plant's capacity; gives its formula."""
    name, hours = cell_named(AIR_FACTOR), sheet.say("hangs_on.hours")
    label = sheet.say("price.air_factor")
    sheet.given(name, label, case.worth(AIR_FACTOR), "", sheet.sourced(AIR_FACTOR, label))
    built = rival.built
    machine = heat_pump_eur(built.capacity_mw, built.hottest_outlet_c) * case.cases[AIR_FACTOR]
    grid = case.cases[GRID] * 1e3 * GRID_SHARE * built.capacity_mw
    formula = f"{heat_pump_formula('plant_mw')}*{name}"
    sheet.live("air_machine", sheet.say("price.air_machine"), formula, float(machine.item(0)), "€")
    formula = f"{cell_named(GRID)}*1000*{GRID_SHARE}*plant_mw"
    sheet.live("air_grid", sheet.say("price.air_grid"), formula, float(grid.item(0)), "€")
    _air_power(sheet, case, rival, hours)
    return AIR


def _air_power(sheet: Sheet, case: Case, rival: _Rival, hours: str) -> None:
    """Its electricity, and what its hours are dearer than the mean."""
    sheet.fixed("air_power", sheet.say("price.air_power"), rival.power, "MWh", hours)
    _air_ageing(sheet, case)
    premium = float(case.premium(rival.power_price).item(0))
    sheet.fixed("air_premium", sheet.say("price.air_premium"), premium, "", hours)


def _air_ageing(sheet: Sheet, case: Case) -> None:
    """How it ages over the term; for the customer by the typical return, which tells no other."""
    label = sheet.say("price.air_ageing")
    if case.audience == "internal":
        aged = float(mean_ageing(case.cases, case.held.factors).item(0))
        sheet.live("air_ageing", label, AIR_AGEING, aged, "")
    else:
        factors = contract_factors(case.cases.with_({RETURN: assumption(RETURN).value}))
        aged = float(mean_ageing(case.cases, factors).item(0))
        sheet.fixed("air_ageing", label, aged, "", sheet.say("hangs_on.term"))


def _air_moved(sheet: Sheet, case: Case, rival: _Rival) -> str:
    """Its cost as entered, of which electricity alone moves; gives its formula."""
    cost, hours = case.assessment.price.air_heat_pump_eur_per_mwh, sheet.say("hangs_on.hours")
    note = sheet.say("price.from_model")
    sheet.fixed("air_as_entered", sheet.say("price.air_as_entered"), cost, _UNIT, note)
    entered, label = float(rival.power_price.item(0)), sheet.say("price.air_price_as_entered")
    sheet.fixed("air_price_as_entered", label, entered, _UNIT, hours)
    _air_power(sheet, case, rival, hours)
    return AIR_MOVED


def _biomass(sheet: Sheet, case: Case, rival: _Rival) -> str:
    """The lines of a wood-chip boiler of the plant's capacity; gives its formula."""
    capacity = rival.built.capacity_mw
    for name, key, factor in (
        ("capital", "alternative.biomass_capex_eur_per_mw", "alternative.biomass_capex_factor"),
        ("fixed", "alternative.biomass_fixed_om_eur_per_mw", ""),
    ):
        amount = boiler_by_size(key, capacity) * capacity * (case.cases[factor] if factor else 1.0)
        label, unit = sheet.say(f"price.biomass_{name}"), "€/a" if name == "fixed" else "€"
        source = sheet.sourced(key, label, "small")
        sheet.given(f"biomass_{name}", label, float(amount.item(0)), unit, source)
    hours = sheet.say("hangs_on.hours")
    sheet.fixed("biomass_fuel", sheet.say("price.biomass_fuel"), rival.fuel, "MWh", hours)
    label = sheet.say("price.wood_chips")
    source = sheet.sourced(CHIPS, label)
    sheet.given(cell_named(CHIPS), label, case.worth(CHIPS), _UNIT, source)
    upkeep = "heat_source.variable_om_eur_per_mwh"
    label = sheet.say("price.biomass_upkeep")
    note = sheet.sourced(upkeep, label, BOILER)
    sheet.given("biomass_upkeep", label, value(upkeep, BOILER), _UNIT, note)
    return BIOMASS
