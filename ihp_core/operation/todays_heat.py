"""What heat costs the operator today at the margin, and the price of carbon.

The unit whose fuel is saved in an hour is the most expensive one that would run; capital does
not count, since boilers stay as back-up.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from ihp_core.operation.electricity import moving_part, swing, wholesale
from ihp_core.site.cases import HEAT_UNITS, Cases, choices, scoped
from ihp_core.site.fields import HeatSource
from ihp_core.site.places import country_place
from ihp_core.tables.arrays import Array, Flags, between, every, some
from ihp_core.tables.assumptions import assumption, value
from ihp_core.year.hours import Hours

KINDS = get_args(HeatSource)
FUELS = ("gas", "oil", "coal", "lignite", "wood_chips", "electricity", "none")
CARBON = "market.carbon_price_eur_per_t"
FUEL_PRICES = (
    *(f"market.{fuel}_price_eur_per_mwh" for fuel in ("gas", "oil", "coal", "lignite")),
    "market.wood_chips_eur_per_mwh",
    "market.electricity_price_eur_per_mwh",
)
NO_COST: Array = np.zeros((1, 1))
SMALLEST_MW = 1e-12
CONDENSING = ("gas_boiler", "biomass_boiler")
"""Boilers whose efficiency hangs on the return."""


def trades(cases: Cases, peak_mw: Array) -> Flags:
    """Whether a network of this peak takes part in emissions trading, (rows, 1)."""
    return np.asarray(peak_mw >= cases["market.ets_threshold_mw"])


def carbon_price_eur_per_t(cases: Cases, peak_mw: Array) -> Array:
    """Stated, else that of emissions trading from 20 MW network peak up, else the national one."""
    country, names = country_place(cases), choices("country")
    trading = scoped("market.emissions_trading_eur_per_t", names, country)
    usual = np.where(trades(cases, peak_mw), trading, scoped(CARBON, names, country))
    return np.where(np.isnan(cases[CARBON]), usual, cases[CARBON])


def running_cost(cases: Cases, hours: Hours, kind: Array, return_c: Array, carbon: Array) -> Array:
    """Marginal cost of heat of a kind of unit [EUR/MWh], (rows, hours) or (rows, 1).

    Fuel and carbon per efficiency, plus variable maintenance, less the electricity a CHP
    would have sold. Boilers follow the return temperature, by condensing; what
    draws or sells electricity follows its price.
    """
    burnt = fuels()[kind.astype(int)]
    price = np.choose(burnt, [cases[key] for key in FUEL_PRICES] + [NO_COST])
    factor = scoped("heat_source.carbon_t_per_mwh", FUELS, burnt)
    sold = scoped("heat_source.power_per_heat", KINDS, kind) * wholesale(cases)
    upkeep = scoped("heat_source.variable_om_eur_per_mwh", KINDS, kind)
    burnt_cost = (price + factor * carbon) / efficiency(cases, kind, return_c)
    usual = burnt_cost + (upkeep - sold)
    drawn = burnt == FUELS.index("electricity")
    if not (some(drawn) or some(sold != 0)):
        return np.asarray(usual)
    return np.asarray(usual + _with_the_exchange(cases, hours, kind, drawn))


def _with_the_exchange(cases: Cases, hours: Hours, kind: Array, drawn: Flags) -> Array:
    """What an hour's electricity price adds to the cost of heat that draws or sells it."""
    heat_per_power = scoped("heat_source.efficiency", KINDS, kind)
    bought = np.where(drawn, swing(hours, moving_part(cases)), 0.0) / heat_per_power
    sold = scoped("heat_source.power_per_heat", KINDS, kind)
    return np.asarray(bought - sold * swing(hours, wholesale(cases)))


@cache
def fuels() -> NDArray[np.intp]:
    """The fuel of each kind of unit, by its place in ``FUELS``."""
    return np.array([FUELS.index(assumption("heat_source.fuel", name).choice) for name in KINDS])


def efficiency(cases: Cases, kind: Array, return_c: Array) -> Array:
    """Heat per fuel; a boiler's rises as its flue gas condenses at low returns."""
    usual = scoped("heat_source.efficiency", KINDS, kind)
    for name in CONDENSING:
        here = kind == KINDS.index(name)
        if some(here):
            gain = _by_condensing(name, return_c)
            usual = usual + (gain if every(here) else np.where(here, gain, 0.0))
    return usual


def _by_condensing(kind: str, return_c: Array) -> Array:
    """What condensing adds to the efficiency of a boiler at a return [-]."""
    none, full = (
        value("heat_source.condensing_return_c", f"{kind}.{end}") for end in ("none", "full")
    )
    gain = value("heat_source.condensing_efficiency", kind) - value("heat_source.efficiency", kind)
    return np.asarray(gain * between((none - return_c) / (none - full), 0, 1))


def carbon_per_heat(cases: Cases, return_c: Array) -> Array:
    """Carbon of today's single source [t/MWh heat], (rows, hours) or (rows, 1); none in a cost
    that is stated."""
    kind = cases["network.heat_source_today"]
    factor = scoped("heat_source.carbon_t_per_mwh", FUELS, fuels()[kind.astype(int)])
    factor = np.where(np.isnan(cases["network.heat_cost_today_eur_per_mwh"]), factor, 0.0)
    if not some(factor > 0):
        return NO_COST
    return np.asarray(factor / efficiency(cases, kind, return_c))


def several(cases: Cases) -> bool:
    """Whether any case names units that run one after the other."""
    return not every(np.isnan(cases["network.heat_sources_today.0.kind"]))


class Delivery(NamedTuple):
    """The network's load and what of it is delivered [MW], its return [°C], all hourly, and what
    carbon costs [EUR/t], (rows, 1)."""

    load_mw: Array
    delivered_mw: Array
    return_c: Array
    carbon_eur_per_t: Array


def displaced_cost(cases: Cases, hours: Hours, heat: Delivery) -> Array:
    """Running cost of the heat the plant displaces in each hour [EUR/MWh]."""
    _, _, back, carbon = heat
    single = running_cost(cases, hours, cases["network.heat_source_today"], back, carbon)
    stated = cases["network.heat_cost_today_eur_per_mwh"]
    if not every(np.isnan(stated)):
        single = np.where(np.isnan(stated), single, stated)
    if not several(cases):
        return single
    merit = _merit_order(cases, hours, heat)
    return np.where(np.isnan(cases["network.heat_sources_today.0.kind"]), single, merit)


def _merit_order(cases: Cases, hours: Hours, heat: Delivery) -> Array:
    """Cost of what the units, cheapest first, no longer give when the plant delivers."""
    displaced = displaced_units(cases, hours, heat)
    saved = np.maximum(displaced.power_mw.sum(axis=0), SMALLEST_MW)
    return np.asarray((displaced.cost * displaced.power_mw).sum(axis=0) / saved)


class Displaced(NamedTuple):
    """What each unit no longer gives [MW] and its cost [EUR/MWh], (units, rows, hours)."""

    cost: Array
    power_mw: Array


def displaced_units(cases: Cases, hours: Hours, heat: Delivery) -> Displaced:
    """What each of the stated units no longer gives; those that run last, the dearest, first.

    What the stated capacities cannot give counts as the dearest unit's.
    """
    load_mw, delivered_mw, return_c, carbon = heat
    units = [_unit(cases, hours, index, return_c, carbon) for index in range(HEAT_UNITS)]
    flows = (load_mw.shape, delivered_mw.shape)
    shape = np.broadcast_shapes(*flows, *(part.shape for unit in units for part in unit))
    costs = np.stack([np.broadcast_to(cost, shape) for cost, _ in units])
    sizes = np.stack([np.broadcast_to(size, shape) for _, size in units])
    order = np.argsort(costs, axis=0)
    full = np.cumsum(np.take_along_axis(sizes, order, 0), axis=0)
    needed = np.maximum(load_mw - cases["network.must_run_mw"], 0)
    left = np.maximum(needed - delivered_mw, 0)
    displaced = np.minimum(needed, full) - np.minimum(left, full)
    in_order = np.diff(displaced, axis=0, prepend=0.0)
    by_unit = np.zeros(costs.shape)
    np.put_along_axis(by_unit, order, in_order, axis=0)
    return Displaced(
        np.where(np.isfinite(costs), costs, 0.0), _with_rest(by_unit, costs, needed - left)
    )


def _with_rest(by_unit: Array, costs: Array, saved: Array) -> Array:
    """What the stated capacities cannot give added to the dearest unit's."""
    dearest = np.where(np.isfinite(costs), costs, -np.inf).argmax(axis=0)[None]
    rest = np.maximum(saved - by_unit.sum(axis=0), 0)[None]
    last = np.take_along_axis(by_unit, dearest, 0) + rest
    np.put_along_axis(by_unit, dearest, last, axis=0)
    return by_unit


def _unit(
    cases: Cases, hours: Hours, index: int, return_c: Array, carbon: Array
) -> tuple[Array, Array]:
    """Cost and capacity of one stated unit; an absent one is infinitely dear and gives none."""
    prefix = f"network.heat_sources_today.{index}."
    kind, stated = cases[prefix + "kind"], cases[prefix + "cost_eur_per_mwh"]
    absent = np.isnan(kind)
    known = np.where(absent, KINDS.index("other"), kind)
    cost = running_cost(cases, hours, known, return_c, carbon)
    cost = np.where(np.isnan(stated), cost, stated)
    size = cases[prefix + "capacity_mw"]
    size = np.where(absent, 0.0, np.where(np.isnan(size), 1e9, size))
    return np.where(absent, np.inf, cost), size
