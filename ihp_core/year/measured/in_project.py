"""The measured year in a project file, on its own because no CSV comes near it.

Its series by name, 8,760 numbers each.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.measured.headers import bounds
from ihp_core.year.measured.note import refused
from ihp_core.year.measured.year import KEPT, OwnYear, own_year, paired


def as_text(own: OwnYear) -> str:
    """The series as JSON, one a line."""
    lines = [f'    "{name}": {json.dumps(series.tolist())}' for name, series in own.series.items()]
    return "{\n" + ",\n".join(lines) + "\n  }"


def own_of(data: Any) -> OwnYear | None:
    """The measured year that stands in a project file, ``None`` where there is none.

    Raises
    ------
    OwnError
        When it is anything but series of 8,760 numbers within their limits, warm sides warmer.
    """
    if data is None or data == {}:
        return None
    known = ", ".join(KEPT)
    if not isinstance(data, dict):
        raise refused("project.shape", known=known)
    if strangers := [name for name in data if name not in KEPT]:
        raise refused("project.series", value=strangers[0], known=known)
    return paired(own_year({name: _series(name, values) for name, values in data.items()}))


def _series(name: str, values: Any) -> Array:
    if not isinstance(values, list) or len(values) != HOURS_OF_YEAR:
        count = len(values) if isinstance(values, list) else 0
        raise refused("project.length", series=name, count=count, hours=HOURS_OF_YEAR)
    for position, number in enumerate(values, start=1):
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise refused("project.number", series=name, place=position)
    # A whole number may have more digits than a float can hold.
    series = np.array([min(max(number, -1e18), 1e18) for number in values], float)
    low, high = bounds(name)
    outside = np.flatnonzero(~((series >= low) & (series <= high)))
    if len(outside):
        index, limits = int(outside[0]), {"low": low, "high": high}
        value = float(series[index])
        raise refused("project.outside", series=name, place=index + 1, value=value, **limits)
    return series
