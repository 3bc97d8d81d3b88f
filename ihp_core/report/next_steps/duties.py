"""Duties in words: the rule, what the site reaches, when it is due, what lifts it."""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import country_named, day_named
from ihp_core.viability.laws import Obligation
from ihp_core.viability.regulation import Regulation


class DutyRow(NamedTuple):
    """One duty as it is read; ``folded`` where it is another country's."""

    folded: bool
    country: str
    name: str
    sentence: str
    source: str


def duty_rows(regulation: Regulation, language: str = SPOKEN) -> tuple[DutyRow, ...]:
    """A row a duty, this country's first."""
    return tuple(
        DutyRow(
            obligation.folded,
            country_named(obligation.country, language),
            say(f"duties.name.{obligation.duty}", language),
            " ".join(part for part in _parts(obligation, regulation, language) if part),
            obligation.source,
        )
        for obligation in regulation.duties
    )


def _parts(obligation: Obligation, regulation: Regulation, language: str) -> tuple[str, ...]:
    threshold = figure(obligation.threshold_mw, "MW", language)
    owed = _amount(obligation.owed, obligation, language)
    reached = _amount(obligation.achieved, obligation, language)
    if obligation.duty == "renewable_share":
        reached = figure(obligation.achieved, obligation.unit, language, with_unit=False)
    return (
        say(f"duties.rule.{obligation.duty}", language, threshold=threshold, owed=owed),
        say(f"duties.state.{_state(obligation, regulation)}", language, achieved=reached),
        _when(obligation, language),
        _in_time(obligation, language),
        _unless(obligation, language),
    )


def _amount(amount: float | None, obligation: Obligation, language: str) -> str:
    """In words; what is reached never looks like what is owed where it is not."""
    return (
        ""
        if amount is None
        else figure(amount, obligation.unit, language, apart_from=obligation.owed)
    )


def _state(obligation: Obligation, regulation: Regulation) -> str:
    if obligation.applies is not True:
        return "other" if obligation.folded else "open" if obligation.applies is None else "below"
    if obligation.duty == "waste_heat_use":
        return "used" if obligation.met else "unused"
    if obligation.duty == "renewable_share":
        return "part"
    return "told" if obligation.met is None else "met" if obligation.met else "short"


def _when(obligation: Obligation, language: str) -> str:
    if obligation.due is None or obligation.applies is False:
        return ""
    code = "since" if obligation.duty == "no_price_cap" else "due"
    return say(f"duties.{code}", language, day=day_named(obligation.due, language))


def _in_time(obligation: Obligation, language: str) -> str:
    if obligation.applies is not True or obligation.duty not in ("erf", "renewable_share"):
        return ""
    code = {True: "yes", False: "no", None: "open"}[obligation.in_time]
    return say(f"duties.in_time.{code}", language)


def _unless(obligation: Obligation, language: str) -> str:
    if obligation.applies is False or not obligation.exceptions:
        return ""
    listed = "; ".join(say(f"duties.exception.{code}", language) for code in obligation.exceptions)
    return say("duties.unless", language, exceptions=listed)
