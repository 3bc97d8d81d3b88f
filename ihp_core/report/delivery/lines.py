"""The report's lines: energy, temperatures, hours, reuse and CO2; index, price and amount due.

A line holds figures; paper and workbook write them each in its own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from ihp_core.contract.structures import structure_named
from ihp_core.delivery.settlement import Agreement
from ihp_core.delivery.steps import Delivered, table_of
from ihp_core.report.delivery.case import DeliveryCase

ENERGY = {
    "heat_mwh": "MWh",
    "expected_mwh": "MWh",
    "deemed_mwh": "MWh",
    "direct_mwh": "MWh",
    "lifted_mwh": "MWh",
    "pipe_loss_mwh": "MWh",
    "electricity_mwh": "MWh",
    "pumping_mwh": "MWh",
    "cop": "-",
    "system_cop": "-",
}
TEMPERATURES = dict.fromkeys(
    ("supply_c", "return_c", "source_inlet_c", "source_outlet_c", "outdoor_c"), "°C"
)
HOURS = dict.fromkeys(("hours_h", "known_h", "available_h", "running_h"), "h")
REUSE = {
    "source_heat_mwh": "MWh",
    "data_centre_mwh": "MWh",
    "erf": "share",
    "co2_replaced_t": "t",
    "co2_plant_t": "t",
    "co2_saved_t": "t",
}
UNITS = ENERGY | TEMPERATURES | HOURS | REUSE
"""The lines in their order, with their units."""

MADE = ("direct_mwh", "lifted_mwh", "deemed_mwh")
"""Ways in which heat may be made or missed, told where any is."""

PRICE, LEVEL, COUNT = "EUR/MWh", "x", "ratio"


STANDING = ("capital", "operating")
"""Parts of the price that a payment for the capacity takes the place of."""


class ReportLine(NamedTuple):
    """What it is in words, its figures in ``unit``, and the name of what it is."""

    name: str
    label: str
    unit: str
    figures: tuple[float, ...]


def delivery_lines(case: DeliveryCase) -> tuple[ReportLine, ...]:
    """What was delivered in the time reported, and in the year so far where that is a month."""
    times = (case.period,) if case.month is None else (case.period, case.so_far)
    wholes = [whole(time) for time in times]
    figures = {name: tuple(table[name] for table in wholes) for name in UNITS}
    return tuple(
        ReportLine(name, case.say(f"line.{_told_as(case, name)}"), UNITS[name], column)
        for name, column in figures.items()
        if not np.isnan(column).all() and (name not in MADE or any(column))
    )


def _told_as(case: DeliveryCase, name: str) -> str:
    """One meter reads heat pump and pumps together."""
    together = case.delivered.basis == "metered" and name == "electricity_mwh"
    return "electricity_all_mwh" if together else name


def whole(delivered: Delivered) -> dict[str, float]:
    """The sums and means of all steps by name; nan is not known."""
    columns = table_of(delivered, "all").columns
    figures = {name: float(column[0]) for name, column in columns.items()}
    return figures | {"co2_saved_t": figures["co2_replaced_t"] - figures["co2_plant_t"]}


def index_lines(case: DeliveryCase) -> tuple[ReportLine, ...]:
    """The index values of the last month reported, and its price part by part."""
    billed = case.billed
    if billed is None:
        return ()
    row = int(case.rows[-1])
    power = float(billed.bills.power_eur_per_mwh[row])
    figures = _index(billed.agreements[row], power)
    price = float(billed.bills.price_eur_per_mwh[row])
    if _by_capacity(case):
        figures = {name: line for name, line in figures.items() if name not in STANDING}
        figures["energy_price"] = (price - _standing(case, row), PRICE)
    else:
        figures["price"] = (price, PRICE)
    return tuple(
        ReportLine(name, case.say(f"charge.{name}"), unit, (amount,))
        for name, (amount, unit) in figures.items()
    )


def _index(agreement: Agreement, power: float) -> dict[str, tuple[float, str]]:
    """Each index and each part of the price at it, by name, with its unit."""
    offer, year = agreement.offer, agreement.year
    figures: dict[str, tuple[float, str]] = {"year": (float(year), COUNT)}
    if not structure_named(agreement.structure).follows_electricity:
        figures["start"] = (offer.price.item(0), PRICE)
        return figures | {"rise": (offer.escalator.item(0), "share")}
    cpi, share = float(agreement.path.cpi[year - 1]), offer.market_share.item(0)
    per_heat = offer.power_per_heat.item(0)
    figures |= {
        "power_start": (offer.electricity.item(0), PRICE),
        "power": (power, PRICE),
        "cpi": (cpi, LEVEL),
        "guaranteed": (1 / per_heat if per_heat > 0 else np.nan, "-"),
        "capital": ((1 - share) * offer.capital.item(0), PRICE),
        "operating": ((1 - share) * offer.operating.item(0) * cpi, PRICE),
        "energy": ((1 - share) * power * per_heat, PRICE),
    }
    if share > 0:
        level = agreement.of_year(agreement.path.heat_market)
        figures["market"] = (level, LEVEL)
        figures["of_market"] = (share * offer.market.item(0) * level * cpi, PRICE)
    return figures


def _by_capacity(case: DeliveryCase) -> bool:
    billed = case.billed
    return billed is not None and structure_named(billed.agreements[0].structure).pays_capacity


def _standing(case: DeliveryCase, row: int) -> float:
    """What of a month's price is paid for the capacity instead [EUR/MWh]."""
    billed = case.billed
    if billed is None or not _by_capacity(case):
        return 0.0
    agreement = billed.agreements[row]
    return float(billed.bills.capacity_eur[row]) * 12 / agreement.of_year(agreement.offer.heat)


def due_lines(case: DeliveryCase) -> tuple[ReportLine, ...]:
    """The amounts of the time reported and what is due [EUR]."""
    if case.billed is None:
        return ()
    return tuple(_due(case))


def _due(case: DeliveryCase) -> Iterator[ReportLine]:
    billed = case.billed
    settles = billed is not None and any(billed.settled[row] for row in case.rows)
    wanted = {
        "capacity": _by_capacity(case),
        "heat": True,
        "settled_index": settles,
        "settled_volume": settles,
    }
    for name in (name for name, there in wanted.items() if there):
        amount = case.due(f"{name}_eur")
        yield ReportLine(name, case.say(f"charge.{name}"), "EUR", (amount,))
    yield ReportLine("due", case.say("charge.due"), "EUR", (case.due("amount_eur"),))
