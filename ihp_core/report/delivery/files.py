"""A delivery report as a file, by the ending of its name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from ihp_core.assessment import Screened
from ihp_core.delivery.civil import Grain
from ihp_core.delivery.from_meter import metered
from ihp_core.files.settings import Settings
from ihp_core.metering.metered import MeterReport
from ihp_core.report.delivery.case import DeliveryCase, case_of_month
from ihp_core.report.delivery.paper import delivery_paper
from ihp_core.report.delivery.tables import delivery_csv, delivery_parquet
from ihp_core.report.delivery.workbook import delivery_workbook
from ihp_core.report.papers.pdf import pdf
from ihp_core.results.discretion import Audience
from ihp_core.text import SPOKEN


class DeliveryWanted(NamedTuple):
    """The day of the case, the settings, and what a row of a table for programs is."""

    on: dt.date | None = None
    settings: Settings = Settings()
    grain: Grain = "step"


def _pdf(case: DeliveryCase, wanted: DeliveryWanted) -> bytes:
    return pdf(delivery_paper(case, wanted.on), wanted.settings)


def _xlsx(case: DeliveryCase, wanted: DeliveryWanted) -> bytes:
    return delivery_workbook(case, wanted.on, wanted.settings)


def _csv(case: DeliveryCase, wanted: DeliveryWanted) -> bytes:
    return delivery_csv(case, wanted.grain)


def _parquet(case: DeliveryCase, wanted: DeliveryWanted) -> bytes:
    return delivery_parquet(case, wanted.grain)


DELIVERY_MAKERS: dict[str, Callable[[DeliveryCase, DeliveryWanted], bytes]] = {
    ".pdf": _pdf,
    ".xlsx": _xlsx,
    ".csv": _csv,
    ".parquet": _parquet,
}


def metered_case(
    screened: Screened,
    report: MeterReport,
    month: str | None = None,
    audience: Audience = "customer",
    language: str = SPOKEN,
) -> DeliveryCase:
    """The report of all that was read, or of one of its months.

    Raises
    ------
    OwnError
        When nothing was read of that month.
    """
    delivered = metered(screened, report.hours, report.outages)
    case = DeliveryCase(screened, delivered, None, audience, language, report)
    return case_of_month(case, month)


def delivery_file(ending: str, case: DeliveryCase, wanted: DeliveryWanted | None = None) -> bytes:
    """The content of a file with an ending such as ``.pdf``; ``KeyError`` for an unknown one."""
    return DELIVERY_MAKERS[ending](case, wanted or DeliveryWanted())
