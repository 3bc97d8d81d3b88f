"""What to be told beside the verdict, on its own because it judges nothing."""

from __future__ import annotations

from typing import Any

import numpy as np

from ihp_core.economics.todays_cost import contract_years
from ihp_core.plant.refrigerant import REASONS
from ihp_core.site.cases import Cases, countries

GUIDE_HIGHEST_COP = 6.0
NOTICED_FRACTION = 0.005
"""Of the heat: from here on the exchanger does a part of the work that is worth a word."""
PEAK_TOLERANCE = 0.15


def cautions(figures: dict[str, Any], stated: Cases, cases: Cases) -> list[str]:
    """Codes of what a careful reader should be told beside the verdict."""
    scop, peak = figures["heat.heat_pump_scop"], stated["network.peak_load_mw"][0, 0]
    delivered, topped_up = figures["heat.delivered_gwh"], figures["heat.topped_up_gwh"]
    country = cases["country"][0, 0]
    exchanged = figures["heat.direct_fraction"] >= NOTICED_FRACTION
    beyond = figures["heat.machine_reason"] == REASONS.index("stated_beyond")
    implied = abs(figures["heat.network_peak_mw"] / peak - 1) > PEAK_TOLERANCE
    flags = {
        "implied_peak": bool(implied),
        "extrapolated": figures["heat.extrapolated"] > 0,
        "no_machine": bool(np.isnan(figures["heat.refrigerant"]) and scop > 0),
        "machine_beyond": bool(beyond and scop > 0),
        "cop_above_guide": bool(scop > GUIDE_HIGHEST_COP and exchanged),
        "cop_above_guide_alone": bool(scop > GUIDE_HIGHEST_COP and not exchanged),
        "all_direct": bool(np.isnan(scop) and delivered > topped_up == 0),
        "no_heat": figures["heat.delivered_gwh"] <= 0,
        "summer_off": figures["criteria.summer_offtake.value"] < 0.05,
        "no_room": figures["price.room_eur_per_mwh"] < 0,
        "country_unknown": bool(np.isnan(country)),
        "country_without_data": country == len(countries()) - 1,
        "zero_distance": figures["connection.distance_km"] <= 0,
        "machine_left_away": _left_away(figures, stated),
        "fuel_ends": _ends_within(figures, cases),
    }
    return [code for code, raised in flags.items() if raised]


def _left_away(figures: dict[str, Any], stated: Cases) -> bool:
    """Whether a heat pump that is stated would lift next to nothing."""
    wanted = stated["plant.heat_pump_capacity_mw"].item(0)
    built = figures["heat.heat_pump_capacity_mw"]
    return bool(wanted > 0 and built <= 0 < figures["heat.delivered_gwh"])


def _ends_within(figures: dict[str, Any], cases: Cases) -> bool:
    """Whether law ends the fuel of today's heat before the contract does."""
    years = contract_years(cases, int(cases["contract.term_years"].item(0)))
    return bool(figures["price.today_last_year"] < years.max())
