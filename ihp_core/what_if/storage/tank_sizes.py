"""What a tank would bring, over its size: the same plant with each, on the real hours, on its own
because it is asked beside a site's answer and not of it."""

from __future__ import annotations

import numpy as np

from ihp_core.assessment import Screened, essentials
from ihp_core.operation.storage.stored_year import BUFFER
from ihp_core.results.other_cases import TankSize
from ihp_core.tables.units import MWH_PER_GWH
from ihp_core.what_if.price.openers import FLOOR, INDICATIVE

SIZES_M3 = (0, 50, 100, 200, 350, 500, 750, 1000, 1500, 2000, 3000, 4000, 5000)
LEAST_GAIN = 0.05
"""EUR/MWh below which two prices read alike."""
HEAT, CAPACITY, ROOM = "heat.delivered_gwh", "heat.capacity_mw", "price.gap_eur_per_mwh"


def tank_sizes(screened_site: Screened) -> tuple[TankSize, ...]:
    """Heat, full-load hours and price at each size, the smallest first, none before all.

    Nothing where no heat is handed over. The size that is stated is among them.
    """
    if not screened_site.screening.figures[HEAT].item(0) > 0:
        return ()
    stated = screened_site.cases[BUFFER].item(0)
    volumes = np.array(sorted({*map(float, SIZES_M3), stated}))
    cases = screened_site.cases.with_({BUFFER: volumes})
    figures = essentials(cases, screened_site.hours, screened_site.plant).figures
    columns = {
        "volume_m3": volumes,
        "heat_gwh": figures[HEAT],
        "full_load_hours": figures[HEAT] * MWH_PER_GWH / figures[CAPACITY],
        "price_eur_per_mwh": figures[INDICATIVE],
        "floor_eur_per_mwh": figures[FLOOR],
    }
    return tuple(
        TankSize(
            **{name: float(figure) for name, figure in zip(columns, row, strict=True)},
            room=bool(np.isnan(gap)),
        )
        for *row, gap in zip(*columns.values(), figures[ROOM], strict=True)
    )


def best_size(sizes: tuple[TankSize, ...]) -> TankSize | None:
    """The one whose heat costs least, the first where none makes it cheaper by a tenth of EUR/MWh;
    ``None`` where no price may be told."""
    told = [size.told_eur_per_mwh for size in sizes]
    known = [euro for euro in told if euro is not None]
    if len(known) < len(sizes):
        return None
    least = min(known)
    return sizes[known.index(least)] if least < known[0] - LEAST_GAIN else sizes[0]
