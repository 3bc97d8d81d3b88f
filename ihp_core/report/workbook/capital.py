"""The investment line by line, each with room for a quote of one's own."""

from __future__ import annotations

from collections.abc import Iterable

from ihp_core.economics.capital import LINES, PLANT, STATED, Capital
from ihp_core.economics.cost import (
    EUR_PER_MW_AT_KNEE,
    EXPONENT_ABOVE,
    EXPONENT_BELOW,
    SURCHARGES,
    TANK_EUR_PER_M3,
    TANK_EXPONENT,
    TANK_M3,
)
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import Case, cell_named
from ihp_core.report.workbook.book.heat_pump_cost import GRID, heat_pump_formula
from ihp_core.report.workbook.book.looks import (
    GENERAL,
    LABEL,
    MONEY,
    NOTE,
    SHARE,
    UNIT,
    VALUE,
    Live,
)
from ihp_core.site.cases import choices, scoped
from ihp_core.site.inputs import cost_lines
from ihp_core.tables.assumptions import value
from ihp_core.text.figures import shown
from ihp_core.text.names import cost_named

STATION = "cost.substation_eur_per_mw"
GROUND = "connection.ground"
KEYS = (
    "cost.heat_pump_factor",
    "cost.source_exchanger_eur_per_mw",
    GRID,
    "cost.backup_boiler_eur_per_mw",
    "cost.development_fraction",
    "cost.contingency_fraction",
    "cost.pipe_factor",
    "cost.maintenance_fraction_per_year",
    "cost.overheads_fraction_per_year",
    "cost.pipe_upkeep_fraction_per_year",
    "cost.tank_upkeep_fraction_per_year",
    "cost.construction_years",
)
"""Assumptions of the capital that are columns of the case."""

PIPE = (
    "connection_route_km*1000*pipe_eur_per_m*parallel_pipes"
    "*INDEX(ground_factors,MATCH(connection_ground,ground_names,0))*cost_pipe_factor"
)


FORMULAS = {
    "heat_pump": f"{heat_pump_formula('heat_pump_mw')}*cost_heat_pump_factor",
    "substation": "station_eur_per_mw*plant_mw",
    "source_exchanger": "cost_source_exchanger_eur_per_mw*source_mw",
    "grid_connection": "cost_grid_connection_eur_per_kw*1000*electric_mw",
    "backup_boiler": f"cost_backup_boiler_eur_per_mw*{cell_named('plant.firm_capacity_mw')}",
    "buffer": "IF(plant_buffer_m3>0,plant_buffer_m3*tank_eur_per_m3_at_3000m3"
    f"*(plant_buffer_m3/{TANK_M3:.0f})^tank_exponent,0)+station_eur_per_mw*buffer_more_mw",
    "development": "cost_development_fraction*(capital_heat_pump+capital_substation"
    "+capital_source_exchanger+capital_grid_connection+capital_backup_boiler+capital_buffer)",
    **{line: cell_named(path) for line, path in cost_lines("capital").items()},
    "pipe": PIPE,
    "contingency": "cost_contingency_fraction*("
    + "+".join(f"capital_{line}" for line in (*PLANT, "pipe"))
    + ")",
}
"""The formula of each line of the investment where nobody gives a quote."""


def capital_sum(lines: Iterable[str]) -> str:
    """Lines of the investment added up."""
    return "+".join(f"capital_{line}" for line in lines)


def capital_sheet(book: Book, case: Case) -> None:
    """What is built, what it costs a unit, then the lines and their sum."""
    sheet = book.sheet("capital")
    sheet.title(sheet.say("sheet.capital"))
    sheet.told(sheet.say("capital.note"))
    _built(sheet, case)
    _unit_costs(sheet, case)
    spent = case.outcome.spent
    _quotes(sheet, spent)
    plant, total = float(spent.plant.item(0)), float(spent.total.item(0))
    sheet.live("plant_capital", sheet.say("capital.plant"), capital_sum(PLANT), plant, "€")
    capex = f"plant_capital+{capital_sum((*STATED, 'pipe', 'contingency'))}"
    sheet.live("capex", sheet.say("capital.all"), capex, total, "€")
    granted = total * case.worth("contract.grant_fraction")
    grant = "contract_grant_fraction*capex"
    sheet.live("grant", sheet.say("capital.grant"), grant, granted, "€")
    interest = case.assessment.cost.construction_interest_eur
    formula = "(capex-grant)*((1+contract_discount_rate_fraction)^(0.5*cost_construction_years)-1)"
    sheet.live("construction_interest", sheet.say("capital.interest"), formula, interest, "€")


def _built(sheet: Sheet, case: Case) -> None:
    """What the hourly model and the design have found."""
    built = case.outcome.built
    electric = case.outcome.spent.lines["grid_connection"] / (1e3 * case.cases[GRID])
    figures = (
        ("heat_pump_mw", built.heat_pump_mw, "MW"),
        ("plant_mw", built.capacity_mw, "MW"),
        ("source_mw", built.source_mw, "MW"),
        ("electric_mw", electric, "MW"),
        ("buffer_more_mw", case.outcome.year.tank.more_mw, "MW"),
        ("hottest_outlet_c", built.hottest_outlet_c, "°C"),
        ("pipe_eur_per_m", built.pipe.cost_eur_per_m, "€/m"),
        ("parallel_pipes", built.pipe.parallel, ""),
    )
    sheet.heading(sheet.say("capital.built"))
    for name, amount, unit in figures:
        note = sheet.say("hangs_on.design")
        sheet.fixed(name, sheet.say(f"capital.built_row.{name}"), float(amount.item(0)), unit, note)


def _unit_costs(sheet: Sheet, case: Case) -> None:
    sheet.heading(sheet.say("capital.units"))
    unit_costs = {
        "heat_pump_eur_per_mw_at_3mw": (EUR_PER_MW_AT_KNEE, "cost.heat_pump_3mw_eur_per_mw", ""),
        "heat_pump_exponent_above": (EXPONENT_ABOVE, "cost.heat_pump_exponent", "from_3mw"),
        "heat_pump_exponent_below": (EXPONENT_BELOW, "cost.heat_pump_exponent", "below_3mw"),
    }
    unit_costs |= {
        "tank_eur_per_m3_at_3000m3": (TANK_EUR_PER_M3, "cost.tank_3000m3_eur_per_m3", ""),
        "tank_exponent": (TANK_EXPONENT, "cost.tank_exponent", ""),
    }
    for size, share in zip((1, 3, 10), SURCHARGES, strict=True):
        key = "cost.hot_supply_surcharge_fraction"
        unit_costs[f"surcharge_{size}mw"] = (float(share), key, f"{size}mw")
    for name, (amount, key, scope) in unit_costs.items():
        _unit_cost(sheet, name, amount, key, scope)
    for key in KEYS:
        _unit_cost(sheet, cell_named(key), case.worth(key), key)
    separated = case.cases["connection.hydraulic_separation"]
    kind = ("direct", "separated")[int(separated.item(0))]
    station = float(scoped(STATION, ("direct", "separated"), separated).item(0))
    _unit_cost(sheet, "station_eur_per_mw", station, STATION, kind)
    _grounds(sheet)


def _unit_cost(sheet: Sheet, name: str, amount: float, key: str, scope: str = "") -> None:
    label = sheet.say(f"capital.unit.{name}")
    share = SHARE if "_fraction" in key else GENERAL
    sheet.given(name, label, amount, _unit(key), sheet.sourced(key, label, scope), share)


def _unit(key: str) -> str:
    """What a unit cost is counted in, by the end of its name."""
    ends = {"_eur_per_mw": "€/MW", "_eur_per_kw": "€/kW", "_eur_per_m3": "€/m³"}
    return next((unit for end, unit in ends.items() if key.endswith(end)), "")


def _grounds(sheet: Sheet) -> None:
    """The factors of the ground, looked up by what the input is called."""
    first = sheet.row
    for ground in choices(GROUND):
        factor = value("connection.ground_factor", ground)
        label = shown(ground, "", sheet.book.language)
        source = sheet.sourced("connection.ground_factor", label, ground)
        sheet.given(f"ground_factor_{ground}", label, factor, "", source)
    for name, column in (("ground_names", LABEL), ("ground_factors", VALUE)):
        field = sheet.at(first, column, other=(sheet.row - 1, column))
        sheet.book.file.define_name(name, f"={field}")


def _quotes(sheet: Sheet, spent: Capital) -> None:
    """Each line by its formula, by the quote beside it where somebody has one."""
    sheet.heading(sheet.say("capital.lines"))
    names = ("line", "taken", "quote", "formula")
    sheet.head([sheet.say(f"capital.column.{name}") for name in names])
    for name in LINES:
        expected = float(spent.lines[name].item(0))
        quote, made = sheet.at(sheet.row, UNIT), sheet.at(sheet.row, NOTE)
        look = sheet.book.look
        label = cost_named("workbook.capital.line", name, sheet.book.language)
        sheet.on.write_string(sheet.row, LABEL, label, look("label"))
        taken = f'=IF({quote}="",{made},{quote})'
        sheet.on.write_formula(sheet.row, VALUE, taken, look("live", MONEY), expected)
        sheet.on.write_blank(sheet.row, UNIT, None, look("given", MONEY))
        formula = f"={FORMULAS[name]}"
        sheet.on.write_formula(sheet.row, NOTE, formula, look("formula", MONEY), expected)
        where = sheet.at(sheet.row, VALUE)
        sheet.book.file.define_name(f"capital_{name}", f"={where}")
        sheet.book.file.define_name(f"quote_{name}", f"={quote}")
        sheet.book.live.append(Live(label, where, expected, sheet.name))
        sheet.row += 1
