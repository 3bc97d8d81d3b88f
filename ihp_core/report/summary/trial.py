"""What a trial moves, in one sentence: from where to where, price and heat, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown

SAME = {"EUR/MWh": 0.05, "GWh/a": 0.05}
"""What nobody would call a change."""


def trial_sentence(
    before: Assessment,
    after: Assessment,
    paths: Sequence[str],
    language: str = SPOKEN,
) -> str:
    """What was moved and what it does.

    Parameters
    ----------
    before, after : Assessment
        The stated case and the trial, as the reader may see them.
    paths : sequence of str
        The inputs that differ.
    """
    if not paths:
        return say("trial.nothing_yet", language)
    moves = ", ".join(_move(before, after, path, language) for path in paths)
    heat = _heat(after.heat.delivered_gwh - before.heat.delivered_gwh, language)
    told = f"{_price(before, after, language)}, {heat}"
    return say("trial.sentence", language, moves=moves, told=told)


def _move(before: Assessment, after: Assessment, path: str, language: str) -> str:
    unit = about(path).get("unit", "-")
    ends = [_used(assessment, path, unit, language) for assessment in (before, after)]
    name = say(f"input.{path}.short", language)
    return say("trial.move", language, name=name, before=ends[0], after=ends[1])


def _used(assessment: Assessment, path: str, unit: str, language: str) -> str:
    used = (assessment.inputs or {}).get(path)
    return say("figure.none", language) if used is None else shown(used.value, unit, language)


def _price(before: Assessment, after: Assessment, language: str) -> str:
    """The difference of two prices, or of two gaps where neither has a price."""
    prices = [assessment.price.indicative_eur_per_mwh for assessment in (before, after)]
    if prices[0] is not None and prices[1] is not None:
        return _told("price", prices[1] - prices[0], "EUR/MWh", language)
    if prices[0] is None and prices[1] is None:
        gaps = [assessment.price.gap_eur_per_mwh for assessment in (before, after)]
        if gaps[0] is not None and gaps[1] is not None:
            return _told("gap", gaps[1] - gaps[0], "EUR/MWh", language)
    return say("trial.price.other", language)


def _heat(more: float, language: str) -> str:
    return _told("heat", more, "GWh/a", language)


def _told(what: str, more: float, unit: str, language: str) -> str:
    way = "same" if abs(more) < SAME[unit] else "more" if more > 0 else "less"
    return say(f"trial.{what}.{way}", language, amount=figure(abs(more), unit, language))
