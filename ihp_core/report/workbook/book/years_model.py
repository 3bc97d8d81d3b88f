"""The settings of the years, and the model's own figures that their formulas are held against."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.contract.avoided import Agreed, agreed_at
from ihp_core.contract.structures import Offer
from ihp_core.economics.capital import left_of_pipe_eur, replacement_eur
from ihp_core.economics.price import indicative
from ihp_core.economics.scenarios import Paths
from ihp_core.operation.electricity import ALL_IN, measured, wholesale
from ihp_core.report.workbook.book.book import Sheet
from ihp_core.report.workbook.book.case import LONGEST, TERM, Case
from ihp_core.report.workbook.book.looks import GENERAL, SHARE
from ihp_core.tables.arrays import Array

EL = ALL_IN.replace(".", "_")
"""The price of electricity as a name of the workbook."""
LASTING = {
    "heat_pump_life": "finance.heat_pump_life_years",
    "heat_pump_ageing": "heat_pump.ageing_fraction_per_year",
    "reinvestment_fraction": "finance.reinvestment_fraction",
    "pipe_life": "finance.pipe_life_years",
}
SHARES = "heat_pump_ageing", "reinvestment_fraction"


class Years(NamedTuple):
    """The years' figures as the model has them, each (1, ``LONGEST``)."""

    within: Array
    factor: Array
    renewed: Array
    left: Array
    offer: Offer
    path: Paths
    price: float
    structure: str


def years_of(case: Case) -> Years:
    """What the formulas of the years are held against."""
    cases, outcome = case.cases, case.outcome
    year = np.arange(1, LONGEST + 1)[None]
    within = (year <= cases[TERM]).astype(float)
    floor = case.screened.screening.figures["price.floor_eur_per_mwh"]
    price = indicative(cases, floor[:, None], case.held.ceiling)
    structure = str(case.assessment.inputs["contract.structure"].value)
    agreed = agreed_of(case, price)
    return Years(
        within,
        within * (1 + cases["contract.discount_rate_fraction"]) ** -year,
        replacement_eur(cases, outcome.spent.heat_pump, LONGEST),
        (1 - cases["contract.grant_fraction"])
        * left_of_pipe_eur(cases, outcome.spent.pipe, LONGEST),
        agreed.offer,
        agreed.path("base"),
        float(price.item(0)),
        structure,
    )


def agreed_of(case: Case, price: Array) -> Agreed:
    """The offer of the contract's term over the longest one, whose heat market may be asked for."""
    hours, network = case.screened.hours, case.screened.plant.network
    outcome = case.outcome._replace(worth=case.held.worth)  # an alternative of its own term
    return agreed_at(case.cases, hours, network, outcome, price, market=True)


def year_settings(sheet: Sheet, case: Case) -> None:
    """Premium on electricity, life of the heat pump, and the COP that may be typed."""
    sheet.heading(sheet.say("years.settings"))
    power_settings(sheet, case)
    for name, key in LASTING.items():
        label, number = sheet.say(f"years.{name}"), SHARE if name in SHARES else GENERAL
        source = sheet.sourced(key, label)
        sheet.given(name, label, case.worth(key), "", source, number)
    scop, note = case.assessment.heat.heat_pump_scop, sheet.say("hangs_on.hours")
    sheet.fixed("model_cop", sheet.say("years.model_cop"), scop, "", note)
    sheet.given("typed_cop", sheet.say("years.typed_cop"), None, "", sheet.say("years.typed_note"))


def power_settings(sheet: Sheet, case: Case) -> None:
    """The part of the price that moves; a measured price moves around its own mean instead."""
    moving, follows = case.moving, measured(case.screened.hours) is None
    exchange = float(wholesale(case.cases).item(0)) if moving else 0.0
    part, value = f"MIN(moving_energy,{EL})", min(exchange, case.worth(ALL_IN))
    label, note = sheet.say("years.moving_energy"), sheet.say("years.moving_note")
    sheet.given("moving_energy", label, exchange, "€/MWh", note)
    sheet.live("moving_part", sheet.say("years.moving_part"), part, value, "€/MWh")
    premium = part if follows else "IF(moving_energy>0,1,0)"
    counted = value if follows else float(moving > 0)
    sheet.live("price_premium", sheet.say("years.price_premium"), premium, counted, "")
