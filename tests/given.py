"""Sites from a few dotted paths, and their chain up to the outcome, for the tests."""

from __future__ import annotations

from typing import Any, NamedTuple

from ihp_core.economics.outcome import Outcome, outcome
from ihp_core.operation.design import design, scale
from ihp_core.operation.network import Size
from ihp_core.operation.plant_hour import Machines
from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill, state
from ihp_core.site.paths import nested
from ihp_core.site.site import Site
from ihp_core.viability.sizing import chosen
from ihp_core.year.hours import Hours, hours_of

BARE = {
    "cost.contingency_fraction": 0.0,
    "cost.overheads_fraction_per_year": 0.0,
    "cost.pipe_upkeep_fraction_per_year": 0.0,
    "heat_pump.ageing_fraction_per_year": 0.0,
    "contract.pipe_residual_fraction": 0.0,
}
"""A cost that knows none of these, as the check values of the design."""

NEEDED = {
    "data_centre.it_capacity_mw": 10,
    "data_centre.cooling": "direct_liquid",
    "network.supply_winter_c": 80,
}


def site_of(draft: dict[str, Any] | None = None) -> Site:
    """A site that states the three needed inputs and these."""
    return Site.model_validate(nested(NEEDED | (draft or {})))


def temperatures(si: float, so: float, ri: float, ro: float) -> dict[str, float]:
    """Source and network at the same temperatures all year round."""
    return {
        "data_centre.source_inlet_c": si,
        "data_centre.source_outlet_c": so,
        "network.supply_winter_c": ro,
        "network.supply_summer_c": ro,
        "network.return_winter_c": ri,
        "network.return_summer_c": ri,
    }


class Scene(NamedTuple):
    """A site's chain up to the outcome."""

    cases: Cases
    hours: Hours
    network: Size
    found: Outcome


def scene(site: Site, *, closing: bool = False, bare: bool = False) -> Scene:
    """The outcome at the chosen capacity, or at the one that takes up the whole source."""
    cases, hours = fill(state([site])), hours_of(site)
    cases = cases.with_(BARE) if bare else cases
    wanted = scale(cases, hours)
    network = wanted.network
    if closing:
        built = design(cases, hours, network, Machines(wanted.closing_mw, wanted.all_mw))
    else:
        built = chosen(cases, hours, wanted)
    return Scene(cases, hours, network, outcome(cases, hours, network, built))


def hours_at(latitude: float, longitude: float) -> Hours:
    """The 8,760 hours of a place [°], from the nearest city with climate data."""
    return hours_of(site_of({"network.latitude": latitude, "network.longitude": longitude}))
