"""Sites as columns of numbers: what they state, and every default for what they do not.

A default comes from a table row or a formula over columns. Two kinds of nan remain on purpose,
for the chain to decide: the capacity (``sizing``) and the size of the network (``design``), which
needs the plant's output.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Sized
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from types import MappingProxyType
from typing import Any, get_args

import numpy as np

from ihp_core.site.cases import HEAT_UNITS, MARK, Cases, choices, decoded_choice, scoped
from ihp_core.site.defaults import RULES, RUNNING, DefaultRule, rule_scope
from ihp_core.site.fields import Alternative, HeatSource
from ihp_core.site.inputs import about, limits
from ihp_core.site.inputs import stated as stated_value
from ihp_core.site.places import country_place
from ihp_core.site.site import FIELDS, HeatUnit, Site
from ihp_core.tables.arrays import Array, between, every, some
from ihp_core.tables.assumptions import assumption, table_rows, value
from ihp_core.tables.units import MONTHS_OF_YEAR

POSSIBLE, START_YEAR = "network.alternatives_possible", "contract.start_year"
ALTERNATIVES = tuple(f"{POSSIBLE}.{kind}" for kind in get_args(Alternative))
STEPS = "plant.steps"
NO_UNIT = [np.nan] * len(HeatUnit.model_fields)
NUMBERS = tuple(
    path
    for path, info in FIELDS.items()
    if path not in ("name", "parties_engaged", "network.heat_sources_today", STEPS, POSSIBLE)
    and "date" not in str(info.annotation)
)
NOTHING_MOVED: Mapping[str, Array] = MappingProxyType({})


def state(sites: Sequence[Site]) -> Cases:
    """What the sites state, nan where they state nothing; columns (rows, 1)."""
    codes = np.array([_codes(site) for site in sites]).T
    first = codes[:, :1]
    alike = ((codes == first) | (np.isnan(codes) & np.isnan(first))).all(axis=1)
    columns = codes[:, :, None]
    stated = {
        key: column[:1] if same else column
        for key, column, same in zip(_keys(), columns, alike.tolist(), strict=True)
    }
    return Cases(stated | marks(stated))


def marks(stated: Mapping[str, Array]) -> dict[str, Array]:
    """Whether the inputs that criteria ask for are stated, 1 or 0, (rows, 1).

    Columns of their own, so that a figure that is only sampled does not count as stated.
    """
    known = {path: stated[path] for path in asked_inputs()} | {POSSIBLE: stated[ALTERNATIVES[0]]}
    return {MARK + path: 1.0 - np.isnan(column) for path, column in known.items()}


@cache
def asked_inputs() -> tuple[str, ...]:
    """The inputs of which a criterion asks whether they are stated, in ``data/criteria.csv``."""
    cells = (f"{row['inputs']} {row['met_with']}" for row in table_rows("criteria"))
    return tuple(dict.fromkeys(path for cell in cells for path in cell.split()))


@cache
def _keys() -> tuple[str, ...]:
    """The columns of what a site states, in the order of ``_codes``."""
    units = tuple(
        f"network.heat_sources_today.{place}.{name}"
        for place in range(HEAT_UNITS)
        for name in HeatUnit.model_fields
    )
    return (*NUMBERS, *units, *ALTERNATIVES, START_YEAR, RUNNING)


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
        given = vars(stated_value(site, part)) if part else vars(site)
        codes += [_code(given[name], names) for name, names in fields]
    units = site.network.heat_sources_today or ()
    for place in range(HEAT_UNITS):
        codes += _unit_codes(units[place]) if place < len(units) else NO_UNIT
    possible, start = site.network.alternatives_possible, site.contract.start
    codes += [np.nan if possible is None else kind in possible for kind in get_args(Alternative)]
    year = np.nan if start is None else float(start.year)
    return [*codes, year, _running_years(site.data_centre.first_operation, start)]


def _running_years(first: dt.date | None, start: dt.date | None) -> float:
    """How long the data centre has run when the contract starts, in whole months [a]; nan where
    nobody states since when."""
    if first is None:
        return np.nan
    start = start or dt.date(int(value(START_YEAR, "usual")), 1, 1)
    months = MONTHS_OF_YEAR * (start.year - first.year) + start.month - first.month
    return max(months - (start.day < first.day), 0) / MONTHS_OF_YEAR


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
    for kind, path in zip(get_args(Alternative), ALTERNATIVES, strict=True):
        if some(np.isnan(columns[path])):
            usual = scoped("alternative.possible", _kind_by_country(kind), country_place(known))
            columns[path] = np.where(np.isnan(columns[path]), usual, columns[path])
    return Cases(columns)


@cache
def _kind_by_country(kind: str) -> tuple[str, ...]:
    """The scopes of an alternative in the countries with data."""
    return tuple(f"{country}.{kind}" for country in choices("country"))


def decoded(path: str, code: float) -> float | str | bool | None:
    """A column's number as the site would state it; nan is ``None``."""
    if np.isnan(code):
        return None
    if bool in get_args(FIELDS[path].annotation):
        return bool(code)
    return decoded_choice(path, code) if choices(path) else float(code)


def alternatives(cases: Cases) -> str:
    """What the first case's operator could build, by name, a space between."""
    kinds = zip(get_args(Alternative), ALTERNATIVES, strict=True)
    return " ".join(kind for kind, path in kinds if cases[path].item(0) > 0)


def _usual_alternatives(site: Site) -> Default:
    unsaid = dict.fromkeys(ALTERNATIVES, np.nan)
    row = assumption("alternative.possible", "")
    return Default(alternatives(fill(state([site]).with_(unsaid))), row.source, "", 0.0, 0.0)


def default_of(path: str, site: Site) -> Default:
    """What an input is worth if the site did not state it, given all else that it states."""
    return defaults_of((path,), site)[path]


def defaults_of(paths: Sequence[str], site: Site) -> dict[str, Default]:
    """The same of several inputs: each is left out alone, in a case of its own."""
    stated, rules = state([site]), {rule.path: rule for rule in RULES if rule.path in paths}
    unsaid = {path: _but_in(row, stated[path], rules) for row, path in enumerate(rules)}
    cases = fill(stated.with_(unsaid))
    found = {
        path: _by_rule(rule, cases.taken(np.array([row])))
        for row, (path, rule) in enumerate(rules.items())
    }
    found |= {path: _usual_alternatives(site) for path in paths if path == POSSIBLE}
    return {path: found.get(path) or Default(None, "", *_unit_and_limits(path)) for path in paths}


def _but_in(row: int, column: Array, rules: Sized) -> Array:
    """A column that is stated in every case but one."""
    return np.where(np.arange(len(rules)) == row, np.nan, column.item(0))


def _by_rule(rule: DefaultRule, case: Cases) -> Default:
    row = assumption(rule.key, rule_scope(rule, case))
    value = decoded(rule.path, case[rule.path].item(0))
    return Default(value, row.source, *_unit_and_limits(rule.path))


def _unit_and_limits(path: str) -> tuple[str, float, float]:
    unit = about(path).get("unit", "")
    return unit, *(limits(path) if unit else (0.0, 0.0))
