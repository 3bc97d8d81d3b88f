"""What is told of a file of meter readings, in sentences, on its own because every face says it."""

from __future__ import annotations

from collections.abc import Iterator

from ihp_core.metering.metered import MeterReport
from ihp_core.text.catalogue import SPOKEN, say
from ihp_core.text.errors.measured_year import told


def readings_told(report: MeterReport, language: str = SPOKEN) -> Iterator[str]:
    """How the file was read, and its first problems, each with its line."""
    for note in report.notes:
        yield told(note, language)
    for note in report.problems:
        yield told(note, language)
    more = report.problem_count - len(report.problems)
    if more > 0:
        yield say("problem.and_more", language, count=more)
