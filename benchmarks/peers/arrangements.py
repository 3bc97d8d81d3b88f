"""The cycle in other arrangements and with another reading of its efficiency, for comparison."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from benchmarks.peers.cycle import AMMONIA, ISOBUTANE, Cycle, Machine, heat_pump_cycle
from benchmarks.peers.grid import (
    HIGHEST_AMMONIA_BAR,
    HIGHEST_AMMONIA_SOURCE_C,
    Cell,
    Temperatures,
)
from ihp_core.plant.coupling import DRIVE_LOSS

GAS_IF_DRIVE_INSIDE = AMMONIA.isentropic / (1 - DRIVE_LOSS)
"""Isentropic efficiency of the gas if 0.80 were to cover motor, gear and shell as well."""


class Pair(NamedTuple):
    """Both machines of an arrangement."""

    name: str
    ammonia: Machine
    isobutane: Machine


def _changed(name: str, **change: float) -> Pair:
    return Pair(name, replace(AMMONIA, **change), replace(ISOBUTANE, **change))


STANDARD = Pair("Two stages, open intercooler (isobutane: economiser)", AMMONIA, ISOBUTANE)
DRIVE_INSIDE = _changed("The first, the drive inside 0.80", isentropic=GAS_IF_DRIVE_INSIDE)
OTHERS = (
    _changed("Two stages, economiser for both refrigerants", intercooled=False),
    _changed("One stage", intercooled=False, stages=1),
    DRIVE_INSIDE,
    _changed(
        "The second, the drive inside 0.80", intercooled=False, isentropic=GAS_IF_DRIVE_INSIDE
    ),
    _changed(
        "The third, the drive inside 0.80",
        intercooled=False,
        stages=1,
        isentropic=GAS_IF_DRIVE_INSIDE,
    ),
)


def best_of(given_c: Temperatures, pair: Pair = STANDARD) -> tuple[str, Cycle]:
    """The refrigerant by the rule of the grid, and its cycle."""
    if given_c[0] <= HIGHEST_AMMONIA_SOURCE_C:
        found = heat_pump_cycle(*given_c, pair.ammonia)
        if found.condensing_bar <= HIGHEST_AMMONIA_BAR:
            return "ammonia", found
    return "isobutane", heat_pump_cycle(*given_c, pair.isobutane)


def cell(given_c: Temperatures, pair: Pair = STANDARD) -> Cell:
    """One cell of the grid."""
    name, found = best_of(given_c, pair)
    return Cell(*given_c, name, found.condensing_bar, found.discharge_c, found.cop)
