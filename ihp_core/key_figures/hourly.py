"""The first case's year as hourly arrays (8760,), and how each hour is spent.

Availability is included in all amounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.economics.outcome import Outcome
from ihp_core.operation.data_centre import source_inlet_c, source_outlet_c
from ihp_core.operation.plant_hour import NONE_MW, NOTHING, Run
from ihp_core.site.cases import Cases
from ihp_core.tables.arrays import Array, Flags, ratio
from ihp_core.year.hours import Hours

Names = NDArray[np.str_]
REGIMES = ("direct", "preheat", "lift")
STEPS = ("too_dear", "supply_limit", "minimum_load")
REASONS = (*STEPS, "no_demand", "pipe_loss", "not_hot_enough")


@dataclass(frozen=True, eq=False)
class HourlyYear:
    """The year hour by hour, each array of shape (8760,)."""

    month: Array
    outdoor_c: Array
    load_mw: Array
    supply_c: Array
    return_c: Array
    source_inlet_c: Array
    source_outlet_c: Array
    delivered_mw: Array
    direct_mw: Array
    heat_pump_mw: Array
    source_used_mw: Array
    not_taken_mw: Array
    electricity_mw: Array
    pumping_mw: Array
    buffer_in_mw: Array
    buffer_out_mw: Array
    buffer_mwh: Array
    cop: Array
    regime: Names
    reason: Names


class Shares(NamedTuple):
    """Share of each hour spent in a regime, or off for a reason, (rows, hours).

    Outages are not in it: they cut each running hour alike. ``steps`` has the reasons of the
    off hours and of those in which the exchanger runs alone beside a heat pump that must stand.
    """

    regimes: dict[str, Array]
    reasons: dict[str, Array]
    steps: dict[str, Array]


def hourly_year(cases: Cases, hours: Hours, outcome: Outcome) -> HourlyYear:
    """Profiles, heat, electricity, COP, regime and reason of each hour of the first case."""
    spent, shape = spent_hours(outcome), hours.weight_h.shape
    profiles = _profiles(cases, hours) | _amounts(outcome)
    first = {name: np.broadcast_to(array[:1], shape)[0] for name, array in profiles.items()}
    regime, reason = _named(spent.regimes, "off", shape), _named(spent.steps, "", shape)
    stopped = (hours.outage[0] >= 1) & (regime != "off")
    return HourlyYear(
        **first,
        regime=np.where(stopped, "off", regime),
        reason=np.where(stopped, "outage", reason),
    )


def _profiles(cases: Cases, hours: Hours) -> dict[str, Array]:
    return {
        "month": hours.month,
        "outdoor_c": hours.outdoor_c,
        "source_inlet_c": source_inlet_c(cases, hours),
        "source_outlet_c": source_outlet_c(cases, hours),
    }


def _amounts(outcome: Outcome) -> dict[str, Array]:
    year = outcome.year
    return {
        "load_mw": year.load_mw,
        "supply_c": year.supply_c,
        "return_c": year.return_c,
        "delivered_mw": year.delivered_mw,
        "direct_mw": year.direct_mw,
        "heat_pump_mw": year.lifted_mw,
        "source_used_mw": year.source_mw,
        "not_taken_mw": year.available_mw - year.source_mw,
        "electricity_mw": year.electricity_mw,
        "pumping_mw": year.pumping_mw,
        "buffer_in_mw": year.tank.in_mw,
        "buffer_out_mw": year.tank.out_mw,
        "buffer_mwh": year.tank.stored_mwh,
        "cop": ratio(year.lifted_mw, year.electricity_mw),
    }


def _named(shares: dict[str, Array], none: str, shape: tuple[int, ...]) -> Names:
    """The name that takes most of each hour, or ``none`` where no share is above zero."""
    stack = np.stack([np.broadcast_to(share[:1], shape)[0] for share in shares.values()])
    name = np.where(stack.max(axis=0) > 0, stack.argmax(axis=0), len(shares))
    return np.take(np.array([*shares, none]), name)


def spent_hours(outcome: Outcome) -> Shares:
    """How each hour is spent; the shares of an hour sum to one.

    Every hour in which the plant stands, and every hour in which the exchanger runs alone
    though a heat pump is there, carries the reason of the step.
    """
    run = outcome.year.running
    lifted = run.duty.lifted_mw > NONE_MW
    direct = run.duty.direct_mw > NONE_MW
    regimes = {
        "direct": run.lifting * (~lifted & direct) + _alone(run),
        "preheat": run.lifting * (lifted & direct),
        "lift": run.lifting * (lifted & ~direct),
    }
    off = 1 - regimes["direct"] - regimes["preheat"] - regimes["lift"]
    none = dict.fromkeys(REASONS, NOTHING)
    if not off.any() and not run.gives_alone:
        return Shares(regimes, none, none)
    why, alone = _reasons(outcome), _alone(run)
    reasons = {name: off * flag for name, flag in why.items()}
    steps = reasons | {name: reasons[name] + alone * why[name] for name in STEPS}
    return Shares(regimes, reasons, steps)


def _alone(run: Run) -> Array:
    if not run.gives_alone:
        return NOTHING
    return np.asarray((run.demand - run.lifting) * (run.alone_mw > NONE_MW))


def _reasons(outcome: Outcome) -> dict[str, Flags]:
    """Why the plant would stand in each hour, one reason an hour."""
    run = outcome.year.running
    no_demand = outcome.year.boundary.free_load_mw <= 0
    too_dear = run.too_dear & ~no_demand
    too_hot = run.too_hot & ~no_demand & ~too_dear
    too_little = (
        run.too_little & (outcome.built.heat_pump_mw > 0) & ~no_demand & ~too_hot & ~too_dear
    )
    known = no_demand | too_dear | too_hot | too_little
    heat = run.duty.heat_mw
    lost = (outcome.built.heat_pump_mw > 0) & (heat <= outcome.year.boundary.loss_mw) & ~known
    flags = (too_dear, too_hot, too_little, no_demand, lost, ~(known | lost))
    return dict(zip(REASONS, flags, strict=True))
