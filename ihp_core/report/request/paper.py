"""The data request as a paper: each party's own, to be printed or forwarded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from ihp_core.report.papers.blocks import Block, Paper, heading, new_page, tabled, told
from ihp_core.report.request.asks import Ask, AskedParty, asks
from ihp_core.report.request.moves import RANKS, Rank
from ihp_core.report.summary.contents import Table, notice, plain_name
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import SPOKEN, say

_WIDTHS = {"input": 12, "used": 8, "price": 8, "decides": 15, "evidence": 14, "answer": 7}
_WITHOUT_PRICE = {"input": 7, "used": 4, "decides": 6, "evidence": 10, "answer": 4}
"""Of the last table, whose title says what would stand there of the price."""


def request_paper(
    site: Site,
    assessment: Assessment,
    parties: tuple[AskedParty, ...],
    language: str = SPOKEN,
    on: dt.date | None = None,
    audience: Audience = "customer",
) -> Paper:
    """What each of the parties is asked for; a party that is asked for nothing is told so.

    The producer's own edition has what moves price and cost by the figures that were entered.
    """
    blocks: list[Block] = []
    for party in parties:
        blocks += [new_page()] if blocks else []
        asked = asks(site, assessment, party, language, audience)
        blocks += _page(asked, party, without_figures(assessment), audience, language)
    return Paper(
        title=plain_name(site.name, language),
        language=language,
        notice=marked_notice(on, audience, language),
        blocks=tuple(blocks),
        on=on,
    )


def marked_notice(on: dt.date | None, audience: Audience, language: str) -> str:
    """What stands on every page, with whose it is where it is the producer's own."""
    told_to_all = notice(on, language)
    internal = audience == "internal"
    return f"{told_to_all} · {say('internal.only', language)}" if internal else told_to_all


def without_figures(assessment: Assessment) -> bool:
    """Whether there is no room, so that others read no figure of how the price moves."""
    room = assessment.price.room_eur_per_mwh
    return room is None or room <= 0


def _page(
    inputs: tuple[Ask, ...], party: AskedParty, no_room: bool, audience: Audience, language: str
) -> list[Block]:
    name = say(f"choice.{party}", language)
    head = heading(say("request.heading", language, party=name))
    if not inputs:
        return [head, told(say("request.nothing", language))]
    if audience == "internal":
        notes = [say("request.for_you", language)] if no_room else []
        notes.append(say("request.note_internal", language))
    else:
        notes = [say(f"request.note{'_way' if no_room else ''}", language)]
    tables = [_table(rank, inputs, audience, language) for rank in RANKS]
    about = f"{say('request.about', language)} {say('request.back', language)}"
    return [
        head,
        told(about),
        *(table for table in tables if table["rows"]),
        told(*notes, small=True),
    ]


def _table(rank: Rank, inputs: Sequence[Ask], audience: Audience, language: str) -> Block:
    widths = _WITHOUT_PRICE if rank == RANKS[-1] else _WIDTHS
    rows = tuple(
        tuple(_cells(ask, language)[name] for name in widths) for ask in inputs if ask.rank == rank
    )
    header = tuple(column_name(column, audience, language) for column in widths)
    title = say(f"request.rank.{rank}", language)
    return tabled(Table(header, rows), [*widths.values()], title)


def _cells(ask: Ask, language: str) -> dict[str, str]:
    told_of = {"input": ask.label, "used": ask.used, "price": ask.price, "evidence": ask.evidence}
    return told_of | {"decides": _decides(ask, language), "answer": _space(ask)}


def column_name(column: str, audience: Audience, language: str) -> str:
    """How a column of paper and sheet is headed; what moves cost is for the producer alone."""
    own = column == "price" and audience == "internal"
    return say(f"request.column.{'cost' if own else column}", language)


def _decides(ask: Ask, language: str) -> str:
    """What the answer decides, with what the verdict may become."""
    stays = ask.verdict == say("request.verdict.stays", language)
    return ask.decides if stays else f"{ask.decides}: {ask.verdict}"


def _space(ask: Ask) -> str:
    """Room to write: a line with the unit behind it."""
    return f"______ {ask.unit}".strip()
