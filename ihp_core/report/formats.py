"""A site and its answer as a file, by the ending of its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import urlencode

from ihp_core.answer import answered
from ihp_core.assessment import Screened, screened
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
from ihp_core.site.paths import flat
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, resolved
from ihp_core.uncertainty.returns_spread import returns_spread
from ihp_core.year.measured.year import OwnYear


class Wanted(NamedTuple):
    """What a file is to be about, for whom, in which language, on which day of the case."""

    site: Site
    own: OwnYear | None = None
    on: dt.date | None = None
    audience: Audience = "customer"
    language: str = SPOKEN
    settings: Settings = Settings()


def made(ending: str, asked: Wanted) -> bytes:
    """The content of a file with an ending such as ``.pdf``; ``KeyError`` for an unknown one."""
    one = screened(asked.site, asked.own)
    return MAKERS[ending](asked, one, answered(one))


def link_to(asked: Wanted) -> str:
    """The site in the app that others can reach; empty where the settings name no address."""
    if not asked.settings.address:
        return ""
    draft = flat(asked.site.model_dump(mode="json", exclude_defaults=True))
    parameters = {"lang": resolved(asked.language), "v": VERSION, "s": packed(draft, own=asked.own)}
    return f"{asked.settings.address}/?{urlencode(parameters)}"


def _pdf(asked: Wanted, one: Screened, found: Assessment) -> bytes:
    site, language, on, own = asked.site, asked.language, asked.on, asked.own
    if asked.audience == "customer":
        paper = customer_paper(site, found, language, on, own, link=link_to(asked))
    else:
        agreed = found.negotiation
        returns = agreed.returns if agreed else None
        spread = returns_spread(one, returns) if returns else None
        paper = internal_paper(site, found, spread, language, on, own)
    return pdf(paper, asked.settings)


def _workbook(asked: Wanted, one: Screened, found: Assessment) -> bytes:
    return workbook(one, found, asked.audience, asked.language, asked.on, asked.settings)


def _hourly(asked: Wanted, one: Screened, found: Assessment) -> bytes:
    return hourly_csv(found).encode("utf-8")


def _markdown(asked: Wanted, one: Screened, found: Assessment) -> bytes:
    told = summary_markdown(asked.site, found, asked.audience, asked.language, asked.on)
    return told.encode("utf-8")


def _json(asked: Wanted, one: Screened, found: Assessment) -> bytes:
    dated = found if asked.on is None else found.as_of(asked.on)
    return results_json(dated, asked.audience).encode("utf-8")


MAKERS: dict[str, Callable[[Wanted, Screened, Assessment], bytes]] = {
    ".pdf": _pdf,
    ".xlsx": _workbook,
    ".csv": _hourly,
    ".md": _markdown,
    ".json": _json,
}
