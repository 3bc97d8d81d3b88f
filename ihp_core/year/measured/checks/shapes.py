"""What the hours of a series themselves make hard to believe."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import DAYS_OF_MONTH, HOURS_OF_DAY, HOURS_OF_YEAR
from ihp_core.year.measured.checks.flow import heat_of, over_flow
from ihp_core.year.measured.columns.mapping import ColumnMap
from ihp_core.year.measured.columns.taken import Taken
from ihp_core.year.measured.headers import NETWORK_FLOW
from ihp_core.year.measured.note import Note

DAYS_OF_YEAR, MID_JANUARY = HOURS_OF_YEAR / HOURS_OF_DAY, 15
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
    if not answers.confirms("season"):
        yield from _season(hours, columns)
    yield from _heat(hours, columns, answers)


def _season(hours: Hours, columns: Mapping[str, Taken]) -> Iterator[Note]:
    """Heat is needed in winter: a load or a cold elsewhere in the year has other times."""
    if "load_mw" in hours and (month := _month_of_peak(hours["load_mw"])):
        summer, winter = (float(hours["load_mw"][at].mean()) for at in (_SUMMER, _WINTER))
        words = {"column": _header(columns, "load_mw"), "summer": summer, "winter": winter}
        yield Note("own.ask.season", words | {"month": month})
    if "outdoor_c" in hours and (month := _month_of_peak(-hours["outdoor_c"])):
        words = {"column": _header(columns, "outdoor_c"), "month": month}
        yield Note("own.ask.cold_season", words)


def _month_of_peak(series: Array) -> str:
    """The month in which the yearly wave of a series is highest, where that is not near January;
    empty where it is, or where there is hardly a wave."""
    turn = 2 * np.pi * np.arange(HOURS_OF_YEAR) / HOURS_OF_YEAR
    wave = 2 * complex(np.mean(series * np.exp(1j * turn)))
    if abs(wave) < value("own.season_swing") * abs(float(series.mean())):
        return ""
    day = float(np.angle(wave)) / (2 * np.pi) * DAYS_OF_YEAR % DAYS_OF_YEAR
    away = abs((day - MID_JANUARY + DAYS_OF_YEAR / 2) % DAYS_OF_YEAR - DAYS_OF_YEAR / 2)
    if away <= value("own.season_days"):
        return ""
    return f"{int(_MONTH[int(day) * HOURS_OF_DAY])}"


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
        if (stood := _stood(load)) >= value("own.stood_hours") and load.max() > load.min():
            yield Note("own.note.stood", {"series": "load_mw", "hours": stood})
        full = float(load.sum() / load.max()) if load.max() > 0 else 0.0
        low, high = value("own.full_load_low"), value("own.full_load_high")
        if not low <= full <= high:
            yield Note("own.note.full_load", {"hours": round(full), "low": low, "high": high})
    if {"supply_c", "outdoor_c"} & hours.keys() == {"supply_c"}:
        supply = hours["supply_c"]
        if supply[_WINTER].mean() < supply[_SUMMER].mean() - 1:
            yield Note("own.note.supply_season", {})


def _stood(load: Array) -> int:
    """The most hours on end of one load that is not zero."""
    ends = np.flatnonzero(np.diff(load) != 0)
    edges = np.concatenate(([-1], ends, [len(load) - 1]))
    runs = np.diff(edges)
    return int(np.max(runs[load[edges[1:]] > 0], initial=0))


def _header(columns: Mapping[str, Taken], series: str) -> str:
    return columns[series].header if series in columns else series
