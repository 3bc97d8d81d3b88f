"""Page one of the customer's paper: what a decision needs, on one A4 that can be put on a table.

Verdict and what it hangs on, figures with their bands, where it lies, the price among all that
could be done instead, what is still open, who does what by when.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.next_steps.to_settle import conditions, steps
from ihp_core.report.papers.blocks import (
    Block,
    beside,
    contents_line,
    drawn,
    figures,
    full_page,
    heading,
    linked,
    tabled,
    told,
    verdict,
)
from ihp_core.report.papers.sketch import sketch
from ihp_core.report.price.ladder import ladder
from ihp_core.report.summary.contents import Table
from ihp_core.report.summary.facts import facts, formula
from ihp_core.report.summary.resting import resting_on
from ihp_core.report.viability.findings import decisive
from ihp_core.report.viability.hanging import hanging_sentence
from ihp_core.report.viability.screen import beside_the_verdict, verdict_words
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import say

LADDER_PX = 225
"""Of the ladder of prices, where its words do not need more."""

CONDITION_WIDTHS, STEP_WIDTHS = (6, 8, 4), (4, 12, 5)
LETTERS_PT = 8.6
"""Of the tables: to be read across a table."""


class PaperCase(NamedTuple):
    """What a paper is about: the site, and its answer as this reader may see it, on a day."""

    site: Site
    assessment: Assessment
    language: str
    on: dt.date | None = None


def brief(case: PaperCase, first: tuple[str, ...], link: str, fee_eur: float) -> Block:
    """Page one; ``first`` are the inputs to find out first, ``link`` opens the site in the app."""
    assessment, language = case.assessment, case.language
    parts = [
        _answer(case),
        figures(facts(assessment, language, cautioned=False)),
        *_where_and_at_what_price(case),
        *_conditions(case),
        heading(say("report.next", language)),
        _next(case, first, link, fee_eur),
        contents_line(say("paper.contents", language)),
    ]
    return full_page(*parts)


def _answer(case: PaperCase) -> Block:
    """The verdict beside the guide's screen, what it hangs on, what it rests on."""
    site, assessment, language, _ = case
    rest = (hanging_sentence(assessment, language), resting_on(site, assessment, language))
    return verdict(
        SIGNS[assessment.verdict],
        verdict_words(assessment, language),
        decisive(assessment, "customer", language),
        (
            *beside_the_verdict(assessment, language),
            " ".join(filter(None, rest)),
        ),
    )


def _where_and_at_what_price(case: PaperCase) -> list[Block]:
    """The places with the formula of the price below, and the one chart: the ladder of prices."""
    site, assessment, language, _ = case
    places = drawn(sketch(site, assessment, language))
    price = told(formula(assessment, language), target_sentence(assessment, language), small=True)
    if assessment.negotiation is None:
        return [beside([places], [price])]
    rungs = drawn(ladder(assessment, language, LADDER_PX))
    return [beside([places, price], [rungs])]


def _conditions(case: PaperCase) -> list[Block]:
    language = case.language
    rows = conditions(case.assessment, language)
    header = tuple(
        say(f"paper.column.{name}", language) for name in ("condition", "turned_by", "cost")
    )
    title = say("paper.conditions", language)
    return [heading(title), tabled(Table(header, rows), CONDITION_WIDTHS, size=LETTERS_PT)]


def _next(case: PaperCase, first: tuple[str, ...], link: str, fee_eur: float) -> Block:
    """Who does what by when; beside it the way into the app, where others can reach it."""
    language = case.language
    rows = steps(case.assessment, first, language, case.on, fee_eur)
    header = tuple(say(f"paper.column.{name}", language) for name in ("who", "what", "by"))
    table = tabled(Table(header, rows), STEP_WIDTHS, size=LETTERS_PT)
    if not link:
        return table
    code = linked(say("paper.link", language), link, say("paper.code", language))
    return beside([table], [code], widths=(7, 1))
