"""The COP against published plants: what was published, what the model says, how far apart.

What a publication leaves out is filled by one rule for all plants (the ``validation.*``
assumptions), and nothing is fitted to them. Left out of the comparison, but kept in the table:
transcritical CO2, supplies above 110 °C, and figures that are a nameplate, a tender or a range
rather than a plant's operation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import ArrayLike

from ihp_core.plant.heat_pump import heat_pump_cop
from ihp_core.tables.arrays import Array, Flags
from ihp_core.tables.assumptions import column, number, table_rows, value

TEMPERATURES = ("source_inlet_c", "source_outlet_c", "sink_inlet_c", "sink_outlet_c")
Cop = Callable[[Array, Array, Array, Array], ArrayLike]


@dataclass(frozen=True)
class Compared:
    """One published plant: capacity [MW] (nan where not published), temperatures [°C], COP [-].

    ``assumed`` names the temperatures that the rule filled; ``compared`` says whether the
    plant counts in the fit.
    """

    plant: str
    country: str
    year: int
    capacity_mw: float
    refrigerant: str
    source_type: str
    source_inlet_c: float
    source_outlet_c: float
    sink_inlet_c: float
    sink_outlet_c: float
    assumed: tuple[str, ...]
    published: float
    predicted: float
    confidence: str
    reference: str
    compared: bool

    @property
    def error(self) -> float:
        """How far the prediction lies above what was published, as a share of it [-]."""
        return self.predicted / self.published - 1


@cache
def highest_published_cop() -> float:
    """The highest COP of the plants that count in the comparison [-]."""
    return max(row.published for row in compared() if row.compared)


@dataclass(frozen=True)
class Fit:
    """Number of plants, mean error, mean absolute error [-] and the plant with the largest."""

    n: int
    bias: float
    mape: float
    worst: Compared


@cache
def compared() -> tuple[Compared, ...]:
    """All plants of the table beside the model's own COP."""
    return compared_with(heat_pump_cop)


def compared_with(cop: Cop) -> tuple[Compared, ...]:
    """All plants of the table beside any COP.

    Parameters
    ----------
    cop : callable
        COP [-] of source inlet and outlet, sink inlet and outlet [°C], arrays of one shape.
    """
    stated = tuple(column("plants", name) for name in TEMPERATURES)
    used = filled(*stated)
    predicted = np.asarray(cop(*used), float)
    blank = np.isnan(stated)
    return tuple(
        _plant(row, np.array(used)[:, row], blank[:, row], float(predicted[row]))
        for row in range(predicted.size)
    )


def filled(
    source_inlet_c: Array, source_outlet_c: Array, sink_inlet_c: Array, sink_outlet_c: Array
) -> tuple[Array, Array, Array, Array]:
    """The four temperatures [°C] with every nan of an outlet or a return filled by the rule."""
    low = sink_outlet_c < value("validation.low_supply_c")
    spread = np.where(
        low,
        value("validation.return_below_supply_k", "low_supply"),
        value("validation.return_below_supply_k"),
    )
    outlet, back = source_inlet_c - value("validation.source_drop_k"), sink_outlet_c - spread
    return (
        source_inlet_c,
        np.where(np.isnan(source_outlet_c), outlet, source_outlet_c),
        np.where(np.isnan(sink_inlet_c), back, sink_inlet_c),
        sink_outlet_c,
    )


def _plant(row: int, used: Array, blank: Flags, predicted: float) -> Compared:
    """A line of the table with its temperatures as used and the COP they lead to."""
    line = table_rows("plants")[row]
    source_inlet_c, source_outlet_c, sink_inlet_c, sink_outlet_c = used.tolist()
    return Compared(
        plant=line["plant"],
        country=line["country"],
        year=int(line["year"]),
        capacity_mw=number(line["capacity_mw"]),
        refrigerant=line["refrigerant"],
        source_type=line["source_type"],
        source_inlet_c=source_inlet_c,
        source_outlet_c=source_outlet_c,
        sink_inlet_c=sink_inlet_c,
        sink_outlet_c=sink_outlet_c,
        assumed=tuple(np.array(TEMPERATURES)[blank].tolist()),
        published=float(line["cop"]),
        predicted=predicted,
        confidence=line["confidence"],
        reference=line["source"],
        compared=line["compare"] == "yes",
    )


def fit(rows: Iterable[Compared]) -> Fit:
    """How well the prediction does on those of the rows that count.

    Raises
    ------
    ValueError
        When none of them counts.
    """
    counted = [row for row in rows if row.compared]
    if not counted:
        raise ValueError("no plant to compare with")
    errors = np.array([row.error for row in counted])
    worst = max(counted, key=lambda row: abs(row.error))
    return Fit(len(counted), float(errors.mean()), float(np.abs(errors).mean()), worst)


def fit_of(cop: Cop) -> Fit:
    """The fit of any COP on the plants that count; ``cop`` as in ``compared_with``."""
    return fit(compared_with(cop))
