"""The nearest changes in words: what each does to the price, and whether that is enough.

All of the assessment that ``discreet`` leaves, where a customer reads it.
"""

from __future__ import annotations

from typing import Literal

from ihp_core.operation.todays_heat import CONDENSING
from ihp_core.report.price.beside import NO_GAP, TODAY, UNIT, best_named
from ihp_core.report.viability.changes import change
from ihp_core.results.other_cases import Opener
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown
from ihp_core.what_if.changes import DISTANCE, ROUTE

NEAREST = 2
"""As many changes as are shown beside the price; more are a table, not an answer."""


def nearest(assessment: Assessment) -> tuple[Opener, ...]:
    """Of the changes that bring something worth a figure those that are nearest."""
    openers, price = assessment.openers, assessment.price.indicative_eur_per_mwh
    if openers is None:
        return ()
    gap = assessment.price.gap_eur_per_mwh is not None
    worth = [
        opener
        for opener in openers.changes
        if opener.closes
        or (_gain(opener) if gap else (price or 0.0) - opener.price_eur_per_mwh) >= NO_GAP
    ]
    return tuple(worth[:NEAREST])


def _gain(opener: Opener) -> float:
    """What it adds to the room; nothing where that is not told."""
    return opener.gain_eur_per_mwh or 0.0


def as_entered(assessment: Assessment, opener: Opener) -> tuple[str, float, float]:
    """Field and both ends of a change; of a way the route, where that is what was entered."""
    route = (assessment.inputs or {}).get(ROUTE)
    if opener.field != DISTANCE or route is None or route.origin != "stated" or not opener.start:
        return opener.field, opener.start, opener.to
    start = float(assessment.connection.route_km)
    return ROUTE, start, start * opener.to / opener.start


def changed(assessment: Assessment, opener: Opener, language: str = SPOKEN) -> str:
    """The change from where to where, by the name of its input."""
    return change(*as_entered(assessment, opener), language)


def named_change(
    assessment: Assessment,
    opener: Opener,
    role: Literal["alone", "beside"],
    language: str = SPOKEN,
) -> str:
    """What it would take in a few words: as the subject of a sentence, or beside a price."""
    field, _, to = as_entered(assessment, opener)
    amount = shown(to, about(field).get("unit", "-"), language)
    return say(f"price.change.{role}.{opener.field}", language, to=amount)


def effect(assessment: Assessment, opener: Opener, language: str = SPOKEN) -> str:
    """What a change does: how much of the gap it takes, or what the heat costs then."""
    price = assessment.price
    words = {"then": figure(opener.price_eur_per_mwh, UNIT, language)}
    if price.gap_eur_per_mwh is None:
        fall = (price.indicative_eur_per_mwh or 0.0) - opener.price_eur_per_mwh
        words["lower"] = figure(fall, UNIT, language, with_unit=False)
        told = say("price.change.lower", language, **words)
        if not _narrows(opener):
            return told
        return f"{told} {say('price.change.their_own_too', language)}"
    words["gap"] = figure(price.gap_eur_per_mwh, UNIT, language)
    if opener.closes:
        return say("price.change.closes", language, **words)
    words["gain"] = figure(opener.gain_eur_per_mwh, UNIT, language, with_unit=False)
    return say("price.change.part", language, **words)


def _narrows(opener: Opener) -> bool:
    """Whether it makes what they could build cheaper by more than this heat."""
    return _gain(opener) < -NO_GAP


def works_against(assessment: Assessment) -> bool:
    """Whether one of the nearest changes already says that it narrows the room."""
    gap = assessment.price.gap_eur_per_mwh
    return gap is None and any(_narrows(opener) for opener in nearest(assessment))


def enough(assessment: Assessment, language: str = SPOKEN) -> str:
    """Whether all changes close the gap, alone or together; else what the heat must be worth.

    Empty without a gap, and where no change may be told.
    """
    price, openers = assessment.price, assessment.openers
    gap = price.gap_eur_per_mwh
    gains = [_gain(opener) for opener in openers.changes] if openers else []
    if gap is None or not gains:
        return ""
    code = "alone" if max(gains) >= gap else "together" if sum(gains) >= gap else "not"
    words = {
        "gap": figure(gap, UNIT, language),
        "best": best_named(price, language),
        "needed": figure(price.needed_eur_per_mwh, UNIT, language),
    }
    return "" if code == "alone" else say(f"price.change.enough.{code}", language, **words)


def narrowing(assessment: Assessment, language: str = SPOKEN) -> str:
    """What would make the best alternative cheaper, and so the room smaller or the gap wider."""
    price = assessment.price
    kind = price.best_kind
    if kind is None:
        return ""
    if kind == TODAY and _condenses(assessment):
        kind = "today_boiler"
    way = "widens" if price.indicative_eur_per_mwh is None else "narrows"
    return say(f"price.{way}.{kind}", language)


def _condenses(assessment: Assessment) -> bool:
    """Whether a boiler gives way whose flue gas condenses at a cool return."""
    return any(kind in CONDENSING for month in assessment.replaced.units for kind in month)
