"""The measured year in a project file: its series by name, 8,760 numbers each."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.year.measured.headers import bounds
from ihp_core.year.measured.note import refused
from ihp_core.year.measured.year import SERIES, OwnYear, own_year, paired


def as_text(own: OwnYear) -> str:
    """The series as JSON, one a line."""
    lines = [f'    "{name}": {json.dumps(series.tolist())}' for name, series in own.series.items()]
    return "{\n" + ",\n".join(lines) + "\n  }"


def own_of(given: Any) -> OwnYear | None:
    """The measured year that stands in a project file, ``None`` where there is none.

    Raises
    ------
    OwnError
        When it is anything but series of 8,760 numbers within their limits, warm sides warmer.
    """
    if given is None or given == {}:
        return None
    known = ", ".join(SERIES)
    if not isinstance(given, dict):
        raise refused("project.shape", known=known)
    if strangers := [name for name in given if name not in SERIES]:
        raise refused("project.series", value=strangers[0], known=known)
    return paired(own_year({name: _series(name, values) for name, values in given.items()}))


def _series(name: str, given: Any) -> Array:
    if not isinstance(given, list) or len(given) != HOURS_OF_YEAR:
        count = len(given) if isinstance(given, list) else 0
        raise refused("project.length", series=name, count=count, hours=HOURS_OF_YEAR)
    for place, number in enumerate(given, start=1):
        if isinstance(number, bool) or not isinstance(number, int | float):
            raise refused("project.number", series=name, place=place)
    # A whole number may have more digits than a float can hold.
    found = np.array([min(max(number, -1e18), 1e18) for number in given], float)
    low, high = bounds(name)
    outside = np.flatnonzero(~((found >= low) & (found <= high)))
    if len(outside):
        place, limits = int(outside[0]), {"low": low, "high": high}
        value = float(found[place])
        raise refused("project.outside", series=name, place=place + 1, value=value, **limits)
    return found
