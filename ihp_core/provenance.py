"""For every input: what it was worth to the chain, where from, on whose authority."""

from __future__ import annotations

from typing import Any

import numpy as np

from ihp_core.assumptions import Array, assumption
from ihp_core.cases import decoded
from ihp_core.columns import NUMBERS, Cases
from ihp_core.defaults import RULES, rule_scope
from ihp_core.inputs import stated as stated_value
from ihp_core.results import Input
from ihp_core.site import Site

CHAIN_SOURCES = {
    "plant.heat_pump_capacity_mw": "sizing.tolerance_fraction",
    "network.annual_heat_gwh": "network.plant_share_of_peak_fraction",
    "network.peak_load_mw": "network.plant_share_of_peak_fraction",
    "network.summer_load_mw": "network.base_load_fraction",
    "network.heat_cost_today_eur_per_mwh": "market.gas_price_eur_per_mwh",
    "market.carbon_price_eur_per_t": "market.carbon_price_eur_per_t",
}


def inputs(site: Site, cases: Cases, decided: dict[str, Array]) -> dict[str, Input]:
    """Every input by its path.

    ``decided`` holds what the chain found for inputs that neither the site nor a default fixes.
    """
    by_path = {rule.path: rule for rule in RULES}
    found: dict[str, Input] = {}
    for path in NUMBERS:
        given = stated_value(site, path)
        if given is not None:
            found[path] = Input(value=given, origin="stated", source=site.notes.get(path, ""))
        elif path in by_path:
            rule = by_path[path]
            row = assumption(rule.key, rule_scope(rule, cases))
            worth = decoded(path, float(cases[path][0, 0]))
            found[path] = Input.model_validate(
                {"value": worth, "origin": rule.origin, "source": row.source}
            )
        else:
            found[path] = _by_the_chain(path, decided.get(path))
    return found


def _by_the_chain(path: str, worth: Any) -> Input:
    known = worth is not None and not np.isnan(worth[0])
    key = CHAIN_SOURCES.get(path)
    return Input(
        value=float(worth[0]) if known else None,
        origin="sizing" if path.startswith("plant.") else "formula",
        source=assumption(key).source if key else "",
    )
