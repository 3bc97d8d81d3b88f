"""The data request as a paper: a page a party, to be printed or forwarded."""

from __future__ import annotations

import datetime as dt

from ihp_core.report.papers.blocks import Block, Paper, heading, new_page, tabled, told
from ihp_core.report.request.asks import Ask, AskedParty, asks
from ihp_core.report.summary.contents import Table, notice, plain_name
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, say

_COLUMNS = ("input", "used", "price", "verdict", "evidence", "answer")
_WIDTHS = (6, 4, 3, 3, 8, 5)


def request_paper(
    site: Site,
    assessment: Assessment,
    parties: tuple[AskedParty, ...],
    language: str = SPOKEN,
    on: dt.date | None = None,
) -> Paper:
    """What each of the parties is asked for; a party that is asked for nothing is told so."""
    blocks: list[Block] = []
    for party in parties:
        blocks += [new_page()] if blocks else []
        blocks += _page(asks(site, assessment, party, language), party, language)
    return Paper(
        title=plain_name(site.name, language),
        language=language,
        notice=notice(on, language),
        blocks=tuple(blocks),
        on=on,
    )


def _page(inputs: tuple[Ask, ...], party: AskedParty, language: str) -> list[Block]:
    name = say(f"choice.{party}", language)
    head = heading(say("request.heading", language, party=name))
    if not inputs:
        return [head, told(say("request.nothing", language))]
    rows = tuple(
        (ask.label, ask.used, ask.price, ask.verdict, ask.evidence, _space(ask)) for ask in inputs
    )
    header = tuple(say(f"request.column.{column}", language) for column in _COLUMNS)
    return [
        head,
        told(say("request.about", language), say("request.back", language)),
        tabled(Table(header, rows), _WIDTHS),
        told(say("request.note", language), small=True),
    ]


def _space(ask: Ask) -> str:
    """Room to write: a line with the unit behind it."""
    return f"______ {ask.unit}".strip()
