"""The word of the verdict, and beside it the guide's own screen: both are always said."""

from __future__ import annotations

from ihp_core.report.viability.reasons import (
    contradicting,
    entered,
    is_ours,
    needed_eur_per_mwh,
    source_words,
)
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown
from ihp_core.text.names import within
from ihp_core.viability.criteria import MEASURABLE
from ihp_core.viability.judgement import Criterion


def verdict_words(assessment: Assessment, language: str = SPOKEN) -> str:
    """The word of the verdict: "looks" on assumptions, "possible" outside the guide."""
    return say(f"app.verdict.{assessment.word}", language)


def turned_to(verdict: str, assessment: Assessment, language: str = SPOKEN) -> str:
    """What a change would make of the verdict, in words that promise no more than it keeps.

    Outside the guide nothing is called viable; on assumptions it only looks so.
    """
    if assessment.guide.status == "outside":
        code = "outcome.viable" if verdict == "viable" else "verdict.possible"
        return say(f"app.{code}", language)
    open_ones = any(row.status == "not_tested" for row in assessment.criteria)
    given = entered(assessment)
    assumed = any(path not in given for path in MEASURABLE)
    looks = "looks_" if open_ones or assumed or "looks" in assessment.word else ""
    return say(f"app.verdict.{looks}{verdict}", language)


def guide_line(assessment: Assessment, language: str = SPOKEN) -> str:
    """What the guide's rules of thumb alone say of a site, in one line."""
    guide = assessment.guide
    by_id = {row.id: row for row in assessment.criteria}
    listed = guide.broken if guide.status == "outside" else guide.borderline
    items = [_asked(by_id[name], language) for name in listed if name in by_id]
    words = {"count": len(listed), "tested": guide.tested, "items": " · ".join(items)}
    return say(f"guide.line.{guide.status}", language, **words)


def _asked(row: Criterion, language: str) -> str:
    """A rule of thumb that is not met: what the site has, what the guide asks for."""
    if row.value is None:
        return within(say(f"criterion.{row.id}.name", language), language)
    words = {
        "name": within(say(f"criterion.{row.id}.name", language), language),
        "value": figure(row.value, row.unit, language, apart_from=_limit(row))
        if isinstance(row.value, float)
        else within(shown(row.value, row.unit, language), language),
        "limit": shown(row.limit, row.unit, language),
    }
    if row.id == "cooling":
        code = "kind" if isinstance(row.value, str) else "loop"
        return say(f"guide.asked.{code}", language, **words)
    return say("guide.asked.limit", language, **words)


def _limit(row: Criterion) -> float | None:
    return row.limit if isinstance(row.limit, float) else None


def calculated_line(assessment: Assessment, language: str = SPOKEN) -> str:
    """What was calculated of the site: word, COP, what its heat has to be worth, who runs so."""
    word = verdict_words(assessment, language)
    parts = [word[:1].lower() + word[1:] + _cop(assessment, language)]
    needed = needed_eur_per_mwh(assessment)
    if needed is not None:
        worth = figure(needed, "EUR/MWh", language)
        lost = "_not" if assessment.verdict == "not_viable" else ""
        parts.append(say(f"guide.worth{lost}", language, needed=worth))
    broken = (row for row in assessment.criteria if row.id in assessment.guide.broken)
    parts += [_built(row, language) for row in broken if row.counter_example]
    return say("guide.calculated", language, parts="; ".join(parts))


def _cop(assessment: Assessment, language: str) -> str:
    heat = assessment.heat
    if heat.delivered_gwh <= 0:
        return ""
    words = source_words(assessment, language)
    if heat.heat_pump_scop is None:
        return say("guide.direct", language, **words)
    return say("guide.cop", language, cop=figure(heat.heat_pump_scop, "-", language), **words)


def _built(row: Criterion, language: str) -> str:
    """The plants that run outside a rule of thumb, by name."""
    return say(f"guide.built.{row.id}", language) if is_ours(row) else contradicting(row, language)


def beside_the_verdict(assessment: Assessment, language: str = SPOKEN) -> tuple[str, str]:
    """The guide's screen and the calculated answer, a line each."""
    return guide_line(assessment, language), calculated_line(assessment, language)
