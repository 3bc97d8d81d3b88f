"""The producer's own figures, for the internal summary only."""

from __future__ import annotations

from ihp_core.results.results import Assessment
from ihp_core.text import figure, say


def producer_rows(assessment: Assessment, language: str) -> tuple[tuple[str, str], ...]:
    """Name and figure of the producer's cost, room, investment and return."""
    price, finance = assessment.price, assessment.finance
    given = (
        ("floor", price.floor_eur_per_mwh, "EUR/MWh"),
        ("room", price.room_eur_per_mwh, "EUR/MWh"),
        ("capex", assessment.cost.capex_eur, "EUR"),
        ("npv", finance.npv_eur, "EUR"),
        ("irr", finance.irr_fraction, "share"),
        ("payback", finance.payback_years, "a"),
    )
    return tuple(
        (say(f"report.producer_figure.{name}", language), figure(amount, unit, language))
        for name, amount, unit in given
    )
