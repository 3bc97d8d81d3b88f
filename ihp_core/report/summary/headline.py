"""What the heat displaces and when it can flow: two of the six figures of a summary."""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.results.results import Assessment
from ihp_core.text import figure, say
from ihp_core.text.names import month_in_short


class Fact(NamedTuple):
    """A figure with its name and what has to be known about it."""

    name: str
    figure: str
    note: str


def fact(name: str, case: str, words: dict[str, str], language: str) -> Fact:
    """A figure of the catalogue in one of its cases."""
    code = f"report.fact.{name}"
    amount = say(f"{code}.{case}", language, **words)
    note = say(f"{code}.{case}_note", language, **words)
    return Fact(say(f"{code}.name", language), amount, note)


def co2(assessment: Assessment, language: str) -> Fact:
    """CO2 displaced over the life cycle, with the factors it comes from; more is said as more."""
    basis = assessment.emissions.life_cycle
    displaced = basis.displaced_t_per_year
    words = {
        "amount": figure(None if displaced is None else abs(displaced), "t/a", language),
        "today": figure(basis.today_kg_per_mwh, "kg/MWh", language),
        "plant": figure(basis.plant_kg_per_mwh, "kg/MWh", language),
        "grid": figure(assessment.emissions.grid_kg_per_mwh, "kg/MWh", language),
    }
    case = "unknown" if displaced is None else "less" if displaced >= 0 else "more"
    return fact("co2", case, words, language)


def first_heat(assessment: Assessment, language: str) -> Fact:
    """From when to when the first heat can flow; months of work where no day is known."""
    plan = assessment.timeline
    words = {
        "low": figure(plan.total_low_months, "months", language, with_unit=False),
        "high": figure(plan.total_high_months, "months", language),
    }
    first, last = plan.first_heat_earliest, plan.first_heat_latest
    if first is None or last is None:
        return fact("first_heat", "months", words, language)
    words |= {"first": month_in_short(first, language), "last": month_in_short(last, language)}
    return fact("first_heat", "agreed" if first == last else "window", words, language)
