"""What to be told beside the verdict, on its own because it judges nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

from ihp_core.economics.todays_cost import contract_years
from ihp_core.operation.supplier import COP
from ihp_core.operation.todays_heat import several
from ihp_core.plant.refrigerant import REASONS
from ihp_core.site.cases import HEAT_UNITS, Cases, countries
from ihp_core.site.inputs import limits
from ihp_core.site.places import PLACES, country_by_borders, points_of
from ihp_core.site.site import Site
from ihp_core.tables.assumptions import value
from ihp_core.tables.borders import country_at, great_circle_km, nearest_city
from ihp_core.year.measured.year import OwnYear

GUIDE_HIGHEST_COP = 6.0
NOTICED_FRACTION = 0.1
"""Of the heat: from here on the exchanger does so much that the lift of the rest is smaller."""
PEAK_TOLERANCE = 0.01
COST_TODAY = "network.heat_cost_today_eur_per_mwh"
SHORTER = 0.9
"""Of the straight line between two points on the map: no way is shorter, however they were read."""


def cautions(
    figures: dict[str, Any], site: Site, stated: Cases, cases: Cases, own: OwnYear | None
) -> list[str]:
    """Codes of what a careful reader should be told beside the verdict."""
    scop, peak = figures["heat.heat_pump_scop"], stated["network.peak_load_mw"][0, 0]
    delivered, topped_up = figures["heat.delivered_gwh"], figures["heat.topped_up_gwh"]
    country = cases["country"][0, 0]
    flags = {
        "implied_peak": bool(abs(figures["heat.network_peak_mw"] / peak - 1) > PEAK_TOLERANCE),
        "extrapolated": figures["heat.extrapolated"] > 0,
        **_of_the_machine(figures, stated),
        "all_direct": bool(np.isnan(scop) and delivered > topped_up == 0),
        "no_heat": figures["heat.delivered_gwh"] <= 0,
        "summer_off": figures["criteria.summer_offtake.value"] < 0.05,
        "no_room": figures["price.room_eur_per_mwh"] < 0,
        "country_unknown": bool(np.isnan(country)),
        "country_without_data": country == len(countries()) - 1,
        **_of_the_place(site, own),
        **_of_the_way(site),
        **_pump_head(figures["connection.pump_head_bar"]),
        "zero_distance": figures["connection.distance_km"] <= 0,
        "machine_left_away": _left_away(figures, stated),
        "fuel_ends": _ends_within(figures, cases),
        "today_is_listed": several(cases) and _single_beside(stated),
    }
    return [code for code, raised in flags.items() if raised]


def _of_the_machine(figures: dict[str, Any], stated: Cases) -> dict[str, bool]:
    """Whether a machine holds these temperatures, and why its COP is above the guide's."""
    scop, beyond = figures["heat.heat_pump_scop"], REASONS.index("stated_beyond")
    exchanged = figures["heat.direct_fraction"] >= NOTICED_FRACTION
    return {
        "no_machine": bool(np.isnan(figures["heat.refrigerant"]) and scop > 0),
        "machine_beyond": bool(figures["heat.machine_reason"] == beyond and scop > 0),
        **_high_cop(scop, stated, exchanged=bool(exchanged)),
    }


def _high_cop(scop: float, stated: Cases, *, exchanged: bool) -> dict[str, bool]:
    """A COP above the guide's, with what makes it so: a supplier's point, the exchanger, or the
    small lift alone."""
    quoted = not np.isnan(stated[COP].item(0))
    why = "_quoted" if quoted else "" if exchanged else "_alone"
    return {f"cop_above_guide{why}": bool(scop > GUIDE_HIGHEST_COP)}


def _of_the_way(site: Site) -> dict[str, bool]:
    """A way entered that does not fit the two points; none entered where they lie far apart."""
    points, way = list(points_of(site).values()), site.connection
    line = float(great_circle_km(*points[0], *points[1])) if len(points) == len(PLACES) else 0.0
    entered = [km for km in (way.route_km, way.distance_km) if km is not None]
    return {
        "way_too_short": any(km < SHORTER * line for km in entered),
        "points_apart": not entered and line > limits("connection.distance_km")[1],
    }


def _pump_head(bar: float) -> dict[str, bool]:
    """A head that the pipes' usual pressure classes do not hold."""
    usual, highest = (value(f"connection.{name}_pressure_bar") for name in ("usual", "highest"))
    return {"pump_head_high": usual < bar <= highest, "pump_head_beyond": bar > highest}


def _of_the_place(site: Site, own: OwnYear | None) -> dict[str, bool]:
    """What does not fit the points on the map: the country, the sea, a climate from far away."""
    own_weather = own is not None and "outdoor_c" in own.series
    points, known = list(points_of(site).values()), country_by_borders(site)
    ends = site.network, site.data_centre
    apart = max((nearest_city(*point).km for point in points[:1]), default=0.0)
    return {
        "country_differs": bool(site.country and known) and site.country != known,
        "half_a_point": any((end.latitude is None) != (end.longitude is None) for end in ends),
        "place_at_sea": any(not country_at(*point) for point in points),
        "climate_far": not own_weather and apart > value("climate.near_km"),
    }


def _left_away(figures: dict[str, Any], stated: Cases) -> bool:
    """Whether a heat pump that is stated would lift next to nothing."""
    wanted = stated["plant.heat_pump_capacity_mw"].item(0)
    built = figures["heat.heat_pump_capacity_mw"]
    return bool(wanted > 0 and built <= 0 < figures["heat.delivered_gwh"])


def _single_beside(stated: Cases) -> bool:
    """Whether one heat source or its cost is stated that the list of several does not bear out."""
    kind, cost = stated["network.heat_source_today"].item(0), stated[COST_TODAY].item(0)
    listed = [stated[f"network.heat_sources_today.{n}.kind"].item(0) for n in range(HEAT_UNITS)]
    return bool(not np.isnan(cost) or (not np.isnan(kind) and kind not in listed))


def _ends_within(figures: dict[str, Any], cases: Cases) -> bool:
    """Whether law ends the fuel of today's heat before the contract does."""
    years = contract_years(cases, int(cases["contract.term_years"].item(0)))
    return bool(figures["price.today_last_year"] < years.max())
