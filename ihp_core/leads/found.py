"""The leads of a register near a network: draft sites, and why each other row is none."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from pydantic import ValidationError

from ihp_core.files.sites_table import SiteTable, TableRow
from ihp_core.leads.drafts import CAPACITY, drafted, facts_of
from ihp_core.leads.near import Whereabouts, whereabouts
from ihp_core.leads.network import LeadNetwork
from ihp_core.leads.register import PLACES, READ_AGAIN, Register
from ihp_core.leads.words import rows_written, say_of_leads
from ihp_core.site.inputs import limits
from ihp_core.site.paths import Draft, nested
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.errors.entries import printable
from ihp_core.year.measured.note import Note
from ihp_core.year.measured.table.looks import blank

ROUTE = "connection.route_km"
LONGEST_NAME = 160
SHOWN = 12
"""Runs of rows that are told of a reason where not all are asked for."""

QUOTED = ("number", "street", "postcode", "place", "daily_hours", "weekend", "availability")
"""Texts of a row that its note quotes; nothing of persons is among them."""


@dataclass(eq=False)
class LeftOut:
    """Rows that are no site for one reason: the sentence of the first of them, their numbers, and
    whether the sentences of the others differ."""

    told: str
    rows: list[int] = field(default_factory=list)
    alike: bool = True


@dataclass(eq=False)
class FoundLeads:
    """The sites by their rows, how far each is taken to be [km], those of which only the town is
    known, the rows that are no site by the code of the reason, and how far the nearest row is."""

    table: SiteTable
    km: dict[int, float] = field(default_factory=dict)
    approximate: frozenset[int] = frozenset()
    left_out: dict[str, LeftOut] = field(default_factory=dict)
    nearest_km: float = float("nan")

    def leave_out(self, number: int, code: str, told: str) -> None:
        """Note why a row is no site."""
        reason = self.left_out.setdefault(code, LeftOut(told))
        reason.rows.append(number)
        reason.alike &= reason.told == told


@dataclass(frozen=True)
class LeadSearch:
    """What is looked for: leads of a register near a network, told in a language; ``file`` is what
    the register's file is called."""

    register: Register
    network: LeadNetwork
    within_km: float
    file: str
    language: str = SPOKEN

    def say(self, note: Note) -> str:
        """A note in words."""
        return say_of_leads(note, self.language)


def leads_near(search: LeadSearch) -> FoundLeads:
    """The rows of a register within a distance of a network, as draft sites."""
    network, register = search.network, search.register
    where = whereabouts(
        register, (network.latitude, network.longitude), str(network.stated.get("country", ""))
    )
    near, placed = where.within(search.within_km), np.isfinite(where.km)
    found = FoundLeads(SiteTable((), ()), nearest_km=_lowest(where.km))
    lines: list[TableRow] = []
    far = Note("leads.row.far", {"within_km": search.within_km})
    far_told = search.say(far)
    for row, number in enumerate(register.lines.tolist()):
        if placed[row] and not near[row]:
            found.leave_out(number, far.code, far_told)
            continue
        made = _site(search, where, row) if placed[row] else _unplaced(search, row)
        if isinstance(made, Note):
            found.leave_out(number, made.code, search.say(made))
        else:
            lines.append(made)
            found.km[number] = where.taken_km(row, search.within_km)
    unused = tuple(one.header for one in register.columns if not one.sure)
    found.table = SiteTable(tuple(lines), unused)
    rough = register.lines[where.approximate]
    found.approximate = frozenset(rough.tolist()) & found.km.keys()
    return found


def found_told(search: LeadSearch, found: FoundLeads, *, whole: bool = False) -> Iterator[str]:
    """Whose network it is, how many sites there are, the terms, and why the other rows are none:
    their numbers, all of them or the first of each reason."""
    language, count = search.language, len(search.register.lines)
    yield say_of_leads(search.network.note, language)
    words = {"within": figure(search.within_km, "km", language)}
    if found.table.lines:
        yield say("leads.found", language, count=len(found.table.lines), all=count, **words)
        if rough := len(found.approximate):
            yield say("leads.rough", language, count=rough)
    else:
        nearest = figure(found.nearest_km, "km", language)
        yield say("leads.none_near", language, count=count, nearest=nearest, **words)
    if search.register.terms:
        yield say("leads.terms", language, terms=search.register.terms)
    for reason in found.left_out.values():
        most = len(reason.rows) if whole else SHOWN
        yield say(
            "leads.left_out" if reason.alike else "leads.left_out_such_as",
            language,
            count=len(reason.rows),
            first=reason.rows[0],
            told=reason.told,
            rows=rows_written(reason.rows, most),
        )


def _lowest(km: Array) -> float:
    known = km[np.isfinite(km)]
    return float(known.min()) if len(known) else float("nan")


def _unplaced(search: LeadSearch, row: int) -> Note:
    place = search.register.text("place", row)
    return Note("leads.row.no_town", {"place": place}) if place else Note("leads.row.no_place")


def _site(search: LeadSearch, where: Whereabouts, row: int) -> TableRow | Note:
    """The draft site of a row that is near, or why it is none."""
    register = search.register
    facts = facts_of(register, row)
    if unread := _unread(register, row):
        return unread
    source = _source(search, row)
    made = drafted(facts, lambda note: f"{source} {search.say(note)}")
    if made.reason is not None:
        return made.reason
    draft: Draft = dict(search.network.stated) | made.given
    if told := _said(search, row):
        draft[f"notes.{CAPACITY}"] += f" {told}"
    draft |= _placed(search, where, row, source)
    draft["name"] = _name(search, row, bool(where.approximate[row]))
    number = int(register.lines[row])
    try:
        return TableRow(number, draft, Site.model_validate(nested(draft)), None)
    except ValidationError as error:
        return TableRow(number, draft, None, error)


def _unread(register: Register, row: int) -> Note | None:
    """A cell of a figure that holds something, and no figure."""
    for column in register.columns:
        if column.quantity not in READ_AGAIN or not math.isnan(
            register.figure(column.quantity, row)
        ):
            continue
        text = register.text(column.quantity, row)
        if not blank(text):
            return Note("leads.row.no_figure", {"column": column.header, "value": text})
    return None


def _placed(search: LeadSearch, where: Whereabouts, row: int, source: str) -> Draft:
    """The point of a row; where only its town is known, the way to it, marked as assumed."""
    register = search.register
    if not where.approximate[row]:
        return {f"data_centre.{axis}": register.figure(axis, row) for axis in PLACES[0]}
    way = where.taken_km(row, search.within_km)
    words = {"km": way, "middle_km": float(where.km[row]), "place": register.text("place", row)}
    code = "town" if where.namesakes[row] == 1 else "namesakes"
    note = search.say(Note(f"leads.note.{code}", words | {"count": int(where.namesakes[row])}))
    return {
        ROUTE: min(way * value("connection.detour_factor"), limits(ROUTE)[1]),
        f"data_quality.{ROUTE}": "assumed",
        f"notes.{ROUTE}": f"{source} {note}",
    }


def _name(search: LeadSearch, row: int, rough: bool) -> str:
    """Company, site and potential, each once."""
    parts = dict.fromkeys(search.register.text(q, row) for q in ("company", "site", "potential"))
    name = ", ".join(part for part in parts if part)[:LONGEST_NAME]
    name = name or search.say(Note("leads.unnamed", {"number": int(search.register.lines[row])}))
    return say("leads.name_rough", search.language, name=name) if rough else name


def _source(search: LeadSearch, row: int) -> str:
    """Where the figures of a row stand: register, day, file and row."""
    whose = search.register.called or say("leads.a_register", search.language)
    parts = (whose, search.register.answers.date or "")
    words = {"file": printable(search.file), "number": int(search.register.lines[row])}
    register = ", ".join(part for part in parts if part)
    return say("leads.source", search.language, register=register, **words)


def _said(search: LeadSearch, row: int) -> str:
    """What else a row says that no figure takes up: its address, when its heat is there."""
    said = {quantity: search.register.text(quantity, row)[:LONGEST_NAME] for quantity in QUOTED}
    named = (
        f"{say(f'leads.quantity.{name}', search.language)} {text}"
        for name, text in said.items()
        if text
    )
    told = "; ".join(named)
    return say("leads.says", search.language, told=told) if told else ""
