"""Papers as a reader gets them: the text of their pages, what is embedded, their pictures."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache

from pypdf import PdfReader

from ihp_core.answer import answered
from ihp_core.assessment import Screened, screened
from ihp_core.report.drawing.picture import Picture
from ihp_core.report.formats import Wanted, made
from ihp_core.report.papers.blocks import Block, Paper
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.site.examples.worked import example
from ihp_core.site.site import Site

DAY = dt.date(2026, 11, 26)
LANGUAGES = ("en", "de", "sv")


@cache
def one_of(name: str) -> Screened:
    """An example that has been screened."""
    return screened(example(name))


@cache
def answer_of(name: str) -> Assessment:
    """Its answer on the day of the papers."""
    return answered(one_of(name)).as_of(DAY)


def file_of(
    site: Site,
    ending: str,
    audience: Audience = "customer",
    language: str = "en",
    on: dt.date | None = DAY,
) -> bytes:
    """A file made of a site."""
    return made(ending, Wanted(site, None, on, audience, language))


@cache
def paper_of(name: str, audience: Audience = "customer", language: str = "en") -> bytes:
    """The paper of an example."""
    return file_of(example(name), ".pdf", audience, language)


@cache
def page_by_page(content: bytes) -> list[str]:
    """The text of each page."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def told(content: bytes) -> str:
    """The text of all pages, with plain spaces, words put together again where they were broken."""
    text = "\n".join(page_by_page(content))
    text = re.sub(r"\u200b\n?|[\u00ad\u2010-]\n", "", text)
    return re.sub(r"\s+", " ", text)


def embedded(content: bytes) -> str:
    """The project file that a paper holds."""
    (files,) = PdfReader(io.BytesIO(content)).attachments.values()
    return files[0].decode("utf-8")


def pictures(paper: Paper) -> list[Picture]:
    """The charts of a paper, those in columns too."""
    return [picture for one in paper.blocks for picture in _pictures(one)]


def _pictures(block: Block) -> list[Picture]:
    if block["kind"] in ("beside", "full_page"):
        parts = [block["blocks"]] if block["kind"] == "full_page" else block["columns"]
        return [found for column in parts for one in column for found in _pictures(one)]
    return [block["picture"]] if block["kind"] == "drawn" else []
