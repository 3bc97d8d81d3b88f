"""What is still to be settled before anybody decides: conditions, then who does what by when."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from ihp_core.report.next_steps.readings import PRICED
from ihp_core.report.price.beside import against
from ihp_core.report.price.nearest import effect, named_change, nearest
from ihp_core.report.summary.contents import next_step
from ihp_core.report.viability.costs import cost_in_words
from ihp_core.report.viability.findings import deciding, held_back, holding
from ihp_core.report.viability.reasons import entered, short_reason
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about
from ihp_core.tables.assumptions import value
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import day_named, month_named
from ihp_core.viability.judgement import Criterion
from ihp_core.viability.rules import PRICE_ROOM

MOST = 3
"""Conditions that a page one has room for: who settles these settles most."""

READERS = {"operator": "network_operator", "data_centre": "data_centre"}
"""Who reads off what only they know; all else is the producer's to find out."""
ASKED = ("network_operator", "data_centre", "producer")
STUDY = "feasibility"


class Condition(NamedTuple):
    """Something that holds the answer back: what would turn it, and what it costs as it stands."""

    name: str
    turned_by: str
    cost: str


class Step(NamedTuple):
    """Who does what, by when."""

    who: str
    what: str
    by: str


def conditions(assessment: Assessment, language: str = SPOKEN) -> tuple[Condition, ...]:
    """What the verdict hangs on, then what nobody has told enough for; few, the weightiest first.

    Of the assessment that ``discreet`` leaves, where a customer reads it.
    """
    rows, given = deciding(assessment), entered(assessment)
    held = holding(rows, assessment.verdict)
    named = held_back(rows, assessment.verdict, "customer", language, given)
    told = [_held(row, name, assessment, language) for row, name in zip(held, named, strict=True)]
    told += [_open(row, assessment, language) for row in rows if row.status == "not_tested"]
    return tuple(told[:MOST])


def _held(row: Criterion, name: str, assessment: Assessment, language: str) -> Condition:
    name = name[:1].upper() + name[1:]
    if row.id == PRICE_ROOM:
        price = assessment.price
        is_told = price.gap_eur_per_mwh is not None or price.indicative_eur_per_mwh is not None
        cost = against(price, language) if is_told else say("figure.none", language)
        return Condition(name, _nearer(assessment, language), cost)
    cost, change = cost_in_words(row, assessment, language)
    return Condition(name, change, cost or say("figure.none", language))


def _nearer(assessment: Assessment, language: str) -> str:
    """The nearest change of the price, and what it does."""
    for opener in nearest(assessment):
        name = named_change(assessment, opener, "alone", language)
        return f"{name[:1].upper()}{name[1:]}: {effect(assessment, opener, language)}"
    return say("paper.condition.none", language)


def _open(row: Criterion, assessment: Assessment, language: str) -> Condition:
    name = say(f"criterion.{row.id}.name", language)
    told = short_reason(row, assessment, "customer", language)[1]
    who = told.partition(". ")[2] or told
    words = say("report.not_tested", language, name=name).rstrip(".")
    return Condition(words, who, say("paper.condition.answer", language))


def steps(
    assessment: Assessment,
    first: tuple[str, ...],
    language: str = SPOKEN,
    on: dt.date | None = None,
    fee_eur: float = 0.0,
) -> tuple[Step, ...]:
    """Readings by who has them, the calculation and the study, the decision after it.

    ``first`` are the inputs to find out first; ``fee_eur`` is what the study costs, as far as it
    is stated. A site that does not work as entered is sent to no study.
    """
    soon, asked = _soon(language, on), _by_reader(first)
    told = [
        Step(say(f"choice.{party}", language), _asked(asked[party], language), soon)
        for party in ASKED
        if party in asked
    ]
    if assessment.verdict == "not_viable":
        everybody = Step(say("paper.step.all", language), next_step(assessment, language), soon)
        return (*told, everybody)
    return (*told, *_study(assessment, language, fee_eur))


def _study(assessment: Assessment, language: str, fee_eur: float) -> tuple[Step, Step]:
    """The study that the producer offers, and the decision that it is for."""
    words = {"months": _months(assessment, language), "fee": figure(fee_eur, "EUR", language)}
    offer = say(f"paper.step.study{'_paid' if fee_eur else ''}", language, **words)
    decision = say("paper.step.decide", language)
    return (
        Step(say("choice.producer", language), offer, say("paper.step.then", language)),
        Step(say("paper.step.all", language), decision, _decided(assessment, language)),
    )


def _by_reader(first: tuple[str, ...]) -> dict[str, list[str]]:
    asked: dict[str, list[str]] = {}
    for path in first:
        if not path.startswith(PRICED):
            asked.setdefault(READERS.get(str(about(path).get("who")), "producer"), []).append(path)
    return asked


def _asked(paths: list[str], language: str) -> str:
    names = "; ".join(say(f"input.{path}.label", language) for path in paths)
    return say("paper.step.readings", language, names=names)


def _soon(language: str, on: dt.date | None) -> str:
    """The day by which a reading can be had; the weeks, where the case has no day."""
    weeks = value("timeline.readings_weeks")
    if on is None:
        return say("paper.step.in_weeks", language, weeks=str(round(weeks)))
    return day_named(on + dt.timedelta(weeks=weeks), language)


def _months(assessment: Assessment, language: str) -> str:
    bar = next(bar for bar in assessment.timeline.bars if bar.id == STUDY)
    low = figure(bar.fast_end_months - bar.fast_start_months, "months", language, with_unit=False)
    high = figure(bar.slow_end_months - bar.slow_start_months, "months", language)
    return say("paper.step.months", language, low=low, high=high)


def _decided(assessment: Assessment, language: str) -> str:
    """When the study is there, run fast and run slow."""
    bar = next(bar for bar in assessment.timeline.bars if bar.id == STUDY)
    if bar.fast_end is None or bar.slow_end is None:
        return say("paper.step.after", language)
    first, last = sorted((bar.fast_end, bar.slow_end))
    return say(
        "paper.step.between",
        language,
        first=month_named(first, language),
        last=month_named(last, language),
    )
