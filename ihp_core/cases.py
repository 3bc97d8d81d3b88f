"""The filling of what was not stated: every default from a table row or a formula over columns.

Two kinds of nan remain on purpose, for the chain to decide: the capacity (``sizing``) and the
size of the network (``design``), which needs the plant's output.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import get_args

import numpy as np

from ihp_core.columns import Cases, choices, decoded_choice
from ihp_core.defaults import RULES, rule_scope
from ihp_core.inputs import about, limits
from ihp_core.site import FIELDS, Site
from ihp_core.stated import state
from ihp_core.tables.arrays import Array, between, every, some
from ihp_core.tables.assumptions import assumption

NOTHING_MOVED: Mapping[str, Array] = MappingProxyType({})

__all__ = ["Cases", "Default", "default_of", "fill", "state"]


@dataclass(frozen=True)
class Default:
    """What an input is worth while nobody has stated it."""

    value: float | str | bool | None
    source: str
    unit: str
    low: float
    high: float


def fill(stated: Cases, moved: Mapping[str, Array] = NOTHING_MOVED) -> Cases:
    """The cases with every nan replaced that has a default; columns (rows, 1) as before.

    ``moved`` is added to defaults by path, so that those that hang on them move along.
    """
    columns = dict(stated)
    known = Cases.over(columns)
    for rule in RULES:
        given = columns[rule.path]
        if given.size == 1 and given.item() == given.item():
            continue  # the one case states it
        missing = np.isnan(given)
        if every(missing):
            columns[rule.path] = rule.formula(known)
        elif some(missing):
            columns[rule.path] = np.where(missing, rule.formula(known), given)
        if rule.path in moved:
            shifted = columns[rule.path] + moved[rule.path] * missing
            columns[rule.path] = between(shifted, *limits(rule.path))
    return Cases(columns)


def decoded(path: str, code: float) -> float | str | bool | None:
    """A column's number as the site would state it; nan is ``None``."""
    if np.isnan(code):
        return None
    if bool in get_args(FIELDS[path].annotation):
        return bool(code)
    return decoded_choice(path, code) if choices(path) else float(code)


def default_of(path: str, site: Site) -> Default:
    """What an input is worth if the site did not state it, given all else that it states."""
    low, high = limits(path) if "unit" in about(path) and about(path)["unit"] else (0.0, 0.0)
    rule = next((rule for rule in RULES if rule.path == path), None)
    if rule is None:
        return Default(None, "", about(path).get("unit", ""), low, high)
    cases = fill(state([site]).with_({path: np.nan}))
    row = assumption(rule.key, rule_scope(rule, cases))
    found = decoded(path, float(cases[path][0, 0]))
    return Default(found, row.source, about(path).get("unit", ""), low, high)
