"""The chain: a site in, the answer out. Read this first.

``screen`` is the whole of it for any number of cases at once; ``assess`` is its row 0, put
into the answer's form.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ihp_core.economics.outcome import outcome
from ihp_core.economics.price import ASKED, indicative
from ihp_core.key_figures.connection import pipe_figures
from ihp_core.key_figures.handover import handover_figures
from ihp_core.key_figures.heat import energy_figures, heat_figures, hour_figures, lifted_cop
from ihp_core.key_figures.price import (
    cost_figures,
    finance_figures,
    price_figures,
    told_gap,
    told_price,
    worth_figures,
)
from ihp_core.key_figures.screening import Screening, as_rows
from ihp_core.operation.design import Design, row_of, scale
from ihp_core.operation.network import Size
from ihp_core.operation.storage.held import gain
from ihp_core.operation.supplier import supplier_point
from ihp_core.plant.refrigerant import machine_figures, with_machine
from ihp_core.results.record import as_measured, record
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill, marks, state
from ihp_core.site.inputs import PRODUCER, publicly
from ihp_core.site.site import Site
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.viability.criteria import Judged, settled, site_criteria, verdict
from ihp_core.viability.rules import BY_THE_GUIDE, Rules, with_rules
from ihp_core.viability.sizing import chosen
from ihp_core.year.hours import Hours, hours_of
from ihp_core.year.measured.year import OwnYear, replaced


class Planned(NamedTuple):
    """What stands between source and network: the network's size and what is built."""

    network: Size
    built: Design

    def taken(self, rows: NDArray[np.intp]) -> Planned:
        """Those of some rows."""
        return Planned(self.network.rows_of(rows), row_of(self.built, rows))


class Screened(NamedTuple):
    """A site with the columns, hours and figures that its answer is made of."""

    site: Site
    stated: Cases
    cases: Cases
    hours: Hours
    plant: Planned
    screening: Screening
    own: OwnYear | None

    def changed(self, columns: Mapping[str, ArrayLike]) -> Cases:
        """The filled cases of the site with other things stated, the machine chosen anew."""
        stated = self.stated.with_(columns)
        return with_machine(fill(stated.with_(marks(stated))))


def planned(cases: Cases, hours: Hours) -> Planned:
    """The plant that serves both parties best, of the capacity that is stated or found.

    Where a price is asked above the typical one, it is the plant of the typical one.
    """
    cases = cases.with_({ASKED: 0.0}) if ASKED in cases else cases
    wanted = scale(cases, hours)
    return Planned(wanted.network, chosen(cases, hours, wanted))


def screen(
    cases: Cases, hours: Hours, plant: Planned | None = None, *, keep_year: bool = False
) -> Screening:
    """Screen filled cases over one set of hours.

    Parameters
    ----------
    cases : Cases
        Filled columns, (rows, 1).
    hours : Hours
        All rows share them; typical hours answer "how much", the 8,760 decide.
    plant : Planned, optional
        What is built, where it is not to be planned for each case.
    keep_year : bool
        Whether the (rows, hours) arrays are kept.

    Returns
    -------
    Screening
        Figures (rows,) by the names of the contract.
    """
    cases = with_machine(cases)
    network, built = plant or planned(cases, hours)
    plant_outcome = outcome(cases, hours, network, built)
    criteria = settled(site_criteria(cases, hours, network, plant_outcome), cases)
    price = price_figures(cases, hours, network, plant_outcome)
    cost = cost_figures(cases, plant_outcome)
    ends, reserve = handover_figures(cases, hours, network, plant_outcome)
    groups = {
        "heat": energy_figures(hours, network, plant_outcome)
        | heat_figures(cases, hours, network, plant_outcome)
        | hour_figures(cases, hours, plant_outcome)
        | machine_figures(cases)
        | reserve,
        "price": price,
        "cost": cost,
        "finance": finance_figures(cases, plant_outcome, price["indicative_eur_per_mwh"], cost),
        "connection": pipe_figures(cases, hours, plant_outcome) | ends,
        **{f"criteria.{name}": judged._asdict() for name, judged in criteria.items()},
    }
    figures = {f"{group}.{name}": f for group, part in groups.items() for name, f in part.items()}
    figures["verdict"] = verdict(criteria, cases[BY_THE_GUIDE])
    return Screening(as_rows(figures, cases.rows), plant_outcome if keep_year else None)


def essentials(cases: Cases, hours: Hours, plant: Planned, *, keep_year: bool = False) -> Screening:
    """The few figures that a question over many cases asks for: heat, price, criteria, verdict.

    The same chain as ``screen``, for a plant that is held.
    """
    plant_outcome = outcome(cases, hours, *plant)
    criteria = settled(site_criteria(cases, hours, plant.network, plant_outcome), cases)
    figures = {
        "heat.delivered_gwh": plant_outcome.heat_mwh / MWH_PER_GWH,
        "heat.electricity_gwh": plant_outcome.energy.electricity / MWH_PER_GWH,
        "heat.heat_pump_scop": lifted_cop(hours, plant_outcome),
        "heat.capacity_mw": plant_outcome.capacity_mw,
        "heat.heat_pump_capacity_mw": plant_outcome.built.heat_pump_mw,
        "price.floor_eur_per_mwh": plant_outcome.floor.total,
        **{f"price.{name}": worth for name, worth in worth_figures(plant_outcome).items()},
        "price.indicative_eur_per_mwh": indicative(
            cases, plant_outcome.floor.total, plant_outcome.ceiling
        ),
        "verdict": verdict(criteria, cases[BY_THE_GUIDE]),
    }
    for name, judged in criteria.items():
        figures |= {f"criteria.{name}.{part}": f for part, f in judged._asdict().items()}
    return Screening(as_rows(figures, cases.rows), plant_outcome if keep_year else None)


def criteria_of(
    cases: Cases, hours: Hours, plant: Planned, *, ramp_up: bool = True
) -> dict[str, Judged]:
    """The site criteria alone, for a plant that is held; only the price knows of a ramp-up."""
    plant_outcome = outcome(cases, hours, *plant, ramp_up=ramp_up)
    return settled(site_criteria(cases, hours, plant.network, plant_outcome), cases)


def screened(site: Site, own: OwnYear | None = None, rules: Rules = "calculated") -> Screened:
    """One site through the chain on the 8,760 hours of its place, the year kept."""
    site, stated = as_measured(site, own), with_rules(state([site]), rules)
    if own is not None:
        stated = stated.with_(replaced(own, stated, fill(stated)))
        stated = stated.with_(marks(stated))
    cases, hours = with_machine(fill(stated)), hours_of(site, own)
    plant = planned(cases, hours)
    screening = screen(cases, hours, plant, keep_year=True)
    return holding(Screened(site, stated, cases, hours, plant, screening, own))


def holding(screened_site: Screened) -> Screened:
    """The site with what its tank gained on the real hours, for questions to typical ones."""
    kept = screened_site.screening.outcome
    gained = gain(screened_site.hours, kept.year) if kept else {}
    if not gained:
        return screened_site
    stated, cases = (table.with_(gained) for table in (screened_site.stated, screened_site.cases))
    return screened_site._replace(stated=stated, cases=cases)


def assess(site: Site, own: OwnYear | None = None, rules: Rules = "calculated") -> Assessment:
    """Assess one site on the 8,760 hours of its place: the one deterministic chain.

    Parameters
    ----------
    site : Site
        What is stated; everything else is filled from sourced defaults.
    own : OwnYear, optional
        A measured year: it replaces what it measured, in the inputs and hour by hour.
    rules : {"calculated", "guide"}
        Whether a broken rule of thumb of the guide makes a site conditional or fails it.

    Returns
    -------
    Assessment
        Verdict with reasons, heat, COP, price, cost, and where every input is from.
    """
    return recorded(screened(site, own, rules))


def recorded(screened_site: Screened) -> Assessment:
    """The answer's form of a site that has been screened."""
    site, stated, cases, hours, plant, screening, own = screened_site
    assessment = record(site, stated, cases, hours, plant.network, screening, own)
    return assessment.with_makers(
        supplier=partial(supplier_point, cases),
        public=partial(public_answer, screened_site, recorded),
        asked=lambda: ASKED in cases,
    )


def public_answer(
    screened_site: Screened, answer: Callable[[Screened], Assessment]
) -> Assessment | None:
    """The answer to the case that may be told; ``None`` where the whole one may be."""
    public = public_case(screened_site)
    return None if public is screened_site else answer(public)


def typical_case(screened_site: Screened) -> Screened:
    """The same site at typical figures of the producer's; as it is where it states none."""
    site = publicly(screened_site.site)
    if site is screened_site.site:
        return screened_site
    stated = screened_site.stated.with_(dict.fromkeys(PRODUCER, np.nan))
    cases, hours = with_machine(fill(stated.with_(marks(stated)))), screened_site.hours
    plant = planned(cases, hours)
    screening = screen(cases, hours, plant, keep_year=True)
    return holding(Screened(site, stated, cases, hours, plant, screening, screened_site.own))


def public_case(screened_site: Screened, above_eur_per_mwh: float | None = None) -> Screened:
    """What may be told of a site whose producer entered figures that nobody else may know.

    It is the case at typical figures, with so much on top of the typical cost as leads to the
    price that is asked: whoever asks that price tells the same, whatever was entered, and what
    an input moves is what it moves at typical figures. As it is where the producer states
    nothing.

    Parameters
    ----------
    screened_site : Screened
        The site as the producer knows it.
    above_eur_per_mwh : float, optional
        What lies on top, where it was settled on another case; by itself that of this one.
    """
    plain = typical_case(screened_site)
    if plain is screened_site:
        return screened_site
    above = above_eur_per_mwh
    return asking(plain, asked_above(screened_site, plain) if above is None else above)


def asking(typical: Screened, above_eur_per_mwh: float) -> Screened:
    """A case at typical figures and so much on top of the producer's cost, the plant as it is."""
    asked = {ASKED: above_eur_per_mwh}
    stated, cases = typical.stated.with_(asked), typical.cases.with_(asked)
    screening = screen(cases, typical.hours, typical.plant, keep_year=True)
    return typical._replace(stated=stated, cases=cases, screening=screening)


def asked_above(real: Screened, typical: Screened) -> float:
    """How far the cost lies above the typical one that leads to the price a customer reads.

    The price is read as it is shown, in whole EUR/MWh; where there is no room, the gap in steps
    of five, never too small. Both are told anyway; what else was entered is in neither.

    Parameters
    ----------
    real, typical : Screened
        The site with the producer's own figures and without.

    Returns
    -------
    float
        EUR/MWh, below zero where less is asked.
    """
    names = ("floor", "ceiling", "room", "indicative")
    ours, usual = (
        {name: one.screening.figures[f"price.{name}_eur_per_mwh"].item(0) for name in names}
        for one in (real, typical)
    )
    if not np.isfinite([ours["room"], usual["room"]]).all():
        return 0.0
    worth, share = usual["ceiling"], typical.cases["contract.room_share_fraction"].item(0)
    price = told_price(ours["indicative"])
    if ours["room"] > 0 and price < worth:
        return float((price - share * worth) / (1 - share) - usual["floor"])
    short = -ours["room"] if ours["room"] <= 0 else price - worth
    return float(worth + told_gap(short) - usual["floor"])
