"""What a heat price stands beside: today's cost over the term, and what could be built instead.

A price is told against the best of them, never against a dearer one.
"""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.economics.alternatives import Rivals
from ihp_core.key_figures.price import Price
from ihp_core.results.results import Assessment
from ihp_core.tables.assumptions import assumption
from ihp_core.text import SPOKEN, figure, say

UNIT = "EUR/MWh"
TODAY = "today"
ENTERED = "network.heat_cost_today_eur_per_mwh"
ADDED = "cost.operator_added_eur_per_mwh"
NO_GAP = 0.5
"""A gap that nobody would call one [EUR/MWh]."""


class Way(NamedTuple):
    """One thing the operator could do: its kind, what it is called here, its cost [EUR/MWh]."""

    kind: str
    name: str
    amount: float
    is_best: bool


def ways(price: Price, language: str = SPOKEN) -> tuple[Way, ...]:
    """Today's heat, then every alternative that is possible; the best of them is marked."""
    named = ((TODAY, _today(price, language), price.today_eur_per_mwh), *_built(price, language))
    told = []
    for kind, name, amount in named:
        if amount is not None:
            best = kind == price.best_kind
            name = say("charts.price.best", language, name=name) if best else name
            told.append(Way(kind, name, amount, best))
    return tuple(told)


def _built(price: Price, language: str) -> tuple[tuple[str, str, float | None], ...]:
    return tuple(
        (kind, say(f"charts.price.{kind}", language), getattr(price, f"{kind}_eur_per_mwh"))
        for kind in Rivals._fields
    )


def _today(price: Price, language: str) -> str:
    """Today's heat, and the last year in which law allows it."""
    if price.today_last_year is None:
        return say("charts.price.today", language)
    return say("charts.price.today_until", language, year=round(price.today_last_year))


def best_named(price: Price, language: str = SPOKEN) -> str:
    """The best of what they could do, as it stands behind "below" or "above"."""
    return say(f"report.best.{price.best_kind or TODAY}", language)


def best_in_short(price: Price, language: str = SPOKEN) -> str:
    """The same in a word or two, as a label."""
    return say(f"report.best_short.{price.best_kind or TODAY}", language)


def beside_words(price: Price, language: str = SPOKEN) -> dict[str, str]:
    """The words of sentences that hold a price against the best: gap, best, its cost, the need."""
    cost, ours = price.ceiling_eur_per_mwh, price.indicative_eur_per_mwh
    gap = price.gap_eur_per_mwh
    if gap is None and cost is not None and ours is not None:
        gap = abs(cost - ours)
    return {
        "price": figure(ours, UNIT, language),
        "gap": figure(gap, UNIT, language),
        "best": best_named(price, language),
        "cost": figure(cost, UNIT, language),
        "needed": figure(price.needed_eur_per_mwh, UNIT, language),
    }


def against(price: Price, language: str = SPOKEN) -> str:
    """How far the price lies below or above the best: "about 4 below a new wood-chip boiler"."""
    way = "above"
    if price.gap_eur_per_mwh is None:
        cost, ours = price.ceiling_eur_per_mwh, price.indicative_eur_per_mwh
        gap = 0.0 if cost is None or ours is None else cost - ours
        way = "even" if abs(gap) < NO_GAP else "below" if gap > 0 else "above"
    return say(f"report.against.{way}", language, **beside_words(price, language))


def todays_words(assessment: Assessment, language: str = SPOKEN) -> str:
    """Why today's heat is not the figure that was entered, or that it costs this year."""
    price, told = assessment.price, []
    now, term = price.today_first_year_eur_per_mwh, price.today_eur_per_mwh
    if now is not None and term is not None and abs(term - now) >= NO_GAP:
        words = {"now": figure(now, UNIT, language), "term": figure(term, UNIT, language)}
        told.append(say("price.today.first_year", language, **words))
    entry = (assessment.inputs or {}).get(ENTERED)
    if entry is not None and entry.origin == "stated" and isinstance(entry.value, float | int):
        words = {
            "entered": figure(entry.value, UNIT, language),
            "added": figure(assumption(ADDED).value, UNIT, language),
        }
        told.append(say("price.today.entered", language, **words))
    return " ".join(told)
