"""The COP on a grid of temperatures beside the two-stage cycle: which cells, how far apart.

The grid: source 15-70 °C, supply 55-110 °C in steps of 5 K, return 30-60 °C in steps of 10 K;
the source cools by 8 K everywhere, the middle of the drops that the three kinds of cooling have
by default (6, 8 and 10 K). Left out: lifts from source outlet to supply below 20 K, sources
within 10 K of the supply, and cells that an exchanger would preheat (return more than 3 K below
the source). Ammonia up to a source of 50 °C and 62 bar, isobutane beyond; the model's COP has
the coefficients of the refrigerant that the cycle runs on.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import NamedTuple

import numpy as np

from ihp_core.plant import heat_pump
from ihp_core.tables.arrays import Array

ANSWERS = Path(__file__).with_name("cycle.csv")
SOURCES_C, SUPPLIES_C, RETURNS_C = range(15, 71, 5), range(55, 111, 5), range(30, 61, 10)
SOURCE_DROP_K, LOWEST_LIFT_K, SOURCE_BELOW_SUPPLY_K, PREHEAT_K = 8, 20, 10, 3
HIGHEST_AMMONIA_SOURCE_C, HIGHEST_AMMONIA_BAR = 50, 62.0
MEDIAN_LIMIT, CELL_LIMIT, CELLS_WITHIN = 0.08, 0.12, 0.95
FLUIDS = {"ammonia": heat_pump.AMMONIA, "isobutane": heat_pump.ISOBUTANE}

Temperatures = tuple[float, float, float, float]


class Cell(NamedTuple):
    """Source in and out, water in and out [°C], and the cycle's answer there."""

    source_inlet_c: float
    source_outlet_c: float
    sink_inlet_c: float
    sink_outlet_c: float
    refrigerant: str
    condensing_bar: float
    discharge_c: float
    cycle_cop: float

    @property
    def model_cop(self) -> float:
        """The model's COP with the coefficients of the same refrigerant [-]."""
        return float(heat_pump.heat_pump_cop(*self[:4], fluid=FLUIDS[self.refrigerant]))

    @property
    def deviation(self) -> float:
        """The model's COP above the cycle's, as a share of the latter [-]."""
        return self.model_cop / self.cycle_cop - 1


class Agreement(NamedTuple):
    """Deviations of many cells: number, median, share within the limit, lowest, highest [-]."""

    cells: int
    median: float
    within: float
    lowest: float
    highest: float


def temperatures() -> list[Temperatures]:
    """The cells of the grid that are compared."""
    return [
        (si, si - SOURCE_DROP_K, ri, ro)
        for si, ro, ri in product(SOURCES_C, SUPPLIES_C, RETURNS_C)
        if ro - (si - SOURCE_DROP_K) >= LOWEST_LIFT_K
        and si <= ro - SOURCE_BELOW_SUPPLY_K
        and si - PREHEAT_K <= ri < ro
    ]


def agreement(cells: Iterable[Cell]) -> Agreement:
    """How far model and cycle lie apart."""
    found: Array = np.array([cell.deviation for cell in cells])
    return Agreement(
        found.size,
        float(np.median(found)),
        float((np.abs(found) <= CELL_LIMIT).mean()),
        float(found.min()),
        float(found.max()),
    )


def outside(cells: Iterable[Cell]) -> list[Cell]:
    """Cells beyond the limit, furthest first."""
    far = [cell for cell in cells if abs(cell.deviation) > CELL_LIMIT]
    return sorted(far, key=lambda cell: -abs(cell.deviation))


def answered() -> list[Cell]:
    """The cells as the cycle answered them when the tables were last written."""
    with ANSWERS.open(encoding="utf-8", newline="") as file:
        rows = [list(row.values()) for row in csv.DictReader(file)]
    return [Cell(*map(float, row[:4]), row[4], *map(float, row[5:])) for row in rows]


def write(cells: Sequence[Cell]) -> None:
    """Keep the cycle's answers for machines without CoolProp."""
    with ANSWERS.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(Cell._fields)
        for cell in cells:
            lines.writerow([*cell[:5], *(round(figure, 4) for figure in cell[5:])])
