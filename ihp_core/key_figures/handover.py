"""What a planner needs of the hand-over: both ends of the pipe, flows, reserve, outage, space.

Availability is left aside: these figures say what the plant gives while it can run, or fails to
give when it cannot.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.economics.outcome import Outcome
from ihp_core.operation.heat_year import carried_mw_per_k
from ihp_core.operation.network import Size, local_limit_mw
from ihp_core.operation.plant_hour import NONE_MW
from ihp_core.plant.pipe import flow_m3_per_s
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, Flags, ratio
from ihp_core.year.hours import AVERAGING_HOURS, Hours

FEEDS = ("supply_line", "raised_return")
OUTAGE_H, DAY_H, NIGHTS_H = float(AVERAGING_HOURS), 24.0, 72.0
REMEMBERED = 64
ONE_K: Array = np.ones((1, 1))


class _Moments(NamedTuple):
    """Places of the hours looked at, the coldest first, and the share of each in a mean."""

    places: NDArray[np.intp]
    outage: Array
    coldest_day: Array
    summer_night: Array

    def in_the_coldest(self, figure: Array) -> Array:
        """An hourly figure in the coldest hour, (rows, 1)."""
        coldest = self.places[0]
        return figure if figure.shape[1] == 1 else figure[:, coldest : coldest + 1]


@lru_cache(maxsize=REMEMBERED)
def _moments(hours: Hours) -> _Moments:
    """The coldest 72 hours, the last day of them, and the summer nights.

    Of real hours the coldest 72 are one spell; of typical hours the coldest strata that make
    them up. Summer nights are the 72 hours of June to August with the lowest usual load.
    """
    cold, summer = coldest(hours), np.flatnonzero(hours.summer[0] > 0)
    quiet = summer[np.argsort(hours.usual_load[0, summer], kind="stable")]
    night = quiet[: _reached(hours.weight_h[0, quiet], NIGHTS_H)]
    spells = [_shares(hours.weight_h[0, cold], amount) for amount in (OUTAGE_H, DAY_H)]
    outage, day = (np.concatenate([spell, 0.0 * night])[:, None] for spell in spells)
    nights = np.concatenate([0.0 * cold, _shares(hours.weight_h[0, night], NIGHTS_H)])[:, None]
    return _Moments(np.concatenate([cold, night]), outage, day, nights)


def coldest(hours: Hours) -> NDArray[np.intp]:
    """The hours of the coldest spell, the coldest first."""
    if hours.spread is not None:
        order = np.argsort(-hours.cold_fraction[0], kind="stable")
        return order[: _reached(hours.weight_h[0, order], OUTAGE_H)]
    last = int(np.argmax(hours.cold_fraction[0]))
    return np.arange(last, last - AVERAGING_HOURS, -1) % hours.cold_fraction.size


def _reached(weight: Array, amount: float) -> int:
    """How many of the hours make up an amount."""
    return int(np.searchsorted(np.cumsum(weight), amount * (1 - 1e-9))) + 1


def _shares(weight: Array, amount: float) -> Array:
    """The share of each hour in a mean over the first ones that make up an amount."""
    before = np.cumsum(weight) - weight
    counted = np.minimum(weight, np.maximum(amount - before, 0))
    return np.asarray(counted / counted.sum())


def handover_figures(
    cases: Cases, hours: Hours, network: Size, outcome: Outcome
) -> tuple[dict[str, Array], dict[str, Array]]:
    """Figures of the connection and of the plant, by the names of the contract.

    The flow on the coldest day and on a summer night is the mean over the hours that count,
    those in which the plant stands with it; a source that feeds all year may carry more water
    in summer, where the network's supply and return lie closer together.
    """
    when, boundary = _moments(hours), outcome.year.boundary
    delivered, flow = _in_operation(outcome, when.places)
    connection = {
        "feed": _feed(outcome),
        "coldest_day_flow_m3_per_h": _mean(flow, when.coldest_day),
        "summer_night_flow_m3_per_h": _mean(flow, when.summer_night),
        "local_limit_mw": local_limit_mw(
            cases,
            *map(when.in_the_coldest, (boundary.load_mw, boundary.supply_c, boundary.return_c)),
        ),
    }
    lost = OUTAGE_H * _mean(delivered, when.outage)
    carries = flow[:, :1] > 0
    return connection | _ends(cases, outcome, when, carries), _reliability(
        cases, network, outcome, lost
    )


def _in_operation(outcome: Outcome, places: NDArray[np.intp]) -> tuple[Array, Array]:
    """Heat metered [MW] and water through the plant [m3/h] without outages, (rows, places)."""

    def taken(figure: Array) -> Array:
        return figure if figure.shape[1] == 1 else np.take(figure, places, axis=1)

    whole, boundary = outcome.year.run, outcome.year.boundary
    back, full = taken(boundary.sink_inlet_c), taken(whole.duty.heat_mw)
    heat = taken(whole.lifting_energy) * full
    lifting = taken(whole.lifting)
    carried, share = carried_mw_per_k(heat, taken(whole.outlet_c), back), lifting * (full > NONE_MW)
    if whole.gives_alone:
        power, rest = taken(whole.alone_mw), taken(whole.demand) - lifting
        carried = carried + carried_mw_per_k(rest * power, taken(whole.alone_outlet_c), back)
        heat, share = heat + rest * power, share + rest * (power > NONE_MW)
    delivered = heat - np.minimum(taken(boundary.loss_mw) * share, heat)
    return delivered, 3600 * flow_m3_per_s(carried, ONE_K)


def _mean(figure: Array, shares: Array) -> Array:
    """Mean of a figure over the hours that count, (rows, 1)."""
    return figure if figure.shape[1] == 1 else figure @ shares


def _ends(cases: Cases, outcome: Outcome, when: _Moments, carries: Flags) -> dict[str, Array]:
    """Temperatures at both ends of the pipe in the coldest hour [°C]; nan while it carries none."""
    run, boundary, drop = outcome.year.run, outcome.year.boundary, outcome.built.drop
    lifting, outlet, alone, supply, returning, back = (
        when.in_the_coldest(figure)
        for figure in (
            run.lifting,
            run.outlet_c,
            run.alone_outlet_c,
            boundary.supply_c,
            boundary.return_c,
            boundary.sink_inlet_c,
        )
    )
    leaving = np.where(carries, np.where(lifting > 0, outlet, alone), np.nan)
    back, ground = np.where(carries, back, np.nan), cases["connection.ground_temperature_c"]
    return {
        "coldest_leaving_plant_c": leaving,
        "coldest_arriving_c": leaving - drop * (supply - ground),
        "coldest_returning_c": back + drop * (returning - ground),
        "coldest_back_at_plant_c": back,
    }


def _feed(outcome: Outcome) -> Array:
    """Index in ``FEEDS``: at supply temperature all year, or topped up in some hours."""
    topped_up = (outcome.year.topped_up_mw > 0).any(axis=1, keepdims=True)
    return np.where(outcome.heat_mwh > 0, topped_up.astype(float), np.nan)


def _reliability(
    cases: Cases, network: Size, outcome: Outcome, lost_mwh: Array
) -> dict[str, Array]:
    """Reserve, what a winter outage of three days costs, space and grid connection.

    The heat lost is replaced at today's running cost of the first year, which the plant saves;
    the grid connection is the one that its capital pays for.
    """
    built, spent = outcome.built, outcome.spent
    firm = np.minimum(cases["plant.firm_capacity_mw"], outcome.capacity_mw)
    needed = np.minimum(network.peak_mw, outcome.capacity_mw)
    replaced = outcome.worth.today.now + cases["cost.operator_added_eur_per_mwh"]
    grid_eur_per_mw = cases["cost.grid_connection_eur_per_kw"] * 1e3
    return {
        "firm_capacity_mw": firm,
        "reserve_mw": np.maximum(needed - firm, 0),
        "outage_heat_mwh": lost_mwh,
        "outage_cost_eur": np.where(lost_mwh > 0, lost_mwh * replaced, 0.0),
        "floor_area_m2": cases["heat_pump.floor_area_m2_per_mw"] * built.heat_pump_mw,
        "electrical_connection_mw": ratio(spent.lines["grid_connection"], grid_eur_per_mw),
    }
