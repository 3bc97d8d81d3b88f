"""The first row of a screening in the form of the contract: an Assessment."""

from __future__ import annotations

from functools import cache, partial
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import numpy as np

from ihp_core.contract.financing import financing
from ihp_core.contract.negotiation import negotiation
from ihp_core.economics.alternatives import Rivals
from ihp_core.economics.finance import irr_fraction
from ihp_core.economics.outcome import Outcome
from ihp_core.economics.price import yearly_margin
from ihp_core.economics.worth import OPTIONS
from ihp_core.key_figures.connection import PipeFigures, named_feed
from ihp_core.key_figures.emissions import emissions
from ihp_core.key_figures.heat import Heat, cop_band_fraction, named_machine
from ihp_core.key_figures.hourly import hourly_year
from ihp_core.key_figures.price import Cost, Finance, Price
from ihp_core.key_figures.replaced import replaced_heat
from ihp_core.key_figures.screening import Screening
from ihp_core.key_figures.tariff import tariff
from ihp_core.operation.design import row_of
from ihp_core.operation.network import Size
from ihp_core.operation.supplier import COP
from ihp_core.results.inputs_used import inputs
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases
from ihp_core.site.site import SCHEMA, Site
from ihp_core.tables.arrays import some
from ihp_core.tables.assumptions import value
from ihp_core.viability.cautions import cautions
from ihp_core.viability.judgement import (
    CONFIDENCES,
    STATUSES,
    VERDICTS,
    as_criteria,
    evidence_criteria,
    guide_screen,
    word,
)
from ihp_core.viability.regulation import regulation
from ihp_core.viability.sizing import Curve, sizing_curve
from ihp_core.viability.timeline import timeline
from ihp_core.year.hours import Hours
from ihp_core.year.measured.year import OwnYear, sources
from ihp_core.year.typical_hours import typical

DATA_VERSION = "2026.11"
FIRST = np.zeros(1, dtype=np.intp)


def record(
    site: Site,
    stated: Cases,
    cases: Cases,
    hours: Hours,
    network: Size,
    screening: Screening,
    own: OwnYear | None,
) -> Assessment:
    """The assessment of the first case; ``own`` is the measured year in ``stated`` and hours.

    Raises
    ------
    ValueError
        When the screening did not keep its year.
    """
    if screening.outcome is None:
        raise ValueError("an assessment needs the screening's year")
    outcome, figures = screening.outcome, {n: row.item(0) for n, row in screening.figures.items()}
    return _answer(site, stated, cases, figures, outcome, own).with_makers(
        year=partial(hourly_year, cases, hours, outcome),
        inputs=partial(inputs, site, stated, cases, _decided(screening), own),
        sizing=partial(_sizing, cases, hours, outcome),
        negotiation=partial(negotiation, cases, hours, network, outcome),
        financing=partial(financing, cases, hours, network, outcome),
        replaced=partial(replaced_heat, cases, hours, network, outcome),
        electricity=partial(tariff, stated, cases, hours, outcome),
        emissions=partial(emissions, cases, hours, network, outcome),
        timeline=partial(timeline, site),
        regulation=partial(regulation, site, cases, figures),
    )


def _answer(
    site: Site,
    stated: Cases,
    cases: Cases,
    figures: dict[str, Any],
    outcome: Outcome,
    own: OwnYear | None,
) -> Assessment:
    groups = _groups(figures)
    evident, judged = evidence_criteria(site), as_criteria(cases, figures)
    guide, verdict = guide_screen(judged), VERDICTS[int(figures["verdict"])]
    return Assessment(
        verdict=verdict,
        word=word(verdict, judged, guide, site),
        guide=guide,
        confidence=CONFIDENCES[max(STATUSES.index(c.status) for c in evident)],
        criteria=(*judged, *evident),
        heat=_heat(groups["heat"], stated),
        price=_price(groups["price"]),
        cost=Cost.model_validate(groups["cost"]),
        finance=_finance(cases, groups, outcome),
        connection=PipeFigures.model_validate(named_feed(groups["connection"])),
        warnings=tuple(cautions(figures, site, stated, cases, own)),
        versions={"software": _software(), "data": DATA_VERSION, "schema": str(SCHEMA)},
    )


def as_measured(site: Site, own: OwnYear | None) -> Site:
    """The site, with what a measured year replaces marked as measured."""
    if own is None:
        return site
    marks = dict.fromkeys(sources(own), "measured")
    return site.model_copy(update={"data_quality": {**site.data_quality, **marks}})


def _sizing(cases: Cases, hours: Hours, outcome: Outcome) -> Curve:
    """The sizing of the first case over its own hours."""
    return sizing_curve(cases.block(0, 1), typical(hours), row_of(outcome.built, FIRST))


def _groups(figures: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The figures by their group and bare name, nan as ``None``; a group may hold groups."""
    tree: dict[str, dict[str, Any]] = {}
    for name, figure in figures.items():
        *groups, bare = _parts(name)
        branch: dict[str, Any] = tree
        for group in groups:
            branch = branch.setdefault(group, {})
        branch[bare] = None if figure != figure else figure
    return tree


@cache
def _parts(name: str) -> tuple[str, ...]:
    return tuple(name.split("."))


def _heat(group: dict[str, Any], stated: Cases) -> Heat:
    assumed = any(
        some(np.isnan(stated[path]))
        for path in (
            "data_centre.source_outlet_c",
            "network.return_winter_c",
            "network.return_summer_c",
        )
    )
    group = named_machine(group)
    quoted = not some(np.isnan(stated[COP]))
    band = cop_band_fraction(group["refrigerant"], assumed=assumed, quoted=quoted)
    return Heat.model_validate(group | {"cop_band_fraction": band})


def _price(group: dict[str, Any]) -> Price:
    known = group["alternative_eur_per_mwh"] is not None
    kind = Rivals._fields[int(group["alternative_kind"])] if known else ""
    best = OPTIONS[int(group["best_kind"])] if group["ceiling_eur_per_mwh"] is not None else ""
    return Price.model_validate(group | {"alternative_kind": kind, "best_kind": best})


def _finance(cases: Cases, groups: dict[str, dict[str, Any]], outcome: Outcome) -> Finance:
    group, price = groups["finance"], groups["price"]["indicative_eur_per_mwh"]
    irr = np.nan
    if group["npv_eur"] is not None:
        years = int((outcome.factors[0] > 0).sum())
        margin = yearly_margin(cases, outcome.spent, outcome.paid, np.full((1, 1), price))[0]
        irr = irr_fraction(group["capital_eur"], margin * np.ones(years))
    return Finance.model_validate(group | {"irr_fraction": None if np.isnan(irr) else irr})


def _decided(screening: Screening) -> dict[str, Any]:
    """What the chain found for inputs that have no default of their own, as (1,)."""
    figures = screening.figures
    added = value("cost.operator_added_eur_per_mwh")
    return {
        "plant.heat_pump_capacity_mw": figures["heat.heat_pump_capacity_mw"],
        "plant.refrigerant": figures["heat.refrigerant"],
        "network.annual_heat_gwh": figures["heat.network_heat_gwh"],
        "network.peak_load_mw": figures["heat.network_peak_mw"],
        "network.summer_load_mw": figures["heat.summer_load_mw"],
        "network.heat_cost_today_eur_per_mwh": figures["price.today_first_year_eur_per_mwh"]
        + added,
        "market.carbon_price_eur_per_t": figures["price.carbon_price_eur_per_t"],
    }


@cache
def _software() -> str:
    try:
        return version("ihp-screener")
    except PackageNotFoundError:
        return "unpackaged"
