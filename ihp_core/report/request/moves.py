"""What the answers to an open question move, for one reader, in figures and in words.

Others read what an answer does at typical figures of the producer's, and where there is no room
only which way it moves the price: it is the producer's cost that moves then.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from ihp_core.report.price.beside import NO_GAP, UNIT
from ihp_core.report.viability.screen import turned_to
from ihp_core.results.discretion import Audience, discreet, typical
from ihp_core.results.other_cases import Driver, IfAnswered
from ihp_core.results.results import Assessment
from ihp_core.text import figure, messages, say
from ihp_core.text.names import within
from ihp_core.viability.judgement import VERDICTS
from ihp_core.viability.rules import PRICE_ROOM, rules

Rank = Literal["first", "next", "last"]
RANKS: tuple[Rank, ...] = get_args(Rank)
MUST_RUN = "network.must_run_mw"
STANDS_FOR = {
    "network.annual_heat_gwh": "network.plant_share_of_peak_fraction",
    "network.summer_load_mw": "network.base_load_fraction",
    "network.heat_cost_today_eur_per_mwh": "market.gas_price_eur_per_mwh",
    "connection.route_km": "connection.detour_factor",
}
"""Inputs that nobody stated, by the assumption that is drawn in their place."""
NOTICEABLE = 0.01
"""Of the doubt about the verdict, and of the heat; below it knowing the input changes nothing."""
NAMED = 2
"""Of the criteria that an answer decides, how many are named."""


class Moves(NamedTuple):
    """What answers to an input do, one by one, and what the samples say of it.

    ``raises_eur_per_mwh`` is what must run in summer does to the price, the plant planned for it.
    """

    path: str
    answers: tuple[IfAnswered, ...]
    driver: Driver | None
    heat_gwh: float
    raises_eur_per_mwh: float | None = None

    @property
    def price(self) -> tuple[float, float]:
        """How far the price may come down and go up [EUR/MWh]."""
        if self.raises_eur_per_mwh is not None:
            return min(self.raises_eur_per_mwh, 0.0), max(self.raises_eur_per_mwh, 0.0)
        moves = [0.0, *(one.price_eur_per_mwh or 0.0 for one in self.answers)]
        return min(moves), max(moves)

    @property
    def moves_price(self) -> bool:
        """Whether anybody would notice it in the price."""
        low, high = self.price
        return max(-low, high) >= NO_GAP

    @property
    def heat_fraction(self) -> float:
        """Of the heat, how much an answer may take or add."""
        if not self.heat_gwh > 0:
            return 0.0
        return max((abs(one.heat_gwh) for one in self.answers), default=0.0) / self.heat_gwh

    @property
    def weight(self) -> float:
        """The part of what is in doubt that would be gone; of must-run half the heat it takes."""
        if self.driver is not None:
            return (self.driver.price_variance_fraction + self.driver.verdict_doubt_fraction) / 2
        return self.heat_fraction / 2 if self.path == MUST_RUN else 0.0

    @property
    def in_doubt(self) -> bool:
        """Whether the verdict hangs on it noticeably, with all else that is uncertain."""
        return self.driver is not None and self.driver.verdict_doubt_fraction >= NOTICEABLE

    @property
    def rank(self) -> Rank:
        """First what carries the doubt or may turn the verdict, then what moves anything."""
        alone = any(one.turns_verdict for one in self.answers)
        if alone or self.in_doubt or self.weight >= NOTICEABLE:
            return "first"
        return "next" if self.moves_price or any(one.turns for one in self.answers) else "last"

    @property
    def order(self) -> tuple[int, float, float]:
        """What to sort by: those first that are worth knowing most."""
        low, high = self.price
        return RANKS.index(self.rank), -self.weight, low - high


def moves(assessment: Assessment, paths: list[str], audience: Audience) -> list[Moves]:
    """What answers to some inputs move, those first whose knowing would change most."""
    customer = audience == "customer"
    assessment = typical(assessment) if customer else assessment
    doubt, answers = assessment.uncertainty, assessment.if_answered
    drivers = {driver.key: driver for driver in doubt.drivers} if doubt else {}
    must_run = (discreet(assessment) if customer else assessment).must_run
    raised = {MUST_RUN: must_run.raises_eur_per_mwh} if must_run else {}
    told = (
        Moves(
            path,
            answers.get(path, ()),
            drivers.get(path) or drivers.get(STANDS_FOR.get(path, "")),
            assessment.heat.delivered_gwh,
            raised.get(path),
        )
        for path in paths
    )
    return sorted(told, key=lambda one: one.order)


def price_words(moved: Moves, *, priced: bool, language: str) -> str:
    """How far the price may move; which way alone where others may not know its figures."""
    if not moved.answers:
        return say("request.price.open", language)
    low, high = moved.price
    ways = [name for name, far in (("lower", -low), ("higher", high)) if far >= NO_GAP]
    way = "_or_".join(ways) or "hardly"
    if not priced or not ways:
        return say(f"request.way.{way}", language)
    words = {
        "lower": figure(-low, UNIT, language, with_unit=way != "lower_or_higher"),
        "higher": figure(high, UNIT, language),
    }
    return say(f"request.price.{way}", language, **words)


def verdict_words(moved: Moves, assessment: Assessment, language: str) -> str:
    """What the verdict may become by one of the answers; or with others, or that it stays."""
    turned = {one.verdict for one in moved.answers if one.turns_verdict} - {assessment.verdict}
    if turned:
        names = [_outcome(name, assessment, language) for name in VERDICTS if name in turned]
        return say("request.verdict.turns", language, verdicts=" / ".join(names))
    return say(f"request.verdict.{'moves' if moved.in_doubt else 'stays'}", language)


def _outcome(verdict: str, assessment: Assessment, language: str) -> str:
    if verdict == "not_viable":
        return say("app.verdict.not_viable", language)
    return turned_to(verdict, assessment, language)


def decided(moved: Moves, assessment: Assessment, audience: Audience, language: str) -> str:
    """What the answer decides: criteria that it turns or that wait for it, else price or heat."""
    turned = sorted((name for one in moved.answers for name in one.turns), key=_is_stand_in)
    waiting = [
        row.id
        for row in assessment.criteria
        if row.status == "not_tested" and moved.path in _asked_by(row.id)
    ]
    names = [_named(name, audience, language) for name in dict.fromkeys((*waiting, *turned))]
    if names:
        first, *rest = names
        return "; ".join([first, *(within(name, language) for name in rest)][:NAMED])
    own = f"request.decides.{moved.path}"
    if moved.moves_price or own not in messages():
        heat = moved.heat_fraction >= NOTICEABLE
        what = "heat_and_price" if heat and moved.moves_price else "heat" if heat else "price"
        return say(f"request.decides.{what if heat or moved.moves_price else 'none'}", language)
    return say(own, language)


def _is_stand_in(criterion: str) -> bool:
    return rules()[criterion].kind != "deciding"


def _asked_by(criterion: str) -> list[str]:
    """The inputs that a criterion waits for."""
    rule = rules().get(criterion)
    return f"{rule.inputs} {rule.met_with}".split() if rule else []


def _named(criterion: str, audience: Audience, language: str) -> str:
    hidden = criterion == PRICE_ROOM and audience == "customer"
    return say("report.price_room.name" if hidden else f"criterion.{criterion}.name", language)
