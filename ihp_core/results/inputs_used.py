"""For every input: what it was worth to the chain, where from, on whose authority."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from ihp_core.operation.todays_heat import CARBON, FUEL_PRICES, FUELS, several, trades
from ihp_core.results.results import Input, Origin
from ihp_core.site.cases import HEAT_UNITS, Cases
from ihp_core.site.defaults import RULES, rule_scope
from ihp_core.site.filling import NUMBERS, POSSIBLE, alternatives, decoded
from ihp_core.site.inputs import stated as stated_value
from ihp_core.site.places import country_by_borders
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption
from ihp_core.viability.cautions import PEAK_TOLERANCE
from ihp_core.year.measured.year import OwnYear, sources

CHAIN_SOURCES = {
    "plant.heat_pump_capacity_mw": "sizing.tolerance_fraction",
    "plant.refrigerant": "heat_pump.machine_order",
    "network.annual_heat_gwh": "network.plant_share_of_peak_fraction",
    "network.peak_load_mw": "network.plant_share_of_peak_fraction",
    "network.summer_load_mw": "network.base_load_fraction",
}
HEAT_COST, KIND = "network.heat_cost_today_eur_per_mwh", "network.heat_source_today"
PEAK, SUMMER = "network.peak_load_mw", "network.summer_load_mw"

RULES_BY_PATH = {rule.path: rule for rule in RULES}


def inputs(
    site: Site,
    stated: Cases,
    cases: Cases,
    decided: dict[str, Array],
    own: OwnYear | None = None,
) -> dict[str, Input]:
    """Every input of the first case by its path.

    ``decided`` holds what the chain found for inputs that neither the site nor a default fixes;
    in ``stated`` the figures of a measured year have taken their place.
    """
    used: dict[str, Input] = {}
    measured = sources(own) if own else {}
    for path in NUMBERS:
        if path in measured:
            figure = float(stated[path].item(0))
            used[path] = Input(value=figure, origin="own", source=measured[path])
        elif not np.isnan(stated[path].item(0)):
            entered = stated_value(site, path)
            used[path] = Input(value=entered, origin="stated", source=site.notes.get(path, ""))
        elif path in RULES_BY_PATH:
            rule = RULES_BY_PATH[path]
            usual = _usual(path, site, cases)
            used[path] = _by_default(rule.origin, rule.key, rule_scope(rule, cases), usual)
        else:
            used[path] = _by_the_chain(path, decided.get(path))
    used |= _with_sources(cases, decided, used) | _peak_instead(stated, decided)
    return used | {POSSIBLE: _alternatives(site, cases)}


def _usual(path: str, site: Site, cases: Cases) -> float | str | bool | None:
    """What an input counts as that nobody stated; a country without data by its own letters."""
    usual = decoded(path, cases[path].item(0))
    return usual or country_by_borders(site) or usual if path == "country" else usual


def _peak_instead(stated: Cases, decided: dict[str, Array]) -> dict[str, Input]:
    """The peak that counts where the stated one goes with no load of the year's heat."""
    peak, used = stated[PEAK].item(0), float(decided[PEAK][0])
    if np.isnan(peak) or abs(used / peak - 1) <= PEAK_TOLERANCE:
        return {}
    source = assumption(CHAIN_SOURCES[SUMMER]).source
    return {PEAK: Input(value=used, origin="formula", source=source)}


def _with_sources(
    cases: Cases, decided: dict[str, Any], used: dict[str, Input]
) -> dict[str, Input]:
    """What the chain worked out from prices, each with the source of the price it took."""
    sources_of = {HEAT_COST: _of_todays_heat, CARBON: _of_carbon}
    return {
        path: used[path].model_copy(update={"source": source(cases, decided, used)})
        for path, source in sources_of.items()
        if used[path].origin == "formula"
    }


def _of_todays_heat(cases: Cases, decided: dict[str, Any], used: dict[str, Input]) -> str:
    """Where the cost of today's heat is from: the price of its fuel, its upkeep where it has none;
    of several units each of these once."""
    codes = [cases[f"network.heat_sources_today.{n}.kind"].item(0) for n in range(HEAT_UNITS)]
    units = [code for code in codes if not np.isnan(code)] if several(cases) else []
    kinds = [str(decoded(KIND, code)) for code in units or [cases[KIND].item(0)]]
    return "; ".join(dict.fromkeys(_of_kind(kind, cases, used) for kind in kinds))


def _of_kind(kind: str, cases: Cases, used: dict[str, Input]) -> str:
    """Where the cost of one kind of heat is from."""
    fuel = FUELS.index(assumption("heat_source.fuel", kind).choice)
    upkeep = assumption("heat_source.variable_om_eur_per_mwh", kind).source
    if fuel >= len(FUEL_PRICES):
        return upkeep
    price = FUEL_PRICES[fuel]
    if price not in used:
        return assumption(price, _country(cases)).source
    return used[price].source or upkeep  # of a price that was stated without a note


def _of_carbon(cases: Cases, decided: dict[str, Any], used: dict[str, Input]) -> str:
    """Emissions trading from a peak up, else the country's own price."""
    trading = bool(trades(cases, np.asarray(decided[PEAK])).item(0))
    key = "market.emissions_trading_eur_per_t" if trading else CARBON
    return assumption(key, _country(cases)).source


def _country(cases: Cases) -> str:
    code = cases["country"].item(0)
    return "" if np.isnan(code) else str(decoded("country", code))


def _alternatives(site: Site, cases: Cases) -> Input:
    """What the operator could build instead, the names with a space between."""
    names = alternatives(cases)
    if stated_value(site, POSSIBLE) is not None:
        return Input(value=names, origin="stated", source=site.notes.get(POSSIBLE, ""))
    return Input(value=names, origin="table", source=assumption("alternative.possible", "").source)


@lru_cache(maxsize=1024)
def _by_default(origin: Origin, key: str, scope: str, usual: float | str | bool | None) -> Input:
    return Input(value=usual, origin=origin, source=assumption(key, scope).source)


def _by_the_chain(path: str, decided: Any) -> Input:
    known = decided is not None and not np.isnan(decided[0])
    key = CHAIN_SOURCES.get(path)
    return Input(
        value=decoded(path, decided[0]) if known else None,
        origin="sizing" if path.startswith("plant.") else "formula",
        source=assumption(key).source if key else "",
    )
