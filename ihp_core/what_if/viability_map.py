"""Maps of viability: verdict and price over two inputs at a time, the site in its place.

Supply against source temperature, distance against IT load. Typical hours, and in each cell the
share of the source-closing capacity that the site's plant has: a map says where the borders run,
the site's own answer on which side of them it lies.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np

from ihp_core.assessment import Planned, Screened, essentials
from ihp_core.key_figures.screening import Screening, in_blocks
from ihp_core.operation.design import scale
from ihp_core.operation.plant_hour import Machines
from ihp_core.site.cases import Cases
from ihp_core.site.inputs import limits
from ihp_core.tables.arrays import Array, ratio
from ihp_core.tables.assumptions import number, table_rows
from ihp_core.viability.sizing import built_of
from ihp_core.what_if.changes import COLD, WARM, with_its_like
from ihp_core.year.hours import Hours
from ihp_core.year.measured.year import sources
from ihp_core.year.typical_hours import typical

Map = Literal["temperatures", "way"]
CELLS = 40
BLOCK_ROWS, BLOCK_POINTS = 800, 76_800  # rows x hours whose temporaries stay in the cache
CAPACITY = "plant.heat_pump_capacity_mw"
PRICE = "price.indicative_eur_per_mwh"


@dataclass(frozen=True)
class Axis:
    """One input of a map: its values (cells,), rising, and which of them is the site's own."""

    field: str
    values: Array
    place: int


@dataclass(frozen=True)
class ViabilityMap:
    """Verdict (0 viable, 1 with conditions, 2 not) and indicative price (up, across).

    ``share_fraction`` is the heat pump's share of the capacity that takes up the whole source,
    held in all cells; nan where the site's source needs none, and its capacity is held instead.
    """

    across: Axis
    up: Axis
    verdict: Array
    price_eur_per_mwh: Array
    share_fraction: float


def viability_map(screened_site: Screened, name: Map) -> ViabilityMap | None:
    """A map around a site that has been screened, on typical hours.

    ``None`` where one of its axes is measured: a measured year is not moved.
    """
    across, up = (_axis(screened_site, name, direction) for direction in ("across", "up"))
    if screened_site.own and {across.field, up.field} & sources(screened_site.own).keys():
        return None
    shares, hours = shares_of_closing(screened_site), typical(screened_site.hours)

    def judged(cases: Cases) -> Screening:
        return essentials(cases, hours, held_plant(screened_site, cases, hours, shares))

    rows = min(BLOCK_ROWS, BLOCK_POINTS // hours.weight_h.size)
    figures = in_blocks(judged, cells(screened_site, across, up), rows).figures
    verdict, price = (figures[figure].reshape(CELLS, CELLS) for figure in ("verdict", PRICE))
    return ViabilityMap(across, up, verdict, price, shares.heat_pump)


def _axis(screened_site: Screened, name: Map, direction: str) -> Axis:
    """Even values from end to end of the table's range, wide enough for the site.

    The one next to the site's own is put onto it.
    """
    rows = table_rows("viability_map")
    row = next(row for row in rows if (row["map"], row["axis"]) == (name, direction))
    low, high, times = (number(row[end]) for end in ("low", "high", "times"))
    field = row["field"]
    start, (least, most) = screened_site.cases[field].item(0), limits(field)
    ends = max(min(low, start / times), least), min(max(high, start * times), most)
    values = np.linspace(*ends, CELLS)
    index = int(np.argmin(np.abs(values - start)))
    values[index] = start
    return Axis(field, values, index)


def cells(screened_site: Screened, across: Axis, up: Axis) -> Cases:
    """The filled cases of a map, row by row of it, lowest first; capacity open."""
    grids = np.tile(across.values, CELLS), np.repeat(up.values, CELLS)
    stated: dict[str, Array] = {CAPACITY: np.full((1, 1), np.nan)}
    for axis, grid in zip((across, up), grids, strict=True):
        stated |= _moved(screened_site, axis.field, grid[:, None])
    return screened_site.changed(stated)


def _moved(screened_site: Screened, field: str, to: Array) -> dict[str, Array]:
    """What is stated anew with an axis; a warmer source keeps its drop."""
    if field != WARM:
        return with_its_like(field, to, screened_site.stated, screened_site.cases)
    drop = screened_site.cases[WARM][:1] - screened_site.cases[COLD][:1]
    return {WARM: to, COLD: np.maximum(to - drop, limits(COLD)[0])}


class BuiltShares(NamedTuple):
    """What is built over what takes up the whole source: the heat pump, all that is handed over;
    nan where that is of no use."""

    heat_pump: float
    all: float


def shares_of_closing(screened_site: Screened) -> BuiltShares:
    """The site's machines as shares of the largest ones that are of use to it."""
    wanted, built = scale(screened_site.cases, screened_site.hours), screened_site.plant.built
    pairs = (built.heat_pump_mw, wanted.closing_mw), (built.all_mw, wanted.all_mw)
    return BuiltShares(*(ratio(of, whole).item(0) for of, whole in pairs))


def held_plant(screened_site: Screened, cases: Cases, hours: Hours, shares: BuiltShares) -> Planned:
    """The plants of some cells: the shares of their own largest machines, or the site's."""
    wanted, built = scale(cases, hours), screened_site.plant.built
    whole = Machines(wanted.closing_mw, wanted.all_mw)
    machines = Machines(
        *(
            largest * share if np.isfinite(share) else own
            for largest, share, own in zip(whole, shares, built.machines, strict=True)
        )
    )
    return Planned(wanted.network, built_of(cases, hours, wanted, machines))
