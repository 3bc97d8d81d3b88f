"""The tables of the producer's own paper."""

from __future__ import annotations

from ihp_core.contract.shapes import Negotiation
from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.financing.split import cover_rows, financing_notes, financing_sentences
from ihp_core.report.papers.blocks import Block, tabled, told
from ihp_core.report.plants.beside_built import beside_built
from ihp_core.report.plants.built_table import apart
from ihp_core.report.price.doubt import driver_rows, weights
from ihp_core.report.price.real_projects import capital_parts, real_projects
from ihp_core.report.summary.contents import Table, plain_name
from ihp_core.report.summary.figure_tables import Rows
from ihp_core.report.summary.resting import quality
from ihp_core.results.other_cases import Quantiles, Uncertainty
from ihp_core.results.results import Assessment
from ihp_core.site.examples.built_plants import built_plants
from ihp_core.site.filling import default_of
from ihp_core.site.inputs import about
from ihp_core.site.site import Site
from ihp_core.text import figure, say
from ihp_core.text.figures import shown
from ihp_core.text.names import cost_named
from ihp_core.uncertainty.returns_spread import ReturnsSpread
from ihp_core.viability.judgement import VERDICTS

STRONGEST = 8
PAGE_ONE_PT = 9.0
"""Letters of the tables of page one: to be read across a table."""
CAPITAL, BUILT_COLUMNS = "capital", ("plant", "published", "computed", "apart")
NOTE_LENGTH = 400
PLACE = "°"
"""Of a point on the map: it has no default to differ from."""


def spread_block(
    assessment: Assessment, spread: ReturnsSpread | None, basis: str, language: str
) -> list[Block]:
    """Heat, COP, price, and what comes of them for the producer, at P10, P50 and P90."""
    doubt = assessment.uncertainty
    if doubt is None:
        return []
    levels = _spreads(doubt, spread)
    rows = tuple(_levels(name, of, unit, language) for name, of, unit in levels if of)
    header = ("", *(say(f"internal.level.{name}", language) for name in ("p10", "p50", "p90")))
    notes = [basis]
    if spread is not None:
        paid = figure(spread.paid_back_fraction, "share", language)
        notes.append(say("internal.paid_back", language, share=paid))
    title = say("internal.spread", language)
    table = tabled(Table(header, rows), (4, 2, 2, 2), title, size=PAGE_ONE_PT)
    return [table, told(" ".join(notes), small=True)]


def _spreads(
    doubt: Uncertainty, spread: ReturnsSpread | None
) -> list[tuple[str, Quantiles | None, str]]:
    """What spreads, by name and unit."""
    of_the_site = [
        ("heat", doubt.heat_gwh, "GWh/a"),
        ("cop", doubt.cop, "-"),
        ("price", doubt.price, "EUR/MWh"),
    ]
    if spread is None:
        return of_the_site
    return [
        *of_the_site,
        ("npv", spread.npv_eur, "EUR"),
        ("irr", spread.irr_fraction, "share"),
        ("payback", spread.payback_years, "a"),
    ]


def _levels(name: str, levels: Quantiles, unit: str, language: str) -> tuple[str, ...]:
    ends = (levels.p10, levels.p50, levels.p90)
    label = say(f"internal.spread_row.{name}", language)
    return (label, *(figure(end, unit, language) for end in ends))


def odds_block(assessment: Assessment, language: str) -> list[Block]:
    """The probability of each verdict, a row each; it stands in half a page."""
    doubt = assessment.uncertainty
    if doubt is None:
        return []
    rows = tuple(
        (
            f"{SIGNS[name].icon} {say(f'app.outcome.{name}', language)}",
            figure(doubt.verdicts.get(name, 0.0), "share", language),
        )
        for name in VERDICTS
    )
    title = say("price.internal.probability", language)
    return [tabled(Table((title, ""), rows), (4, 1), size=PAGE_ONE_PT)]


def driver_block(assessment: Assessment, language: str) -> list[Block]:
    """The figures that are worth knowing better, and what knowing them would settle."""
    doubt = assessment.uncertainty
    strongest = [weight.driver for weight in weights(doubt)][:STRONGEST] if doubt else []
    if not strongest:
        return []
    table = _table(driver_rows(strongest, language))
    return [tabled(table, (6, 4, 2, 3, 2), say("price.internal.first", language))]


def _table(rows: Rows) -> Table:
    return Table(tuple(rows), tuple(zip(*rows.values(), strict=True)))


def capital_block(assessment: Assessment, basis: str, language: str) -> list[Block]:
    """The investment part by part."""
    rows = tuple(
        (
            cost_named("price.capital", name, language),
            figure(spent, "EUR", language),
            figure(share, "share", language),
        )
        for name, (spent, share) in capital_parts(assessment).items()
    )
    header = tuple(say(f"price.capital.{name}", language) for name in ("part", "amount", "of_all"))
    return [tabled(Table(header, rows), (6, 3, 2)), told(basis, small=True)]


def projects_block(language: str) -> list[Block]:
    """What the figures of the real projects hold, so that they can be held against each other."""
    projects = tuple(
        (
            f"{project.name} ({project.year})",
            figure(project.eur_per_kw, "EUR/kW", language),
            project.scope,
        )
        for project in real_projects()
    )
    names = tuple(say(f"price.project.{name}", language) for name in ("project", "cost", "scope"))
    return [tabled(Table(names, projects), (5, 2, 8), say("price.project.sources", language))]


def built_block(language: str) -> list[Block]:
    """Built plants whose capital was published, beside what this very calculation says of them."""
    rows = [
        (
            one.plant.name,
            figure(told_.low, told_.unit, language),
            figure(told_.computed, told_.unit, language),
            apart(told_, language),
        )
        for plant in built_plants()
        if plant.published("capital_meur") is not None
        for one in (beside_built(plant),)
        for told_ in one.figures
        if told_.name == CAPITAL
    ]
    header = tuple(say(f"internal.built.{name}", language) for name in BUILT_COLUMNS)
    title = say("internal.built.title", language)
    return [tabled(Table(header, tuple(rows)), (9, 6, 6, 8), title)] if rows else []


def exit_block(agreed: Negotiation, basis: str, language: str) -> list[Block]:
    """Capital outstanding after some years, straight and as an annuity."""
    left = agreed.exit
    if not left.year or left.straight_line_eur is None or left.annuity_eur is None:
        return []
    rows = tuple(
        (str(year), figure(straight, "EUR", language), figure(annuity, "EUR", language))
        for year, straight, annuity in zip(
            left.year, left.straight_line_eur, left.annuity_eur, strict=True
        )
    )
    header = tuple(say(f"price.exit.{name}", language) for name in ("year", "left", "annuity"))
    return [
        tabled(Table(header, rows), (2, 3, 3), say("price.exit.title", language)),
        told(basis, small=True),
    ]


def debt_asked(assessment: Assessment, language: str) -> list[Block]:
    """How to ask for debt and tax, where nobody does."""
    asked = assessment.financing is not None
    return [] if asked else [told(*financing_sentences(assessment, language))]


def financing_block(assessment: Assessment, language: str) -> list[Block]:
    """Debt and its cover, equity and tax; nothing where nobody asks for them."""
    found = assessment.financing
    if found is None:
        return []
    sentences = told(*financing_sentences(assessment, language))
    notes = told(*financing_notes(found, language), small=True)
    if found.entered.years is None:
        return [sentences, notes]
    title = say("price.fold.financing", language)
    return [tabled(_table(cover_rows(found, language)), (6, 3, 2, 2), title), sentences, notes]


def differing_block(site: Site, assessment: Assessment, language: str) -> list[Block]:
    """What was stated other than its default, how well it is known, and what was noted of it."""
    rows = []
    for path, used in assessment.inputs.items():
        if used.origin not in ("stated", "own") or path not in assessment.inputs:
            continue
        default, unit = default_of(path, site).value, about(path).get("unit", "")
        if unit == PLACE or (default == used.value and path not in site.notes):
            continue
        note, digits = site.notes.get(path, ""), "ratio" if unit == "-" else unit
        rows.append(
            (
                say(f"input.{path}.label", language),
                shown(used.value, digits, language),
                shown(default, digits, language),
                say(f"price.driver.{quality(site, path, used)}", language),
                plain_name(note, language, NOTE_LENGTH) if note else "",
            )
        )
    names = ("input", "used", "default", "quality", "note")
    header = tuple(say(f"internal.column.{name}", language) for name in names)
    title = say("internal.differing", language)
    return [tabled(Table(header, tuple(rows)), (5, 2, 2, 2, 6), title)] if rows else []
