"""The price of electricity in one line, its connection named."""

from __future__ import annotations

from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say

_UNIT = "EUR/MWh"
PRICE = "market.electricity_price_eur_per_mwh"
NOTICED = 2.0
"""What the hours of use must differ by to be worth a sentence [EUR/MWh]."""


def power_line(assessment: Assessment, language: str = SPOKEN) -> str:
    """All-in price by its parts, through which connection; empty where nothing is lifted."""
    power = assessment.electricity
    if assessment.heat.heat_pump_gwh <= 0:
        return ""
    parts = {
        "energy": power.energy_eur_per_mwh,
        "grid": power.grid_eur_per_mwh,
        "tax": power.tax_eur_per_mwh,
    }
    if assessment.inputs[PRICE].origin == "own":
        all_in = figure(power.all_in_eur_per_mwh, _UNIT, language)
        return say("price.power.measured", language, all_in=all_in)
    # With a decimal, unlike other prices: the parts are read as a sum and have to add up.
    words = {name: figure(part, "-", language) for name, part in parts.items()}
    all_in = figure(power.all_in_eur_per_mwh, _UNIT, language)
    told = [say(f"price.power.{power.connection}", language, all_in=all_in, **words)]
    if power.stated:
        told.append(say("price.power.stated", language))
    at_use = power.at_use_eur_per_mwh
    if abs(at_use - power.all_in_eur_per_mwh) > NOTICED:
        told.append(say("price.power.at_use", language, price=figure(at_use, _UNIT, language)))
    return " ".join(told)


def usual_prices(assessment: Assessment, language: str = SPOKEN) -> str:
    """What electricity typically costs through each connection."""
    told = [
        say(f"price.power.other.{name}", language, price=figure(price, _UNIT, language))
        for name, price in assessment.electricity.presets.items()
    ]
    return say("price.power.others", language, others=", ".join(told))
