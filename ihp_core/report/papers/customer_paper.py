"""The customer's paper: page one for who has two minutes, then what an analyst checks.

Of the assessment that ``discreet`` leaves: no cost, required return, room, profit or odds. Behind
page one it follows the pages of the app, by their names.
"""

from __future__ import annotations

import datetime as dt

from ihp_core.files.project import Project, write
from ihp_core.report.next_steps.readings import first_to_measure
from ihp_core.report.papers.blocks import Block, Paper
from ihp_core.report.papers.brief import PaperCase, brief
from ihp_core.report.papers.paper_pages import (
    assumptions,
    heat_and_cop,
    price_and_terms,
    viability,
)
from ihp_core.report.summary.contents import notice, plain_name
from ihp_core.report.viability.findings import Sources
from ihp_core.results.discretion import discreet, typical
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import without_the_producers
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, say
from ihp_core.year.measured.year import OwnYear

PRIVATE = "notes."
"""Who said what, and when: between the producer and those who told it."""


def customer_paper(
    site: Site,
    assessment: Assessment,
    language: str = SPOKEN,
    on: dt.date | None = None,
    own: OwnYear | None = None,
    *,
    link: str = "",
    study_fee_eur: float = 0.0,
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
    study_fee_eur
        What the feasibility study costs them [EUR]; nothing is said of it at 0.
    """
    first = first_to_measure(typical(assessment).uncertainty)
    assessment = discreet(assessment if on is None else assessment.as_of(on))
    case = PaperCase(site, assessment, language, on)
    blocks = [brief(case, first, link, study_fee_eur), *_behind(case, first)]
    return Paper(
        title=plain_name(site.name, language),
        language=language,
        notice=notice(on, language),
        blocks=tuple(blocks),
        on=on,
        attached=project_to_hand_on(site, own, on),
        attached_words=say("paper.attached", language),
    )


def _behind(case: PaperCase, first: tuple[str, ...]) -> list[Block]:
    site, assessment, language, _ = case
    sources = Sources(say("report.judged", language))
    blocks = viability(assessment, first, language, sources)
    blocks += heat_and_cop(assessment, language)
    blocks += price_and_terms(site, assessment, language)
    return blocks + assumptions(site, assessment, language, sources)


def project_to_hand_on(site: Site, own: OwnYear | None, on: dt.date | None) -> str:
    """A project of one site for the other parties; what is left out falls back to the defaults."""
    stated = without_the_producers(flat(site.model_dump(mode="json", exclude_defaults=True)))
    kept = {path: value for path, value in stated.items() if not path.startswith(PRIVATE)}
    return write(Project((Site.model_validate(nested(kept)),), own=own, dated=on))
