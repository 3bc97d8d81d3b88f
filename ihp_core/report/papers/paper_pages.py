"""What stands behind page one: heat and COP, price and terms, the way there, the parties."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from ihp_core.report.heat.temperature_heat import temperature_heat
from ihp_core.report.heat.year import duration, months, year
from ihp_core.report.next_steps.assumed import assumed_points
from ihp_core.report.next_steps.duties import duty_lines, on_assumptions, own_law
from ihp_core.report.next_steps.gives_and_gets_words import three_columns_rows
from ihp_core.report.next_steps.plan import footnote, open_points
from ihp_core.report.next_steps.plan_chart import plan_chart
from ihp_core.report.next_steps.term_sheet import term_sheet_rows
from ihp_core.report.papers.blocks import (
    Block,
    beside,
    drawn,
    figures,
    heading,
    listed,
    sourced,
    tabled,
    titled,
    told,
)
from ihp_core.report.price.over_years import at_first_sight, price_years
from ihp_core.report.price.power import power_told
from ihp_core.report.price.replaced import replaced_months, same_all_year
from ihp_core.report.summary.contents import Table
from ihp_core.report.summary.facts import cop_cautions, more_facts
from ihp_core.report.summary.figure_tables import Rows, money_rows, planner_rows
from ihp_core.report.summary.resting import evidence_of, inputs_used
from ihp_core.report.viability.changes import changes
from ihp_core.report.viability.findings import (
    Sources,
    criteria,
    evidence,
    sources_told,
    to_be_tested,
)
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.text import say

COLD_C = 0.0
"""Outdoor temperature of the temperature-heat picture [°C]: a winter's day, as in the app."""

TWO_OF_TABLE = (5, 3)
DUTY_COLUMNS = ("duty", "from", "reach", "status")
ON_PAPER = ("page", "paper")
"""Where the duties stand that a paper tells."""


def heat_and_cop(assessment: Assessment, language: str) -> list[Block]:
    """Where the heat comes from at a temperature and through the year, and what a planner needs."""
    if assessment.heat.delivered_gwh <= 0:
        return []
    return [
        heading(say("app.page.heat", language)),
        figures(more_facts(assessment, language)),
        told(*cop_cautions(assessment, language)),
        drawn(temperature_heat(assessment, COLD_C, language)),
        drawn(year(assessment, language)),
        beside([drawn(duration(assessment, language))], [drawn(months(assessment, language))]),
        *_for_the_planner(assessment, language),
    ]


def _for_the_planner(assessment: Assessment, language: str) -> list[Block]:
    """What a planner needs of connection and plant, without the explanations of the screen."""
    parts = ("connection", "plant", "reliability")
    left, *right = [_planned(assessment, part, language) for part in parts]
    return [titled(say("app.heat.planner", language)), beside([left], right)]


def _planned(assessment: Assessment, part: str, language: str) -> Block:
    title = say(f"app.planner_part.{part}", language)
    return tabled(_two_columns(planner_rows(assessment, part, language)), TWO_OF_TABLE, title)


def _two_columns(rows: Rows) -> Table:
    (name, names), (value, values), *_ = rows.items()
    return Table((name, value), tuple(zip(names, values, strict=True)))


def price_and_terms(site: Site, assessment: Assessment, language: str) -> list[Block]:
    """The price, what it is compared with, how it moves, and the terms as the site has them."""
    agreed = assessment.negotiation
    if agreed is None:
        return []
    money = money_rows(assessment, language)
    table = Table(tuple(money), tuple(zip(*money.values(), strict=True)))
    agreed_rows = groupby(term_sheet_rows(site, assessment, language), key=lambda row: row[0])
    terms = Table(
        (say("paper.term", language), say("paper.agreed", language)),
        tuple((name, "\n".join(told for _, told in rows)) for name, rows in agreed_rows),
    )
    return [
        heading(say("app.page.price", language)),
        tabled(table, (4, 2, 7)),
        *_around_the_price(
            assessment,
            drawn(price_years(agreed, "base", at_first_sight(agreed), language)),
            language,
        ),
        tabled(terms, (2, 9), say("paper.terms", language)),
    ]


def _around_the_price(assessment: Assessment, years: Block, language: str) -> list[Block]:
    """Electricity, what each month replaces, the price over the years; no twelve equal bars."""
    power, months = power_told(assessment, language), replaced_months(assessment, language)
    if same_all_year(assessment, language):
        return [told(power, months.title), years]
    return [told(power), beside([drawn(months)], [years])]


def viability(
    assessment: Assessment, first: Sequence[str], language: str, sources: Sources
) -> list[Block]:
    """What is judged, what would make it work, when, what the law asks, what each party gives."""
    columns = ("criterion", "value", "status", "reason", "source")
    judged = criteria(assessment, "customer", language, sources)
    header = tuple(say(f"report.column.{name}", language) for name in columns)
    plan = assessment.timeline
    planned = [
        drawn(plan_chart(plan, language)),
        told(footnote(plan, language), small=True),
    ]
    return [
        heading(say("app.page.viability", language)),
        tabled(Table(header, judged), (5, 3, 4, 11, 3)),
        told(say("paper.guide", language), small=True),
        beside([*planned, *_to_measure(first, language)], _to_do(assessment, language)),
        *_duties(assessment, language, sources),
        *_parties(assessment, language),
    ]


def _to_measure(first: Sequence[str], language: str) -> list[Block]:
    """What to find out first, each with what counts as evidence of it."""
    told_ = [
        f"{say(f'input.{path}.label', language)}: {evidence_of(path, language)}" for path in first
    ]
    return [listed(told_, say("paper.measure", language))] if told_ else []


def _to_do(assessment: Assessment, language: str) -> list[Block]:
    """What is open and what would make it work; without what is empty."""
    told_of = {
        "report.open_points": [
            *to_be_tested(assessment, "customer", language),
            *assumed_points(assessment, language),
            *evidence(assessment, language),
            *open_points(assessment.timeline, language),
        ],
        "viability.change.title": changes(assessment, language),
    }
    return [listed(items, say(code, language)) for code, items in told_of.items() if items]


def _duties(assessment: Assessment, language: str, sources: Sources) -> list[Block]:
    """One table, a line a duty with all its steps; what lifts a duty stands below it.

    Only what somebody read in the law: the rest stays on the page.
    """
    assumed = on_assumptions(assessment)
    law = assessment.regulation
    lines = duty_lines(law, language, assumed, ON_PAPER, read_alone=True)
    own = own_law(law, language, read_alone=True)
    if not lines:
        return [told(own, small=True)] if own else []
    rows = tuple(
        (
            f"{line.duty} ({line.owed_by})",
            "; ".join(line.applies_from),
            line.reach,
            " ".join(filter(None, (line.status, line.remark))),
            " ".join(dict.fromkeys(map(sources.number, line.sources))),
        )
        for line in lines
    )
    columns = [say(f"viability.duties.column.{name}", language) for name in DUTY_COLUMNS]
    header = (*columns, say("report.column.source", language))
    lifted = [f"{line.duty}: {line.unless}" for line in lines if line.unless]
    return [
        tabled(Table(header, rows), (12, 8, 4, 8, 3), say("paper.duties", language)),
        told(*lifted, *filter(None, (own,)), small=True),
    ]


def _parties(assessment: Assessment, language: str) -> list[Block]:
    """One table: what each party gives, gets, invests, risks and decides, a row a question."""
    by_party = three_columns_rows(assessment, language)
    asked = list(dict.fromkeys(name for rows in by_party.values() for name, _ in rows))
    if not asked:
        return []
    rows = tuple(
        (name, *(_entries(entries, name) for entries in by_party.values())) for name in asked
    )
    header = (
        say("paper.column.what", language),
        *(say(f"choice.{party}", language) for party in by_party),
    )
    return [tabled(Table(header, rows), (3, 8, 8, 8), say("viability.parties.title", language))]


def _entries(entries: tuple[tuple[str, str], ...], asked: str) -> str:
    return "\n".join(sentence for name, sentence in entries if name == asked)


def assumptions(site: Site, assessment: Assessment, language: str, sources: Sources) -> list[Block]:
    """What was assumed, with value and source; then every source that was named."""
    used = inputs_used(site, assessment, "customer", language, sources)
    header = tuple(say(f"report.column.{name}", language) for name in ("input", "used", "source"))
    versions = {name: assessment.versions[name] for name in ("software", "data", "schema")}
    return [
        heading(say("paper.assumptions", language)),
        tabled(Table(header, used), (6, 4, 2)),
        heading(say("report.sources", language)),
        sourced((*sources_told(sources, language), say("paper.versions", language, **versions))),
    ]
