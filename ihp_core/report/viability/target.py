"""What it would take to sell at the price that they say they pay: for page and papers."""

from __future__ import annotations

from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown

UNIT = "EUR/MWh"


def target_sentence(assessment: Assessment, language: str = SPOKEN) -> str:
    """The price they pay, and each single change that brings the heat there; empty without one.

    Of the assessment that ``discreet`` leaves, where a customer reads it.
    """
    target = assessment.target
    if target is None:
        return ""
    words = {"price": figure(target.price_eur_per_mwh, UNIT, language)}
    if target.met:
        return say("price.target.met", language, **words)
    takes = [_take(take.field, take.to, language) for take in target.takes if take.to is not None]
    if not takes:
        return say("price.target.nothing", language, **words)
    words["takes"] = f", {say('price.target.or', language)} ".join(takes)
    return say("price.target.takes", language, **words)


def _take(field: str, to: float, language: str) -> str:
    """One change, up to which value it has to go."""
    amount = shown(abs(to), about(field).get("unit", "-"), language)
    if to < 0:
        return say("price.target.take.paid", language, to=amount)
    return say(f"price.target.take.{field}", language, to=amount)
