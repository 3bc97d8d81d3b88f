"""The ranked list, the map of the sites, the way from a row to the site, the file of results."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.exports.portfolio_rows import Ranked, guarded, is_the_producers
from ihp_core.report.exports.portfolio_workbook import columns_for, head_of, portfolio_workbook
from ihp_core.results.discretion import Audience
from ihp_core.text import SPOKEN, figure, resolved, say
from pages.components.display.files import table_buttons
from pages.components.portfolio.mending import mending
from pages.components.portfolio.opened_row import opener
from pages.components.portfolio.screened import BOM, REPAIRS, named, of_the_file
from pages.components.site.map import point, view
from pages.components.site.map_ground import ground
from pages.components.site.map_marks import call

ON_THE_MAP = 500
LINE, LEAST_LINES, MOST_LINES, ACROSS, IN_SIGHT = 18, 3, 5, 46, 6
"""Of a row of the list: height of a line [px], how many there may be, signs of a reason in one;
rows that are seen without scrolling."""

HEAD = 38
WIDTHS = {"rank": 50, "site": 160, "verdict": 135, "reason": 320}
"""Of the list [px]: words are wrapped within them."""

FIRST = 3
"""Figures that stand before the reason; the others are looked up behind it."""


def ranked_list(rows: Sequence[Ranked], ignored: tuple[str, ...], reader: Audience) -> None:
    """What has to be put right, table, map; a row that is chosen can be opened as the site."""
    if ignored:
        st.caption(say("portfolio.ignored", columns=", ".join(map(_quoted, ignored))))
    if reader == "customer" and any(is_the_producers(row) for row in rows):
        st.caption(say("portfolio.typical"))
    above = st.container()
    chosen = st.dataframe(
        _frame(rows, reader),
        hide_index=True,
        row_height=(high := _row_height(rows)),
        height=high * min(len(rows), IN_SIGHT) + HEAD,
        column_config=_widths(),
        on_select="rerun",
        selection_mode="single-row",
        key=list_key(),
    ).selection.rows
    picked = rows[chosen[0]] if chosen and chosen[0] < len(rows) else None
    with above:
        mending(rows, picked)
    left, right = st.columns([3, 1])
    with left:
        opener(rows, picked)
    with right:
        _files(rows, reader)
    _map(rows)


def _files(rows: Sequence[Ranked], reader: Audience) -> None:
    """The list to print and sort, and as text for other programs."""
    language = resolved(SPOKEN)
    builds: dict[str, Callable[[], bytes | str]] = {
        "xlsx": lambda: portfolio_workbook(rows, reader, language),
        "csv": lambda: results_csv(rows, reader),
    }
    table_buttons("results", builds, reader)


def _row_height(rows: Sequence[Ranked]) -> int:
    """As high as the longest reason of a ranked site takes, within reason; what is wrong with the
    others stands above the list."""
    lines = -(-max((len(row.reason) for row in rows if row.verdict), default=0) // ACROSS)
    return LINE * min(max(lines, LEAST_LINES), MOST_LINES) + LINE


def _widths() -> dict[str, Any]:
    """Words are wrapped, so that verdict, first figures and reason stand side by side."""
    words = {say(f"portfolio.column.{name}"): width for name, width in WIDTHS.items()}
    return {name: st.column_config.TextColumn(width=width) for name, width in words.items()}


def list_key() -> str:
    """The list's key: a row put right or another file moves the rows, so nothing stays chosen."""
    return of_the_file(f"rows:{st.session_state.get(REPAIRS, 0)}")


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "'") + "`"


def _frame(rows: Sequence[Ranked], reader: Audience) -> pd.DataFrame:
    return pd.DataFrame([_shown(rank, row, reader) for rank, row in enumerate(rows, start=1)])


def _shown(rank: int, row: Ranked, reader: Audience) -> dict[str, Any]:
    """A row in words; figures as text, so that they read as everywhere else."""
    told = {
        say("portfolio.column.rank"): str(rank) if row.verdict else "",
        say("portfolio.column.site"): named(row),
        say("portfolio.column.verdict"): _verdict(row),
    }
    figures = {head_of(c): _figure(row, c.figure, c.unit) for c in columns_for(reader)}
    heads = list(figures)
    told |= {head: figures[head] for head in heads[:FIRST]}
    told[say("portfolio.column.reason")] = row.reason
    return told | {head: figures[head] for head in heads[FIRST:]}


def _verdict(row: Ranked) -> str:
    if row.verdict is None:
        return say("portfolio.verdict.unread")
    return f"{SIGNS[row.verdict].icon} {say(f'app.verdict.{row.word}')}"


def _figure(row: Ranked, name: str, unit: str) -> str:
    return figure(row.figures.get(name), unit, with_unit=False) if row.verdict else ""


def results_csv(rows: Sequence[Ranked], reader: Audience) -> str:
    """The list as it stands, as spreadsheet programs of the language read it; no cell runs."""
    every = [
        {name: guarded(value) for name, value in _shown(rank, row, reader).items()}
        for rank, row in enumerate(rows, start=1)
    ]
    written = io.StringIO()
    separator = "," if resolved(SPOKEN) == "en" else ";"
    table = csv.DictWriter(written, list(every[0]), lineterminator="\n", delimiter=separator)
    table.writeheader()
    table.writerows(every)
    return BOM + written.getvalue()


def _map(rows: Sequence[Ranked]) -> None:
    """The best sites that have a place, each with sign and colour of its verdict: the network's,
    and where all share one network that of the heat."""
    networks = {point(row.line.given, "network") for row in rows if row.verdict}
    end = "data_centre" if len(networks) == 1 and len(rows) > 1 else "network"
    placed = [(row, point(row.line.given, end)) for row in rows if row.verdict]
    known = [(row, place) for row, place in placed if place is not None][:ON_THE_MAP]
    if not known:
        return
    signs = [
        {"place": place, "sign": sign.icon, "colour": sign.colour, "tip": named(row)}
        for row, place in reversed(known)  # the best on top
        for sign in (SIGNS[str(row.verdict)],)
    ]
    seen = view({str(index): place for index, (_, place) in enumerate(known)})
    ground("portfolio_map", seen, height=420, marks=call(signs=signs))
