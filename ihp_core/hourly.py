"""The first case's year as hourly arrays (8760,), availability included."""

from __future__ import annotations

import numpy as np

from ihp_core.assumptions import Array
from ihp_core.finance import ratio
from ihp_core.hours import Hours
from ihp_core.outcome import Outcome
from ihp_core.results import HourlyYear
from ihp_core.spent_hours import REASONS, REGIMES, spent_hours


def hourly_year(hours: Hours, found: Outcome) -> HourlyYear:
    """Profiles, heat, electricity, COP, regime and reason of each hour of the first case."""
    year, spent = found.year, spent_hours(found)

    def first(figure: Array) -> Array:
        return np.broadcast_to(figure, (len(figure), hours.weight_h.size))[0]

    def named(shares: dict[str, Array], names: tuple[str, ...], none: str) -> Array:
        stack = np.stack([first(shares[name]) for name in names])
        return np.where(stack.max(axis=0) > 0, np.array(names)[stack.argmax(axis=0)], none)

    return HourlyYear(
        month=first(hours.month),
        outdoor_c=first(hours.outdoor_c),
        load_mw=first(year.load_mw),
        supply_c=first(year.supply_c),
        return_c=first(year.return_c),
        delivered_mw=first(year.delivered_mw),
        direct_mw=first(year.direct_mw),
        heat_pump_mw=first(year.lifted_mw),
        source_used_mw=first(year.source_mw),
        not_taken_mw=first(year.available_mw - year.source_mw),
        electricity_mw=first(year.electricity_mw),
        pumping_mw=first(year.pumping_mw),
        cop=first(ratio(year.lifted_mw, year.electricity_mw)),
        regime=named(spent.regimes, REGIMES, "off"),
        reason=named(spent.reasons, REASONS, ""),
    )
