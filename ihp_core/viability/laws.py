"""The duties of data centres and networks as they stand in the table: dated, with their source.

A row says who read what, and when: only what was read is told in a customer's paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from ihp_core.tables.assumptions import table, table_rows

Shown = Literal["page", "paper", "full"]
ReadStatus = Literal["read", "unverified"]


@dataclass(frozen=True)
class Law:
    """One row of ``data/regulation.csv``; a missing figure or day is ``None``.

    ``started_from`` and ``started_before`` bound the data centre's first operation,
    ``from_day`` and ``until_day`` the time in which the duty stands; no first day where none was
    set or found. It is ``shown`` on the page and on paper, on paper alone, or only where duties
    unfold in full. Its text was ``read`` on that day, or is known second-hand; ``bill`` names the
    row of ``data/bills.csv`` that may change it.
    """

    id: str
    duty: str
    country: str
    owes: str
    threshold_of: str
    threshold_is: str
    threshold_mw: float | None
    value: float | None
    unit: str
    started_from: dt.date | None
    started_before: dt.date | None
    from_day: dt.date | None
    until_day: dt.date | None
    grace_years: float | None
    exceptions: tuple[str, ...]
    shown: Shown
    source: str
    url: str
    year: str
    read: dt.date
    status: ReadStatus
    bill: str


class Obligation(BaseModel):
    """A duty held against the site.

    ``applies`` is ``None`` where the data centre's first operation decides and is not stated;
    ``met`` and ``in_time`` are ``None`` where the site's figures cannot tell. ``folded`` are the
    duties of other countries.
    """

    model_config = ConfigDict(frozen=True)

    id: str
    duty: str
    country: str
    owes: str
    folded: bool
    applies: bool | None
    threshold_mw: float | None
    owed: float | None
    achieved: float | None
    unit: str
    met: bool | None
    from_day: dt.date | None
    until_day: dt.date | None
    due: dt.date | None
    in_time: bool | None
    exceptions: tuple[str, ...]
    shown: Shown
    source: str
    url: str
    year: str
    read: dt.date
    status: ReadStatus
    bill: str

    @property
    def tellable(self) -> bool:
        """Whether a customer's paper may tell it: somebody read its text in a source named."""
        return self.status == "read" and bool(self.source and self.url)


@cache
def laws() -> tuple[Law, ...]:
    """All duties in the order of the table."""
    return tuple(_law(row) for row in table_rows("regulation"))


def _law(row: Mapping[str, str]) -> Law:
    row = {{"from": "from_day", "until": "until_day"}.get(name, name): c for name, c in row.items()}
    days = ("started_from", "started_before", "from_day", "until_day", "read")
    fields: dict[str, Any] = dict(row)
    fields |= {name: dt.date.fromisoformat(row[name]) if row[name] else None for name in days}
    numbers = ("threshold_mw", "value", "grace_years")
    fields |= {name: float(row[name]) if row[name] else None for name in numbers}
    return Law(**fields | {"exceptions": tuple(row["exceptions"].split())})


@cache
def bill_source(bill: str) -> str:
    """Where a change to come was told of, by the name of its row."""
    return next((row["source"] for row in table_rows("bills") if row["id"] == bill), "")


def union_of(country: str) -> str | None:
    """The union that a country is a member of, by its own code among the duties."""
    members = table("members")
    unions = dict(zip(members["iso2"], members["union"], strict=True))
    return unions.get(country)
