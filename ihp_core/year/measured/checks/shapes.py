"""What the hours of a series themselves make hard to believe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import DAYS_OF_MONTH
from ihp_core.year.measured.checks.flow import heat_of, over_flow
from ihp_core.year.measured.columns.mapping import ColumnMap
from ihp_core.year.measured.columns.taken import Taken
from ihp_core.year.measured.headers import NETWORK_FLOW
from ihp_core.year.measured.note import Note

FACTORS = (1000.0, 3.6, 24.0, 8.76)
_MONTH = np.repeat(np.arange(1, 13), DAYS_OF_MONTH * 24)
_SUMMER, _WINTER = np.isin(_MONTH, (6, 7, 8)), np.isin(_MONTH, (12, 1, 2))

Hours = Mapping[str, Array]


def factor_near(ratio: float) -> float | None:
    """The factor between units that a ratio is suspiciously near to, as a ratio; else nothing."""
    near = value("own.factor_tolerance")
    both = (*FACTORS, *(1 / factor for factor in FACTORS))
    return next((one for one in both if abs(ratio / one - 1) <= near), None)


def asked(hours: Hours, columns: Mapping[str, Taken], answers: ColumnMap) -> Iterator[Note]:
    """What has to be answered before the hours are used."""
    yield from _same(hours, columns, answers)
    if "load_mw" in hours and not answers.confirms("season"):
        summer, winter = (float(hours["load_mw"][at].mean()) for at in (_SUMMER, _WINTER))
        if summer > winter * (1 + value("own.flow_tolerance")):
            words = {"column": _header(columns, "load_mw"), "summer": summer, "winter": winter}
            yield Note("own.ask.season", words)
    yield from _heat(hours, columns, answers)


def _same(hours: Hours, columns: Mapping[str, Taken], answers: ColumnMap) -> Iterator[Note]:
    names = [name for name, series in hours.items() if series.max() > series.min()]
    for n, name in enumerate(names):
        for other in names[n + 1 :]:
            if np.array_equal(hours[name], hours[other]) and not answers.confirms("same"):
                words = {"column": _header(columns, name), "other": _header(columns, other)}
                yield Note("own.ask.same", words)


def _heat(hours: Hours, columns: Mapping[str, Taken], answers: ColumnMap) -> Iterator[Note]:
    """The metered heat against flow times spread."""
    needed = ("load_mw", NETWORK_FLOW, "supply_c", "return_c")
    if any(name not in hours or name not in columns for name in needed):
        return
    if answers.confirms("heat"):
        return
    ratio = over_flow(*(hours[name] for name in needed))
    if abs(ratio - 1) > value("own.flow_tolerance"):
        heat = float(heat_of(*(hours[name] for name in needed[1:])).mean())
        words = {"column": _header(columns, "load_mw"), "other": _header(columns, NETWORK_FLOW)}
        yield Note("own.ask.heat", {**words, "load": float(hours["load_mw"].mean()), "heat": heat})


def cautions(hours: Hours, columns: Mapping[str, Taken]) -> Iterator[Note]:
    """What is told and used all the same."""
    for name, series in hours.items():
        if series.max() == series.min() and len(columns) > 1:
            yield Note("own.note.constant", {"series": name, "value": float(series[0])})
    if {"supply_c", "return_c"} <= hours.keys():
        below = int((hours["supply_c"] < hours["return_c"]).sum())
        if below:
            yield Note("own.note.below_return", {"hours": below})
    if "load_mw" in hours:
        load = hours["load_mw"]
        full = float(load.sum() / load.max()) if load.max() > 0 else 0.0
        low, high = value("own.full_load_low"), value("own.full_load_high")
        if not low <= full <= high:
            yield Note("own.note.full_load", {"hours": round(full), "low": low, "high": high})
    if {"supply_c", "outdoor_c"} & hours.keys() == {"supply_c"}:
        supply = hours["supply_c"]
        if supply[_WINTER].mean() < supply[_SUMMER].mean() - 1:
            yield Note("own.note.supply_season", {})
    if (
        "outdoor_c" in hours
        and hours["outdoor_c"][_WINTER].mean() > hours["outdoor_c"][_SUMMER].mean()
    ):
        yield Note("own.note.outdoor_season", {})


def _header(columns: Mapping[str, Taken], series: str) -> str:
    return columns[series].header if series in columns else series
