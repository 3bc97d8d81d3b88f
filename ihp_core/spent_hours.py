"""How the hours of the year are spent: feeding directly, preheating, lifting, or off and why."""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.assumptions import Array
from ihp_core.outcome import Outcome
from ihp_core.plant import NONE_MW

REGIMES = ("direct", "preheat", "lift")
REASONS = ("supply_limit", "minimum_load", "no_demand", "not_hot_enough")


class Shares(NamedTuple):
    """Share of each hour spent in a regime, or off for a reason, (rows, hours).

    Outages are not in it: they cut each running hour alike.
    """

    regimes: dict[str, Array]
    reasons: dict[str, Array]


def spent_hours(found: Outcome) -> Shares:
    """How each hour is spent; the shares of an hour sum to one.

    Every hour in which the plant stands, and every hour in which the exchanger runs alone
    though a heat pump is there, carries the reason of the step.
    """
    run, asked = found.year.run, found.year.terms
    lifted = run.duty.lifted_mw > NONE_MW
    direct = run.duty.direct_mw > NONE_MW
    alone = (1 - run.lifting) * (run.alone_mw > NONE_MW)
    regimes = {
        "direct": run.lifting * (~lifted & direct) + alone,
        "preheat": run.lifting * (lifted & direct),
        "lift": run.lifting * (lifted & ~direct),
    }
    off = 1 - regimes["direct"] - regimes["preheat"] - regimes["lift"]
    no_demand = asked.free_load_mw <= 0
    too_hot = run.too_hot & ~no_demand
    machine = found.built.heat_pump_mw > 0
    too_little = run.too_little & machine & ~no_demand & ~too_hot
    rest = ~(no_demand | too_hot | too_little)
    flags = (too_hot, too_little, no_demand, rest)
    reasons = {name: off * flag for name, flag in zip(REASONS, flags, strict=True)}
    return Shares(regimes, reasons)
