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


def duty_rows(found: Regulation, language: str = SPOKEN) -> tuple[DutyRow, ...]:
    """A row a duty, this country's first."""
    return tuple(
        DutyRow(
            one.folded,
            country_named(one.country, language),
            say(f"duties.name.{one.duty}", language),
            " ".join(part for part in _parts(one, found, language) if part),
            one.source,
        )
        for one in found.duties
    )


def _parts(one: Obligation, found: Regulation, language: str) -> tuple[str, ...]:
    threshold = figure(one.threshold_mw, "MW", language)
    owed = _amount(one.owed, one, language)
    reached = _amount(one.achieved, one, language)
    if one.duty == "renewable_share":
        reached = figure(one.achieved, one.unit, language, with_unit=False)
    return (
        say(f"duties.rule.{one.duty}", language, threshold=threshold, owed=owed),
        say(f"duties.state.{_state(one, found)}", language, achieved=reached),
        _when(one, language),
        _in_time(one, language),
        _unless(one, language),
    )


def _amount(amount: float | None, one: Obligation, language: str) -> str:
    """In words; what is reached never looks like what is owed where it is not."""
    return "" if amount is None else figure(amount, one.unit, language, apart_from=one.owed)


def _state(one: Obligation, found: Regulation) -> str:
    if one.applies is not True:
        return "other" if one.folded else "open" if one.applies is None else "below"
    if one.duty == "waste_heat_use":
        return "used" if one.met else "unused"
    if one.duty == "renewable_share":
        return "part"
    return "told" if one.met is None else "met" if one.met else "short"


def _when(one: Obligation, language: str) -> str:
    if one.due is None or one.applies is False:
        return ""
    code = "since" if one.duty == "no_price_cap" else "due"
    return say(f"duties.{code}", language, day=day_named(one.due, language))


def _in_time(one: Obligation, language: str) -> str:
    if one.applies is not True or one.duty not in ("erf", "renewable_share"):
        return ""
    code = {True: "yes", False: "no", None: "open"}[one.in_time]
    return say(f"duties.in_time.{code}", language)


def _unless(one: Obligation, language: str) -> str:
    if one.applies is False or not one.exceptions:
        return ""
    listed = "; ".join(say(f"duties.exception.{code}", language) for code in one.exceptions)
    return say("duties.unless", language, exceptions=listed)
