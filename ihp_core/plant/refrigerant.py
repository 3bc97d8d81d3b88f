"""Which machine fits a site: the refrigerants in a fixed order of preference and their limits.

The limits stand in ``data/machines.csv``. The first machine that holds all of them is taken
unless the site states its refrigerant; where none does, the COP is ammonia's, extrapolated.

References
----------
Vapour pressure of ammonia: NIST Chemistry WebBook, Antoine coefficients after Stull 1947, fitted
up to 371.5 K, a supply of 96 °C.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, reduce
from typing import NamedTuple

import numpy as np

from ihp_core.plant.exchanger import APPROACH_K, reach
from ihp_core.plant.heat_pump import AMMONIA, ISOBUTANE, Fluid
from ihp_core.site.cases import Cases, choices, scoped
from ihp_core.site.feed_in import hottest_handover_c
from ihp_core.tables.arrays import Array, Flags, every, some
from ihp_core.tables.assumptions import table_rows, value
from ihp_core.tables.units import KELVIN

ANTOINE = tuple(value(f"ammonia.antoine_{name}") for name in ("a", "b_k", "c_k"))
CONDENSING_ABOVE_K = value("ammonia.condensing_above_supply_k")
LIMITS = ("pressure_bar", "supply_c", "source_c", "return_c")
REASONS = ("fits", *LIMITS, "none", "stated", "stated_beyond")
LEAST_SPREAD_K = 1.0
COLUMN = "machine."
EVEN = 0.05  # K or bar: what a limit is stated to; below it no machine changes
PLACE = COLUMN + "place"


@dataclass(frozen=True)
class Machine:
    """A machine's limits, inf where it has none; ``published`` where its COP has coefficients."""

    refrigerant: str
    supply_c: float
    source_c: float
    return_c: float
    pressure_bar: float
    two_stages_k: float
    safety: str
    published: bool


class Demand(NamedTuple):
    """What a site asks of its machine; the pressure is that of ammonia, the lift from so to ro."""

    supply_c: Array
    source_c: Array
    return_c: Array
    lift_k: Array
    pressure_bar: Array


@cache
def machines() -> tuple[Machine, ...]:
    """The machines in their order of preference."""
    rows = table_rows("machines")
    cells = {(row["refrigerant"], row["figure"]): row["value"] for row in rows}
    return tuple(_machine(name, cells) for name in choices("plant.refrigerant"))


def _machine(name: str, cells: dict[tuple[str, str], str]) -> Machine:
    figures = ("supply_c", "source_c", "return_c", "pressure_bar", "two_stages_k")
    limits = {figure: float(cells.get((name, figure), "inf")) for figure in figures}
    safety, published = cells[name, "safety"], cells[name, "published_cop"] == "1"
    return Machine(name, safety=safety, published=published, **limits)


def condensing_bar(supply_c: Array) -> Array:
    """Pressure at which ammonia condenses for a supply temperature [°C], [bar]."""
    a, b, c = ANTOINE
    return np.asarray(10 ** (a - b / (supply_c + (CONDENSING_ABOVE_K + KELVIN + c))))


def asked(cases: Cases) -> Demand:
    """What the sites ask of their machine at the most, columns (rows, 1).

    The supply is the highest required at the connection point, up to the stated limit of the
    machine, or what is handed over ahead of the operator's boiler. The source is an upper
    estimate: its warmest water less what the exchanger takes at the highest supply and return
    while the whole source is used.
    """
    separation = cases["connection.hydraulic_separation"]
    approach = scoped("connection.substation_approach_k", ("direct", "separated"), separation)
    supply, back = (
        np.maximum(cases[f"network.{end}_winter_c"], cases[f"network.{end}_summer_c"]) + approach
        for end in ("supply", "return")
    )
    supply = np.minimum(supply, hottest_handover_c(cases))
    warm, cold = (cases[f"data_centre.source_{end}_c"] for end in ("inlet", "outlet"))
    swing = cases["data_centre.source_swing_k"]
    source = _behind_exchanger(warm + swing, cold + swing, back, supply)
    return Demand(supply, source, back, supply - cold + swing, condensing_bar(supply))


def _behind_exchanger(warm: Array, cold: Array, back: Array, supply: Array) -> Array:
    """The source's water where it enters the heat pump [°C]."""
    if every(warm - APPROACH_K <= back):
        return warm
    reached, cap = reach(warm, cold, back, supply)
    direct = np.minimum(cap, (reached - back) / np.maximum(supply - back, LEAST_SPREAD_K))
    return np.asarray(warm - (warm - cold) * np.maximum(direct, 0))


def beyond(machine: Machine, need: Demand) -> dict[str, Flags]:
    """Which of the machine's limits the need goes beyond, each (rows, 1)."""
    return {name: getattr(need, name) > getattr(machine, name) + EVEN for name in LIMITS}


def _fits(machine: Machine, need: Demand) -> Flags:
    return ~reduce(np.logical_or, beyond(machine, need).values())


def with_machine(cases: Cases) -> Cases:
    """The filled cases with columns for the machine and what is asked of it; held where there."""
    if PLACE in cases:
        return cases
    need, stated = asked(cases), cases["plant.refrigerant"]
    index = _first_fitting(need)
    if not every(np.isnan(stated)):
        index = np.where(np.isnan(stated), index, stated)
    return cases.with_({PLACE: index} | {COLUMN + k: part for k, part in need._asdict().items()})


def machine_columns(cases: Cases) -> dict[str, Array]:
    """The columns of the machine, to be held in other cases."""
    return {key: column for key, column in with_machine(cases).items() if key.startswith(COLUMN)}


def _first_fitting(need: Demand) -> Array:
    """Place of the first machine that fits; their number where none does, (rows, 1)."""
    index, searching = np.zeros((1, 1)), np.ones((1, 1), bool)
    for machine in machines():
        searching = searching & ~_fits(machine, need)
        if not some(searching):
            break
        index = index + searching
    return index


def fluid_of(cases: Cases) -> Fluid:
    """The coefficients of each row's COP: isobutane's where it is the machine, else ammonia's."""
    index = with_machine(cases)[PLACE]
    isobutane = index == choices("plant.refrigerant").index("isobutane")
    if not some(isobutane):
        return AMMONIA
    if every(isobutane):
        return ISOBUTANE
    return Fluid(*(np.where(isobutane, *pair) for pair in zip(ISOBUTANE, AMMONIA, strict=True)))


def machine_figures(cases: Cases) -> dict[str, Array]:
    """The machine, why it is the one, and what is asked of it, by the names of the contract.

    ``refrigerant`` and ``machine_reason`` are places among the choices and ``REASONS``.
    """
    known = with_machine(cases)
    index, *need = (known[COLUMN + name] for name in ("place", *Demand._fields))
    supply, source, back, lift, pressure = need
    stages = [machine.two_stages_k for machine in machines()]
    limit = np.array([*stages, stages[0]])[index.astype(int)]
    return {
        "refrigerant": np.where(index < len(machines()), index, np.nan),
        "machine_reason": _reason(cases, index, Demand(*need)),
        "machine_supply_c": supply,
        "machine_source_c": source,
        "machine_return_c": back,
        "machine_lift_k": lift,
        "machine_stages": 1.0 + (lift > limit),
        "ammonia_condensing_bar": pressure,
    }


def _reason(cases: Cases, index: Array, need: Demand) -> Array:
    """Place in ``REASONS``: what the first machine lacks, or why none was chosen by limits."""
    code, stated = np.zeros((1, 1)), ~np.isnan(cases["plant.refrigerant"])
    if every(index == 0) and not some(stated):
        return code
    for name, flags in reversed([*beyond(machines()[0], need).items()]):
        code = np.where(flags, float(REASONS.index(name)), code)
    code = np.where(index == len(machines()), float(REASONS.index("none")), code)
    if not some(stated):
        return code
    holds: Flags = np.zeros((1, 1), bool)
    for number, machine in enumerate(machines()):
        holds = holds | ((index == number) & _fits(machine, need))
    told = np.where(holds, REASONS.index("stated"), REASONS.index("stated_beyond"))
    return np.where(stated, told.astype(float), code)


def unfit(cases: Cases) -> Flags:
    """Whether no machine of the list holds its limits here, (rows, 1)."""
    return np.asarray(with_machine(cases)[PLACE] == len(machines()))
