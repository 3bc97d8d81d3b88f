"""The price of electricity in one line, its connection named."""

from __future__ import annotations

from ihp_core.key_figures.tariff import GridFee, Tariff
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import SPACE

_UNIT = "EUR/MWh"
PRICE = "market.electricity_price_eur_per_mwh"
NOTICED = 2.0
"""What the hours of use must differ by to be worth a sentence [EUR/MWh]."""


def power_line(assessment: Assessment, language: str = SPOKEN) -> str:
    """All-in price by its parts, through which connection; empty where nothing is lifted."""
    power = assessment.electricity
    if assessment.heat.heat_pump_gwh <= 0:
        return ""
    if assessment.inputs[PRICE].origin == "own":
        all_in = figure(power.all_in_eur_per_mwh, _UNIT, language)
        code = "exchange" if power.energy_measured else "measured"
        words = {"parts": _parts(power, language)} if power.energy_measured else {}
        return say(f"price.power.{code}", language, all_in=all_in, **words)
    all_in, parts = figure(power.all_in_eur_per_mwh, _UNIT, language), _parts(power, language)
    told = [say(f"price.power.{power.connection}", language, all_in=all_in, parts=parts)]
    if power.stated:
        told.append(say("price.power.stated", language))
    at_use = power.at_use_eur_per_mwh
    if abs(at_use - power.all_in_eur_per_mwh) > NOTICED:
        told.append(say("price.power.at_use", language, price=figure(at_use, _UNIT, language)))
    return " ".join(told)


def _parts(power: Tariff, language: str) -> str:
    """The parts as a sum: with a decimal, unlike other prices, for they have to add up."""
    parts = {
        "energy": power.energy_eur_per_mwh,
        "grid": power.grid_eur_per_mwh,
        "levies": power.levies_eur_per_mwh,
        "tax": power.tax_eur_per_mwh,
    }
    words = {name: figure(part, "-", language) for name, part in parts.items()}
    words["tax"] += SPACE + say(f"unit.{_UNIT}", language)
    code = "parts_with_levies" if power.levies_eur_per_mwh > 0 else "parts"
    return say(f"price.power.{code}", language, **words)


def grid_fee_line(assessment: Assessment, language: str = SPOKEN) -> str:
    """What an individual grid fee would save, and until when; empty where no law has one."""
    power = assessment.electricity
    if power.grid_fee is None:
        return ""
    fee = power.grid_fee
    reached = fee.least_fraction is not None
    code = "reached" if reached else "short_of"
    code = "through_data_centre" if power.connection == "data_centre" else code
    return " ".join((_said_of(fee, code, language), _until(fee, language)))


def power_told(assessment: Assessment, language: str = SPOKEN) -> str:
    """The price of electricity for a paper; the grid fee's law where the plant reaches it."""
    fee = assessment.electricity.grid_fee
    reached = fee is not None and fee.least_fraction is not None
    told = (power_line(assessment, language), grid_fee_line(assessment, language))
    return " ".join(told if reached else told[:1])


def _said_of(fee: GridFee, code: str, language: str) -> str:
    return say(
        f"price.grid_fee.{code}",
        language,
        law=fee.law,
        above=figure(fee.above_gwh, "GWh", language),
        drawn=figure(fee.drawn_gwh, "GWh", language),
        use=figure(fee.of_use_h, "h", language),
        share=figure(fee.least_fraction or 1, "share", language),
        fee=figure(fee.published_eur_per_mwh, _UNIT, language),
        saving=figure(fee.saving_eur_per_mwh, _UNIT, language),
        of_heat=figure(fee.saving_of_heat_eur_per_mwh, _UNIT, language),
        high=figure(fee.high_voltage_eur_per_mwh, _UNIT, language),
        at_least=figure(fee.from_h, "h", language),
    )


def _until(fee: GridFee, language: str) -> str:
    code = "ends_within" if fee.contract_years else "ends_before"
    year, years = str(fee.last_year), str(fee.contract_years)
    return say(f"price.grid_fee.{code}", language, year=year, years=years)


def usual_prices(assessment: Assessment, language: str = SPOKEN) -> str:
    """What electricity typically costs through each connection."""
    told = [
        say(f"price.power.other.{name}", language, price=figure(price, _UNIT, language))
        for name, price in assessment.electricity.presets.items()
    ]
    return say("price.power.others", language, others=", ".join(told))
