"""The units of each series, and what one of each is worth in the unit of the engine."""

from __future__ import annotations

import math
import re
import unicodedata
from functools import cache
from typing import NamedTuple

from ihp_core.tables.assumptions import assumptions, table, value

VALUE, ENERGY = "value", "energy"
LONGEST_NAME = 200
PRICES = ("electricity_price_eur_per_mwh", "spot_price_eur_per_mwh")
CURRENCY = "own.currency_per_eur"
LISTED = ("own_series", "meter_series")
HUNDREDTHS = {
    "EUR": ("ct", "cent", "c€"),
    "DKK": ("DKK øre", "dansk øre"),
    "NOK": ("NOK øre", "norsk øre"),
    "SEK": ("öre",),
    "CHF": ("Rp", "Rappen"),
    "GBP": ("p", "pence"),
    "PLN": ("gr", "grosz"),
}
CROWNS = ("kr/MWh", "kr/kWh", "kr per MWh", "kr", "øre/kWh")
"""Of which currency is not said: of the country's, or asked."""
OF_COUNTRY = {"SE": "SEK", "NO": "NOK", "DK": "DKK"}
_SIGNS = str.maketrans({"€": "eur", "£": "gbp", "²": "2", "³": "3"})
_PARTS = re.compile(r"[,;]| und | or | och ")


class Unit(NamedTuple):
    """A unit as it is written, its factor, and whether it counts per interval."""

    name: str
    factor: float
    kind: str


def tidy(text: str) -> str:
    """Letters and digits alone, without accents, in lower case."""
    plain = unicodedata.normalize("NFKD", text[:LONGEST_NAME].translate(_SIGNS).casefold())
    return "".join(sign for sign in plain if sign.isalnum())


@cache
def units_of(series: str) -> dict[str, Unit]:
    """The units of a series by their tidied names; the first one is meant where none is said."""
    if series in PRICES:
        return _prices()
    known = next((table(name) for name in LISTED if series in table(name)["series"]), None)
    if known is None:
        return {}
    row = known["series"].index(series)
    listed = [
        *_listed(known["units"][row], VALUE),
        *_listed(known["energy_units"][row], ENERGY),
    ]
    return {tidy(unit.name): unit for unit in listed}


def unit_in(text: str, series: str) -> Unit | None:
    """The first unit of a series that a text names, alone or in a list."""
    known = units_of(series)
    for part in (text, *_PARTS.split(text)):
        if unit := known.get(tidy(part)):
            return unit
    return None


def is_unit(text: str) -> bool:
    """Whether a text is a unit of anything that is read here."""
    return any(unit_in(text, series) is not None for series in table("own_series")["series"])


def first_unit(series: str) -> Unit:
    """The unit that is meant where none is said."""
    return next(iter(units_of(series).values()))


def written_out(series: str) -> str:
    """The units of a series, to be offered; of prices not each way to write the same one."""
    return ", ".join(n for n in offered_units(series) if series not in PRICES or "/" in n)


def offered_units(series: str) -> list[str]:
    """The units of a series that say all that has to be known of them."""
    return [unit.name for unit in units_of(series).values() if math.isfinite(unit.factor)]


def in_crowns(unit: Unit | None) -> bool:
    """Whether a unit is of money whose currency has the name of several."""
    return unit is not None and not math.isfinite(unit.factor)


def of_currency(unit: Unit, currency: str) -> Unit | None:
    """A unit in kronor or øre as that of one currency; ``None`` where it has no such."""
    name = unit.name.replace("kr", currency).replace("øre", f"{currency} øre")
    name = name.replace("öre", "öre" if currency == "SEK" else f"{currency} øre")
    return units_of(PRICES[0]).get(tidy(name)) if currency else None


def _listed(text: str, kind: str) -> list[Unit]:
    pairs = [pair.partition("=") for pair in text.split("|") if pair]
    return [Unit(name, float(factor or 1), kind) for name, _, factor in pairs]


@cache
def _prices() -> dict[str, Unit]:
    """Euros first; a currency alone means a price per MWh, as the exchanges write it."""
    units: dict[str, Unit] = {}
    currencies = [scope for key, scope in assumptions() if key == CURRENCY]
    for currency in sorted(currencies, key=lambda name: name != "EUR"):
        in_eur = 1 / value(CURRENCY, currency)
        written = [
            (f"{currency}/MWh", in_eur),
            (f"{currency}/kWh", 1e3 * in_eur),
            *((f"{part}/kWh", 10 * in_eur) for part in HUNDREDTHS.get(currency, ())),
            (f"{currency} per MWh", in_eur),
            (currency, in_eur),
        ]
        units |= {tidy(name): Unit(name, factor, VALUE) for name, factor in written}
    return units | {tidy(name): Unit(name, math.nan, VALUE) for name in CROWNS}
