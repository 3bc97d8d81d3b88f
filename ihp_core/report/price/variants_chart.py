"""Variants in one picture, on its own because no other chart shows several sites.

Their prices stand side by side, or their heat where a price is missing.
"""

from __future__ import annotations

from collections.abc import Sequence

from ihp_core.report.drawing.bars import ROW_HEIGHT, UNIT, amount_of, bar, bar_rows
from ihp_core.report.drawing.palette import plant_colour
from ihp_core.report.drawing.picture import Picture, Row, framed
from ihp_core.report.price.beside import best_in_short
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say

HEAT = "GWh/a"


def variants_chart(
    names: Sequence[str], assessments: Sequence[Assessment], language: str = SPOKEN
) -> Picture:
    """A bar a variant, of the assessments that may be shown to who looks at it."""
    told = all(variant.price.indicative_eur_per_mwh is not None for variant in assessments)
    unit, title = (UNIT, "chart") if told else (HEAT, "chart_none")
    bars = [
        _bar(name, variant, language, unit)
        for name, variant in zip(names, assessments, strict=True)
    ]
    words = "; ".join(f"{row['name']} {amount_of(row, language, unit)}" for row in bars)
    picture = framed(bar_rows(bars, language, unit=unit), ROW_HEIGHT * len(bars))
    alt = say("variants.alt", language, bars=words)
    return Picture(picture, say(f"variants.{title}", language), alt)


def _bar(name: str, assessment: Assessment, language: str, unit: str) -> Row:
    price = assessment.price.indicative_eur_per_mwh
    amount = price if price is not None and unit == UNIT else assessment.heat.delivered_gwh
    drawn = bar(name, amount, plant_colour(assessment.heat), 1.0)
    best = assessment.price.ceiling_eur_per_mwh
    if unit == UNIT and best is not None:
        name, amount_of_best = (
            best_in_short(assessment.price, language),
            figure(best, UNIT, language),
        )
        cost = say("variants.best", language, best=name, cost=amount_of_best)
        drawn["words"] = f"{figure(amount, UNIT, language)}, {cost}"
    return drawn
