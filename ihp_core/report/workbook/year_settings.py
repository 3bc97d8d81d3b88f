"""What all contract years share: electricity that moves, the machine's life, a typed COP."""

from __future__ import annotations

from ihp_core.operation.electricity import ALL_IN, OWN, wholesale
from ihp_core.report.workbook.book import Sheet
from ihp_core.report.workbook.case import Case, sourced

EL = ALL_IN.replace(".", "_")
"""The price of electricity as a name of the workbook."""

LASTING = {
    "heat_pump_life": "finance.heat_pump_life_years",
    "reinvestment_fraction": "finance.reinvestment_fraction",
}


def year_settings(sheet: Sheet, case: Case) -> None:
    """Premium on electricity, life of the heat pump, and the COP that may be typed."""
    sheet.heading(sheet.say("years.settings"))
    _power(sheet, case)
    for name, key in LASTING.items():
        sheet.given(name, sheet.say(f"years.{name}"), case.worth(key), "", sourced(key))
    scop, note = case.found.heat.heat_pump_scop, sheet.say("hangs_on.hours")
    sheet.fixed("model_cop", sheet.say("years.model_cop"), scop, "", note)
    sheet.given("typed_cop", sheet.say("years.typed_cop"), None, "", sheet.say("years.typed_note"))


def _power(sheet: Sheet, case: Case) -> None:
    """The part of the price that moves; a measured price moves around its own mean instead."""
    moving, follows = case.moving, OWN not in case.one.hours.own
    exchange = float(wholesale(case.cases).item(0)) if moving else 0.0
    part, worth = f"MIN(moving_energy,{EL})", min(exchange, case.worth(ALL_IN))
    label, note = sheet.say("years.moving_energy"), sheet.say("years.moving_note")
    sheet.given("moving_energy", label, exchange, "€/MWh", note)
    sheet.live("moving_part", sheet.say("years.moving_part"), part, worth, "€/MWh")
    premium = part if follows else "IF(moving_energy>0,1,0)"
    counted = worth if follows else float(moving > 0)
    sheet.live("price_premium", sheet.say("years.price_premium"), premium, counted, "")
