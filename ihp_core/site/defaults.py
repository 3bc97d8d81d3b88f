"""How every unstated input is filled: by a row or a formula that may use what is above it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.fields import Adds
from ihp_core.site.inputs import cost_lines
from ihp_core.site.places import (
    country_of,
    country_place,
    distance_km,
    electricity_price,
    power_presets,
    preset_place,
)
from ihp_core.tables.arrays import Array

GENERATIONS = ("4G", "3G")
RAMP, FIRST_LOAD = "data_centre.ramp_up_years", "data_centre.first_year_load_fraction"
RUNNING = "data_centre.running_years"
"""How long the data centre has run when the contract starts [a], nan where nobody states it."""
ONLY: Array = np.zeros((1, 1))  # the code of a table row without scopes


@dataclass(frozen=True)
class DefaultRule:
    """How one input is filled, and the assumption whose figure that is."""

    path: str
    origin: Literal["table", "formula"]
    formula: Callable[[Cases], Array]
    key: str
    by: str = ""


def _row(path: str, by: str = "", key: str = "") -> DefaultRule:
    """A figure straight from the table, for the scope that column ``by`` names."""
    key = key or path
    if not by:
        return DefaultRule(path, "table", lambda _: scoped(key, ("",), ONLY), key)
    return DefaultRule(
        path, "table", lambda c: scoped(key, _scopes(by), _scope_codes(c, by)), key, by
    )


def _formula(path: str, formula: Callable[[Cases], Array], key: str, by: str = "") -> DefaultRule:
    return DefaultRule(path, "formula", formula, key, by)


def _scopes(by: str) -> tuple[str, ...]:
    if by == "connection":
        return power_presets()
    return GENERATIONS if by == "generation" else choices(by)


def _scope_codes(cases: Cases, by: str) -> Array:
    if by == "connection":
        return preset_place(cases)
    if by != "generation":
        return country_place(cases) if by == "country" else cases[by]
    old = cases["network.supply_winter_c"] > cases["network.fourth_generation_supply_c"]
    return np.asarray(old, float)


def _by_generation(cases: Cases, key: str) -> Array:
    return scoped(key, GENERATIONS, _scope_codes(cases, "generation"))


def _source_drop(cases: Cases) -> Array:
    cooling = "data_centre.cooling"
    return scoped("data_centre.source_drop_k", choices(cooling), cases[cooling])


def _source_inlet(cases: Cases) -> Array:
    """By kind of cooling, or the usual drop above the cold side where that is known."""
    cooling = "data_centre.cooling"
    usual = scoped("data_centre.source_inlet_c", choices(cooling), cases[cooling])
    cold = cases["data_centre.source_outlet_c"]
    return np.where(np.isnan(cold), usual, cold + _source_drop(cases))


def _source_outlet(cases: Cases) -> Array:
    """The usual drop below the warm side, and never freezing."""
    return np.maximum(cases["data_centre.source_inlet_c"] - _source_drop(cases), 1.0)


def _first_year_load(cases: Cases) -> Array:
    """The usual load of a first year, grown by the years of a ramp-up that are over already.

    A ramp-up that is stated begins with the contract, whatever ran before.
    """
    usual, whole = (scoped(key, ("",), ONLY) for key in (FIRST_LOAD, RAMP))
    over = np.where(np.isnan(cases[RAMP]), np.minimum(cases[RUNNING] / whole, 1), np.nan)
    return np.where(np.isnan(over), usual, usual + (1 - usual) * over)


def _ramp_up(cases: Cases) -> Array:
    """The whole years that a new data centre still fills up; none where nobody says it is new."""
    left = np.ceil(scoped(RAMP, ("",), ONLY) - cases[RUNNING])
    return np.where(np.isnan(left), 0.0, np.maximum(left, 0))


def _supply_summer(cases: Cases) -> Array:
    """Set back from winter to what hot water needs, above a stated return, never above winter."""
    winter = cases["network.supply_winter_c"]
    floor = _by_generation(cases, "network.supply_summer_floor_c")
    setback = _by_generation(cases, "network.supply_summer_setback_k")
    above = cases["network.return_summer_c"] + cases["network.return_below_supply_k"]
    return np.minimum(winter, np.fmax(np.maximum(floor, winter - setback), above))


def _return(season: str, other: str) -> Callable[[Cases], Array]:
    """By generation, moved along with the other season's return, and below the supply."""

    def formula(cases: Cases) -> Array:
        usual = _by_generation(cases, f"network.return_{season}_c")
        apart = usual - _by_generation(cases, f"network.return_{other}_c")
        known = cases[f"network.return_{other}_c"]
        ceiling = cases[f"network.supply_{season}_c"] - cases["network.return_below_supply_k"]
        return np.minimum(np.where(np.isnan(known), usual, known + apart), ceiling)

    return formula


def _route(cases: Cases) -> Array:
    return cases["connection.distance_km"] * cases["connection.detour_factor"]


def _debt_years(cases: Cases) -> Array:
    """The usual tenor, within the contract that pays it back."""
    usual = scoped("contract.debt_years", ("",), ONLY)
    return np.minimum(usual, cases["contract.term_years"])


def _pipe_residual(cases: Cases) -> Array:
    """Book value at the end of the term, written off evenly over the pipe's life."""
    return np.maximum(1 - cases["contract.term_years"] / cases["finance.pipe_life_years"], 0)


_RULED: tuple[DefaultRule, ...] = (
    _formula("country", country_of, "country"),
    _row("data_centre.it_utilisation_fraction"),
    _row("data_centre.heat_capture_fraction", "data_centre.cooling"),
    _formula(
        "data_centre.source_inlet_c",
        _source_inlet,
        "data_centre.source_inlet_c",
        "data_centre.cooling",
    ),
    _formula(
        "data_centre.source_outlet_c",
        _source_outlet,
        "data_centre.source_drop_k",
        "data_centre.cooling",
    ),
    _row("data_centre.source_swing_k"),
    _row("data_centre.it_load_swing_fraction"),
    _formula(FIRST_LOAD, _first_year_load, FIRST_LOAD),
    _formula(RAMP, _ramp_up, RAMP),
    _row("data_centre.pue", "data_centre.cooling"),
    _row("data_centre.heat_price_eur_per_mwh"),
    _formula(
        "network.supply_summer_c", _supply_summer, "network.supply_summer_setback_k", "generation"
    ),
    _formula(
        "network.return_winter_c",
        _return("winter", "summer"),
        "network.return_winter_c",
        "generation",
    ),
    _formula(
        "network.return_summer_c",
        _return("summer", "winter"),
        "network.return_summer_c",
        "generation",
    ),
    _row("network.must_run_mw"),
    _row("network.heat_source_today", "country"),
    _row("network.accepts_top_up"),
    _row("connection.detour_factor"),
    _formula("connection.distance_km", distance_km, "connection.distance_km"),
    _formula("connection.route_km", _route, "connection.detour_factor"),
    _row("connection.ground"),
    _row("connection.local_load_fraction"),
    _row("connection.hydraulic_separation"),
    _row("connection.feed_in"),
    _row("connection.handover_c"),
    _row("plant.units"),
    _row("plant.max_supply_c"),
    _row("plant.buffer_m3"),
    _row("plant.firm_capacity_mw"),
    _row("plant.dispatch"),
    _row("market.flexibility_eur_per_mw_year"),
    _row("market.electricity_connection"),
    _formula(
        "market.electricity_price_eur_per_mwh",
        electricity_price,
        "market.electricity_price_eur_per_mwh",
        "connection",
    ),
    _row("market.gas_price_eur_per_mwh", "country"),
    *(
        _row(f"contract.{name}")
        for name in (
            "structure",
            "term_years",
            "discount_rate_fraction",
            "grant_fraction",
            "minimum_volume_fraction",
            "room_share_fraction",
            "escalator_fraction",
            "market_element_fraction",
            "fall_per_k_fraction",
            "no_price_above_c",
            "collar_low_fraction",
            "collar_high_fraction",
            "summer_price_fraction",
            "winter_from_month",
            "winter_to_month",
            "availability_guarantee_fraction",
            "it_load_trigger_fraction",
            "closure_carried_by",
            "it_load_carried_by",
            "demand_carried_by",
            "debt_fraction",
            "debt_rate_fraction",
            "after_tax",
        )
    ),
    _formula("contract.debt_years", _debt_years, "contract.debt_years"),
    _formula("contract.pipe_residual_fraction", _pipe_residual, "contract.pipe_residual_fraction"),
)


RULES = (
    *_RULED,
    *(_row(path) for adds in get_args(Adds) for path in cost_lines(adds).values()),
)
"""Those named above, and of every input that only adds to the cost the figure of its row."""


def rule_scope(rule: DefaultRule, cases: Cases) -> str:
    """The scope of the table row that a rule takes for the first case."""
    if not rule.by:
        return ""
    return _scopes(rule.by)[int(_scope_codes(cases, rule.by).flat[0])]
