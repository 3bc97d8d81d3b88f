"""The meter against the expected year: a file of readings, its columns, and what it comes to."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from ihp_core.assessment import Screened
from ihp_core.metering.meter import metered, standard_minutes
from ihp_core.metering.metered import MeterReport
from ihp_core.metering.readings.answers import MeterAnswer, MeterMap
from ihp_core.metering.readings.reading import MeterReading, read_meter
from ihp_core.report.delivery.case import DeliveryCase
from ihp_core.report.delivery.chart import heat_chart
from ihp_core.report.delivery.compared import guarantee_table
from ihp_core.report.delivery.files import metered_case
from ihp_core.report.operation.against import (
    against_sentence,
    availability_sentence,
    causes_chart,
    months_table,
    outages_table,
)
from ihp_core.report.summary.contents import Table
from ihp_core.text import SPOKEN, resolved, say, sentences
from ihp_core.text.errors.measured_year import told
from ihp_core.text.markdown import plain, said
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.preview import FilePreview, preview
from pages.components.display.picture import picture
from pages.components.measured.columns import Step, asks_of_a_file, columns_of_file
from pages.components.operation.exports import chain_shown, month_box, report_buttons
from pages.components.state.answer import Answer, answer
from pages.components.state.draft import digest
from pages.components.state.view import audience

FOLD, UPLOAD = "operation:meter", "operation:readings"
READ, HELD = "operation:read", "operation:held"
KINDS = ("csv", "txt", "xlsx", "parquet")


class Read(NamedTuple):
    """A file of readings, as it was answered; another one is another object."""

    reading: MeterReading
    answers: MeterMap


class Held(NamedTuple):
    """The report of a file on a case, and what it hangs on."""

    key: tuple[object, ...]
    read: Read
    chain: Screened
    report: MeterReport


def meter(answer: Answer) -> None:
    """The folded part of the page: the file, what is asked of it, and the report."""
    fold = st.expander(say("app.operation.meter.title"), key=FOLD, on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.caption(say("app.operation.meter.about"))
        st.file_uploader(say("app.operation.meter.file"), type=KINDS, key=UPLOAD)
        if st.session_state.get(UPLOAD) is None:
            st.session_state.pop(READ, None)
            st.session_state.pop(HELD, None)
        columns_of_file(UPLOAD, STEP)
        for sentence in st.session_state.get(STEP.told, ()):
            st.error(said(sentence))
        read: Read | None = st.session_state.get(READ)
        if read is not None and not asks_of_a_file(STEP):
            _compared(read, answer)


def _read(content: bytes, answers: MeterMap) -> FilePreview:
    """The readings of a file, in use from now on where nothing is asked of it."""
    st.session_state.pop(READ, None)
    site = answer()
    reading = read_meter(content, standard_minutes(site.site), answers)
    values = {one.column.index: one.values for one in reading.series.values()}
    seen = preview(reading, values, answers)
    if seen.questions:
        return seen
    read = Read(reading, answers)
    try:
        _held(read, site)
    except OwnError as error:
        asked = tuple(note for note in (error.note, *error.more) if ".ask." in note.code)
        if not asked:
            raise
        return replace(seen, questions=asked)
    st.session_state[READ] = read
    return seen


STEP = Step(
    "operation:preview",
    "operation:problems",
    MeterAnswer.known,
    MeterAnswer,
    MeterMap,
    _read,
    MeterMap,
)


def _held(read: Read, answer: Answer) -> Held:
    """The report on the case that this visitor may know of, made anew when anything changes."""
    site, own = answer.site.model_dump_json(), answer.own and digest(answer.own)
    key = (site, own, audience())
    last: Held | None = st.session_state.get(HELD)
    if last is None or last.key != key or last.read is not read:
        chain = chain_shown(answer)()
        report = metered(chain, read.reading, confirmed=read.answers.confirmed)
        last = st.session_state[HELD] = Held(key, read, chain, report)
    return last


def _compared(read: Read, answer: Answer) -> None:
    """The readings of all the time or of a month beside what was expected."""
    try:
        with st.spinner(say("app.operation.meter.working")):
            held = _held(read, answer)
    except OwnError as error:
        for sentence in sentences(error):
            st.error(said(sentence))
        return
    months = [month.label for month in held.report.months if month.known_hours]
    month = month_box("metered", months)
    case = metered_case(held.chain, held.report, month, audience(), resolved(SPOKEN))
    st.markdown(f"**{against_sentence(case)}**")
    st.markdown(availability_sentence(case))
    _how_it_was_read(held.report)
    picture(causes_chart(case))
    picture(heat_chart(case))
    _tables(case)
    report_buttons("metered", month, lambda: case)


def _how_it_was_read(report: MeterReport) -> None:
    """The first problems with their lines; how the columns were read, in a popover."""
    if report.problems:
        more = report.problem_count - len(report.problems)
        lines = [f"- {said(told(note))}" for note in report.problems]
        if more > 0:
            lines.append(f"- {say('problem.and_more', count=more)}")
        st.warning("\n".join([say("app.operation.meter.problems"), "", *lines]))
    with st.popover(say("app.operation.meter.read")):
        for note in report.notes:
            st.caption(said(told(note)))


def _tables(case: DeliveryCase) -> None:
    """Guarantees, the months, and the standstills; none without rows."""
    tables = {
        "guarantees": guarantee_table(case),
        "months": months_table(case),
        "outages": outages_table(case),
    }
    for name, table in tables.items():
        if table.rows:
            st.markdown(f"**{say(f'app.operation.meter.{name}')}**")
            st.table(_columns(table), hide_index=True)


def _columns(table: Table) -> dict[str, list[str]]:
    return {
        title: [plain(row[index]) for row in table.rows] for index, title in enumerate(table.header)
    }
