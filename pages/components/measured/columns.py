"""What the columns of an uploaded file are: what is sure stands, what is not is asked."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any, NamedTuple

import streamlit as st
from pydantic import ValidationError

from ihp_core.report.drawing.sparkline import sparkline
from ihp_core.site.site import Site
from ihp_core.text import say, sentences
from ihp_core.text.errors.measured_columns import choice_told
from ihp_core.text.errors.measured_year import told
from ihp_core.text.markdown import plain, said
from ihp_core.year.measured.columns.mapping import (
    ANSWERS,
    CONFIRMS,
    IGNORE,
    NOTHING_SAID,
    ColumnAnswer,
    ColumnMap,
)
from ihp_core.year.measured.columns.taken import UNKNOWN, Taken
from ihp_core.year.measured.columns.units import offered_units
from ihp_core.year.measured.headers import TIME
from ihp_core.year.measured.note import Note, OwnError
from ihp_core.year.measured.preview import ColumnPreview, FilePreview, preview
from ihp_core.year.measured.reading import read_file
from pages.components.state.draft import draft, keep_own, own, site_of

KINDS = ("value", "interval", "counter")
CHOICES: dict[str, tuple[str, Callable[[Note], tuple[Any, ...]]]] = {
    "own.day_or_month": ("dates", lambda _: ("day_first", "month_first")),
    "own.sheets": ("sheet", lambda note: tuple(note.numbers["known"])),
    "own.more_than_a_year": ("year", lambda note: (*_years(note), "mean")),
    "own.ask.decimal": ("decimal", lambda _: (",", ".")),
}
"""Questions about the whole file: the answer's name, and what may be chosen."""


class Step(NamedTuple):
    """A kind of file: under which names it is held and its faults are told, what its columns may
    be, how it is read and taken into use, and what was answered about the one before it."""

    held: str
    told: str
    known: tuple[str, ...]
    column: type[ColumnAnswer]
    whole: type[ColumnMap]
    read: Callable[[bytes, Any], FilePreview]
    before: Callable[[], ColumnMap]

    @property
    def nothing(self) -> ColumnMap:
        """Nothing answered."""
        return self.whole()


class Held(NamedTuple):
    """The file in hand: which upload it is, and what is known of it."""

    step: Step
    file: str
    seen: FilePreview | None
    answers: ColumnMap
    open: tuple[Note, ...]


def columns_of_file(key: str, step: Step | None = None) -> None:
    """Read what was uploaded under a key; show its columns, and ask what is not sure."""
    step = step or OWN_YEAR
    upload = st.session_state.get(key)
    if upload is None:
        st.session_state.pop(step.held, None)
        return
    held: Held | None = st.session_state.get(step.held)
    if held is None or held.file != upload.file_id:
        with st.spinner(say("app.own.reading", name=plain(upload.name))):
            _read(step, upload.file_id, upload.getvalue(), step.before())
        st.rerun()
    if held.open:
        _asks(held, upload.getvalue())
    elif held.seen is not None:
        with st.expander(say("app.own.columns.sure")):
            _columns(held.seen.columns, held)
            _read_again(held, upload.getvalue())


def asks_of_a_file(step: Step | None = None) -> bool:
    """Whether something about an uploaded file is not answered yet."""
    held: Held | None = st.session_state.get((step or OWN_YEAR).held)
    return held is not None and bool(held.open)


def _kept() -> ColumnMap:
    """What was answered about the file before this one; it may have the same columns."""
    measured = own()
    return ColumnMap.model_validate(measured.answers) if measured else NOTHING_SAID


def _read(step: Step, file: str, content: bytes, answers: ColumnMap) -> None:
    """Take the file into use where nothing is open; what is in use stays where something is."""
    st.session_state[step.told] = ()
    try:
        seen = step.read(content, answers)
    except OwnError as error:
        if error.note.code == "own.map.column" and answers != step.nothing:
            _read(step, file, content, step.nothing)
            return
        st.session_state[step.held] = Held(step, file, None, answers, _of_the_file(error))
        if not _of_the_file(error):
            st.session_state[step.told] = tuple(sentences(error))
        return
    st.session_state[step.held] = Held(step, file, seen, answers, seen.questions)


def _read_year(content: bytes, answers: ColumnMap) -> FilePreview:
    """A measured year, in use from now on where nothing is asked."""
    reading = read_file(content, answers, _as_stated())
    if reading.own is not None:
        keep_own(reading.own)
    return preview(reading, reading.values, answers)


def _of_the_file(error: OwnError) -> tuple[Note, ...]:
    """The questions of a refusal that can be answered here."""
    return tuple(note for note in (error.note, *error.more) if note.code in CHOICES)


def _as_stated() -> Site | None:
    """The site against which the hours are held; none while an entry is wrong."""
    try:
        return site_of(draft())
    except ValidationError:
        return None


def _asks(held: Held, content: bytes) -> None:
    """The questions, and for each a way to answer it."""
    st.warning(say("app.own.columns.asked", count=len(held.open)))
    for number, note in enumerate(held.open):
        st.markdown(said(told(note, in_page=True)))
        _answer_of_the_file(number, note, held)
    if held.seen is not None:
        asked = [column for column in held.seen.columns if _is_open(column)]
        _columns(asked, held)
        rest = [column for column in held.seen.columns if not _is_open(column)]
        if rest:
            with st.expander(say("app.own.columns.rest", count=len(rest))):
                _columns(rest, held)
    _read_again(held, content)


def _answer_of_the_file(number: int, note: Note, held: Held) -> None:
    if note.code in CHOICES:
        name, offered = CHOICES[note.code]
        st.segmented_control(
            say(f"app.own.columns.{name}"),
            offered(note),
            key=f"{held.file}:{name}",
            format_func=choice_told,
        )
    elif note.code in CONFIRMS:
        st.checkbox(say("app.own.columns.right"), key=f"{held.file}:right:{number}")


def _is_open(column: ColumnPreview) -> bool:
    return column.asked or not (column.taken.sure or column.taken.series == UNKNOWN)


def _columns(columns: tuple[ColumnPreview, ...] | list[ColumnPreview], held: Held) -> None:
    """A row a column: its name, first figures and shape; what it is taken for, unit and kind."""
    for column in columns:
        with st.container(border=True, key=f"own-column-{column.taken.index}"):
            look, series, unit, kind = st.columns([3, 3, 2, 2], vertical_alignment="center")
            look.html(_look(column))
            chosen = _series(series, column.taken, held)
            if chosen not in (UNKNOWN, IGNORE, TIME):
                _unit(unit, column.taken, chosen, held.file)
                _kind(kind, column.taken, held.file)


def _look(column: ColumnPreview) -> str:
    name, first = escape(column.taken.header), escape(" · ".join(column.cells))
    shape = sparkline(column.shape)
    drawn = f'<img src="{shape}" alt="{name}">' if shape else ""
    why = escape(say(f"columns.why.{column.taken.why}"))
    return (
        f'<div class="ihp-column"><b>{name}</b><small>{first}</small>{drawn}'
        f"<small>{why}</small></div>"
    )


def _series(place: Any, column: Taken, held: Held) -> str:
    key = f"{held.file}:{column.index}:series"
    # What is doubtful is to be chosen, not to be waved through.
    st.session_state.setdefault(key, column.series if column.sure else UNKNOWN)
    return str(
        place.selectbox(
            say("app.own.columns.series", column=plain(column.header)),
            (UNKNOWN, *held.step.known),
            key=key,
            format_func=_series_named,
        )
    )


def _series_named(series: str) -> str:
    if series in (UNKNOWN, IGNORE, TIME):
        return say(f"app.own.columns.{series or 'unknown'}")
    return say(f"own.series.{series}")


def _unit(place: Any, column: Taken, series: str, file: str) -> None:
    names = offered_units(series)
    key = f"{file}:{column.index}:unit:{series}"
    read = column.unit.name if column.unit and column.unit.name in names else ""
    st.session_state.setdefault(key, read)
    place.selectbox(
        say("app.own.columns.unit"),
        ("", *names),
        key=key,
        format_func=lambda name: name or say("app.own.columns.no_unit"),
    )


def _kind(place: Any, column: Taken, file: str) -> None:
    key = f"{file}:{column.index}:kind"
    st.session_state.setdefault(key, column.kind or KINDS[0])
    place.selectbox(
        say("app.own.columns.kind"),
        KINDS,
        key=key,
        format_func=lambda kind: say(f"columns.kind.{kind}"),
    )


def _read_again(held: Held, content: bytes) -> None:
    st.button(
        say("app.own.columns.use"),
        key="own_use",
        type="primary" if held.open else "secondary",
        on_click=_use,
        args=(held, content),
    )


def _use(held: Held, content: bytes) -> None:
    """Read the file with what was answered."""
    _read(held.step, held.file, content, _answered(held))


def _answered(held: Held) -> ColumnMap:
    """The answers before, and what was chosen since."""
    state, data = st.session_state, held.answers.model_dump(exclude_defaults=True)
    columns = dict(held.answers.columns)
    for column in held.seen.columns if held.seen else ():
        answer = _of_column(column.taken, held)
        if answer is not None:
            columns[column.taken.header] = answer
    confirmed = set(held.answers.confirmed)
    for number, note in enumerate(held.open):
        if note.code in CHOICES and state.get(f"{held.file}:{CHOICES[note.code][0]}") is not None:
            name = CHOICES[note.code][0]
            data[name] = state[f"{held.file}:{name}"]
        if note.code in CONFIRMS and state.get(f"{held.file}:right:{number}"):
            confirmed.add(CONFIRMS[note.code])
    for number in range(len(held.open)):
        state.pop(f"{held.file}:right:{number}", None)
    return held.step.whole.model_validate(
        data | {"columns": columns, "confirmed": tuple(sorted(confirmed))}
    )


def _of_column(column: Taken, held: Held) -> ColumnAnswer | None:
    """What was chosen for a column, where that is another thing than it was taken for."""
    state, file, answer = st.session_state, held.file, held.step.column
    series = state.get(f"{file}:{column.index}:series", column.series)
    if series == UNKNOWN or (series in (IGNORE, TIME) and series == column.series):
        return None
    if series in (IGNORE, TIME):
        return answer(series=series)
    unit = state.get(f"{file}:{column.index}:unit:{series}", "")
    kind = state.get(f"{file}:{column.index}:kind", column.kind)
    as_taken = (column.series, column.unit.name if column.unit else "", column.kind or KINDS[0])
    if column.sure and (series, unit, kind) == as_taken:
        return None
    return answer(series=series, unit=unit or None, kind=kind)


def _years(note: Note) -> tuple[int, ...]:
    return tuple(int(year) for year in str(note.numbers["years"]).split(", "))


OWN_YEAR = Step("own_preview", "own_problems", ANSWERS, ColumnAnswer, ColumnMap, _read_year, _kept)
