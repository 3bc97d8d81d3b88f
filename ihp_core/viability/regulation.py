"""What the law asks of data centre and network, and what the site achieves: a screening only.

Duties are dated rows of ``data/regulation.csv``. Nothing here is legal advice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from math import inf, isnan
from typing import Any, get_args

from pydantic import BaseModel, ConfigDict

from ihp_core.site.cases import HEAT_UNITS, Cases, choices
from ihp_core.site.fields import HeatSource
from ihp_core.site.places import country_by_borders
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import assumptions, value
from ihp_core.tables.units import HOURS_OF_YEAR, MONTHS_OF_YEAR
from ihp_core.viability.laws import Law, Obligation, laws, union_of
from ihp_core.viability.timeline import Timeline, months_later, timeline

MWH_PER_GWH = 1e3
PRIMARY_ENERGY = "primary_energy"
PRIMARY_ROWS = (
    "electricity",
    "surplus_heat",
    "large_heat_pump_mw",
    "large_heat_pump_electricity",
)
SHARES = ("renewable_share", "classed_network")
"""Shares of a network's heat that this heat is a part of."""
HEAT_USED = ("waste_heat_use", "heat_reused")
"""Duties that any heat that is sold fulfils."""
REACHED = {
    "erf": "erf",
    "pue": "pue",
    **dict.fromkeys(SHARES, "share_added_fraction"),
    PRIMARY_ENERGY: "primary_energy_factor",
}
"""What the site has of what a duty asks for, as a field of ``Regulation``."""
RENEWABLE = ("biomass_boiler", "biomass_chp", "heat_pump", "industrial_waste_heat")
"""Kinds of heat that a duty of renewable and unavoidable heat counts already."""


class Regulation(BaseModel):
    """The energy reuse factor and what else the duties are held against, and the duties.

    ERF = heat taken at the data centre's boundary over all its energy; ``pue_with_lift`` would
    count the heat pump's electricity as the data centre's own, which the duty leaves out.
    ``replaces_renewable``: part of the heat replaced counts as renewable already.
    ``primary_energy_factor`` is the non-renewable primary energy per MWh metered [MWh/MWh],
    ``None`` where no law of the country is known, or no heat is delivered.
    """

    model_config = ConfigDict(frozen=True)

    country: str
    erf: float
    reused_gwh: float
    data_centre_gwh: float
    pue: float
    pue_with_lift: float
    it_capacity_mw: float
    rated_input_mw: float
    share_added_fraction: float
    share_added_without_electricity_fraction: float
    primary_energy_factor: float | None
    replaces_renewable: bool
    first_heat_earliest: dt.date | None
    first_heat_latest: dt.date | None
    duties: tuple[Obligation, ...]

    def owed_by_data_centre(self, duty: str) -> Obligation | None:
        """The first duty of a kind that is this site's, or would be if it started in its time."""
        ours = (owed for owed in self.duties if owed.duty == duty and not owed.folded)
        return next((owed for owed in ours if owed.applies is not False), None)


def regulation(
    site: Site, cases: Cases, figures: Mapping[str, Any], today: dt.date | None = None
) -> Regulation:
    """What the first case achieves and owes; ``figures`` are those of its answer."""
    plan, country = timeline(site, today), _country(site, cases)
    achieved: dict[str, Any] = {
        "country": country,
        **_of_data_centre(cases, figures),
        **_of_network(figures),
        "primary_energy_factor": primary_energy_factor(country, figures),
        "replaces_renewable": _replaces_renewable(cases),
        "first_heat_earliest": plan.first_heat_earliest,
        "first_heat_latest": plan.first_heat_latest,
    }
    home = [country, union_of(country)]
    order = sorted(laws(), key=lambda law: home.index(law.country) if law.country in home else 2)
    duties = tuple(_duty(law, site, achieved, law.country in home, plan) for law in order)
    return Regulation.model_validate(achieved | {"duties": duties})


def _of_data_centre(cases: Cases, figures: Mapping[str, Any]) -> dict[str, float]:
    capacity, pue = _first(cases, "it_capacity_mw"), _first(cases, "pue")
    it_gwh = capacity * _first(cases, "it_utilisation_fraction") * HOURS_OF_YEAR / MWH_PER_GWH
    reused = figures["heat.source_used_gwh"]
    return {
        "erf": reused / (it_gwh * pue),
        "reused_gwh": reused,
        "data_centre_gwh": it_gwh * pue,
        "pue": pue,
        "pue_with_lift": pue + figures["heat.electricity_gwh"] / it_gwh,
        "it_capacity_mw": capacity,
        "rated_input_mw": capacity * pue,
    }


def _of_network(figures: Mapping[str, Any]) -> dict[str, float]:
    """Shares of the network's heat that are added, with and without the plant's electricity."""
    delivered, all_heat = figures["heat.delivered_gwh"], figures["heat.network_heat_gwh"]
    drawn = figures["heat.electricity_gwh"] + figures["heat.pumping_gwh"]
    return {
        "share_added_fraction": _share(delivered, all_heat),
        "share_added_without_electricity_fraction": _share(delivered - drawn, all_heat),
    }


def primary_energy_factor(country: str, figures: Mapping[str, Any]) -> float | None:
    """Non-renewable primary energy of electricity and surplus heat over the heat metered [-].

    By the law of the country: electricity and auxiliary energy with their factors.
    """
    delivered = figures["heat.delivered_gwh"]
    if (f"{PRIMARY_ENERGY}.electricity", country) not in assumptions() or delivered <= 0:
        return None
    electricity, surplus, large_mw, of_large = (
        value(f"{PRIMARY_ENERGY}.{name}", country) for name in PRIMARY_ROWS
    )
    lifting = of_large if figures["heat.heat_pump_capacity_mw"] >= large_mw else electricity
    used = lifting * figures["heat.electricity_gwh"] + electricity * figures["heat.pumping_gwh"]
    return float((used + surplus * figures["heat.source_used_gwh"]) / delivered)


def _first(cases: Cases, name: str) -> float:
    return float(cases[f"data_centre.{name}"].item(0))


def _share(part: float, whole: float) -> float:
    return part / whole if whole > 0 else 0.0


def _replaces_renewable(cases: Cases) -> bool:
    codes = [cases[f"network.heat_sources_today.{n}.kind"].item(0) for n in range(HEAT_UNITS)]
    known = [code for code in codes if not isnan(code)]
    kinds = known or [cases["network.heat_source_today"].item(0)]
    return any(get_args(HeatSource)[int(code)] in RENEWABLE for code in kinds)


def _country(site: Site, cases: Cases) -> str:
    code = cases["country"].item(0)
    by_data = "" if isnan(code) else choices("country")[int(code)]
    return site.country or by_data or country_by_borders(site)


def _duty(
    law: Law, site: Site, achieved: Mapping[str, Any], at_home: bool, plan: Timeline
) -> Obligation:
    started = site.data_centre.first_operation
    applies = _applies(law, achieved, started) if at_home else False
    reached = _reached(law, achieved) if applies is not False else None
    due = _due(law, started) if applies is not False else None
    of_law = {
        name: getattr(law, name) for name in vars(law).keys() & Obligation.model_fields.keys()
    }
    return Obligation.model_validate(
        of_law
        | {
            "folded": not at_home,
            "applies": applies,
            "owed": law.value,
            "achieved": reached,
            "met": _met(law, reached, achieved) if applies else None,
            "due": due,
            "in_time": _in_time(law, due, plan),
        }
    )


def _applies(law: Law, achieved: Mapping[str, Any], started: dt.date | None) -> bool | None:
    size = achieved.get(f"{law.threshold_of}_mw", inf)
    least = law.threshold_mw or 0.0
    if size < least or (law.threshold_is == "above" and size <= least):
        return False
    if law.started_from is None and law.started_before is None:
        return True
    if started is None:
        return None
    return (law.started_from or dt.date.min) <= started < (law.started_before or dt.date.max)


def _reached(law: Law, achieved: Mapping[str, Any]) -> float | None:
    """What the site has of what the duty asks for."""
    name = REACHED.get(law.duty)
    return None if name is None else achieved[name]


def _met(law: Law, reached: float | None, achieved: Mapping[str, Any]) -> bool | None:
    """Whether the site alone fulfils it; of a network's share it is only a part."""
    if law.duty in HEAT_USED:
        return bool(achieved["reused_gwh"] > 0)
    if reached is None or law.value is None or law.duty == PRIMARY_ENERGY:
        return None
    if law.duty in SHARES:
        return True if reached >= law.value else None
    return bool(reached <= law.value if law.duty == "pue" else reached >= law.value)


def _due(law: Law, started: dt.date | None) -> dt.date | None:
    """From its date or the later start of operation, or so many years after that start."""
    if law.grace_years is None:
        running = started if law.owes == "data_centre" else None
        return law.from_day if law.from_day is None else max(law.from_day, running or law.from_day)
    return None if started is None else months_later(started, MONTHS_OF_YEAR * law.grace_years)


def _in_time(law: Law, due: dt.date | None, plan: Timeline) -> bool | None:
    """Whether the first heat comes by then at any pace; only where the heat is what is owed."""
    if law.duty not in ("erf", "renewable_share") or due is None:
        return None
    if plan.first_heat_latest is not None and plan.first_heat_latest <= due:
        return True
    late = plan.first_heat_earliest is not None and plan.first_heat_earliest > due
    return False if late else None
