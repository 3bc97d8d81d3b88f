"""The delivery report as a paper: what was delivered, what is due, how it was calculated."""

from __future__ import annotations

import datetime as dt

from ihp_core.report.delivery.case import DeliveryCase
from ihp_core.report.delivery.chart import heat_chart
from ihp_core.report.delivery.compared import causes_table, guarantee_table
from ihp_core.report.delivery.words import (
    MOST_OUTAGES,
    basis_told,
    delivery_facts,
    due_table,
    energy_table,
    eu_table,
    eu_told,
    index_table,
    months_table,
    notes_told,
    notice_told,
    outages_table,
    outages_told,
    versions_told,
)
from ihp_core.report.papers.blocks import (
    Block,
    Paper,
    beside,
    drawn,
    figures,
    heading,
    sourced,
    tabled,
    titled,
    told,
)
from ihp_core.report.summary.contents import plain_name
from ihp_core.report.summary.facts import formula
from ihp_core.text import resolved

MONTHS_WIDTHS = (17, 10, 11, 9, 9, 9, 8, 11, 9, 12, 10, 10)
EU_WIDTHS = (6, 32, 9, 14, 12)
SMALL_PT = 7.4


def delivery_paper(case: DeliveryCase, on: dt.date | None = None) -> Paper:
    """One month on a page, or a year with its months and the data centre's figures."""
    blocks = [
        heading(case.say("title", period=case.name)),
        told(basis_told(case)),
        figures(delivery_facts(case)),
        *_body(case),
    ]
    return Paper(
        title=plain_name(case.screened.site.name, case.language),
        language=resolved(case.language),
        notice=notice_told(case, on),
        blocks=tuple(blocks),
        on=on,
    )


def _body(case: DeliveryCase) -> list[Block]:
    chart, outages = drawn(heat_chart(case)), _outages(case)
    energy, due, (kept, causes) = _energy(case), _due(case), _compared(case)
    if case.month is not None:
        return [chart, beside([energy, kept], [*due, *outages, causes]), *_method(case)]
    table = months_table(case)
    return [
        chart,
        heading(case.say("by_month")),
        tabled(table, MONTHS_WIDTHS[: len(table.header)], size=SMALL_PT),
        beside([energy], due) if due else energy,
        beside(outages, [kept, causes]) if kept["rows"] else beside(outages),
        heading(case.say("eu.title")),
        tabled(eu_table(case), EU_WIDTHS, size=SMALL_PT),
        told(*eu_told(case), small=True),
        *_method(case),
    ]


def _energy(case: DeliveryCase) -> Block:
    widths = (5, 2, 2) if case.month is not None else (5, 2)
    return tabled(energy_table(case), widths, size=SMALL_PT)


def _due(case: DeliveryCase) -> list[Block]:
    """Index, price and amount; nothing where there is no price that may be told."""
    if case.billed is None:
        return []
    return [tabled(made(case), (5, 2), size=SMALL_PT) for made in (index_table, due_table)]


def _outages(case: DeliveryCase) -> list[Block]:
    table = tabled(outages_table(case, MOST_OUTAGES), (7, 7, 3, 4), size=SMALL_PT)
    return [titled(case.say("outages")), table, told(*outages_told(case), small=True)]


def _compared(case: DeliveryCase) -> tuple[Block, Block]:
    """Guarantees and causes; tables without rows where nothing was read."""
    return (
        tabled(guarantee_table(case), (4, 3, 3, 3, 2), size=SMALL_PT),
        tabled(causes_table(case), (5, 2), size=SMALL_PT),
    )


def _method(case: DeliveryCase) -> list[Block]:
    moves = formula(case.assessment, case.language) if case.billed is not None else ""
    notes = (moves, *notes_told(case), versions_told(case))
    return [heading(case.say("method")), sourced([note for note in notes if note])]
