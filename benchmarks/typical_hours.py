"""Typical hours against the 8,760 hours on random sites, at the same design.

Prints the 95th percentile and the worst of heat, floor, electricity per MWh and the price of
electricity at the hours of its use, for sites with and without lost hours apart, and the worst
sites with what happens there.

Run: ``python -m benchmarks.typical_hours [sites] [seed]``
"""

from __future__ import annotations

import sys
from typing import NamedTuple

import numpy as np

from ihp_core.economics.outcome import Outcome, outcome
from ihp_core.key_figures.hourly import REASONS, spent_hours
from ihp_core.operation.design import scale
from ihp_core.operation.dispatch import DISPATCH
from ihp_core.site.cases import choices
from ihp_core.site.filling import fill, state
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.viability.sizing import chosen
from ihp_core.year.hours import hours_of
from ihp_core.year.typical_hours import typical
from tests.sites import random_sites

FIGURES = ("heat", "floor", "electricity per MWh", "price of electricity")
SITES, SEED, WORST = 200, 0, 6
LEAST = np.array([1e-9, 1e-9, 1 / 15, 1.0])  # MWh, EUR/MWh, MWh per MWh, EUR/MWh
BUFFER = "plant.buffer_m3"
HEAT_LED = float(choices(DISPATCH).index("heat_led"))


class Compared(NamedTuple):
    """One site: relative errors of the typical hours, and its hours lost by reason."""

    place: int
    errors: Array
    lost_h: dict[str, float]
    heat_mwh: float

    @property
    def loses(self) -> bool:
        """Whether any hour is off, or run by the exchanger alone though a heat pump is there."""
        return sum(self.lost_h.values()) > 0


def compared(place: int, site: Site) -> Compared:
    """Both outcomes of one design; where nothing is delivered in either, no error.

    The plant follows the heat and has no tank: typical hours cannot tell which hour is too dear to
    run, nor what one leaves to the next.
    """
    alone = {DISPATCH: HEAT_LED, BUFFER: 0.0}
    cases, hours = fill(state([site]).with_(alone)), hours_of(site)
    wanted = scale(cases, hours)
    network, built = wanted.network, chosen(cases, typical(hours), wanted)
    few = outcome(cases, typical(hours), network, built)
    all_of_them = outcome(cases, hours, network, built)
    errors = np.abs(_relative(_figures(few), _figures(all_of_them)))
    lost = {
        name: float(hours.total(share)[0, 0])
        for name, share in spent_hours(all_of_them).reasons.items()
    }
    run = all_of_them.year.run
    falls_back = (run.lifting < 1) & (run.alone_mw > 0) & (built.heat_pump_mw > 0)
    lost["fallback"] = float(np.broadcast_to(falls_back, (1, hours.weight_h.size)).sum())
    return Compared(place, errors, lost, all_of_them.heat_mwh.item())


def _figures(found: Outcome) -> Array:
    heat = found.heat_mwh.item()
    per_heat = found.energy.electricity.item() / heat if heat > 0 else np.nan
    price = found.energy.power_price.item()
    return np.array([heat, found.floor.total.item(), per_heat, price])


def _relative(few: Array, whole: Array) -> Array:
    """Errors relative to the whole; equal figures, or figures that exist in neither, have none.

    Electricity per MWh counts against at least a fifteenth: a system COP above 15, where the
    heat pump hardly runs, has no error that anybody could see.
    """
    same = (few == whole) | (np.isnan(few) & np.isnan(whole))
    apart = np.abs(few - whole) / np.maximum(np.abs(whole), LEAST)
    return np.where(same, 0.0, np.nan_to_num(apart, nan=np.inf))


def all_compared(n: int = SITES, seed: int = SEED) -> list[Compared]:
    """The comparison on ``n`` random sites."""
    return [compared(place, site) for place, site in enumerate(random_sites(n, seed))]


def main(n: int = SITES, seed: int = SEED) -> None:
    """Print both tables."""
    found = all_compared(n, seed)
    for title, group in (
        ("without lost hours", [one for one in found if not one.loses]),
        ("with lost hours", [one for one in found if one.loses]),
    ):
        errors = np.array([one.errors for one in group])
        print(f"{title}: {len(group)} sites")
        for name, column in zip(FIGURES, errors.T, strict=True):
            print(f"  {name:22}p95 {np.quantile(column, 0.95):8.3%}   worst {column.max():8.3%}")
        for one in sorted(group, key=lambda one: -one.errors.max())[:WORST]:
            lost = {name: round(one.lost_h[name]) for name in (*REASONS, "fallback")}
            shown = " ".join(f"{error:.3%}" for error in one.errors)
            print(f"    site {one.place:4}  {shown}  {one.heat_mwh:.0f} MWh  {lost}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:3]))
