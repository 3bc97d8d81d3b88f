"""The report in words: facts, tables as they are read, outages, what is reported, notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from ihp_core.contract.structures import structure_named
from ihp_core.delivery.civil import MINUTE, local_of, stamped
from ihp_core.delivery.eu_figures import EuFigure, eu_figures
from ihp_core.operation.electricity import measured
from ihp_core.report.delivery.case import DeliveryCase, month_words
from ihp_core.report.delivery.lines import ReportLine, delivery_lines, due_lines, index_lines, whole
from ihp_core.report.request.paper import marked_notice
from ihp_core.report.summary.contents import Table
from ihp_core.report.summary.headline import Fact
from ihp_core.text import figure, say
from ihp_core.text.figures import on_a_bill
from ihp_core.text.names import day_named

EXACT = ("EUR/MWh", "°C", "x")
"""Units of which an expected figure is told as finely as a metered one."""
MOST_OUTAGES = 12
"""Of the paper's list; the workbook has them all."""
WHOLE_YEAR_H = 8760

MONTHS = {
    "heat": ("heat_mwh", "MWh"),
    "electricity": ("electricity_all_mwh", "MWh"),
    "cop": ("system_cop", "-"),
    "supply": ("supply_c", "°C"),
    "return": ("return_c", "°C"),
    "ready": ("ready", "share"),
    "power": ("power_eur_per_mwh", "EUR/MWh"),
    "price": ("price_eur_per_mwh", "EUR/MWh"),
    "due": ("amount_eur", "EUR"),
    "co2": ("co2_saved_t", "t"),
    "reuse": ("erf", "share"),
}
"""Columns of the months' table: what stands in them, and their units."""


def told_figure(case: DeliveryCase, amount: float, unit: str, *, with_unit: bool = True) -> str:
    """A figure as the report tells it: what is metered, and prices, with all their decimals."""
    if unit == "EUR" and case.delivered.basis == "expected":
        return on_a_bill(amount, unit, case.language, with_unit=with_unit, decimals=0)
    exact = case.delivered.basis == "metered" or unit in EXACT
    if exact and unit != "ratio":
        return on_a_bill(amount, unit, case.language, with_unit=with_unit)
    return figure(amount, unit, case.language, with_unit=with_unit)


def lines_table(
    case: DeliveryCase, lines: tuple[ReportLine, ...], header: tuple[str, ...]
) -> Table:
    """Lines as rows, each figure with its unit."""
    told = (
        (line.label, *(told_figure(case, amount, line.unit) for amount in line.figures))
        for line in lines
    )
    return Table(header, tuple(told))


def energy_table(case: DeliveryCase) -> Table:
    """What was delivered, beside the year so far where a month is reported."""
    so_far = () if case.month is None else (case.say("column.so_far"),)
    header = (case.say("column.figure"), case.name, *so_far)
    return lines_table(case, delivery_lines(case), header)


def index_table(case: DeliveryCase) -> Table:
    """Index values and the price part by part."""
    return lines_table(case, index_lines(case), (case.say("column.index"), _last_month(case)))


def due_table(case: DeliveryCase) -> Table:
    """What is due for the time reported."""
    return lines_table(case, due_lines(case), (case.say("column.due"), case.name))


def _last_month(case: DeliveryCase) -> str:
    return month_words(case.delivered.time.months[case.rows[-1]], case.language)


def delivery_facts(case: DeliveryCase) -> tuple[Fact, ...]:
    """Six figures of the time reported."""
    figures, language = whole(case.period), case.language
    reuse = figure(figures["erf"], "share", language)
    return (
        _heat_fact(case, figures),
        _cop_fact(case, figures),
        _due_fact(case),
        _ready_fact(case, figures),
        _co2_fact(case, figures),
        _fact(case, "reuse", "note", reuse),
    )


def _fact(case: DeliveryCase, name: str, note: str, told: str, **words: str) -> Fact:
    return Fact(case.say(f"fact.{name}.name"), told, case.say(f"fact.{name}.{note}", **words))


def _heat_fact(case: DeliveryCase, figures: dict[str, float]) -> Fact:
    heat, expected = (told_figure(case, figures[n], "MWh") for n in ("heat_mwh", "expected_mwh"))
    note = "note_metered" if case.delivered.basis == "metered" else "note"
    return _fact(case, "heat", note, heat, expected=expected)


def _cop_fact(case: DeliveryCase, figures: dict[str, float]) -> Fact:
    agreed = case.terms.guaranteed_system_cop if case.terms else None
    told, guaranteed = (
        figure(cop, "ratio", case.language) for cop in (figures["system_cop"], agreed)
    )
    return _fact(case, "cop", "note_agreed" if agreed else "note", told, agreed=guaranteed)


def _ready_fact(case: DeliveryCase, figures: dict[str, float]) -> Fact:
    agreed = case.terms.availability_guarantee_fraction if case.terms else None
    ready, guaranteed = (
        figure(share, "share", case.language) for share in (_ready(figures), agreed)
    )
    return _fact(case, "ready", "note", ready, agreed=guaranteed)


def _co2_fact(case: DeliveryCase, figures: dict[str, float]) -> Fact:
    replaced, plant, saved = (
        figure(figures[f"co2_{name}_t"], "t", case.language)
        for name in ("replaced", "plant", "saved")
    )
    known = not np.isnan(figures["co2_replaced_t"])
    return _fact(
        case, "co2", "note" if known else "unknown_note", saved, replaced=replaced, plant=plant
    )


def _due_fact(case: DeliveryCase) -> Fact:
    name = case.say("fact.due.name")
    if case.billed is None:
        return Fact(name, case.say("fact.due.none"), case.say("fact.due.none_note"))
    amount, heat = case.due("amount_eur"), whole(case.period)["heat_mwh"]
    price = told_figure(case, amount / heat if heat > 0 else np.nan, "EUR/MWh")
    metered = case.delivered.basis == "metered"
    due = (
        on_a_bill(amount, "EUR", case.language) if metered else figure(amount, "EUR", case.language)
    )
    return Fact(name, due, case.say("fact.due.note", price=price))


def _ready(figures: dict[str, float]) -> float:
    hours = figures["known_h"] if figures["known_h"] == figures["known_h"] else figures["hours_h"]
    return figures["available_h"] / hours if hours > 0 else np.nan


def months_figures(case: DeliveryCase) -> dict[str, list[float]]:
    """Each column of the months' table, a figure a month and one of all together."""
    table, together = case.summed("month").columns, whole(case.period)
    columns = {name: [*map(float, column), together[name]] for name, column in table.items()}
    columns["co2_saved_t"] = [
        a - b for a, b in zip(columns["co2_replaced_t"], columns["co2_plant_t"], strict=True)
    ]
    columns["electricity_all_mwh"] = [
        a + (b if b == b else 0.0)
        for a, b in zip(columns["electricity_mwh"], columns["pumping_mwh"], strict=True)
    ]
    rows = range(len(case.rows) + 1)
    columns["ready"] = [_ready({n: column[row] for n, column in columns.items()}) for row in rows]
    for name in ("power_eur_per_mwh", "price_eur_per_mwh", "amount_eur"):
        columns[name] = [*map(float, case.of_bills(name)), case.due(name)]
    heat, hours = np.array(columns["heat_mwh"]), np.array(columns["hours_h"])
    columns["price_eur_per_mwh"][-1] = _over(columns["amount_eur"][-1], heat[-1])
    power = np.array(columns["power_eur_per_mwh"][:-1])
    columns["power_eur_per_mwh"][-1] = _over(float((power * hours[:-1]).sum()), hours[-1])
    return {name: columns[column] for name, (column, _) in MONTHS.items()}


def _over(top: float, bottom: float) -> float:
    return top / bottom if bottom > 0 else np.nan


def months_table(case: DeliveryCase) -> Table:
    """A row a month and one of all together; without a price its columns are left out."""
    priced = case.billed is not None
    names = [name for name in MONTHS if priced or name not in ("power", "price", "due")]
    figures = months_figures(case)
    months = [month_words(case.delivered.time.months[row], case.language) for row in case.rows]
    rows = [
        (
            label,
            *(
                told_figure(case, figures[name][row], MONTHS[name][1], with_unit=False)
                for name in names
            ),
        )
        for row, label in enumerate([*months, case.say("months.whole")])
    ]
    header = tuple(case.say(f"months.{name}") for name in ("month", *names))
    return Table(header, tuple(rows))


def outages_table(case: DeliveryCase, most: int | None = None) -> Table:
    """From and to by the clock on the wall, how long, and whether it was planned."""
    zone, stops = case.delivered.time.zone, case.period.stops[:most]
    header = tuple(case.say(f"column.{name}") for name in ("from", "to", "hours", "kind"))
    rows = []
    for stop in stops:
        ends = np.array([stop.start, stop.end])
        hours = float((stop.end - stop.start) / MINUTE) / 60
        kind = case.say(f"kind.{'planned' if stop.planned else 'unplanned'}")
        rows.append((*stamped(ends, zone), figure(hours, "h", case.language), kind))
    return Table(header, tuple(rows))


def outages_told(case: DeliveryCase) -> tuple[str, ...]:
    """What a list of outages does not say."""
    left = len(case.period.stops) - MOST_OUTAGES
    told = [case.say("outage.more", number=left)] if left > 0 else []
    if case.delivered.basis == "expected":
        figures = whole(case.period)
        planned = sum(float((s.end - s.start) / MINUTE) / 60 for s in case.period.stops)
        spread = figures["hours_h"] - planned - figures["available_h"]
        code = "outage.spread_besides" if case.period.stops else "outage.spread"
        told.append(case.say(code, hours=figure(spread, "h", case.language)))
    elif not case.period.stops:
        told.append(case.say("outage.none"))
    return tuple(told)


def eu_rows(case: DeliveryCase) -> tuple[EuFigure, ...]:
    """The points of the European list in their order."""
    return eu_figures(case.screened, case.delivered)


def eu_table(case: DeliveryCase) -> Table:
    """The points that are known."""
    columns = [case.say(f"column.{name}") for name in ("point", "figure", "symbol", "known")]
    header = (*columns[:3], case.all_known, columns[3])
    rows = tuple(
        (
            row.point,
            case.say(f"eu.point.{row.id}"),
            row.symbol,
            eu_value(case, row),
            case.say(f"eu.known.{row.known}"),
        )
        for row in eu_rows(case)
        if row.known != "missing"
    )
    return Table(header, rows)


def eu_value(case: DeliveryCase, row: EuFigure) -> str:
    """A value of the list in words."""
    if row.value is None or isinstance(row.value, str):
        return row.value or ""
    unit = {"-": "ratio"}.get(row.unit, row.unit)
    return (
        figure(row.value, unit, case.language)
        if unit == "ratio"
        else on_a_bill(row.value, unit, case.language)
    )


def eu_told(case: DeliveryCase) -> tuple[str, ...]:
    """For how long the figures are, and what is missing."""
    missing = [row for row in eu_rows(case) if row.known == "missing"]
    names = "; ".join(_missing(case, row) for row in missing)
    hours = whole(case.delivered)["hours_h"]
    part = case.say("eu.about_part", hours=figure(hours, "h", case.language))
    short = hours < WHOLE_YEAR_H
    return (case.say("eu.about"), *([part] if short else []), case.say("eu.missing", names=names))


def _missing(case: DeliveryCase, row: EuFigure) -> str:
    name = case.say(f"eu.point.{row.id}")
    return f"{name} ({row.symbol})" if row.symbol else name


def notice_told(case: DeliveryCase, on: dt.date | None) -> str:
    """What stands on every page: the day of the case, and that this is no offer or no invoice."""
    if case.delivered.basis == "expected":
        return marked_notice(on, case.audience, case.language)
    own = say("internal.only", case.language) if case.audience == "internal" else ""
    day = day_named(on, case.language) if on else ""
    return " · ".join(part for part in (day, case.say("notice_metered"), own) if part)


def basis_told(case: DeliveryCase) -> str:
    """Whether it is expected or metered."""
    if case.delivered.basis == "expected":
        local = local_of(case.delivered.time.starts[:1], case.delivered.time.zone)
        return case.say("expected", year=str(local[0].astype("datetime64[Y]")))
    figures = whole(case.period)
    known, hours = (
        on_a_bill(figures[n], "h", case.language, decimals=0) for n in ("known_h", "hours_h")
    )
    return case.say("metered", known=known, hours=hours)


def notes_told(case: DeliveryCase) -> tuple[str, ...]:
    """How the figures were made."""
    return tuple(_notes(case))


def _notes(case: DeliveryCase) -> Iterator[str]:
    billed, terms, language = case.billed, case.terms, case.language
    if billed is not None and terms is not None:
        structure = structure_named(billed.agreements[0].structure)
        yield case.say(f"power.{_power(case) if structure.follows_electricity else 'not_followed'}")
        share = figure(terms.deemed_delivery_fraction, "share", language)
        volume = figure(terms.minimum_volume_mwh, "MWh/a", language)
        yield case.say("note.settlement", share=share, volume=volume)
        if structure.follows_electricity:
            rise = figure(float(billed.agreements[0].path.cpi[0]) - 1, "share", language)
            yield case.say("note.cpi", rise=rise)
        room = case.screened.screening.figures["price.room_eur_per_mwh"].item(0)
        if not room > 0:
            yield case.say("note.at_cost")
    metered = case.delivered.basis == "metered"
    grid = figure(case.assessment.emissions.grid_kg_per_mwh, "kg/MWh", language)
    yield case.say(f"note.co2{'_metered' if metered else ''}", grid=grid)
    if metered:
        yield from (case.say("note.balance"), case.say("note.not_apart"))
    yield case.say("note.clock", zone=case.delivered.time.zone)


def _power(case: DeliveryCase) -> str:
    if case.delivered.power_metered:
        return "metered"
    return "model" if measured(case.screened.hours) is None else "own"


def versions_told(case: DeliveryCase) -> str:
    """Which software and data made it."""
    versions = {name: case.assessment.versions[name] for name in ("software", "data", "schema")}
    return say("paper.versions", case.language, **versions)
