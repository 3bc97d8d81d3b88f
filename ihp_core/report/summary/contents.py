"""What a summary says, in order, before anyone decides how it looks."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from ihp_core.report.drawing.palette import SIGNS, Sign
from ihp_core.report.next_steps.assumed import assumed_points
from ihp_core.report.next_steps.plan import open_points
from ihp_core.report.summary.facts import PriceRow, facts, formula, price_rows
from ihp_core.report.summary.figure_tables import producer_rows
from ihp_core.report.summary.headline import Fact
from ihp_core.report.summary.middle import INTERNAL, in_eight_of_ten, sentences
from ihp_core.report.summary.resting import inputs_used, resting_on
from ihp_core.report.viability.findings import (
    Sources,
    criteria,
    decisive,
    evidence,
    sources_told,
    to_be_tested,
)
from ihp_core.report.viability.hanging import READERS, hanging_sentence, holds_sentence
from ihp_core.report.viability.screen import beside_the_verdict, verdict_words
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.discretion import Audience, discreet
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, say
from ihp_core.text.names import day_named

NAME_LENGTH = 120
"""Of a site's name in the heading; a longer one is cut."""

TURNING = {"\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"}
"""Signs that would turn the reading direction of all that follows."""


@dataclass(frozen=True)
class Table:
    """Rows under a header, each row as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Section:
    """A heading with what stands below it: sentences, then a table."""

    title: str
    sentences: tuple[str, ...] = ()
    table: Table | None = None


@dataclass(frozen=True)
class Summary:
    """One page: who and when, the verdict beside the guide's screen, six figures, the price, what
    it rests on."""

    title: str
    notice: str
    sign: Sign
    verdict: str
    reason: str
    screened: tuple[str, str]
    facts: tuple[Fact, ...]
    price_title: str
    prices: tuple[PriceRow, ...]
    formula: str
    sections: tuple[Section, ...]


def plain_name(name: str, language: str, longest: int = NAME_LENGTH) -> str:
    """A name as one line of bounded length, without signs that steer the text around it."""
    kept = "".join(
        " " if sign.isspace() else sign
        for sign in name[: 4 * longest]
        if sign.isspace() or (sign not in TURNING and unicodedata.category(sign) != "Cc")
    )
    kept = " ".join(kept.split())
    if len(kept) > longest:
        kept = kept[: longest - 1].rstrip() + "…"
    return kept or say("report.no_name", language)


def notice(on: dt.date | None, language: str) -> str:
    """What stands on every page: the day of the case, and that this is no offer."""
    if on is None:
        return say("paper.notice", language)
    return say("report.notice", language, date=day_named(on, language))


def contents(
    site: Site,
    assessment: Assessment,
    audience: Audience = "customer",
    language: str = SPOKEN,
    on: dt.date | None = None,
) -> Summary:
    """The summary of an assessment for one audience.

    The customer's holds no figure of the producer's: no cost, required return, room or profit.
    ``on`` is the day of the case; no clock is read.
    """
    if on is not None:
        assessment = assessment.as_of(on)
    if audience == "customer":
        assessment = discreet(assessment)
    told = (formula(assessment, language), target_sentence(assessment, language))
    return Summary(
        title=plain_name(site.name, language),
        notice=notice(on, language),
        sign=SIGNS[assessment.verdict],
        verdict=verdict_words(assessment, language),
        reason=decisive(assessment, audience, language),
        screened=beside_the_verdict(assessment, language),
        facts=facts(assessment, language),
        price_title=say("report.price", language),
        prices=price_rows(assessment, language),
        formula=" ".join(filter(None, told)),
        sections=_sections(site, assessment, audience, language),
    )


def _sections(
    site: Site, assessment: Assessment, audience: Audience, language: str
) -> tuple[Section, ...]:
    sources = Sources(say("report.judged", language))
    columns = ("criterion", "value", "status", "reason", "source")
    judged = criteria(assessment, audience, language, sources)
    rest, used = (
        resting_on(site, assessment, language),
        inputs_used(site, assessment, audience, language, sources),
    )
    named = ("input", "used", "source")
    hanging = hanging_sentence(assessment, language, READERS[audience])
    sections = [
        Section(say("report.criteria", language), (), Table(_header(columns, language), judged)),
        Section(
            say("report.open_points", language),
            (rest, *filter(None, [hanging]), *_open(assessment, audience, language)),
            Table(_header(named, language), used),
        ),
    ]
    if audience == "internal":
        sections.insert(1, _producer(assessment, language))
    sections.append(Section(say("report.next", language), (next_step(assessment, language),)))
    return (*sections, Section(say("report.sources", language), sources_told(sources, language)))


def next_step(assessment: Assessment, language: str) -> str:
    """What to do now; a study is not proposed for a site that does not work as entered."""
    refused = assessment.verdict == "not_viable"
    return say("report.next_step_not" if refused else "report.next_step", language)


def _open(assessment: Assessment, audience: Audience, language: str) -> tuple[str, ...]:
    """What was not tested, what is assumed or missing to be sure, what of the plan has no day."""
    plan = assessment.timeline
    told = to_be_tested(assessment, audience, language) + assumed_points(assessment, language)
    told += evidence(assessment, language)
    return told + (open_points(plan, language) if plan else ())


def _header(names: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(say(f"report.column.{name}", language) for name in names)


def _producer(assessment: Assessment, language: str) -> Section:
    rows = producer_rows(assessment, language)
    header = _header(("figure", "value"), language)
    room = assessment.price.room_eur_per_mwh
    told = (
        say("report.no_room", language) if room is not None and room <= 0 else "",
        holds_sentence(assessment, language),
        in_eight_of_ten(assessment, language),
        *sentences(INTERNAL, assessment, language),
    )
    return Section(say("report.producer", language), tuple(filter(None, told)), Table(header, rows))
