"""A site and its answer as a file, by the ending of its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from ihp_core.answer import answered
from ihp_core.assessment import Screened, public_case, screened
from ihp_core.files.link import VERSION, packed
from ihp_core.files.settings import Settings
from ihp_core.report.exports.hourly_csv import hourly_csv
from ihp_core.report.exports.results_json import results_json
from ihp_core.report.papers.customer_paper import customer_paper
from ihp_core.report.papers.internal_paper import internal_paper
from ihp_core.report.papers.pdf import pdf
from ihp_core.report.summary.summary import summary_markdown
from ihp_core.report.workbook.workbook import workbook
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import publicly
from ihp_core.site.paths import flat
from ihp_core.site.places import zone_of
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, resolved
from ihp_core.uncertainty.returns_spread import returns_spread
from ihp_core.year.measured.year import OwnYear


class Wanted(NamedTuple):
    """What a file is to be about, for whom, in which language, on which day of the case.

    A customer's file tells the price that the producer asks; ``above`` is how far it lies above
    the typical one, where that was settled on another case [EUR/MWh].
    """

    site: Site
    own: OwnYear | None = None
    on: dt.date | None = None
    audience: Audience = "customer"
    language: str = SPOKEN
    settings: Settings = Settings()
    above: float | None = None


def made(ending: str, wanted: Wanted) -> bytes:
    """The content of a file with an ending such as ``.pdf``; ``KeyError`` for an unknown one."""
    basis = screened(wanted.site, wanted.own, wanted.settings.rules)
    if wanted.audience == "customer":
        basis, wanted = public_case(basis, wanted.above), _publicly(wanted)
    return MAKERS[ending](wanted, basis, answered(basis))


def _publicly(wanted: Wanted) -> Wanted:
    """The same of a site in which nothing of the producer's stands."""
    return wanted._replace(site=publicly(wanted.site))


def link_to(wanted: Wanted) -> str:
    """The site in the app that others can reach; empty where the settings name no address."""
    if not wanted.settings.address:
        return ""
    draft = flat(wanted.site.model_dump(mode="json", exclude_defaults=True))
    parameters = {
        "lang": resolved(wanted.language),
        "v": VERSION,
        "s": packed(draft, own=wanted.own),
    }
    return f"{wanted.settings.address}/?{urlencode(parameters)}"


def _pdf(wanted: Wanted, basis: Screened, assessment: Assessment) -> bytes:
    site, language, on, own = wanted.site, wanted.language, wanted.on, wanted.own
    if wanted.audience == "customer":
        link, fee_eur = link_to(wanted), wanted.settings.study_fee_eur
        paper = customer_paper(
            site, assessment, language, on, own, link=link, study_fee_eur=fee_eur
        )
    else:
        agreed = assessment.negotiation
        returns = agreed.returns if agreed else None
        spread = returns_spread(basis, returns) if returns else None
        paper = internal_paper(
            site, assessment, spread, language, on, own, study_fee_eur=wanted.settings.study_fee_eur
        )
    return pdf(paper, wanted.settings)


def _workbook(wanted: Wanted, basis: Screened, assessment: Assessment) -> bytes:
    return workbook(basis, assessment, wanted.audience, wanted.language, wanted.on, wanted.settings)


def _hourly(wanted: Wanted, basis: Screened, assessment: Assessment) -> bytes:
    return hourly_csv(assessment, zone_of(wanted.site)).encode("utf-8")


def _markdown(wanted: Wanted, basis: Screened, assessment: Assessment) -> bytes:
    told = summary_markdown(wanted.site, assessment, wanted.audience, wanted.language, wanted.on)
    return told.encode("utf-8")


def _json(wanted: Wanted, basis: Screened, assessment: Assessment) -> bytes:
    dated = assessment if wanted.on is None else assessment.as_of(wanted.on)
    return results_json(dated, wanted.audience).encode("utf-8")


MAKERS: dict[str, Callable[[Wanted, Screened, Assessment], bytes]] = {
    ".pdf": _pdf,
    ".xlsx": _workbook,
    ".csv": _hourly,
    ".md": _markdown,
    ".json": _json,
}
