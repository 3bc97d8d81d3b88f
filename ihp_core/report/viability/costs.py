"""The criteria by what they cost: how much lower the price would be, were each alone just met."""

from __future__ import annotations

from ihp_core.report.price.beside import NO_GAP
from ihp_core.report.viability.findings import WORST_FIRST, deciding
from ihp_core.results.other_cases import Remedy
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about
from ihp_core.text import SPOKEN, figure, say
from ihp_core.viability.judgement import Criterion
from ihp_core.viability.rules import PRICE_ROOM

NO_INPUT = ("scop",)
"""Criteria that follow from the inputs of the others."""


def ranked(assessment: Assessment) -> list[Criterion]:
    """What is not met first, the dearest of it ahead; then what is open, then what is met."""
    costs = {remedy.criterion: remedy.saves_eur_per_mwh or 0.0 for remedy in assessment.remedies}
    costs[PRICE_ROOM] = assessment.price.gap_eur_per_mwh or 0.0
    rows = deciding(assessment)
    return sorted(rows, key=lambda row: (WORST_FIRST.index(row.status), -costs.get(row.id, 0.0)))


def cost_in_words(
    row: Criterion, assessment: Assessment, language: str = SPOKEN
) -> tuple[str, str]:
    """What a criterion costs that is not met, and by which change; empty where nobody can say."""
    if row.status not in ("fail", "conditional") or row.id == PRICE_ROOM:
        return "", ""
    remedy = next((one for one in assessment.remedies if one.criterion == row.id), None)
    if remedy is None:
        code = "follows" if row.id in NO_INPUT else "unknown"
        return "", say(f"criterion.cost.{code}", language)
    return _cost(remedy, language), change_in_short(remedy, language)


def _cost(remedy: Remedy, language: str) -> str:
    saves = remedy.saves_eur_per_mwh
    if saves is None:
        return ""
    words = {"cost": figure(abs(saves), "EUR/MWh", language)}
    code = "little" if abs(saves) < NO_GAP else "about" if saves > 0 else "dearer"
    return say(f"criterion.cost.{code}", language, **words)


def change_in_short(remedy: Remedy, language: str = SPOKEN) -> str:
    """The input that meets a criterion, from what it is to what it would have to be."""
    unit = about(remedy.field)["unit"]
    ends = {
        "to": figure(remedy.to, unit, language, apart_from=remedy.start),
        "from": figure(remedy.start, unit, language, apart_from=remedy.to),
    }
    label = say(f"input.{remedy.field}.short", language)
    return say("criterion.cost.change", language, label=label, **ends)
