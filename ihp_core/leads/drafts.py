"""A row of a register as a draft site: what it says is stated with its source, all else is not."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ihp_core.leads.columns import MONTHS
from ihp_core.leads.register import Register
from ihp_core.site.inputs import limits
from ihp_core.site.paths import Draft
from ihp_core.tables.assumptions import assumption, value
from ihp_core.tables.units import DAYS_OF_MONTH, HOURS_OF_DAY, HOURS_OF_YEAR, MWH_PER_GWH
from ihp_core.year.measured.note import Note

CAPACITY, UTILISATION = "data_centre.it_capacity_mw", "data_centre.it_utilisation_fraction"
CAPTURE, COOLING = "data_centre.heat_capture_fraction", "data_centre.cooling"
INLET, PUE = "data_centre.source_inlet_c", "data_centre.pue"
FULL = 1.02
"""Of the hours of a year: more full-load hours than this are another unit, less is rounding."""

Say = Callable[[Note], str]
Facts = dict[str, float]


class LeadDraft(NamedTuple):
    """What a row states by path, or why it is no site."""

    given: Draft
    reason: Note | None = None


def facts_of(register: Register, row: int) -> Facts:
    """The figures of a row by quantity, those that are there."""
    named = {name: register.figure(name, row) for name in register.figures}
    return {name: figure for name, figure in named.items() if math.isfinite(figure)}


def drafted(facts: Facts, say: Say) -> LeadDraft:
    """The draft of a row; ``say`` makes sentences of what its notes tell.

    Waste heat of any kind stands as a data centre whose heat it is: at most its thermal power,
    used as many hours as its heat needs, all of it at the fence. An IT power stands as itself.
    """
    wrong = [name for name in ("heat", "power", "it_power") if facts.get(name, 0) < 0]
    if wrong:
        return LeadDraft({}, Note("leads.row.negative"))
    source = _of_a_data_centre(facts, say) if facts.get("it_power") else _of_heat(facts, say)
    if source.reason is not None:
        return source
    return _with_temperature(source.given, facts, say)


def heat_of_months(facts: Facts) -> tuple[float, float]:
    """The heat of a year by the power of its months [MWh], nan unless all are there: as if it were
    there day and night, and for the hours a day that it is said to be."""
    powers = np.array([facts.get(name, np.nan) for name in MONTHS])
    through = float(HOURS_OF_DAY * powers @ DAYS_OF_MONTH)
    return through, through * min(facts.get("daily_hours", HOURS_OF_DAY) / HOURS_OF_DAY, 1.0)


def _of_heat(facts: Facts, say: Say) -> LeadDraft:
    """A source of a thermal power, a heat a year, or both."""
    heat, power = facts.get("heat", 0.0), facts.get("power", 0.0)
    months = heat_of_months(facts)
    if not heat and months[1] > 0:
        heat = months[1]
    if not heat and not power:
        return LeadDraft({}, Note("leads.row.no_heat"))
    told = {"heat_gwh": heat / MWH_PER_GWH, "power_mw": power}
    given: Draft = {CAPTURE: 1.0}
    _mark(given, CAPTURE, "assumed", say(Note("leads.note.capture")))
    if heat and power:
        share = heat / (power * HOURS_OF_YEAR)
        if not limits(UTILISATION)[0] <= share <= FULL:
            code = "too_much" if share > FULL else "too_little"
            return LeadDraft({}, Note(f"leads.row.{code}", told))
        given[UTILISATION] = min(share, 1.0)
        _mark(given, UTILISATION, "stated", say(Note("leads.note.hours", told)))
    given[CAPACITY] = power or heat / (HOURS_OF_YEAR * value(UTILISATION))
    if given[CAPACITY] < limits(CAPACITY)[0]:
        return LeadDraft({}, Note("leads.row.small", {"power_mw": given[CAPACITY]}))
    _mark(given, CAPACITY, "stated", _of_capacity(facts, heat, months, say))
    return LeadDraft(given)


def _of_capacity(facts: Facts, heat: float, months: tuple[float, float], say: Say) -> str:
    """What the capacity stands for; that the year and its months do not agree, where so."""
    told = {"heat_gwh": heat / MWH_PER_GWH}
    code = "power" if facts.get("power") else "heat" if facts.get("heat") else "of_months"
    note = say(Note(f"leads.note.{code}", told))
    if heat and months[1] > 0 and all(_differ(of_months, heat) for of_months in months):
        against = Note("leads.note.months", told | {"months_gwh": months[1] / MWH_PER_GWH})
        return f"{note} {say(against)}"
    return note


def _of_a_data_centre(facts: Facts, say: Say) -> LeadDraft:
    """A data centre by its IT power, used as its electricity or its heat tells."""
    power = facts["it_power"]
    if power < limits(CAPACITY)[0]:
        return LeadDraft({}, Note("leads.row.small", {"power_mw": power}))
    given: Draft = {CAPACITY: power}
    _mark(given, CAPACITY, "stated", say(Note("leads.note.it_power")))
    energy = facts.get("it_energy", np.nan)
    if math.isnan(energy) and facts.get("pue", 0) >= 1:
        energy = facts.get("total_energy", np.nan) / facts["pue"]
    if math.isnan(energy) and facts.get("heat"):
        energy = facts["heat"] / value(CAPTURE, _cooling(facts))
    share, told = energy / (power * HOURS_OF_YEAR), {"energy_gwh": energy / MWH_PER_GWH}
    low, high = limits(UTILISATION)
    if low <= share <= high:
        given[UTILISATION] = share
        _mark(given, UTILISATION, "stated", say(Note("leads.note.it_energy", told)))
    elif math.isfinite(share):
        note = Note("leads.note.unused", told | {"power_mw": power})
        given[f"notes.{CAPACITY}"] += " " + say(note)
    if limits(PUE)[0] <= facts.get("pue", 0) <= limits(PUE)[1]:
        given[PUE] = facts["pue"]
        _mark(given, PUE, "stated", say(Note("leads.note.register")))
    if facts.get("reused") or facts.get("erf"):
        given[f"notes.{CAPACITY}"] += " " + say(Note("leads.note.reused"))
    return LeadDraft(given)


def _with_temperature(given: Draft, facts: Facts, say: Say) -> LeadDraft:
    """The temperature of the water, and the kind of cooling that usually has it."""
    given[COOLING] = _cooling(facts)
    _mark(given, COOLING, "assumed", say(Note("leads.note.cooling")))
    warm = facts.get("temperature")
    if warm is None:
        return LeadDraft(given)
    low, high = limits(INLET)
    if warm < low:
        return LeadDraft({}, Note("leads.row.cold", {"warm_c": warm}))
    given[INLET] = min(warm, high)
    hot = Note("leads.note.hot", {"warm_c": warm, "limit_c": high})
    told = hot if warm > high else Note("leads.note.register")
    _mark(given, INLET, "assumed" if warm > high else "stated", say(told))
    return LeadDraft(given)


def _cooling(facts: Facts) -> str:
    """The kind of cooling whose water has such a temperature; air's where none is known."""
    warm = facts.get("temperature", 0.0)
    if warm <= assumption(INLET, "air").high:
        return "air"
    return "direct_liquid" if warm >= value(INLET, "direct_liquid") else "warm_water"


def _mark(given: Draft, path: str, quality: str, note: str) -> None:
    given |= {f"data_quality.{path}": quality, f"notes.{path}": note}


def _differ(one: float, other: float) -> bool:
    factor = value("lead.months_differ_factor")
    return not 1 / factor <= one / other <= factor
