"""What all contract years share: electricity that moves, the machine's life, a typed COP."""

from __future__ import annotations

from ihp_core.electricity import OWN, wholesale
from ihp_core.report.workbook.book import Sheet
from ihp_core.report.workbook.case import Case, sourced

POWER = "market.electricity_price_eur_per_mwh"
EL = POWER.replace(".", "_")


def year_settings(sheet: Sheet, case: Case) -> None:
    """Premium on electricity, life of the heat pump, and the COP that may be typed."""
    sheet.heading(sheet.say("years.settings"))
    moving, power = case.moving, case.worth(POWER)
    follows = OWN not in case.one.hours.own
    premium = f"MIN(moving_energy,{EL})" if follows else "IF(moving_energy>0,1,0)"
    label = sheet.say("years.moving_energy")
    exchange = float(wholesale(case.cases).item(0)) if moving else 0.0
    sheet.given("moving_energy", label, exchange, "€/MWh", sheet.say("years.moving_note"))
    sheet.live(
        "moving_part",
        sheet.say("years.moving_part"),
        f"MIN(moving_energy,{EL})",
        min(exchange, power),
        "€/MWh",
    )
    worth = min(exchange, power) if follows else float(moving > 0)
    sheet.live("price_premium", sheet.say("years.price_premium"), premium, worth, "")
    for name, key in (
        ("heat_pump_life", "finance.heat_pump_life_years"),
        ("reinvestment_fraction", "finance.reinvestment_fraction"),
    ):
        sheet.given(name, sheet.say(f"years.{name}"), case.worth(key), "", sourced(key))
    scop = case.found.heat.heat_pump_scop
    note = sheet.say("hangs_on.hours")
    sheet.fixed("model_cop", sheet.say("years.model_cop"), scop, "", note)
    sheet.given("typed_cop", sheet.say("years.typed_cop"), None, "", sheet.say("years.typed_note"))
