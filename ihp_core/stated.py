"""Sites as columns of numbers: what they state, nan where they state nothing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import Any, get_args

import numpy as np

from ihp_core.columns import HEAT_UNITS, Cases, choices
from ihp_core.kinds import HeatSource
from ihp_core.site import FIELDS, HeatUnit, Site

NO_UNIT = [np.nan] * len(HeatUnit.model_fields)

NUMBERS = tuple(
    path
    for path, info in FIELDS.items()
    if path not in ("name", "parties_engaged", "network.heat_sources_today")
    and "date" not in str(info.annotation)
)


def state(sites: Sequence[Site]) -> Cases:
    """What the sites state, nan where they state nothing; columns (rows, 1)."""
    codes = np.array([_codes(site) for site in sites]).T
    first = codes[:, :1]
    alike = ((codes == first) | (np.isnan(codes) & np.isnan(first))).all(axis=1)
    columns = codes[:, :, None]
    return Cases(
        {
            key: column[:1] if same else column
            for key, column, same in zip(_keys(), columns, alike.tolist(), strict=True)
        }
    )


@cache
def _keys() -> tuple[str, ...]:
    """The columns of what a site states, in the order of ``_codes``."""
    units = tuple(
        f"network.heat_sources_today.{place}.{name}"
        for place in range(HEAT_UNITS)
        for name in HeatUnit.model_fields
    )
    return (*NUMBERS, *units)


@cache
def _by_part() -> tuple[tuple[str, tuple[tuple[str, tuple[str, ...]], ...]], ...]:
    """``NUMBERS`` by their part of the site: name within it, and names of its choices."""
    split = [(path.rpartition("."), choices(path)) for path in NUMBERS]
    return tuple(
        (part, tuple((name, names) for (_, _, name), names in same))
        for part, same in groupby(split, key=lambda one: one[0][0])
    )


def _codes(site: Site) -> list[float]:
    """Everything that one site states as a number, nan where it states nothing."""
    codes: list[float] = []
    for part, fields in _by_part():
        given = vars(getattr(site, part)) if part else vars(site)
        codes += [_code(given[name], names) for name, names in fields]
    units = site.network.heat_sources_today or ()
    for place in range(HEAT_UNITS):
        codes += _unit_codes(units[place]) if place < len(units) else NO_UNIT
    return codes


def _code(given: Any, names: tuple[str, ...]) -> float:
    if given is None:
        return np.nan
    if not names:
        return float(given)
    return float(names.index(given)) if given in names else float(len(names) - 1)


def _unit_codes(unit: HeatUnit) -> list[float]:
    return [_code(getattr(unit, name), _unit_choices(name)) for name in HeatUnit.model_fields]


def _unit_choices(name: str) -> tuple[str, ...]:
    return get_args(HeatSource) if name == "kind" else ()
