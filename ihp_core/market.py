"""What heat costs the operator today at the margin, and the price of carbon.

The unit whose fuel is saved in an hour is the most expensive one that would run; capital does
not count, since boilers stay as back-up.
"""

from __future__ import annotations

from functools import cache
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from ihp_core.assumptions import Array, assumption, every, some, value
from ihp_core.climate import HOURS_OF_YEAR
from ihp_core.columns import HEAT_UNITS, Cases, countries, scoped
from ihp_core.hours import Hours
from ihp_core.kinds import HeatSource
from ihp_core.limits import between

KINDS = get_args(HeatSource)
FUELS = ("gas", "wood_chips", "electricity", "none")
FUEL_PRICES = (
    "market.gas_price_eur_per_mwh",
    "market.wood_chips_eur_per_mwh",
    "market.electricity_price_eur_per_mwh",
)
NO_COST: Array = np.zeros((1, 1))
SMALLEST_MWH = 1e-9
GAS_BOILER = KINDS.index("gas_boiler")


def carbon_price_eur_per_t(cases: Cases, peak_mw: Array) -> Array:
    """Stated, else emissions trading from 20 MW network peak up, else the national price."""
    key = "market.carbon_price_eur_per_t"
    trading = peak_mw >= cases["market.ets_threshold_mw"]
    usual = np.where(trading, value(key, "ets"), value(key))
    return np.where(np.isnan(cases[key]), usual, cases[key])


def running_cost(cases: Cases, kind: Array, return_c: Array, carbon: Array) -> Array:
    """Marginal cost of heat of a kind of unit [EUR/MWh], (rows, hours) or (rows, 1).

    Fuel and carbon per efficiency, plus variable maintenance, less the electricity a CHP
    would have sold. Only the gas boiler follows the return temperature, by condensing.
    """
    burnt = _fuels()[kind.astype(int)]
    price = np.choose(burnt, [cases[key] for key in FUEL_PRICES] + [NO_COST])
    factor = scoped("heat_source.carbon_t_per_mwh", FUELS, burnt)
    sold = scoped("heat_source.power_per_heat", KINDS, kind) * _wholesale(cases)
    upkeep = scoped("heat_source.variable_om_eur_per_mwh", KINDS, kind)
    burnt_cost = (price + factor * carbon) / _efficiency(cases, kind, return_c)
    return np.asarray(burnt_cost + (upkeep - sold))


@cache
def _fuels() -> NDArray[np.intp]:
    """The fuel of each kind of unit, by its place in ``FUELS``."""
    return np.array([FUELS.index(assumption("heat_source.fuel", name).choice) for name in KINDS])


def _wholesale(cases: Cases) -> Array:
    place = np.where(np.isnan(cases["country"]), len(countries()) - 1, cases["country"])
    return scoped("market.wholesale_electricity_eur_per_mwh", countries(), place)


def _efficiency(cases: Cases, kind: Array, return_c: Array) -> Array:
    """Heat per fuel; the gas boiler's rises as its flue gas condenses at low returns."""
    usual = scoped("heat_source.efficiency", KINDS, kind)
    if not some(kind == GAS_BOILER):
        return usual
    none, full = (value("heat_source.condensing_return_c", scope) for scope in ("none", "full"))
    condensing = between((none - return_c) / (none - full), 0, 1)
    gain = value("heat_source.condensing_efficiency", "gas_boiler") - usual
    return usual + np.where(kind == GAS_BOILER, gain, 0.0) * condensing


def power_price(cases: Cases, hours: Hours, power_mw: Array) -> Array:
    """Electricity price at the hours of a power's use [EUR/MWh], (rows, 1).

    A measured price moves around the all-in price as it moves around its own mean.
    """
    usual, own = (
        cases["market.electricity_price_eur_per_mwh"],
        hours.own.get("electricity_price_eur_per_mwh"),
    )
    if own is None:
        return usual
    used, mean = hours.total(power_mw), hours.total(own) / HOURS_OF_YEAR
    at_use = hours.total(own * power_mw) / np.maximum(used, SMALLEST_MWH)
    return np.where(used > 0, usual + at_use - mean, usual)


def displaced_cost(
    cases: Cases, load_mw: Array, delivered_mw: Array, return_c: Array, carbon: Array
) -> Array:
    """Running cost of the heat the plant displaces in each hour [EUR/MWh]."""
    single = running_cost(cases, cases["network.heat_source_today"], return_c, carbon)
    stated = cases["network.heat_cost_today_eur_per_mwh"]
    if not every(np.isnan(stated)):
        single = np.where(np.isnan(stated), single, stated)
    first = cases["network.heat_sources_today.0.kind"]
    if every(np.isnan(first)):
        return single
    merit = _merit_order(cases, load_mw, delivered_mw, return_c, carbon)
    return np.where(np.isnan(first), single, merit)


def _merit_order(
    cases: Cases, load_mw: Array, delivered_mw: Array, return_c: Array, carbon: Array
) -> Array:
    """Cost of what the units, cheapest first, no longer give when the plant delivers."""
    units = [_unit(cases, place, return_c, carbon) for place in range(HEAT_UNITS)]
    shape = np.broadcast_shapes(load_mw.shape, *(cost.shape for cost, _ in units))
    costs = np.stack([np.broadcast_to(cost, shape) for cost, _ in units])
    sizes = np.stack([np.broadcast_to(size, shape) for _, size in units])
    order = np.argsort(costs, axis=0)
    costs, sizes = (np.take_along_axis(found, order, 0) for found in (costs, sizes))
    full = np.cumsum(sizes, axis=0)
    needed = np.maximum(load_mw - cases["network.must_run_mw"], 0)
    left = np.maximum(needed - delivered_mw, 0)
    given = np.minimum(needed, full) - np.minimum(left, full)
    by_unit = np.diff(given, axis=0, prepend=0.0)
    saved = np.maximum(needed - left, 1e-12)
    known = np.where(np.isfinite(costs), costs, 0.0)
    dearest = np.where(np.isfinite(costs), costs, -np.inf).max(axis=0)
    rest = np.maximum(saved - by_unit.sum(axis=0), 0)
    return np.asarray(((known * by_unit).sum(axis=0) + dearest * rest) / saved)


def _unit(cases: Cases, place: int, return_c: Array, carbon: Array) -> tuple[Array, Array]:
    """Cost and capacity of one stated unit; an absent one is infinitely dear and gives none."""
    prefix = f"network.heat_sources_today.{place}."
    kind, stated = cases[prefix + "kind"], cases[prefix + "cost_eur_per_mwh"]
    absent = np.isnan(kind)
    cost = running_cost(cases, np.where(absent, KINDS.index("other"), kind), return_c, carbon)
    cost = np.where(np.isnan(stated), cost, stated)
    size = cases[prefix + "capacity_mw"]
    size = np.where(absent, 0.0, np.where(np.isnan(size), 1e9, size))
    return np.where(absent, np.inf, cost), size
