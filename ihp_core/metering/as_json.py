"""A meter report as plain data, on its own because programs read it and people do not."""

from __future__ import annotations

from typing import Any

from ihp_core.metering.metered import Metered, MeterReport


def as_json(report: MeterReport) -> dict[str, Any]:
    """The whole, its months, outages, gaps and guarantees; MWh, shares and °C as they are."""
    return {
        **_sums(report.whole),
        "weather_corrected": report.weather_corrected,
        "outages": [
            {"from": one.begin, "to": one.end, "hours": one.hours, "mwh": one.lost_mwh}
            for one in report.outages
        ],
        "gaps": [
            {"from": one.begin, "to": one.end, "hours": one.hours, "expected_mwh": one.expected_mwh}
            for one in report.gaps
        ],
        "guarantees": [one._asdict() for one in report.guarantees],
        "months": [_sums(month) for month in report.months],
        "problem_count": report.problem_count,
    }


def _sums(period: Metered) -> dict[str, Any]:
    sums = period._asdict()
    return sums | {"causes": [{"cause": name, "mwh": mwh} for name, mwh in period.causes.items()]}
