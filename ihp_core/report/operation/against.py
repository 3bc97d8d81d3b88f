"""What was metered against what was expected: in a sentence, in steps that add up, in tables."""

from __future__ import annotations

import datetime as dt

import numpy as np

from ihp_core.metering.metered import Metered
from ihp_core.metering.sums import summed_over
from ihp_core.report.delivery.case import DeliveryCase, month_words
from ihp_core.report.delivery.compared import LEAST_MWH, hours_of
from ihp_core.report.drawing.bars import ROW_HEIGHT, bar, bar_rows
from ihp_core.report.drawing.palette import DIRECT, LIFT, OWN
from ihp_core.report.drawing.picture import Picture, Row, framed
from ihp_core.report.summary.contents import Table
from ihp_core.text import figure, say
from ihp_core.text.names import day_named

ALIKE = 0.005
"""Of what was expected: a difference below it is none in front of a meter's own error."""

SMALL = 1e-3
"""Of what was expected: a bar of less is not seen."""

DUST = 1e-5
OTHER = "other"
SOLID = 1.0
MONTH_COLUMNS = ("month", "heat", "expected", "missing", "cop", "availability")
OUTAGE_COLUMNS = ("from", "to", "hours", "lost")


def period_of(case: DeliveryCase) -> Metered:
    """The sums of the time that is reported; raises ``ValueError`` without readings."""
    hours = hours_of(case)
    if hours is None:
        raise ValueError("nothing was read")
    return summed_over(hours, np.ones(len(hours.utc), bool))


def against_sentence(case: DeliveryCase) -> str:
    """What the meter counted, what was expected in the same hours, and how far they are apart."""
    period, language = period_of(case), case.language
    missing = period.expected_heat_mwh - period.heat_mwh
    alike = abs(missing) <= ALIKE * max(period.expected_heat_mwh, period.heat_mwh)
    code = "alike" if alike else "less" if missing > 0 else "more"
    return say(
        f"operation.against.{code}",
        language,
        period=case.name[:1].upper() + case.name[1:],
        heat=figure(period.heat_mwh, "MWh", language),
        expected=figure(period.expected_heat_mwh, "MWh", language),
        apart=figure(abs(missing), "MWh", language),
        share=figure(abs(missing) / max(period.expected_heat_mwh, LEAST_MWH), "share", language),
    )


def causes_chart(case: DeliveryCase) -> Picture:
    """From what was expected to what was metered [MWh], a step a cause."""
    language = case.language
    steps = _steps(period_of(case), language)
    drawn = framed(bar_rows(steps, language, unit="MWh"), ROW_HEIGHT * len(steps))
    told = "; ".join(f"{step['name']} {step['words']}" for step in steps)
    alternative = say("operation.against.alt", language, steps=told)
    return Picture(drawn, _largest(period_of(case), language), alternative)


def _steps(period: Metered, language: str) -> list[Row]:
    """The bars: all of what was expected, each cause where the one before it ends, the meter."""
    level = period.expected_heat_mwh
    steps = [_total("expected", level, language)]
    for cause, lost in _seen(period).items():
        low, high = sorted((level, level - lost))
        words = ("" if lost > 0 else "+") + figure(-lost, "MWh", language)
        one = bar(say(f"meter.cause.{cause}", language), high, OWN if lost > 0 else DIRECT, SOLID)
        steps.append(one | {"low": low, "words": words})
        level -= lost
    return [*steps, _total("metered", period.heat_mwh, language)]


def _seen(period: Metered) -> dict[str, float]:
    """The causes that a bar can show; what is less counts among the others, so that all add up."""
    least = max(SMALL * period.expected_heat_mwh, LEAST_MWH)
    seen = {
        name: lost for name, lost in period.causes.items() if abs(lost) >= least and name != OTHER
    }
    rest = period.expected_heat_mwh - period.heat_mwh - sum(seen.values())
    return seen | ({OTHER: rest} if abs(rest) >= SMALL * least else {})


def _total(name: str, amount: float, language: str) -> Row:
    whole = bar(say(f"operation.against.{name}", language), amount, LIFT, SOLID)
    return whole | {"words": figure(amount, "MWh", language)}


def _largest(period: Metered, language: str) -> str:
    """The title: the cause of most of what is missing."""
    cause, lost = max(period.causes.items(), key=lambda pair: pair[1])
    if lost < LEAST_MWH:
        return say("operation.against.nothing_missing", language)
    words = {"cause": say(f"meter.cause.{cause}", language), "lost": figure(lost, "MWh", language)}
    return say("operation.against.largest", language, **words)


def months_table(case: DeliveryCase) -> Table:
    """Every month of the readings: metered, expected, what is missing, COP, availability."""
    language, months = case.language, case.report.months if case.report else ()
    rows = tuple(
        (
            month_words(np.datetime64(month.label, "M"), language),
            figure(month.heat_mwh, "MWh", language),
            figure(month.expected_heat_mwh, "MWh", language),
            figure(_missing(month), "MWh", language),
            figure(month.cop, "-", language),
            figure(month.availability, "share", language),
        )
        for month in months
    )
    return Table(_header(MONTH_COLUMNS, language), rows)


def _missing(month: Metered) -> float:
    """What is missing to the expected [MWh]; zero where it is the dust of the readings' digits."""
    missing = month.expected_heat_mwh - month.heat_mwh
    return missing if abs(missing) >= DUST * month.expected_heat_mwh else 0.0


def outages_table(case: DeliveryCase) -> Table:
    """Every standstill that was not expected, the longest first."""
    language, outages = case.language, case.report.outages if case.report else ()
    rows = tuple(
        (
            _clock(outage.begin, language),
            _clock(outage.end, language),
            figure(outage.hours, "h", language),
            figure(outage.lost_mwh, "MWh", language),
        )
        for outage in sorted(outages, key=lambda outage: -outage.hours)
    )
    return Table(_header(OUTAGE_COLUMNS, language), rows)


def availability_sentence(case: DeliveryCase) -> str:
    """How much of the time the plant could run, and what the network did not take."""
    period, language = period_of(case), case.language
    return say(
        "operation.against.availability",
        language,
        share=figure(period.availability, "share", language),
        hours=figure(period.standing_hours, "h", language),
        deemed=figure(period.deemed_mwh, "MWh", language),
    )


def _header(columns: tuple[str, ...], language: str) -> tuple[str, ...]:
    return tuple(say(f"operation.against.column.{name}", language) for name in columns)


def _clock(stamp: str, language: str) -> str:
    moment = dt.datetime.fromisoformat(stamp)
    day = day_named(moment.date(), language)
    return say("operation.moment", language, day=day, time=f"{moment:%H:%M}")
