"""The figures that only one structure's formula names, and the months it speaks of."""

from __future__ import annotations

import datetime as dt

from ihp_core.contract.shapes import ContractTerms
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN
from ihp_core.text.names import month_alone

Quantity = tuple[float | None, str]


def own_figures(assessment: Assessment, terms: ContractTerms) -> dict[str, Quantity]:
    """Of all structures by the name in the sentences; ``None`` where another one is agreed on."""
    price = "EUR/MWh"
    return {
        "part": (terms.share_of_alternative_fraction, "share"),
        "lowest": (terms.lowest_price_eur_per_mwh, price),
        "highest": (terms.highest_price_eur_per_mwh, price),
        "winter": (terms.winter_price_eur_per_mwh, price),
        "summer": (terms.summer_price_eur_per_mwh, price),
        "zero": (terms.price_at_0_c_eur_per_mwh, price),
        "over": (_over_the_year(terms), "share"),
        "fall": (_input(assessment, "fall_per_k_fraction"), "share"),
        "limit": (_input(assessment, "no_price_above_c"), "°C"),
        "of_winter": (_input(assessment, "summer_price_fraction"), "share"),
    }


def months(assessment: Assessment, language: str = SPOKEN) -> dict[str, str]:
    """The first and the last month of the winter price, by their names."""
    ends = {"from": "winter_from_month", "to": "winter_to_month"}
    numbers = {word: int(_input(assessment, name)) for word, name in ends.items()}
    return {word: month_alone(dt.date(2025, month, 1), language) for word, month in numbers.items()}


def _over_the_year(terms: ContractTerms) -> float | None:
    winter, year = terms.winter_price_eur_per_mwh, terms.start_price_eur_per_mwh
    return winter / year if winter and year else None


def _input(assessment: Assessment, name: str) -> float:
    return float(assessment.inputs[f"contract.{name}"].value or 0.0)
