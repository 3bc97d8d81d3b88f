"""Changes to what a site states: which there are, how far each may go, what moves with it.

How far is within reason stands in ``data/levers.csv``: of all ends that a row names the nearest.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, floor, isnan

import numpy as np

from ihp_core.site.cases import Cases
from ihp_core.site.inputs import about, limits
from ihp_core.tables.arrays import Array, between
from ihp_core.tables.assumptions import number, table_rows, value

DISTANCE, ROUTE = "connection.distance_km", "connection.route_km"
SUPPLY, SUMMER = "network.supply_winter_c", "network.supply_summer_c"
RETURN, WINTER_RETURN = "network.return_summer_c", "network.return_winter_c"
COLD, WARM = "data_centre.source_outlet_c", "data_centre.source_inlet_c"
HEAT, PEAK = "network.annual_heat_gwh", "network.peak_load_mw"
EXACT, DECIMALS = 1e-9, 9


@dataclass(frozen=True)
class Change:
    """A field that may be changed, from what it is by at most so much, to either side.

    ``sign`` is +1 where it grows; amounts are how far it moves, 0 to ``most``.
    """

    field: str
    start: float
    sign: float
    most: float
    step: float

    @property
    def whole(self) -> bool:
        """Whether the field takes whole numbers only, as years do."""
        return bool(about(self.field)["unit"] == "a")

    def at(self, amount: float) -> float:
        """What the field is worth after a change."""
        return float(round(self.start + self.sign * amount, DECIMALS))

    def rounded(self, amount: float) -> float:
        """The next amount that leads to a whole number of steps, or to the end of the range."""
        steps = (self.start + self.sign * amount) / self.step
        to = self.step * (ceil(steps - EXACT) if self.sign > 0 else floor(steps + EXACT))
        return min(max(self.sign * (to - self.start), 0.0), self.most)

    def just_below(self, amount: float) -> float:
        """The round amount one step before."""
        return max(amount - self.step, 0.0)


def changes(cases: Cases, held: set[str], table: str = "levers") -> list[Change]:
    """What of the first case may be changed by a table; what is measured is ``held`` as it is."""
    possible = []
    for row in table_rows(table):
        field, sign = row["field"], _sign(row)
        start = cases[field].item(0)
        most = min(sign * (end - start) for end in _ends(row, start, cases))
        if field not in held and most > EXACT:
            possible.append(Change(field, start, sign, most, number(row["step"])))
    return possible


def _sign(row: Mapping[str, str]) -> float:
    return 1.0 if row["direction"] == "up" else -1.0


def _ends(row: Mapping[str, str], start: float, cases: Cases) -> list[float]:
    """All ends that a change has: of its row, and of the input itself."""
    field, sign, beside = row["field"], _sign(row), row["beside"]
    end, most, factor, gap = (number(row[n]) for n in ("end", "most_change", "factor", "gap"))
    ends = [end, start + sign * most, start * factor]
    if beside:
        ends.append(cases[beside].item(0) + gap)
    return [*(bound for bound in ends if not isnan(bound)), limits(field)[1 if sign > 0 else 0]]


def with_its_like(field: str, to: Array, stated: Cases, cases: Cases) -> dict[str, Array]:
    """All that has to be stated anew with a field of the first case, columns (rows, 1).

    A shorter way is a shorter route; what was stated of a network that is run cooler stays below
    its new supply; a stated winter return moves along with summer's; more water through the
    servers leaves their warm side as it is; a warmer loop is warmer on both sides; a larger network
    has a higher peak.
    """
    along = {
        DISTANCE: _route,
        SUPPLY: _below_supply,
        RETURN: _winter_return,
        COLD: _warm_side,
        WARM: _cold_side,
        HEAT: _peak,
    }
    also = along[field](to, stated, cases) if field in along else {}
    return {field: to, **also}


def _route(to: Array, stated: Cases, cases: Cases) -> dict[str, Array]:
    if not _known(stated, ROUTE):
        return {}
    start, route = cases[DISTANCE].item(0), stated[ROUTE].item(0)
    further = cases["connection.detour_factor"].item(0) if start == 0 else route / start
    return {ROUTE: route + (to - start) * further}


def _below_supply(to: Array, stated: Cases, _: Cases) -> dict[str, Array]:
    least = value("input.min_network_spread_k")
    ceilings = {SUMMER: to, WINTER_RETURN: to - least, RETURN: to - least}
    return {
        path: np.minimum(stated[path][:1], highest)
        for path, highest in ceilings.items()
        if _known(stated, path) and (stated[path].item(0) > highest).any()
    }


def _winter_return(to: Array, stated: Cases, cases: Cases) -> dict[str, Array]:
    if not _known(stated, WINTER_RETURN):
        return {}
    moved = stated[WINTER_RETURN][:1] + (to - cases[RETURN][:1])
    return {WINTER_RETURN: between(moved, *limits(WINTER_RETURN))}


def _warm_side(to: Array, stated: Cases, cases: Cases) -> dict[str, Array]:
    return {} if _known(stated, WARM) else {WARM: cases[WARM][:1] + 0 * to}


def _cold_side(to: Array, stated: Cases, cases: Cases) -> dict[str, Array]:
    return {COLD: cases[COLD][:1] + (to - cases[WARM][:1])}


def _peak(to: Array, stated: Cases, cases: Cases) -> dict[str, Array]:
    if not _known(stated, PEAK):
        return {}
    return {PEAK: stated[PEAK][:1] * to / cases[HEAT][:1]}


def _known(stated: Cases, path: str) -> bool:
    return not isnan(stated[path].item(0))
