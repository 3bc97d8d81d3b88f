"""The producer's own paper: the decision that is asked, and what stands for and against it."""

from __future__ import annotations

import datetime as dt

from ihp_core.files.project import Project, write
from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.heat.beside_the_cop import supplier_cautions, supplier_sentence
from ihp_core.report.papers.blocks import (
    Block,
    Paper,
    beside,
    drawn,
    figures,
    heading,
    told,
    verdict,
)
from ihp_core.report.papers.internal_tables import (
    capital_block,
    differing_block,
    driver_block,
    exit_block,
    financing_block,
    odds_block,
    spread_block,
)
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

PHASE = "feasibility"


def internal_paper(
    site: Site,
    assessment: Assessment,
    spread: ReturnsSpread | None,
    language: str = SPOKEN,
    on: dt.date | None = None,
    own: OwnYear | None = None,
) -> Paper:
    """The paper for those who decide on the producer's money; the whole project file in it.

    ``spread`` is that of the returns, ``None`` where there is nothing to sell.
    """
    dated = assessment if on is None else assessment.as_of(on)
    blocks = [*_first_page(site, dated, spread, language), *_money(site, dated, language)]
    return Paper(
        title=plain_name(site.name, language),
        language=language,
        notice=f"{notice(on, language)} · {say('internal.only', language)}",
        blocks=tuple(blocks),
        on=on,
        attached=write(Project((site,), own=own, dated=on)),
        attached_words=say("internal.attached", language),
    )


def basis(language: str) -> str:
    """On what all money stands: real, before tax, of a price year."""
    return say("internal.basis", language, year=str(round(value("finance.price_year"))))


def _first_page(
    site: Site, assessment: Assessment, spread: ReturnsSpread | None, language: str
) -> list[Block]:
    return [
        verdict(
            SIGNS[assessment.verdict],
            verdict_words(assessment, language),
            decisive(assessment, "internal", language),
        ),
        told(*beside_the_verdict(assessment, language)),
        heading(say("internal.decision", language)),
        told(_decision(assessment, language), target_sentence(assessment, language)),
        figures(_headline(assessment, language)),
        *_supplier(assessment, language),
        *spread_block(assessment, spread, basis(language), language),
        *odds_block(assessment, language),
        told(
            holds_sentence(assessment, language), hanging_sentence(assessment, language, PRODUCER)
        ),
        *driver_block(assessment, language),
        told(resting_on(site, assessment, language)),
    ]


def _supplier(assessment: Assessment, language: str) -> list[Block]:
    """The supplier's COP beside the model's, where one is stated."""
    sentence = supplier_sentence(assessment, language)
    return [told(sentence, *supplier_cautions(assessment, language))] if sentence else []


def _decision(assessment: Assessment, language: str) -> str:
    """The next phase, how long it takes and about what it costs."""
    bar = next(bar for bar in assessment.timeline.bars if bar.id == PHASE)
    words = {
        "low": figure(
            bar.fast_end_months - bar.fast_start_months, "months", language, with_unit=False
        ),
        "high": figure(bar.slow_end_months - bar.slow_start_months, "months", language),
        "cost": figure(
            value("cost.feasibility_fraction") * assessment.cost.capex_eur, "EUR", language
        ),
        "share": figure(value("cost.feasibility_fraction"), "share", language),
        "capex": figure(assessment.cost.capex_eur, "EUR", language),
        "year": str(round(value("finance.price_year"))),
    }
    return say(f"internal.ask.{assessment.verdict}", language, **words)


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


def _money(site: Site, assessment: Assessment, language: str) -> list[Block]:
    agreed = assessment.negotiation
    blocks: list[Block] = [heading(say("price.internal.capital", language))]
    blocks += capital_block(assessment, basis(language), language)
    blocks += [drawn(capital_beside(assessment, language))]
    blocks += [
        heading(say("app.price.internal", language)),
        drawn(build_up(assessment, language)),
    ]
    if agreed is not None:
        doubt = assessment.uncertainty
        sure = [drawn(distribution(assessment, doubt, language))] if doubt else []
        gains = [drawn(party_gains(assessment, agreed.gains, language))] if agreed.gains else []
        blocks += [beside(sure, gains)] if sure and gains else [*sure, *gains]
        if agreed.cash_flow is not None:
            blocks.append(drawn(money_years(assessment, agreed.cash_flow, language)))
        blocks += exit_block(agreed, basis(language), language)
        blocks += financing_block(assessment, language)
    return [*blocks, *differing_block(site, assessment, language)]
