"""What a delivery report is about: a site, what was delivered, of which time, for whose eyes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from ihp_core.assessment import Screened, recorded
from ihp_core.contract.shapes import ContractTerms
from ihp_core.delivery.bills import Billed, billed
from ihp_core.delivery.civil import Grain
from ihp_core.delivery.steps import Delivered, DeliveryTable, expected, table_of
from ihp_core.metering.metered import MeterReport
from ihp_core.results.discretion import Audience, discreet
from ihp_core.results.results import Assessment
from ihp_core.tables.arrays import Array
from ihp_core.text import SPOKEN, say
from ihp_core.text.names import month_named
from ihp_core.year.measured.note import Note, OwnError


@dataclass(frozen=True, eq=False)
class DeliveryCase:
    """All steps that are known, and the month that is reported; ``None`` for all of them.

    ``screened`` is the case that its reader may know of: for a customer the public one; ``report``
    what the readings were held against, where there are any.
    """

    screened: Screened
    delivered: Delivered
    month: np.datetime64 | None = None
    audience: Audience = "customer"
    language: str = SPOKEN
    report: MeterReport | None = None

    def say(self, code: str, **words: object) -> str:
        """A text of the delivery report in its language."""
        return say(f"delivery.{code}", self.language, **words)

    @cached_property
    def assessment(self) -> Assessment:
        """The answer as its reader may see it."""
        whole = recorded(self.screened)
        return whole if self.audience == "internal" else discreet(whole)

    @property
    def terms(self) -> ContractTerms | None:
        """What was agreed; nothing without heat."""
        negotiation = self.assessment.negotiation
        return None if negotiation is None else negotiation.terms

    @cached_property
    def billed(self) -> Billed | None:
        """What is due for every month; ``None`` where there is no price that may be told."""
        negotiation = self.assessment.negotiation
        if negotiation is None or negotiation.price_eur_per_mwh is None:
            return None
        return billed(self.screened, self.delivered)

    @cached_property
    def rows(self) -> np.ndarray:
        """The months that are reported, as indices of all that are known."""
        months = self.delivered.time.months
        return (
            np.arange(len(months)) if self.month is None else np.flatnonzero(months == self.month)
        )

    @cached_property
    def period(self) -> Delivered:
        """The steps that are reported."""
        return self.delivered if self.month is None else self.delivered.of_months([self.month])

    @cached_property
    def so_far(self) -> Delivered:
        """The steps of the year up to the month that is reported; all where a year is."""
        if self.month is None:
            return self.delivered
        months = self.delivered.time.months
        year = months.astype("datetime64[Y]") == self.month.astype("datetime64[Y]")
        return self.delivered.of_months(months[year & (months <= self.month)])

    def summed(self, grain: Grain) -> DeliveryTable:
        """The steps that are reported by day, month or as a whole."""
        return table_of(self.period, grain)

    @cached_property
    def name(self) -> str:
        """The time that is reported, in words."""
        return self.all_known if self.month is None else month_words(self.month, self.language)

    @cached_property
    def all_known(self) -> str:
        """The time that anything is known of, in words: a year, a month or from which to which."""
        ends = self.delivered.time.months[[0, -1]]
        years = np.unique(ends.astype("datetime64[Y]")).astype(str)
        whole = len(self.delivered.time.months) % 12 == 0
        if whole and len(years) == 1:
            return str(years[0])
        first, last = (month_words(month, self.language) for month in ends)
        return first if first == last else f"{first} – {last}"

    def due(self, name: str) -> float:
        """The sum of an amount of the bills over the months that are reported [EUR]."""
        bills = self.billed
        return 0.0 if bills is None else float(self.of_bills(name).sum())

    def of_bills(self, name: str) -> Array:
        """A figure of the bills of the months that are reported, (months,)."""
        bills = self.billed
        if bills is None:
            return np.full(len(self.rows), np.nan)
        return np.asarray(getattr(bills.bills, name)[self.rows])


def expected_case(
    screened: Screened,
    month: str | None = None,
    audience: Audience = "customer",
    language: str = SPOKEN,
) -> DeliveryCase:
    """The report of the expected year, or of one of its months such as ``2025-03``."""
    return case_of_month(
        DeliveryCase(screened, expected(screened), None, audience, language), month
    )


def case_of_month(case: DeliveryCase, month: str | None) -> DeliveryCase:
    """The same for one month.

    Raises
    ------
    OwnError
        When nothing is known of that month.
    """
    if month is None:
        return case
    wanted, months = np.datetime64(month, "M"), case.delivered.time.months
    if wanted not in months:
        words = {"month": month, "first": str(months[0]), "last": str(months[-1])}
        raise OwnError(Note("delivery.note.month", words))
    return replace(case, month=wanted)


def month_words(month: np.datetime64, language: str) -> str:
    """A month with its year, such as "March 2025"."""
    day = month.astype("datetime64[D]").item()
    assert isinstance(day, dt.date)
    return month_named(day, language)
