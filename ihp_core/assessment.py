"""The chain: a site in, the answer out. Read this first.

``screen`` is the whole of it for any number of cases at once; ``assess`` is its row 0, put
into the answer's form.
"""

from __future__ import annotations

from ihp_core.cases import fill, state
from ihp_core.columns import Cases
from ihp_core.design import scale
from ihp_core.figures import (
    cost_figures,
    energy_figures,
    finance_figures,
    heat_figures,
    hour_figures,
    pipe_figures,
    price_figures,
)
from ihp_core.handover import handover_figures
from ihp_core.hours import Hours, hours_of
from ihp_core.machine import machine_figures, with_machine
from ihp_core.outcome import outcome
from ihp_core.own.year import OwnYear, replaced
from ihp_core.record import record
from ihp_core.results import Assessment
from ihp_core.screening import Screening, as_rows
from ihp_core.site import Site
from ihp_core.sizing import chosen
from ihp_core.strata import COARSE, typical
from ihp_core.viability import site_criteria, verdict


def screen(cases: Cases, hours: Hours, *, keep_year: bool = False) -> Screening:
    """Screen filled cases over one set of hours.

    Parameters
    ----------
    cases : Cases
        Filled columns, (rows, 1).
    hours : Hours
        All rows share them; typical hours answer "how much", the 8,760 decide.
    keep_year : bool
        Whether the (rows, hours) arrays are kept.

    Returns
    -------
    Screening
        Figures (rows,) by the names of the contract.
    """
    cases = with_machine(cases)
    wanted = scale(cases, hours)
    network, built = wanted.network, chosen(cases, typical(hours, COARSE), wanted)
    found = outcome(cases, hours, network, built)
    criteria = site_criteria(cases, hours, network, found)
    price = price_figures(cases, hours, network, found)
    cost = cost_figures(cases, found)
    ends, reserve = handover_figures(cases, hours, network, found)
    groups = {
        "heat": energy_figures(hours, network, found)
        | heat_figures(cases, hours, network, found)
        | hour_figures(cases, hours, found)
        | machine_figures(cases)
        | reserve,
        "price": price,
        "cost": cost,
        "finance": finance_figures(cases, found, price["indicative_eur_per_mwh"], cost),
        "connection": pipe_figures(cases, hours, found) | ends,
        **{f"criteria.{name}": judged._asdict() for name, judged in criteria.items()},
    }
    figures = {f"{group}.{name}": f for group, part in groups.items() for name, f in part.items()}
    figures["verdict"] = verdict(criteria)
    return Screening(as_rows(figures, cases.rows), found if keep_year else None)


def assess(site: Site, own: OwnYear | None = None) -> Assessment:
    """Assess one site on the 8,760 hours of its place: the one deterministic chain.

    Parameters
    ----------
    site : Site
        What is stated; everything else is filled from sourced defaults.
    own : OwnYear, optional
        A measured year: it replaces what it measured, in the inputs and hour by hour.

    Returns
    -------
    Assessment
        Verdict with reasons, heat, COP, price, cost, and where every input is from.
    """
    stated = state([site])
    if own is not None:
        stated = stated.with_(replaced(own, stated, fill(stated)))
    cases, hours = fill(stated), hours_of(site, own)
    return record(site, stated, cases, hours, screen(cases, hours, keep_year=True), own)
