"""The customer's paper: page one for who has two minutes, then what an analyst checks.

Of the assessment that ``discreet`` leaves: no cost, required return, room, profit or odds.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from ihp_core.files.project import Project, write
from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.next_steps.readings import first_to_measure
from ihp_core.report.papers.blocks import (
    Block,
    Paper,
    bars,
    beside,
    drawn,
    figures,
    heading,
    linked,
    listed,
    new_page,
    told,
    verdict,
)
from ihp_core.report.papers.paper_pages import (
    assumptions,
    for_the_planner,
    heat_and_cop,
    parties,
    price_and_terms,
    what_comes_next,
)
from ihp_core.report.papers.sketch import sketch
from ihp_core.report.summary.contents import next_step, notice, plain_name
from ihp_core.report.summary.facts import facts, formula, price_bars
from ihp_core.report.summary.resting import resting_on
from ihp_core.report.viability.changes import changes
from ihp_core.report.viability.findings import (
    Sources,
    deciding,
    decisive,
    not_tested,
    open_ones,
)
from ihp_core.report.viability.hanging import hanging_sentence
from ihp_core.report.viability.screen import beside_the_verdict, verdict_words
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.discretion import discreet, typical
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import without_the_producers
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, say
from ihp_core.year.measured.year import OwnYear

OPEN_CONDITIONS, CHANGES = 3, 2
"""Of each kind at most, on page one."""

PRIVATE = "notes."
"""Who said what, and when: between the producer and those who told it."""


class PaperCase(NamedTuple):
    """What a paper is about: the site, and its answer as this reader may see it."""

    site: Site
    assessment: Assessment
    language: str


def customer_paper(
    site: Site,
    assessment: Assessment,
    language: str = SPOKEN,
    on: dt.date | None = None,
    own: OwnYear | None = None,
    *,
    link: str = "",
) -> Paper:
    """The paper for the other two parties, the project file in it.

    Parameters
    ----------
    site, assessment, own
        What was stated and measured, and the answer to it.
    language
        Of words and figures.
    on
        Day of the case; none is printed where it has none. No clock is read.
    link
        The address of the site in the app, with its code to be photographed; empty for none.
    """
    first = first_to_measure(typical(assessment).public_uncertainty)
    assessment = discreet(assessment if on is None else assessment.as_of(on))
    case, sources = PaperCase(site, assessment, language), Sources()
    blocks = [*_page_one(case, first, link), *_behind(case, first, sources)]
    return Paper(
        title=plain_name(site.name, language),
        language=language,
        notice=notice(on, language),
        blocks=tuple(blocks),
        on=on,
        attached=project_to_hand_on(site, own, on),
        attached_words=say("paper.attached", language),
    )


def _page_one(case: PaperCase, first: tuple[str, ...], link: str) -> list[Block]:
    site, assessment, language = case.site, case.assessment, case.language
    clause = " ".join(
        filter(None, (formula(assessment, language), target_sentence(assessment, language)))
    )
    prices = bars(say("report.price", language), price_bars(assessment, language), clause)
    blocks = [
        verdict(
            SIGNS[assessment.verdict],
            verdict_words(assessment, language),
            decisive(assessment, "customer", language),
        ),
        *_screened(assessment, language),
        figures(facts(assessment, language)),
        beside([drawn(sketch(site, assessment, language))], [prices]),
    ]
    blocks += _what_is_open(assessment, language)
    if turning := changes(assessment, language)[:CHANGES]:
        blocks.append(listed(turning, say("viability.change.title", language)))
    blocks += [
        told(resting_on(site, assessment, language), _hanging(assessment, first, language)),
        heading(say("report.next", language)),
        told(next_step(assessment, language)),
    ]
    return [*blocks, *_linked(link, language), new_page()]


def _screened(assessment: Assessment, language: str) -> list[Block]:
    """The guide's screen beside what was calculated, and which guide that is."""
    guide = told(say("paper.guide", language), small=True)
    return [told(*beside_the_verdict(assessment, language)), guide]


def _what_is_open(assessment: Assessment, language: str) -> list[Block]:
    """The conditions, and how many criteria nobody has told enough for."""
    conditions = open_ones(assessment, "customer", language)[:OPEN_CONDITIONS]
    still_open = not_tested(deciding(assessment), language)
    blocks = [listed(conditions, say("paper.conditions", language))] if conditions else []
    return [*blocks, told(still_open)] if still_open else blocks


def _linked(link: str, language: str) -> list[Block]:
    """The site in the app, to be clicked and to be photographed."""
    if not link:
        return []
    return [linked(say("paper.link", language), link, say("paper.code", language))]


def _hanging(assessment: Assessment, first: tuple[str, ...], language: str) -> str:
    """What the answer hangs on and what to find out first, in one paragraph."""
    return f"{hanging_sentence(assessment, language)} {_named(first, language)}".strip()


def _named(first: tuple[str, ...], language: str) -> str:
    names = "; ".join(say(f"input.{path}.label", language) for path in first)
    return say("paper.first", language, names=names) if first else ""


def _behind(case: PaperCase, first: tuple[str, ...], sources: Sources) -> list[Block]:
    site, assessment, language = case.site, case.assessment, case.language
    delivers = assessment.heat.delivered_gwh > 0
    blocks = heat_and_cop(assessment, language) if delivers else []
    blocks += for_the_planner(assessment, language) if delivers else []
    blocks += price_and_terms(site, assessment, language)
    blocks += what_comes_next(assessment, first, language, sources)
    blocks += parties(assessment, language)
    return blocks + assumptions(site, assessment, language, sources)


def project_to_hand_on(site: Site, own: OwnYear | None, on: dt.date | None) -> str:
    """A project of one site for the other parties; what is left out falls back to the defaults."""
    stated = without_the_producers(flat(site.model_dump(mode="json", exclude_defaults=True)))
    kept = {path: value for path, value in stated.items() if not path.startswith(PRIVATE)}
    return write(Project((Site.model_validate(nested(kept)),), own=own, dated=on))
