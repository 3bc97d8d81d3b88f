"""How the hours of the year are spent: feeding directly, preheating, lifting, or off and why."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ihp_core.economics.outcome import Outcome
from ihp_core.operation.plant_hour import NONE_MW, NOTHING, Run
from ihp_core.tables.arrays import Array, Flags

REGIMES = ("direct", "preheat", "lift")
STEPS = ("too_dear", "supply_limit", "minimum_load")
REASONS = (*STEPS, "no_demand", "pipe_loss", "not_hot_enough")


class Shares(NamedTuple):
    """Share of each hour spent in a regime, or off for a reason, (rows, hours).

    Outages are not in it: they cut each running hour alike. ``steps`` has the reasons of the
    off hours and of those in which the exchanger runs alone beside a heat pump that must stand.
    """

    regimes: dict[str, Array]
    reasons: dict[str, Array]
    steps: dict[str, Array]


def spent_hours(found: Outcome) -> Shares:
    """How each hour is spent; the shares of an hour sum to one.

    Every hour in which the plant stands, and every hour in which the exchanger runs alone
    though a heat pump is there, carries the reason of the step.
    """
    run = found.year.run
    lifted = run.duty.lifted_mw > NONE_MW
    direct = run.duty.direct_mw > NONE_MW
    regimes = {
        "direct": run.lifting * (~lifted & direct) + _alone(run),
        "preheat": run.lifting * (lifted & direct),
        "lift": run.lifting * (lifted & ~direct),
    }
    off = 1 - regimes["direct"] - regimes["preheat"] - regimes["lift"]
    none = dict.fromkeys(REASONS, NOTHING)
    if not off.any() and run.alone_mw is NOTHING:
        return Shares(regimes, none, none)
    why, alone = _reasons(found), _alone(run)
    reasons = {name: off * flag for name, flag in why.items()}
    steps = reasons | {name: reasons[name] + alone * why[name] for name in STEPS}
    return Shares(regimes, reasons, steps)


def _alone(run: Run) -> Array:
    if run.alone_mw is NOTHING:
        return NOTHING
    return np.asarray((run.demand - run.lifting) * (run.alone_mw > NONE_MW))


def _reasons(found: Outcome) -> dict[str, Flags]:
    """Why the plant would stand in each hour, one reason an hour."""
    run = found.year.run
    no_demand = found.year.terms.free_load_mw <= 0
    too_dear = run.too_dear & ~no_demand
    too_hot = run.too_hot & ~no_demand & ~too_dear
    too_little = run.too_little & (found.built.heat_pump_mw > 0) & ~no_demand & ~too_hot & ~too_dear
    known = no_demand | too_dear | too_hot | too_little
    heat = run.duty.heat_mw
    lost = (found.built.heat_pump_mw > 0) & (heat <= found.year.terms.loss_mw) & ~known
    flags = (too_dear, too_hot, too_little, no_demand, lost, ~(known | lost))
    return dict(zip(REASONS, flags, strict=True))
