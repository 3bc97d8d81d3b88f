"""Metered against expected in the time reported: guarantees, and what explains the difference."""

from __future__ import annotations

from ihp_core.metering.guarantees import guarantees
from ihp_core.metering.metered import Guarantee, Metered, MeteredHours
from ihp_core.metering.sums import summed_over
from ihp_core.report.delivery.case import DeliveryCase
from ihp_core.report.summary.contents import Table
from ihp_core.text import figure, say
from ihp_core.text.figures import on_a_bill

GUARANTEE_UNITS = {"cop": "ratio", "minimum_volume": "MWh", "availability": "share"}

LEAST_MWH = 0.005
"""A cause of less is nothing in a figure with two decimals."""


def hours_of(case: DeliveryCase) -> MeteredHours | None:
    """The hours of the readings in the time reported; nothing without readings."""
    if case.report is None:
        return None
    kept = case.delivered.time.within(case.period.time.months.tolist())
    return MeteredHours._make(column[..., kept] for column in case.report.hours)


def guarantee_table(case: DeliveryCase) -> Table:
    """What was agreed for the year, what of it is due here, what it came to; no rows where
    nothing was read."""
    header = tuple(
        case.say(f"column.{name}")
        for name in ("guarantee", "agreed", "due_here", "measured", "met")
    )
    hours = hours_of(case)
    held = guarantees(case.screened, hours) if hours is not None else ()
    return Table(header, tuple(_held(case, one) for one in held))


def _held(case: DeliveryCase, held: Guarantee) -> tuple[str, ...]:
    amounts = (
        figure(amount, GUARANTEE_UNITS[held.name], case.language)
        for amount in (held.agreed, held.due, held.measured)
    )
    known = {None: "figure.none", True: "choice.yes", False: "choice.no"}
    name = say(f"meter.guarantee.{held.name}", case.language)
    return (name, *amounts, say(known[held.met], case.language))


def causes_table(case: DeliveryCase) -> Table:
    """Heat that is missing to what was expected, by its cause, and all of it; below zero there is
    more than expected."""
    header = (case.say("column.cause"), case.name)
    period = _summed(case)
    if period is None:
        return Table(header, ())
    missing = {
        say(f"meter.cause.{name}", case.language): mwh
        for name, mwh in period.causes.items()
        if abs(mwh) >= LEAST_MWH
    }
    missing[case.say("missing")] = period.expected_heat_mwh - period.heat_mwh
    rows = tuple((name, on_a_bill(mwh, "MWh", case.language)) for name, mwh in missing.items())
    return Table(header, rows)


def _summed(case: DeliveryCase) -> Metered | None:
    hours = hours_of(case)
    return None if hours is None else summed_over(hours, hours.known | ~hours.known)
