"""A file of hourly data becomes a measured year, or the questions that have to be answered first.

Opened as a table of text; its times laid on the year; each column taken for a series; its cells
read as figures, amounts and counters as the mean of their interval; then checked. Nothing that is
unsure is used, and nothing is left out without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from ihp_core.site.places import city_of, country_by_borders
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import assumption, value
from ihp_core.tables.units import MONTHS_OF_YEAR
from ihp_core.year.climate import outdoor_temperature
from ihp_core.year.measured.checks.flow import heat_of
from ihp_core.year.measured.checks.shapes import asked, cautions
from ihp_core.year.measured.checks.stated import (
    against_stated,
    beyond_limits,
    far_from_stated,
    without_unit,
)
from ihp_core.year.measured.columns.doubts import settled
from ihp_core.year.measured.columns.mapping import IGNORE, NOTHING_SAID, ColumnMap
from ihp_core.year.measured.columns.taken import UNKNOWN, Taken, candidates, taken
from ihp_core.year.measured.columns.units import written_out
from ihp_core.year.measured.figures.amounts import (
    COUNTER,
    VALUE,
    amounts,
    begins_again,
    never_falls,
)
from ihp_core.year.measured.figures.cells_read import figures
from ihp_core.year.measured.figures.hours import (
    ZERO_AT_LEAST,
    bridged,
    hours_of_year,
    possible,
)
from ihp_core.year.measured.headers import NETWORK_FLOW, TIME, header_names
from ihp_core.year.measured.note import Note, OwnError, refused
from ihp_core.year.measured.table.opened import opened
from ihp_core.year.measured.table.raw import RawTable
from ihp_core.year.measured.times.clock import Clock, clocks, counted
from ihp_core.year.measured.times.found import Times, times_of
from ihp_core.year.measured.year import KEPT, OwnYear, own_year, paired

WEEKS_OF_YEAR = 53
OF_MONTHS = ("own.rows", "own.step", "own.bad_time")
"""How a file of so few rows is refused, before it is seen what it is."""

HEAT_NEEDS = (NETWORK_FLOW, "supply_c", "return_c")


@dataclass(eq=False)
class Reading:
    """What became of a file: its table, what each column is taken for, the figures of each by
    row in the unit of its series, what has to be asked, and the year where nothing has."""

    table: RawTable
    times: Times
    columns: list[Taken] = field(default_factory=list)
    values: dict[int, Array] = field(default_factory=dict)
    questions: list[Note] = field(default_factory=list)
    own: OwnYear | None = None


def read_own(
    content: str | bytes, answers: ColumnMap = NOTHING_SAID, site: Site | None = None
) -> OwnYear:
    """The measured year that a file holds.

    Parameters
    ----------
    content : str or bytes
        A text table, a workbook or a Parquet file of twelve months or more, a row a minute to a
        day, with or without time stamps.
    answers : ColumnMap
        What was answered about its columns.
    site : Site, optional
        What is stated of the site, against which the figures are held.

    Raises
    ------
    OwnError
        Whenever the content is anything else or has to be asked about, and nothing but this.
    """
    reading = read_file(content, answers, site)
    if reading.own is None:
        raise OwnError(reading.questions[0], tuple(reading.questions[1:]))
    return reading.own


def read_file(
    content: str | bytes, answers: ColumnMap = NOTHING_SAID, site: Site | None = None
) -> Reading:
    """A file with what it is taken for, and the year where no question is open.

    Raises
    ------
    OwnError
        When no answer about its columns would make it a measured year.
    """
    table = opened(content, answers.sheet)
    times = _times(table, answers)
    country = (site.country or country_by_borders(site)) if site is not None else ""
    columns, questions = taken(table, times, answers, country)
    reading = Reading(table, times, columns, {}, questions)
    looked_at = [one for one in columns if _may_count(one, table)]
    if not looked_at and questions:
        return reading
    when = _when(times, table, answers, [] if looked_at else columns)
    raw, unsure = figures(table, looked_at or _unnamed(columns), answers.decimal)
    if not looked_at and all(np.isnan(values).all() for values in raw.values()):
        raise _nothing_known(columns)
    reading.questions += unsure
    notes = _figured(reading, raw, when, answers)
    outcome, open_questions = settled(reading.columns, table, reading.values, answers)
    reading.columns, reading.questions = outcome, [*reading.questions, *open_questions]
    _finished(reading, when, notes, answers, site)
    return reading


def _times(table: RawTable, answers: ColumnMap) -> Times:
    """The times of the rows, from what looks like them or is said to be."""
    told = {name for name, answer in answers.columns.items() if answer.series == TIME}
    said = [n for n, name in enumerate(table.names) if name in told]
    try:
        return times_of(table, said, answers.dates)
    except OwnError as error:
        raise _of_months(error, table) from None


def _may_count(column: Taken, table: RawTable) -> bool:
    """Whether a column is taken for a series, or could be by its unit."""
    if column.series in (TIME, IGNORE) or column.why == "data_centre":
        return False
    return column.series != UNKNOWN or bool(candidates(table, column.index))


def _unnamed(columns: list[Taken]) -> list[Taken]:
    """The columns of a file of which nothing is known: any of them may be what is looked for."""
    return [one for one in columns if one.series == UNKNOWN and one.why == "nothing"]


def _nothing_known(columns: list[Taken]) -> OwnError:
    """That no column is known, and of those of the data centre why they are not read."""
    known = "; ".join(header_names()[1:])
    return OwnError(Note("own.no_columns", {"known": known}), tuple(_of_data_centre(columns)))


def _of_data_centre(columns: Iterable[Taken]) -> Iterator[Note]:
    for one in columns:
        if one.why == "data_centre":
            yield Note("own.note.data_centre", {"column": one.header})


def _when(times: Times, table: RawTable, answers: ColumnMap, unknown: list[Taken]) -> list[Clock]:
    """The clocks of the rows; a year of months or weeks is told to be one.

    Raises
    ------
    OwnError
        When the rows are no year of hours.
    """
    try:
        return _clocks(times, table, answers)
    except OwnError as error:
        if unknown:
            raise _nothing_known(unknown) from None
        raise _of_months(error, table) from None


def _of_months(error: OwnError, table: RawTable) -> OwnError:
    """Why rows have no place in the year: that they are of months or weeks, where there are so
    few of them."""
    count = len(table.lines)
    few = MONTHS_OF_YEAR <= count <= WEEKS_OF_YEAR
    return refused("months", count=count) if few and error.note.code in OF_MONTHS else error


def _clocks(times: Times, table: RawTable, answers: ColumnMap) -> list[Clock]:
    if times.stamps is None:
        return [counted(len(table.lines))]
    return clocks(times.stamps, table.lines.tolist(), answers.year)


def _figured(
    reading: Reading, raw: Mapping[int, Array], when: list[Clock], answers: ColumnMap
) -> dict[int, list[Note]]:
    """The figures of each column in the unit of its series; what was done about each of them."""
    notes: dict[int, list[Note]] = {}
    for place, column in enumerate(reading.columns):
        if column.index not in raw:
            continue
        if column.series == UNKNOWN or np.isnan(raw[column.index]).all():
            reading.values[column.index] = raw[column.index]
            continue
        read = amounts(column, raw[column.index], when)
        texts, lines = reading.table.cells[column.index], reading.table.lines
        fit = possible(column, read.values, texts, lines)
        reading.values[column.index] = fit.hours
        notes[column.index] = [*read.notes, *fit.notes]
        reading.columns[place] = replace(column, kind=read.kind)
        if fit.gaps > value("own.model_gap_fraction") * np.isfinite(read.values).sum():
            words = dict(fit.notes[-1].numbers) | {"known": written_out(column.series)}
            reading.questions.append(Note("own.outside", words))
        if not column.kind:
            reading.questions += _counting(column, read.kind, raw[column.index], when, answers)
    return notes


def _counting(
    column: Taken, kind: str, raw: Array, when: list[Clock], answers: ColumnMap
) -> Iterator[Note]:
    """Whether figures that hardly fall are a counter's."""
    words = {"column": column.header, "known": written_out(column.series)}
    if kind == VALUE and not answers.confirms("never_falls") and never_falls(raw, when):
        yield Note("own.ask.counter", words)
    again = begins_again(raw, when) if column.series in ZERO_AT_LEAST else 0
    if again and kind != COUNTER and not answers.confirms("begins_again"):
        yield Note("own.ask.again", words | {"count": again})


def _finished(
    reading: Reading,
    when: list[Clock],
    notes: Mapping[int, list[Note]],
    answers: ColumnMap,
    site: Site | None,
) -> None:
    """The series of the year, where no question is left; else the questions that they raise."""
    chosen, usable = _chosen(reading)
    if not usable and not reading.questions:
        raise refused("all_empty")
    try:
        hours, filled, told = _hours(reading, usable, when, site)
    except OwnError:
        if reading.questions:
            return
        raise
    reading.questions += _questions(hours, usable, answers, site)
    if reading.questions:
        return
    if not (series := {name: hours[name] for name in KEPT if name in hours}):
        raise refused("all_empty")
    every = [*_read(reading, chosen, notes), *told, *reading.table.notes, *reading.times.notes]
    every += [*when[0].notes, *cautions(series, usable), *far_from_stated(series, usable, site)]
    own = own_year(series, filled, when[0].dropped_hours, tuple(every))
    reading.own = replace(paired(own), answers=answers.said())


def _chosen(reading: Reading) -> tuple[dict[str, Taken], dict[str, Taken]]:
    """The columns by their series, and those of them that hold figures and are not asked about."""
    chosen = {one.series: one for one in reading.columns if one.sure and _is_series(one)}
    doubted = {note.numbers["column"] for note in reading.questions if "column" in note.numbers}
    usable = {
        name: one
        for name, one in chosen.items()
        if one.header not in doubted and not np.isnan(reading.values[one.index]).all()
    }
    return chosen, usable


def _questions(
    hours: Mapping[str, Array], usable: Mapping[str, Taken], answers: ColumnMap, site: Site | None
) -> list[Note]:
    """What the hours of the year raise."""
    return [
        *beyond_limits(hours, usable),
        *without_unit(hours, usable, answers),
        *asked(hours, usable, answers),
        *(against_stated(hours, usable, site, answers) if site else ()),
    ]


def _is_series(column: Taken) -> bool:
    return column.series not in (UNKNOWN, TIME, IGNORE)


def _hours(
    reading: Reading, chosen: Mapping[str, Taken], when: list[Clock], site: Site | None
) -> tuple[dict[str, Array], dict[str, int], list[Note]]:
    """The hours of each series, those bridged, and what is told of them; heat where it is only
    known by flow and temperatures."""
    hours: dict[str, Array] = {}
    filled: dict[str, int] = {}
    told: list[Note] = []
    outdoor = _outdoor(site)
    for name in sorted(chosen, key=lambda series: series != "outdoor_c"):
        column, values = chosen[name], reading.values[chosen[name].index]
        line = int(reading.table.lines[int(np.argmax(np.isnan(values)))])
        bridge = bridged(column, hours_of_year(values, when), hours.get("outdoor_c", outdoor), line)
        hours[name], filled[name] = bridge.hours, bridge.gaps
        told += bridge.notes
    if "load_mw" not in hours and all(name in hours for name in HEAT_NEEDS):
        hours["load_mw"] = heat_of(*(hours[name] for name in HEAT_NEEDS))
        filled["load_mw"] = max(filled[name] for name in HEAT_NEEDS)
        told.append(Note("own.note.heat", {"column": chosen[NETWORK_FLOW].header}))
    return hours, {name: count for name, count in filled.items() if name in KEPT}, told


def _outdoor(site: Site | None) -> Array:
    """The outdoor temperatures of the place, by which long gaps are bridged."""
    city = city_of(site) if site is not None else assumption("climate.city").choice
    return outdoor_temperature(city)


def _read(
    reading: Reading, chosen: Mapping[str, Taken], notes: Mapping[int, list[Note]]
) -> Iterator[Note]:
    """What was read from which column, what was done about it, and what was not used."""
    for column in reading.columns:
        told = {"column": column.header, "series": column.series}
        if column.series == TIME:
            if column.index in reading.times.others:
                yield Note("own.note.other_time", {"column": column.header})
        elif chosen.get(column.series) is column:
            if np.isnan(reading.values[column.index]).all():
                yield Note("own.note.empty_column", told)
                continue
            code = "flow_only" if column.series == NETWORK_FLOW else "read"
            yield Note(f"own.note.{code}", told | {"unit": column.used_unit.name})
            yield from notes.get(column.index, ())
        elif column.why == "data_centre":
            yield from _of_data_centre([column])
        elif not column.header.startswith("#") or column.series == IGNORE:
            code = "as_told" if column.series == IGNORE else "ignored"
            yield Note(f"own.note.{code}", {"column": column.header})
