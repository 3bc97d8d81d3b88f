"""The operator's year in words: an hour, a window, and how its time is spent."""

from __future__ import annotations

import numpy as np

from ihp_core.key_figures.hourly import HourlyYear
from ihp_core.report.drawing.picture import months_in_full
from ihp_core.report.operation.drawn import COLOURS
from ihp_core.report.operation.periods import (
    OFF,
    Period,
    edges_of,
    periods,
    since_new_year,
    step_of,
    time_off,
    time_spent,
    whole,
)
from ihp_core.report.operation.window import Window, date_of, span_of
from ihp_core.results.results import Assessment
from ihp_core.tables.arrays import Array
from ihp_core.tables.units import HOURS_OF_DAY, MWH_PER_GWH
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import day_in_short, weekday_named

COLUMNS = ("when", "heat", "electricity", "cop")


def year_sentence(assessment: Assessment, language: str = SPOKEN) -> str:
    """What the meters count over the expected year, and how long the plant runs."""
    heat = assessment.heat
    if heat.delivered_gwh <= 0:
        return say("charts.nothing_delivered", language)
    code = "answer" if heat.heat_pump_scop is not None else "answer_direct"
    return say(
        f"operation.{code}",
        language,
        heat=figure(heat.delivered_gwh, "GWh", language),
        electricity=figure(heat.electricity_gwh, "GWh", language),
        cop=figure(heat.heat_pump_scop, "-", language),
        hours=figure(heat.operating_hours, "h", language),
    )


def moment_named(hour: int, language: str = SPOKEN) -> str:
    """An hour of the year, such as "Tuesday 14 January, 07:00"."""
    day = weekday_named(date_of(hour // HOURS_OF_DAY), language)
    return say("operation.moment", language, day=day, time=f"{hour % HOURS_OF_DAY:02d}:00")


def present_values(assessment: Assessment, hour: int, language: str = SPOKEN) -> str:
    """What the operator reads in an hour of the year."""
    year = assessment.year
    way, running = str(year.regime[hour]), float(year.heat_pump_mw[hour]) > 0
    code = OFF if way == OFF else "running" if running else "direct"
    return say(
        f"operation.now.{code}",
        language,
        heat=figure(float(year.delivered_mw[hour]), "MW", language),
        supply=figure(float(year.supply_c[hour]), "°C", language),
        returning=figure(float(year.return_c[hour]), "°C", language),
        cop=figure(float(year.cop[hour]), "-", language),
        electricity=figure(float(year.electricity_mw[hour]), "MW", language),
        since=figure(float(since_new_year(year)[hour]), "GWh", language),
        way=way_named(way, language),
        why=why_off(str(year.reason[hour]), language),
    )


def way_named(way: str, language: str = SPOKEN) -> str:
    """Exchanger only, both, heat pump only, or off."""
    return say(f"operation.{OFF}" if way == OFF else f"charts.layer.{way}", language)


def why_off(reason: str, language: str = SPOKEN) -> str:
    """Why the plant stands, in a few words; nothing where it does not."""
    return say(f"operation.why.{reason}", language) if reason else ""


def window_named(window: Window, language: str = SPOKEN) -> str:
    """A window by its first and last day; a month by its name."""
    first, last = date_of(window.first_day), date_of(window.first_day + window.days - 1)
    if span_of(window) == "month":
        name = months_in_full(language)[first.month - 1]
        return name[:1].upper() + name[1:]
    if window.days == 1:
        return weekday_named(first, language)
    return f"{day_in_short(first, language)} – {day_in_short(last, language)}"


def spent_told(year: HourlyYear, window: Window, language: str = SPOKEN) -> list[tuple[str, str]]:
    """How the hours of a window are spent, the most frequent first, and why the plant stands.

    Each with its colour in the charts.
    """
    told = []
    for way, share in time_spent(year, window).items():
        words = f"{way_named(way, language)} {figure(share, 'share', language)}"
        why = f" ({_off_told(year, window, language)})" if way == OFF else ""
        told.append((COLOURS[way], words + why))
    return told


def _off_told(year: HourlyYear, window: Window, language: str) -> str:
    reasons = time_off(year, window)
    if len(reasons) == 1:
        return why_off(next(iter(reasons)), language)
    pairs = reasons.items()
    return ", ".join(f"{why_off(why, language)} {figure(s, 'share', language)}" for why, s in pairs)


def heat_told(year: HourlyYear, window: Window, language: str = SPOKEN) -> str:
    """Heat of a window and its highest hour."""
    return _amount_told("heat", year.delivered_mw, whole(year, window).heat_mwh, window, language)


def power_told(year: HourlyYear, window: Window, language: str) -> str:
    """Electricity of the heat pump in a window and its highest hour."""
    energy = whole(year, window).electricity_mwh
    return _amount_told("electricity", year.electricity_mw, energy, window, language)


def _amount_told(code: str, amount: Array, energy: float, window: Window, language: str) -> str:
    peak = window.first_hour + int(np.argmax(amount[window.hours]))
    return say(
        f"operation.told.{code}",
        language,
        amount=_energy(energy, language),
        peak=figure(float(amount[peak]), "MW", language),
        when=say(
            "operation.moment",
            language,
            day=day_in_short(date_of(peak // HOURS_OF_DAY), language),
            time=f"{peak % HOURS_OF_DAY:02d}:00",
        ),
    )


def _energy(mwh: float, language: str) -> str:
    if mwh < MWH_PER_GWH:
        return figure(mwh, "MWh", language)
    return figure(mwh / MWH_PER_GWH, "GWh", language)


def water_told(year: HourlyYear, window: Window, language: str) -> str:
    """From where to where supply and return move in a window."""
    supply, returning = (
        _from_to(amount[window.hours], "°C", language) for amount in (year.supply_c, year.return_c)
    )
    return say("operation.told.water", language, supply=supply, returning=returning)


def _from_to(amount: Array, unit: str, language: str) -> str:
    """The lowest and the highest of some hours; one figure where they read alike."""
    low, high = (
        figure(float(end), unit, language, with_unit=False) for end in (amount.min(), amount.max())
    )
    top = figure(float(amount.max()), unit, language)
    return top if low == high else f"{low}–{top}"


def cop_told(year: HourlyYear, window: Window, language: str) -> str:
    """The COP of a window, and its lowest and highest hour."""
    known = year.cop[window.hours][year.heat_pump_mw[window.hours] > 0]
    if not known.size:
        return say("operation.told.no_cop", language)
    return say(
        "operation.told.cop",
        language,
        cop=figure(whole(year, window).cop, "-", language),
        hourly=_from_to(known, "-", language),
    )


def since_told(year: HourlyYear, window: Window, language: str) -> str:
    """The heat since 1 January at the end of a window."""
    total = float(since_new_year(year)[window.end_hour - 1])
    return say("operation.told.since", language, since=figure(total, "GWh", language))


def sums_table(year: HourlyYear, window: Window, language: str = SPOKEN) -> dict[str, list[str]]:
    """A window by its months, days or hours, and as a whole: heat, electricity, COP."""
    step = step_of(window)
    parts = periods(year, edges_of(window, step))
    names = [_part_named(part, step, language) for part in parts]
    rows = [*zip(names, parts, strict=True), (say("operation.sum", language), whole(year, window))]
    cells = [
        (
            name,
            figure(part.heat_mwh, "MWh", language),
            figure(part.electricity_mwh, "MWh", language),
            figure(part.cop, "-", language),
        )
        for name, part in rows
    ]
    titles = (say(f"operation.column.{column}", language) for column in COLUMNS)
    return {
        title: list(column) for title, column in zip(titles, zip(*cells, strict=True), strict=True)
    }


def _part_named(part: Period, step: str, language: str) -> str:
    day, of_day = divmod(part.first_hour, HOURS_OF_DAY)
    if step == "month":
        return months_in_full(language)[date_of(day).month - 1]
    short = day_in_short(date_of(day), language)
    if step == "day":
        return short
    return say("operation.moment", language, day=short, time=f"{of_day:02d}:00")
