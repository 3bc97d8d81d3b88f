"""The producer's own paper: the decision that is asked, and what stands for and against it."""

from __future__ import annotations

import datetime as dt

from ihp_core.files.project import Project, write
from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.financing.cover_chart import cover_chart
from ihp_core.report.heat.beside_the_cop import supplier_cautions, supplier_sentence
from ihp_core.report.papers.blocks import (
    Block,
    Paper,
    beside,
    drawn,
    figures,
    full_page,
    heading,
    listed,
    new_page,
    told,
    verdict,
)
from ihp_core.report.papers.internal_tables import (
    built_block,
    capital_block,
    debt_asked,
    differing_block,
    driver_block,
    exit_block,
    financing_block,
    odds_block,
    projects_block,
    spread_block,
)
from ihp_core.report.papers.swings import tornado_by_size
from ihp_core.report.papers.what_kills import what_kills
from ihp_core.report.price.doubt import distribution
from ihp_core.report.price.parties import build_up, money_years, party_gains
from ihp_core.report.price.real_projects import capital_beside, site_eur_per_kw
from ihp_core.report.summary.contents import notice, plain_name
from ihp_core.report.summary.headline import Fact
from ihp_core.report.summary.middle import FLOOR, NPV, with_spread
from ihp_core.report.summary.resting import resting_on
from ihp_core.report.viability.findings import decisive
from ihp_core.report.viability.hanging import PRODUCER, hanging_sentence, holds_sentence
from ihp_core.report.viability.screen import beside_the_verdict, verdict_words
from ihp_core.report.viability.target import target_sentence
from ihp_core.results.results import Assessment
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import value
from ihp_core.text import SPOKEN, figure, say
from ihp_core.uncertainty.returns_spread import ReturnsSpread
from ihp_core.year.measured.year import OwnYear

PHASE, BUILT_WIDTHS = "feasibility", (5, 6)


def internal_paper(
    site: Site,
    assessment: Assessment,
    spread: ReturnsSpread | None,
    language: str = SPOKEN,
    on: dt.date | None = None,
    own: OwnYear | None = None,
    *,
    study_fee_eur: float = 0.0,
) -> Paper:
    """The paper for those who decide on the producer's money; the whole project file in it.

    ``spread`` is that of the returns, ``None`` where there is nothing to sell; ``study_fee_eur``
    what the next phase costs, as far as the settings say so.
    """
    dated = assessment if on is None else assessment.as_of(on)
    return Paper(
        title=plain_name(site.name, language),
        language=language,
        notice=f"{notice(on, language)} · {say('internal.only', language)}",
        blocks=(
            _first_page(site, dated, spread, study_fee_eur, language),
            *_behind(site, dated, language),
        ),
        on=on,
        attached=write(Project((site,), own=own, dated=on)),
        attached_words=say("internal.attached", language),
    )


def _behind(site: Site, assessment: Assessment, language: str) -> list[Block]:
    """What an analyst checks, behind page one."""
    return [
        *_doubt(assessment, language),
        *_capital(assessment, language),
        *_money(site, assessment, language),
    ]


def basis(language: str) -> str:
    """On what all money stands: real, before tax, of a price year."""
    return say("internal.basis", language, year=str(round(value("finance.price_year"))))


def _first_page(
    site: Site,
    assessment: Assessment,
    spread: ReturnsSpread | None,
    fee_eur: float,
    language: str,
) -> Block:
    """What is asked, what it rests on, how sure it is, what kills it: on one page."""
    doubt, kills = assessment.uncertainty, what_kills(site, assessment, language)
    levels = spread_block(assessment, spread, basis(language), language)
    spreads = [drawn(distribution(assessment, doubt, language))] if doubt else []
    deadly = [listed(kills, say("internal.kills.title", language))] if kills else []
    sure = [*odds_block(assessment, language), told(*_rests_on(site, assessment, language))]
    return full_page(
        verdict(
            SIGNS[assessment.verdict],
            verdict_words(assessment, language),
            decisive(assessment, "internal", language),
            beside_the_verdict(assessment, language),
        ),
        heading(say("internal.decision", language)),
        told(_decision(assessment, fee_eur, language), target_sentence(assessment, language)),
        figures(_headline(assessment, language)),
        beside(levels, spreads),
        beside(deadly, sure) if deadly else beside(sure),
    )


def _rests_on(site: Site, assessment: Assessment, language: str) -> list[str]:
    """How often the verdict holds, what it hangs on, how the debt is covered, what is known."""
    found = assessment.financing
    cover = cover_chart(found, language) if found else None
    return [
        holds_sentence(assessment, language),
        hanging_sentence(assessment, language, PRODUCER),
        cover.title if cover else "",
        resting_on(site, assessment, language),
    ]


def _supplier(assessment: Assessment, language: str) -> list[Block]:
    """The supplier's COP beside the model's, where one is stated."""
    sentence = supplier_sentence(assessment, language)
    return [told(sentence, *supplier_cautions(assessment, language))] if sentence else []


def _decision(assessment: Assessment, fee_eur: float, language: str) -> str:
    """The next phase, how long it takes, what it leads to; its cost as far as that is stated."""
    bar = next(bar for bar in assessment.timeline.bars if bar.id == PHASE)
    words = {
        "low": figure(
            bar.fast_end_months - bar.fast_start_months, "months", language, with_unit=False
        ),
        "high": figure(bar.slow_end_months - bar.slow_start_months, "months", language),
        "capex": figure(assessment.cost.capex_eur, "EUR", language),
        "fee": figure(fee_eur, "EUR", language),
    }
    asked = say(f"internal.ask.{assessment.verdict}", language, **words)
    return f"{asked} {say('internal.fee', language, **words)}" if fee_eur else asked


def _headline(assessment: Assessment, language: str) -> list[Fact]:
    price, finance, cost = assessment.price, assessment.finance, assessment.cost
    per_kw = site_eur_per_kw(assessment).get("plant")
    note = basis(language)
    amounts = (
        ("capex", figure(cost.capex_eur, "EUR", language)),
        ("per_kw", figure(per_kw, "EUR/kW", language)),
        ("floor", figure(price.floor_eur_per_mwh, "EUR/MWh", language)),
        ("room", figure(price.room_eur_per_mwh, "EUR/MWh", language)),
        ("npv", figure(finance.npv_eur, "EUR", language)),
        ("irr", figure(finance.irr_fraction, "share", language)),
    )
    spread = {"floor": FLOOR, "npv": NPV}
    told_ = {
        name: Fact(say(f"internal.figure.{name}", language), amount, note)
        for name, amount in amounts
    }
    return [
        with_spread(one, spread[name], assessment, language) if name in spread else one
        for name, one in told_.items()
    ]


def _doubt(assessment: Assessment, language: str) -> list[Block]:
    """What moves the price, by size; what is worth knowing first; who gains, when money flows."""
    agreed = assessment.negotiation
    gains = agreed.gains if agreed else None
    flow = agreed.cash_flow if agreed else None
    charts = [
        [drawn(party_gains(assessment, gains, language))] if gains else [],
        [drawn(money_years(assessment, flow, language))] if flow else [],
    ]
    return [
        heading(say("internal.moves", language)),
        drawn(tornado_by_size(assessment, language)),
        *driver_block(assessment, language),
        *([beside(*filter(None, charts))] if any(charts) else []),
        *_supplier(assessment, language),
    ]


def _capital(assessment: Assessment, language: str) -> list[Block]:
    """What is built and what it costs, held against what was built elsewhere."""
    parts = [*capital_block(assessment, basis(language), language), *built_block(language)]
    built = [drawn(capital_beside(assessment, language, compact=True))]
    return [
        heading(say("price.internal.capital", language)),
        beside(parts, built, widths=BUILT_WIDTHS),
    ]


def _money(site: Site, assessment: Assessment, language: str) -> list[Block]:
    """How the cost is made, what the bank sees; what differs from the defaults, and what the
    projects' figures hold that the cost was held against."""
    agreed, found = assessment.negotiation, assessment.financing
    costs = [drawn(build_up(assessment, language))]
    left = exit_block(agreed, basis(language), language) if agreed else []
    left += [drawn(cover_chart(found, language))] if found else []
    return [
        heading(say("app.price.internal", language)),
        beside(costs, [*left, *debt_asked(assessment, language)]),
        new_page(),
        *financing_block(assessment, language),
        *differing_block(site, assessment, language),
        *projects_block(language),
    ]
