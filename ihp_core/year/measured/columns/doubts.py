"""Which columns fill which series when names alone do not say it: by what stands beside them, by
physics where that proves it; what is still open is a question."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from ihp_core.tables.arrays import Array
from ihp_core.year.measured.checks.flow import FLOWS, proves
from ihp_core.year.measured.columns.mapping import IGNORE, ColumnMap
from ihp_core.year.measured.columns.taken import UNKNOWN, Taken, candidates, of_series
from ihp_core.year.measured.columns.units import PRICES
from ihp_core.year.measured.headers import NETWORK_FLOW, OF_A_YEAR, TIME
from ihp_core.year.measured.note import Note
from ihp_core.year.measured.table.raw import RawTable

NETWORK = ("supply_c", "return_c")
SOURCE = ("source_inlet_c", "source_outlet_c")

Values = Mapping[int, Array]
Settled = tuple[list[Taken], list[Note]]
Ruled = tuple[Taken, list[Note]]


def settled(
    columns: Sequence[Taken],
    table: RawTable,
    values: Values,
    answers: ColumnMap,
    words: str = OF_A_YEAR,
) -> Settled:
    """The columns with every doubt settled or asked, one column a series."""
    columns, questions = _once(columns)
    outcome: list[Taken] = []
    for column in columns:
        one, asked = _ruled(column, columns, values, answers)
        outcome.append(one)
        questions += asked
    outcome, twice = _once(outcome)
    questions += [note for note in twice if note not in questions]
    return outcome, [*questions, *_unknown(outcome, table, values, words)]


def _ruled(column: Taken, columns: Sequence[Taken], values: Values, answers: ColumnMap) -> Ruled:
    """A column by the rule of its quantity."""
    if column.sure or column.index not in values:
        return column, []
    if column.series in FLOWS:
        return _flow(column, columns, values)
    if _heat(column):
        return _load(column, columns)
    if column.series in PRICES:
        return _price(column, values[column.index], answers)
    return column, []


def _once(columns: Sequence[Taken]) -> Settled:
    """One column a series: a sure one before a doubtful one, euros before other currencies."""
    kept: dict[str, Taken] = {}
    questions: list[Note] = []
    dropped: set[int] = set()
    for column in columns:
        if column.series in (UNKNOWN, TIME, IGNORE):
            continue
        first = kept.setdefault(column.series, column)
        if first is column:
            continue
        loser = _loser(first, column)
        if loser is None:
            words = {"column": first.header, "other": column.header}
            questions.append(Note("own.twice", words))
            continue
        kept[column.series] = column if loser is first else first
        dropped.add(loser.index)
    outcome = [
        replace(one, series=UNKNOWN, why="nothing", sure=False) if one.index in dropped else one
        for one in columns
    ]
    return outcome, questions


def _loser(first: Taken, second: Taken) -> Taken | None:
    """Which of two columns of one series is left out; ``None`` where neither is better."""
    ranks = [(one.why == "said", one.sure, _in_euros(one)) for one in (first, second)]
    if ranks[0] == ranks[1]:
        return None
    return second if ranks[0] > ranks[1] else first


def _in_euros(column: Taken) -> bool:
    return column.series in PRICES and (column.unit is None or "EUR" in column.unit.name)


def _flow(column: Taken, columns: Sequence[Taken], values: Values) -> Ruled:
    """Whose water it is: the network's where its heat proves it or its temperatures alone stand
    beside it, the data centre's where only those of its cooling water do."""
    network = [one for name in NETWORK if (one := of_series(columns, name))]
    source = [one for name in SOURCE if (one := of_series(columns, name))]
    load = next((o for sure in (True, False) for o in columns if _heat(o) and o.sure >= sure), None)
    if len(network) == 2 and load and load.index in values:
        temperatures = (values[one.index] for one in network)
        if proves(values[load.index], values[column.index], *temperatures):
            return replace(column, series=NETWORK_FLOW, why="proven", sure=True), []
    elif len(network) == 2 and not source:
        return replace(column, series=NETWORK_FLOW, why="beside", sure=True), []
    elif len(source) == 2 and not network:
        return replace(column, why="beside", sure=True), []
    return column, [Note("own.ask.flow", {"column": column.header})]


def _load(column: Taken, columns: Sequence[Taken]) -> Ruled:
    """Power of an unnamed party is the network's heat beside its temperatures."""
    if all(of_series(columns, name) for name in NETWORK):
        return replace(column, why="beside", sure=True), []
    return column, [Note("own.ask.load", {"column": column.header})]


def _heat(column: Taken) -> bool:
    """Whether it is the heat that the network's water carries: its load, or what a plant gives."""
    return column.series in ("load_mw", "heat_mw")


def _price(column: Taken, values: Array, answers: ColumnMap) -> Ruled:
    """A price that is ever nothing holds no grid fee and no tax: it is the exchange's, or asked."""
    if (values <= 0).any() and not answers.confirms("all_in"):
        return column, [Note("own.ask.price", {"column": column.header})]
    return replace(column, sure=True), []


def _unknown(
    columns: Sequence[Taken], table: RawTable, values: Values, words: str
) -> Iterator[Note]:
    """A column in a unit of ours may be what is looked for, and any where nothing else is known."""
    held = {one.series for one in columns if one.series not in (UNKNOWN, TIME, IGNORE)}
    for column in columns:
        if column.series != UNKNOWN or np.isnan(values.get(column.index, np.array(np.nan))).all():
            continue
        possible = candidates(table, column.index, words)
        open_series = [name for name in possible if _open(name, held)]
        if not possible and not held:
            yield Note("own.ask.anything", {"column": column.header})
        if open_series:
            yield Note("own.ask.column", {"column": column.header, "may": "|".join(open_series)})


def _open(series: str, held: set[str]) -> bool:
    """Whether a series is not yet filled; one price is enough."""
    return not held & set(PRICES) if series in PRICES else series not in held
