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

from ihp_core.contract.negotiation import Asked, negotiation
from ihp_core.economics.outcome import outcome
from ihp_core.economics.price import indicative
from ihp_core.key_figures.connection import pipe_figures
from ihp_core.key_figures.handover import handover_figures
from ihp_core.key_figures.heat import energy_figures, heat_figures, hour_figures, lifted_cop
from ihp_core.key_figures.price import (
    cost_figures,
    finance_figures,
    price_figures,
    worth_figures,
)
from ihp_core.key_figures.screening import Screening, as_rows
from ihp_core.operation.design import Design, row_of, scale
from ihp_core.operation.network import Size
from ihp_core.operation.supplier import supplier_point
from ihp_core.plant.refrigerant import machine_figures, with_machine
from ihp_core.results.record import as_measured, record
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill, marks, state
from ihp_core.site.inputs import own_figures, unquoted
from ihp_core.site.site import QUOTED, Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.viability.criteria import Judged, settled, site_criteria, verdict
from ihp_core.viability.rules import BY_THE_GUIDE, PRICE_ROOM, Rules, site_criterion_ids, with_rules
from ihp_core.viability.sizing import chosen
from ihp_core.year.hours import Hours, hours_of
from ihp_core.year.measured.year import OwnYear, replaced

PRICE = "price.indicative_eur_per_mwh"
FIXED_PART, SAVING = "price.fixed_part_eur_per_mwh", "price.saving_eur_per_year"
OF_THE_PRODUCER = tuple(
    f"price.{name}_eur_per_mwh" for name in ("floor", "room", "needed", "gap", "indicative")
)
"""What of the price hangs on the producer's own figures."""


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
    """The plant that serves both parties best, of the capacity that is stated or found."""
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
    return Screened(site, stated, cases, hours, plant, screening, own)


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
        unquoted=partial(beside_the_quote, screened_site, recorded),
    )


def without_quote(screened_site: Screened) -> Screened:
    """The same site without the supplier's point; as it is where it states none."""
    site = unquoted(screened_site.site)
    if site is screened_site.site:
        return screened_site
    stated = screened_site.stated.with_(dict.fromkeys(QUOTED, np.nan))
    cases, hours = with_machine(fill(stated)), screened_site.hours
    plant = planned(cases, hours)
    screening = screen(cases, hours, plant, keep_year=True)
    return Screened(site, stated, cases, hours, plant, screening, screened_site.own)


def at_typical_figures(screened_site: Screened) -> Screened:
    """The same site and plant as if the producer had entered nothing of their own, which is what
    others may know of it; as it is where nothing was entered."""
    plain = without_quote(screened_site)
    entered = plain.stated
    if all(np.isnan(entered[path]).all() for path in own_figures()):
        return plain
    stated = entered.with_(dict.fromkeys(own_figures(), np.nan))
    cases = with_machine(fill(stated))
    screening = screen(cases, plain.hours, plain.plant, keep_year=True)
    return plain._replace(stated=stated, cases=cases, screening=screening)


def beside_the_quote(
    screened_site: Screened, answer: Callable[[Screened], Assessment]
) -> Assessment | None:
    """The answer without the supplier's point, at the price that is asked with it; ``None`` where
    none is stated.

    It is what may be shown of a site whose supplier's point nobody but the producer may know:
    price and judgement of the price are the producer's, all else follows from public figures.
    """
    plain = without_quote(screened_site)
    outcome = plain.screening.outcome
    if plain is screened_site or outcome is None:
        return None
    figures = at_the_price_of(screened_site.screening.figures, plain.screening.figures)
    figures["verdict"] = verdict_of(figures, plain.cases[BY_THE_GUIDE][:, 0])
    shown = plain._replace(screening=Screening(figures, outcome))
    room = float(figures["price.room_eur_per_mwh"][0])
    asked = Asked(figures[PRICE].reshape(1, 1), room > 0)
    agreed = partial(negotiation, plain.cases, plain.hours, plain.plant.network, outcome, asked)
    return answer(shown).with_makers(negotiation=agreed, priced_with_quote=lambda: True)


def at_the_price_of(real: Mapping[str, Array], plain: Mapping[str, Array]) -> dict[str, Array]:
    """The figures of a case without a supplier's point at the price that is asked with it.

    Of both, figures (rows,); the verdict is still to be drawn from the criteria.
    """
    figures, dearer = dict(plain), real[PRICE] - plain[PRICE]
    sold = plain["heat.delivered_gwh"] * MWH_PER_GWH
    for name, more in ((FIXED_PART, dearer), (SAVING, -dearer * sold)):
        if name in plain:
            figures[name] = plain[name] + more
    judged = f"criteria.{PRICE_ROOM}."
    return figures | {
        name: figure
        for name, figure in real.items()
        if name in OF_THE_PRODUCER or name.startswith(judged)
    }


def verdict_of(figures: Mapping[str, Array], by_the_guide: Array) -> Array:
    """The verdict that follows from the criteria among the figures, (rows,)."""
    criteria = {
        name: Judged(figures[f"criteria.{name}.value"], figures[f"criteria.{name}.status"])
        for name in site_criterion_ids()
    }
    return np.asarray(verdict(criteria, by_the_guide))
