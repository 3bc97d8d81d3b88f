"""The term sheet: what the parties would sign, as codes and figures and in words.

Only what the customer may see: without room to negotiate no price stands in it.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from ihp_core.contract.shapes import ContractTerms, Negotiation
from ihp_core.contract.structures import structure_named
from ihp_core.report.next_steps.gives_and_gets import Word
from ihp_core.report.price.structures.own_figures import months, own_figures
from ihp_core.results.results import Assessment
from ihp_core.site.fields import Structure
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import value
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.markdown import escaped
from ihp_core.text.names import day_named, within

HOURS_OF_WEEK = 168
PRESSURE = "connection.network_differential_pressure_bar"


class Term(NamedTuple):
    """One line: its heading, its sentence, the figures and the choices named in it."""

    heading: str
    code: str
    figures: dict[str, Word] = {}
    choices: dict[str, str] = {}
    day: dt.date | None = None


def term_sheet(site: Site, assessment: Assessment) -> tuple[Term, ...]:
    """The lines in their order; none where there is no heat to sell."""
    negotiation = assessment.negotiation
    if negotiation is None:
        return ()
    agreed = negotiation.discreet()
    return (
        Term("indicative", "indicative.all"),
        _heat(assessment),
        *_price(assessment, agreed),
        *_volume(agreed.terms),
        _term(site, assessment),
        Term("metering", "metering.all"),
        Term("water", "water.all", {"pressure": (value(PRESSURE), "bar")}),
        Term("report", "report.all" if _lifts(assessment) else "report.without_cop"),
        Term("dispatch", f"dispatch.{_chosen(assessment, 'plant.dispatch', 'heat_led')}"),
        *_availability(agreed.terms),
        Term("force_majeure", "force_majeure.all"),
        *_exit(agreed),
    )


def _chosen(assessment: Assessment, path: str, usual: str) -> str:
    used = assessment.inputs.get(path)
    return usual if used is None or used.value is None else str(used.value)


def _heat(assessment: Assessment) -> Term:
    heat = assessment.heat
    return Term(
        "heat",
        "heat.all",
        {"capacity": (heat.capacity_mw, "MW"), "delivered": (heat.delivered_gwh, "GWh/a")},
    )


def _price(assessment: Assessment, agreed: Negotiation) -> tuple[Term, ...]:
    if agreed.price_eur_per_mwh is None:
        return (Term("price", "price.none"),)
    terms = agreed.terms
    power = assessment.inputs["market.electricity_price_eur_per_mwh"].value
    figures: dict[str, Word] = {
        "price": (agreed.price_eur_per_mwh, "EUR/MWh"),
        "start": (terms.start_price_eur_per_mwh, "EUR/MWh"),
        "capital": (terms.capital_part_eur_per_mwh, "EUR/MWh"),
        "operating": (terms.with_prices_eur_per_mwh, "EUR/MWh"),
        "more": (terms.above_its_mean_eur_per_mwh, "EUR/MWh"),
        "share": (terms.staying_fraction, "share"),
        "rate": (terms.levelling_rate_fraction, "share"),
        "energy": (terms.energy_price_eur_per_mwh, "EUR/MWh"),
        "electricity": (float(power or 0.0), "EUR/MWh"),
        "cop": (terms.guaranteed_system_cop, "-"),
        "payment": (terms.capacity_payment_eur_per_mw_year, "EUR/MW/a"),
        "rise": (terms.escalator_fraction, "share"),
        **own_figures(assessment, terms),
    }
    code = agreed.structure
    formula = Term("formula", _formula(assessment, code), figures)
    return (Term("price", f"price.{code}", figures), formula, *_market(terms))


def _formula(assessment: Assessment, structure: Structure) -> str:
    pumps = structure_named(structure).follows_electricity and not _lifts(assessment)
    return "formula.pumps" if pumps else f"formula.{structure}"


def _lifts(assessment: Assessment) -> bool:
    """Whether a heat pump runs; for an exchanger alone there is no COP to agree on."""
    return assessment.heat.heat_pump_scop is not None


def _market(terms: ContractTerms) -> tuple[Term, ...]:
    """That a share follows the heat market, where one does."""
    if not terms.market_element_fraction:
        return ()
    figures: dict[str, Word] = {
        "share": (terms.market_element_fraction, "share"),
        "market": (terms.market_part_eur_per_mwh, "EUR/MWh"),
    }
    return (Term("formula", "formula.market", figures),)


def _volume(terms: ContractTerms) -> tuple[Term, ...]:
    figures: dict[str, Word] = {
        "share": (terms.minimum_volume_fraction, "share"),
        "volume": (terms.minimum_volume_mwh, "MWh/a"),
        "deemed": (terms.deemed_delivery_fraction, "share"),
        "price": (terms.deemed_delivery_eur_per_mwh, "EUR/MWh"),
        "certain": (terms.certain_revenue_eur_per_year, "EUR/a"),
    }
    each = terms.deemed_delivery_eur_per_mwh
    priced = "none" if each is None else "priced" if each > 0 else "paid"
    return (
        Term("minimum_volume", "minimum_volume.all", figures),
        Term("deemed_delivery", f"deemed_delivery.{priced}", figures),
    )


def _term_years(assessment: Assessment) -> float:
    return float(assessment.inputs["contract.term_years"].value or 0.0)


def _term(site: Site, assessment: Assessment) -> Term:
    figures: dict[str, Word] = {"years": (_term_years(assessment), "a")}
    start = site.contract.start
    return Term("term", "term.open" if start is None else "term.dated", figures, day=start)


def _availability(terms: ContractTerms) -> tuple[Term, ...]:
    figures: dict[str, Word] = {
        "guarantee": (terms.availability_guarantee_fraction, "share"),
        "missing": (terms.missing_allowed_mwh, "MWh/a"),
        "remedy": (terms.remedy_eur_per_point, "EUR"),
        "planned": (HOURS_OF_WEEK * value("operation.planned_outage_weeks"), "h"),
    }
    priced = "none" if terms.remedy_eur_per_point is None else "priced"
    return (
        Term("availability", "availability.all", figures),
        Term("remedy", f"remedy.{priced}", figures),
    )


def _exit(agreed: Negotiation) -> tuple[Term, ...]:
    left = agreed.exit
    carried = {
        "closure": left.closure_carried_by,
        "it_load": left.it_load_carried_by,
        "demand": left.demand_carried_by,
    }
    trigger: dict[str, Word] = {"trigger": (left.it_load_trigger_fraction, "share")}
    outstanding: tuple[Term, ...] = tuple(
        Term("exit", "exit.year", {"year": (float(year), "a"), "share": (share, "share")})
        for year, share in zip(left.year, left.straight_line_fraction, strict=True)
    )
    return (*outstanding, Term("exit", "exit.carried", trigger, dict(carried)))


def term_sheet_rows(
    site: Site, assessment: Assessment, language: str = SPOKEN
) -> tuple[tuple[str, str], ...]:
    """Heading and sentence of each line; only figures that a customer may see."""
    named = months(assessment, language)
    return tuple(_row(line, named, language) for line in term_sheet(site, assessment))


def term_sheet_text(site: Site, assessment: Assessment, language: str = SPOKEN) -> str:
    """The same as one text with headings in Markdown, to be saved."""
    name = escaped(" ".join(site.name.split())) or say("report.no_name", language)
    parts = [f"# {say('contract.title', language, name=name)}"]
    last = ""
    for heading, sentence in term_sheet_rows(site, assessment, language):
        parts += [sentence] if heading == last else [f"## {heading}", sentence]
        last = heading
    return "\n\n".join(parts) + "\n"


def _row(line: Term, named: dict[str, str], language: str) -> tuple[str, str]:
    words = named | {name: figure(*quantity, language) for name, quantity in line.figures.items()}
    words |= {
        name: within(say(f"choice.{choice}", language), language)
        for name, choice in line.choices.items()
    }
    words.setdefault("year", str(round(value("finance.price_year"))))
    if line.day is not None:
        words["day"] = day_named(line.day, language)
    heading = say(f"contract.heading.{line.heading}", language)
    return heading, say(f"contract.term.{line.code}", language, **words)
