"""What a column is taken for, by its name and its unit or by what was answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from ihp_core.tables.assumptions import table as data_table
from ihp_core.year.measured.columns.mapping import IGNORE, ColumnAnswer, ColumnMap
from ihp_core.year.measured.columns.units import (
    ENERGY,
    OF_COUNTRY,
    Unit,
    first_unit,
    in_crowns,
    of_currency,
    unit_in,
    written_out,
)
from ihp_core.year.measured.headers import (
    DATA_CENTRE,
    OF_A_YEAR,
    TIME,
    last_word,
    named,
    stated_unit,
)
from ihp_core.year.measured.note import Note, refused
from ihp_core.year.measured.table.raw import RawTable
from ihp_core.year.measured.times.found import Times

UNKNOWN = ""
Why = Literal[
    "said",
    "name",
    "doubtful",
    "no_unit",
    "beside",
    "proven",
    "unit",
    "nothing",
    "looks",
    "data_centre",
]
PARTIES = {
    "outdoor_c": "weather",
    "load_mw": "network",
    "heat_mw": "plant",
    "electricity_mw": "plant",
    "supply_c": "network",
    "return_c": "network",
    "network_flow_m3_per_h": "network",
    "source_inlet_c": "data_centre",
    "source_outlet_c": "data_centre",
    "source_flow_m3_per_h": "data_centre",
    "electricity_price_eur_per_mwh": "market",
    "spot_price_eur_per_mwh": "market",
}


@dataclass(frozen=True)
class Taken:
    """A column, the series it is taken for, in which unit, and why.

    ``series`` is empty where nobody knows; ``kind`` is a value, an amount an interval or a
    counter, empty until its figures were looked at; ``sure`` whether it may be used unasked.
    """

    index: int
    header: str
    series: str
    unit: Unit | None
    kind: str
    why: Why
    sure: bool

    @property
    def party(self) -> str:
        """Whose figure it is: the network's, the data centre's, the market's, the weather's."""
        return PARTIES.get(self.series, "")

    @property
    def used_unit(self) -> Unit:
        """The unit that the figures are read in."""
        return self.unit or first_unit(self.series)


def taken(
    table: RawTable,
    times: Times,
    answers: ColumnMap,
    country: str = "",
    words: str = OF_A_YEAR,
) -> tuple[list[Taken], list[Note]]:
    """What every column is taken for, and what has to be asked of units; ``country`` is whose
    kronor are meant where nothing else says it.

    Raises
    ------
    OwnError
        When an answer speaks of a column that is not there.
    """
    if strangers := [name for name in answers.columns if name not in table.names]:
        known = ", ".join(table.names)
        raise refused("map.column", value=strangers[0], known=known)
    columns: list[Taken] = []
    questions: list[Note] = []
    for index, header in enumerate(table.names):
        answer = answers.columns.get(header)
        if answer is None and index in (*times.columns, *times.others):
            columns.append(Taken(index, header, TIME, None, "", "looks", sure=True))
        elif answer is not None:
            columns.append(_told(_as_said(index, header, answer, table, words), questions))
        else:
            columns.append(_told(_by_name(index, header, table, words), questions))
        columns[-1] = _told(_in_currency(columns[-1], country), questions)
    return columns, questions


def _told(found: tuple[Taken, list[Note]], questions: list[Note]) -> Taken:
    """A column; what has to be asked of it goes to the questions."""
    questions += found[1]
    return found[0]


def _in_currency(column: Taken, country: str) -> tuple[Taken, list[Note]]:
    """A price in kronor or øre in the currency of the country; asked where it has none of them."""
    said = column.why == "said" and not in_crowns(column.unit)
    if column.unit is None or said or not (in_crowns(column.unit) or _is_ascii_ore(column)):
        return column, []
    if unit := of_currency(column.unit, OF_COUNTRY.get(country, "")):
        return replace(column, unit=unit), []
    units = [of_currency(column.unit, currency) for currency in OF_COUNTRY.values()]
    known = ", ".join(unit.name for unit in units if unit)
    words = {"column": column.header, "value": column.unit.name, "known": known}
    return replace(column, unit=None), [Note("own.ask.crowns", words)]


def _is_ascii_ore(column: Taken) -> bool:
    """Whether hundredths are written without the sign that tells Swedish from Danish ones."""
    return column.unit == unit_in("öre/kWh", column.series) and column.header.isascii()


def _as_said(
    index: int, header: str, answer: ColumnAnswer, table: RawTable, words: str
) -> tuple[Taken, list[Note]]:
    """As it was answered; the unit of the header where the answer has none, asked where that is
    no unit of the series."""
    if answer.series in (IGNORE, TIME):
        return Taken(index, header, answer.series, None, "", "said", sure=True), []
    text = stated_unit(table.parts[index], table.units[index])
    unit = unit_in(text if answer.unit is None else answer.unit, answer.series)
    if unit is None and answer.unit:
        known = written_out(answer.series)
        raise refused("unit", column=header, value=answer.unit, known=known)
    if unit is None and (name := named(table.parts[index], table.units[index], words)):
        unit = name.unit if name.series == answer.series else None
    strange = unit is None and answer.unit is None and text
    column = Taken(index, header, answer.series, unit, answer.kind or "", "said", sure=True)
    told = {"column": header, "value": text, "known": written_out(answer.series)}
    return column, [Note("own.unit", told)] if strange else []


def _by_name(index: int, header: str, table: RawTable, words: str) -> tuple[Taken, list[Note]]:
    name = named(table.parts[index], table.units[index], words)
    if name is None:
        return Taken(index, header, UNKNOWN, None, "", "nothing", sure=False), []
    if name.series == TIME:
        return Taken(index, header, TIME, None, "", "name", sure=True), []
    if name.series == DATA_CENTRE:
        return Taken(index, header, UNKNOWN, None, "", "data_centre", sure=False), []
    if name.strange:
        known = {"known": written_out(name.series)}
        note = Note("own.unit", {"column": header, "value": name.strange, **known})
        return Taken(index, header, UNKNOWN, None, "", "nothing", sure=False), [note]
    why: Why = "doubtful" if name.doubtful else "name" if name.unit else "no_unit"
    return Taken(index, header, name.series, name.unit, "", why, not name.doubtful), []


def candidates(table: RawTable, index: int, words: str = OF_A_YEAR) -> tuple[str, ...]:
    """The series that a column of unknown name could be, by its unit."""
    text = stated_unit(table.parts[index], table.units[index]) or last_word(table.names[index])
    listed = [data_table(name) for name in (OF_A_YEAR, words)]
    pairs = [pair for t in listed for pair in zip(t["series"], t["names"], strict=True)]
    # What has no name is only found beside what has one.
    series = dict.fromkeys(name for name, names in pairs if names)
    return tuple(name for name in series if text and unit_in(text, name) is not None)


def is_amount(column: Taken) -> bool:
    """Whether its unit counts per interval, or since the meter was set."""
    return column.unit is not None and column.unit.kind == ENERGY


def of_series(columns: Sequence[Taken], series: str) -> Taken | None:
    """The column that is surely taken for a series."""
    return next((one for one in columns if one.series == series and one.sure), None)
