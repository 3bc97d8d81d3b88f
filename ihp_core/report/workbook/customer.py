"""The price as the customer's edition has it: what it is, how it moves, what stands beside it."""

from __future__ import annotations

import numpy as np

from ihp_core.contract.avoided import Agreed
from ihp_core.contract.structures import Offer, power_eur_per_mwh, price_eur_per_mwh
from ihp_core.operation.electricity import ALL_IN
from ihp_core.report.workbook.book.alternatives import replaced
from ihp_core.report.workbook.book.book import Book, Sheet
from ihp_core.report.workbook.book.case import LONGEST, TERM, Case
from ihp_core.report.workbook.book.looks import SHARE, WHOLE
from ihp_core.report.workbook.book.structures import (
    START,
    chosen_formula,
    index_amounts,
    priced_alone,
)
from ihp_core.report.workbook.book.years_model import EL, agreed_of, power_settings
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

_UNIT = "€/MWh"


def customer_price_sheet(book: Book, case: Case) -> None:
    """The indicative price by its index, what they could do instead, the saving."""
    sheet, assessment = book.sheet("price"), case.assessment
    sheet.title(sheet.say("sheet.price"))
    _price(sheet, case)
    replaced(sheet, case)
    sheet.heading(sheet.say("years.settings"))
    power_settings(sheet, case)
    heat = assessment.heat.delivered_gwh * 1e3
    sheet.fixed("heat_of_a_year", sheet.say("price.heat"), heat, "MWh", sheet.say("hangs_on.hours"))
    if assessment.price.indicative_eur_per_mwh is not None and assessment.negotiation is not None:
        rise = assessment.negotiation.terms.escalator_fraction
        sheet.fixed("escalator", sheet.say("years.escalator"), rise, "", number=SHARE)
        saving = assessment.price.saving_eur_per_year
        formula = "(ceiling-indicative_price)*heat_of_a_year"
        sheet.live("saving", sheet.say("price.saving"), formula, saving, "€/a")


def _price(sheet: Sheet, case: Case) -> None:
    price = case.assessment.price
    sheet.heading(sheet.say("price.offer"))
    if price.indicative_eur_per_mwh is None or price.fixed_part_eur_per_mwh is None:
        sheet.told(sheet.say("price.none"))
        return
    power = case.worth(ALL_IN)
    per_heat = (price.indicative_eur_per_mwh - price.fixed_part_eur_per_mwh) / power if power else 0
    note = sheet.say("hangs_on.agreed")
    label = sheet.say("price.fixed_part")
    sheet.fixed("fixed_part", label, price.fixed_part_eur_per_mwh, _UNIT, note)
    hours = sheet.say("hangs_on.hours")
    sheet.fixed("power_per_heat", sheet.say("price.power_per_heat"), per_heat, "MWh/MWh", hours)
    formula, label = f"fixed_part+{EL}*power_per_heat", sheet.say("price.indicative")
    sheet.live("indicative_price", label, formula, price.indicative_eur_per_mwh, _UNIT)
    _index(sheet, _agreed(case).offer)


def _index(sheet: Sheet, offer: Offer) -> None:
    """The parts of the price by what they follow, and what it starts at."""
    note = sheet.say("hangs_on.agreed")
    amounts = index_amounts(offer)
    start = amounts.pop("start_price")
    for name, part in amounts.items():
        unit = "" if name == "avoided_share" else _UNIT
        sheet.fixed(name, sheet.say(f"price.{name}"), part, unit, note)
    share, label = float(offer.market_share.item(0)), sheet.say("price.market_share")
    sheet.fixed("market_share", label, share, "", note, number=SHARE)
    sheet.live("start_price", sheet.say("price.start_price"), START, start, _UNIT)


def _agreed(case: Case) -> Agreed:
    """The offer at the price that is shown."""
    price = case.assessment.price.indicative_eur_per_mwh or 0.0
    return agreed_of(case, np.array([[price]]))


def customer_years_sheet(book: Book, case: Case) -> None:
    """The price of each contract year beside today's cost of that year, in its money."""
    agreed = case.assessment.negotiation
    if case.assessment.price.indicative_eur_per_mwh is None or agreed is None:
        return
    sheet = book.sheet("years", 1 + YEAR_COLUMNS)
    sheet.title(sheet.say("sheet.years"))
    sheet.told(sheet.say("years.customer_note"))
    longer_term(sheet, case.term)
    years_table(sheet, _columns(case, agreed.structure, book), case.term)
    sheet.on.freeze_panes(0, 1)


def _columns(case: Case, structure: str, book: Book) -> list[YearColumn]:
    agreed = _agreed(case)
    offer, path = agreed.offer, agreed.path("base")
    year = np.arange(1, LONGEST + 1, dtype=float)
    within = (year <= case.worth(TERM)).astype(float)
    power = power_eur_per_mwh(offer, path)[0]
    paid = price_eur_per_mwh(structure, offer, path)[0]
    heat = np.array(case.yearly(case.outcome.paid.heat))
    formulas = (
        ("power_of_year", f"({EL}+moving_part*({{level}}-1))*{{cpi}}", power),
        *((kind.name, kind.formula, kind.price(offer, path)[0]) for kind in priced_alone()),
        ("price", chosen_formula(book.language), paid),
        ("payment", "{within}*{price}*{heat}", within * paid * heat),
    )
    return [
        YearColumn("year", year.tolist(), number=WHOLE),
        YearColumn("within", None, WITHIN, within, book.switch),
        YearColumn("heat", heat.tolist()),
        YearColumn("cpi", path.cpi.tolist(), number=LEVEL),
        YearColumn("level", path.electricity.tolist(), number=LEVEL),
        YearColumn("market", case.yearly(path.heat_market), number=LEVEL),
        YearColumn("avoided", case.yearly(path.avoided), number=PRICE),
        *live_columns((name, formula, amount.tolist()) for name, formula, amount in formulas),
    ]
