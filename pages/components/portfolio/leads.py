"""A register of waste heat near a network: uploaded, its columns answered, its rows in the list."""

from __future__ import annotations

import datetime as dt
from html import escape
from typing import NamedTuple

import streamlit as st

from ihp_core.leads.columns import (
    IGNORE,
    NOBODY,
    NOTHING_ANSWERED,
    LeadAnswer,
    LeadColumn,
    LeadMap,
    answers_known,
    units_known,
)
from ihp_core.leads.found import LeadSearch, found_told, leads_near
from ihp_core.leads.network import PLACE, network_of
from ihp_core.leads.register import Register, read_register
from ihp_core.leads.words import register_told
from ihp_core.site.inputs import limits
from ihp_core.tables.assumptions import value
from ihp_core.text import SPOKEN, resolved, say, sentences
from ihp_core.text.errors.entries import plain as digits
from ihp_core.text.errors.measured_year import told
from ihp_core.text.markdown import plain, said
from ihp_core.year.measured.note import Note, OwnError
from pages.components.portfolio.screened import drop_table, keep_table
from pages.components.state.draft import draft

FILE, WITHIN, POINT, DAY = "leads_upload", "leads_within", "leads_point", "leads_day"
HELD, SEARCHED = "leads_held", "leads_searched"
FIRST_SAID = 2
SHEETS, DECIMAL = "own.sheets", "own.ask.decimal"
"""What is asked about the file as a whole."""


class HeldRegister(NamedTuple):
    """The register in hand: which upload it is, what was answered, and why it is not read."""

    file: str
    name: str
    register: Register | None
    answers: LeadMap
    wrong: tuple[Note, ...] = ()


class SearchedLeads(NamedTuple):
    """What was looked for last, and what is said of it."""

    key: tuple[object, ...]
    said: tuple[str, ...]


def searched_leads() -> None:
    """Read what was uploaded and put its leads into the list, when anything about it is new.

    Before anything is drawn, so that the page's first sentence is that of the list.
    """
    upload = st.session_state.get(FILE)
    if upload is None:
        return
    held: HeldRegister | None = st.session_state.get(HELD)
    if held is None or held.file != upload.file_id:
        with st.spinner(say("app.own.reading", name=plain(upload.name))):
            held = _read(upload.file_id, upload.name, upload.getvalue(), NOTHING_ANSWERED)
        drop_table()
    if held.register is not None and not held.register.questions:
        _search(held, held.register)


def leads() -> None:
    """The folded part of the page: register, network and radius; what is asked; what was found."""
    fold = st.expander(say("leads.page.title"), key="leads", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.caption(say("leads.page.about"))
        file, place, radius, day = st.columns([3, 2, 1, 1.4], vertical_alignment="top")
        file.file_uploader(say("leads.page.file"), type=("xlsx", "csv", "parquet"), key=FILE)
        _where(place, radius, day)
        _told()


def _where(place: st.delta_generator.DeltaGenerator, radius, day) -> None:
    st.session_state.setdefault(POINT, _point_of_the_site())
    st.session_state.setdefault(WITHIN, value("lead.within_km"))
    place.text_input(say("leads.page.network"), key=POINT, help=say("leads.page.network_help"))
    low, high = 0.1, limits("connection.distance_km")[1]
    radius.number_input(say("leads.page.within"), low, high, step=0.5, key=WITHIN)
    day.date_input(
        say("leads.page.date"), None, key=DAY, format="YYYY-MM-DD", help=say("leads.page.date_help")
    )


def _point_of_the_site() -> str:
    point = [draft().get(path) for path in PLACE]
    return ", ".join(digits(axis) for axis in point if isinstance(axis, float | int))


def _told() -> None:
    """What keeps the register from being used, or what was found in it."""
    held: HeldRegister | None = st.session_state.get(HELD)
    if held is None or st.session_state.get(FILE) is None:
        return
    for note in held.wrong:
        st.error(said(told(note)))
    if any(note.code == SHEETS for note in held.wrong):
        _sheet(held)
    if held.register is None:
        return
    if held.register.questions:
        _asks(held, held.register)
        return
    searched: SearchedLeads | None = st.session_state.get(SEARCHED)
    # Whose network and how many stand out from what else is to be known.
    for place, sentence in enumerate(searched.said if searched else ()):
        (st.markdown if place < FIRST_SAID else st.caption)(said(sentence))
    with st.popover(say("leads.page.columns")):
        for line in register_told(held.register):
            st.caption(said(line))


def _read(file: str, name: str, content: bytes, answers: LeadMap) -> HeldRegister:
    try:
        register = read_register(content, answers)
        held = HeldRegister(file, name, register, answers)
    except OwnError as error:
        held = HeldRegister(file, name, None, answers, (error.note, *error.more))
    st.session_state[HELD] = held
    return held


def _search(held: HeldRegister, register: Register) -> None:
    """The leads near the network, unless they are in the list already."""
    day: dt.date | None = st.session_state.get(DAY)
    text, within = str(st.session_state.get(POINT, "")), float(st.session_state.get(WITHIN, 3.0))
    entered = tuple(sorted((p, str(e)) for p, e in draft().items() if "network." in p))
    answered = held.answers.model_dump_json()
    key = (held.file, answered, text, within, day, resolved(SPOKEN), entered)
    last: SearchedLeads | None = st.session_state.get(SEARCHED)
    if last is not None and last.key == key:
        return
    dated = {"date": day.isoformat() if day else None}
    register.answers = register.answers.model_copy(update=dated)
    try:
        network = network_of(draft(), text)
    except OwnError as error:
        st.session_state[SEARCHED] = SearchedLeads(key, tuple(sentences(error)))
        return
    search = LeadSearch(register, network, within, held.name, resolved(SPOKEN))
    found = leads_near(search)
    st.session_state[SEARCHED] = SearchedLeads(key, tuple(found_told(search, found)))
    keep_table(f"leads:{hash(key)}", found.table)


def _asks(held: HeldRegister, register: Register) -> None:
    """The questions, and for each column that is asked about what it is and in which unit."""
    st.warning(say("leads.page.asked", count=len(register.questions)))
    asked = {note.numbers.get(name) for note in register.questions for name in ("column", "other")}
    for note in register.questions:
        st.markdown(said(told(note)))
        if note.code == DECIMAL:
            label = say("app.own.columns.decimal")
            st.segmented_control(label, (",", "."), key=f"{held.file}:decimal")
    for column in register.columns:
        if column.header in asked:
            _column(column, register, held.file)
    st.button(say("leads.page.use"), key="leads_use", type="primary", on_click=_use, args=(held,))


def _column(column: LeadColumn, register: Register, file: str) -> None:
    """Its name and first cells, what it is, and its unit."""
    with st.container(border=True):
        look, what, unit = st.columns([3, 3, 2], vertical_alignment="center")
        cells = " · ".join(register.table.cells[column.index][:3])
        name = escape(column.header)
        look.html(f'<div class="ihp-column"><b>{name}</b><small>{escape(cells)}</small></div>')
        key = f"{file}:lead:{column.index}"
        st.session_state.setdefault(key, column.quantity if column.sure else NOBODY)
        chosen = what.selectbox(
            say("leads.page.column", column=plain(column.header)),
            (NOBODY, *answers_known()),
            key=key,
            format_func=_quantity_named,
        )
        if units := [unit.name for unit in reversed(units_known(chosen).values())]:
            read = column.unit.name if column.unit and column.unit.name in units else ""
            st.session_state.setdefault(f"{key}:{chosen}", read)
            unit.selectbox(
                say("leads.page.unit"),
                ("", *units),
                key=f"{key}:{chosen}",
                format_func=lambda name: name or say("leads.page.no_unit"),
            )


def _quantity_named(name: str) -> str:
    return say(f"leads.quantity.{name}" if name else "app.own.columns.unknown")


def _sheet(held: HeldRegister) -> None:
    """Which sheet of the workbook holds the register."""
    note = next(note for note in held.wrong if note.code == SHEETS)
    names = note.numbers["known"]
    st.segmented_control(say("app.own.columns.sheet"), names, key=f"{held.file}:sheet")
    st.button(say("leads.page.use"), key="leads_use", type="primary", on_click=_use, args=(held,))


def _use(held: HeldRegister) -> None:
    """Read the register with what was chosen."""
    upload, state = st.session_state.get(FILE), st.session_state
    if upload is None:
        return
    columns = dict(held.answers.columns)
    for column in held.register.columns if held.register else ():
        key = f"{held.file}:lead:{column.index}"
        if chosen := state.get(key, NOBODY):
            unit = None if chosen == IGNORE else state.get(f"{key}:{chosen}") or None
            columns[column.header] = LeadAnswer(quantity=chosen, unit=unit)
    whole = {name: state.get(f"{held.file}:{name}") for name in ("sheet", "decimal")}
    chosen_now = {name: answer for name, answer in whole.items() if answer}
    answers = held.answers.model_copy(update={"columns": columns} | chosen_now)
    _read(held.file, held.name, upload.getvalue(), answers)
