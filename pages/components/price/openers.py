"""What opens room for a price and what narrows it; on its own, to be tested without a page."""

from __future__ import annotations

from collections.abc import Sequence

from ihp_core.operation.todays_heat import CONDENSING
from ihp_core.report.price.beside import TODAY, best_named
from ihp_core.results.other_cases import Opener
from ihp_core.results.results import Assessment
from ihp_core.text import SPOKEN, figure, say
from ihp_core.what_if.changes import DISTANCE, ROUTE


def enough(assessment: Assessment, changes: Sequence[Opener], language: str = SPOKEN) -> str:
    """Whether the changes close the gap, alone or together; else what the heat must be worth.

    Of the assessment that ``discreet`` leaves, where a customer reads it; empty without a gap.
    """
    price = assessment.price
    gap, gains = price.gap_eur_per_mwh, [change.gain_eur_per_mwh for change in changes]
    if gap is None or not gains:
        return ""
    code = "alone" if max(gains) >= gap else "together" if sum(gains) >= gap else "not"
    words = {
        "gap": figure(gap, "EUR/MWh", language),
        "best": best_named(price, language),
        "needed": figure(price.needed_eur_per_mwh, "EUR/MWh", language),
    }
    return say(f"price.opener.enough.{code}", language, **words)


def as_entered(assessment: Assessment, opener: Opener) -> tuple[str, float, float]:
    """Field and both ends of a change; of a way the route, where that is what was entered."""
    route = (assessment.inputs or {}).get(ROUTE)
    if opener.field != DISTANCE or route is None or route.origin != "stated" or not opener.start:
        return opener.field, opener.start, opener.to
    start = float(assessment.connection.route_km)
    return ROUTE, start, start * opener.to / opener.start


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
