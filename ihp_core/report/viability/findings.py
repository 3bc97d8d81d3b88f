"""What the verdict rests on: criteria, evidence, and every source by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.text import figure, messages, say
from ihp_core.text.figures import shown
from ihp_core.text.names import within
from ihp_core.viability.criteria import PRICE_ROOM
from ihp_core.viability.judgement import Criterion

WORST_FIRST = ("fail", "conditional", "pass")


class Sources:
    """The sources named on a page, numbered in the order they are first named."""

    def __init__(self) -> None:
        self._named: list[str] = []

    def number(self, source: str) -> str:
        """The mark of a source, such as ``[3]``; empty for none."""
        if not source:
            return ""
        if source not in self._named:
            self._named.append(source)
        return f"[{self._named.index(source) + 1}]"

    def listed(self) -> tuple[str, ...]:
        """All of them, each behind its mark."""
        return tuple(f"[{number}] {source}" for number, source in enumerate(self._named, 1))


def deciding(assessment: Assessment) -> list[Criterion]:
    """Those that decide, worst first; where no heat is lifted, its COP is no question."""
    return worst_first(assessment.criteria)


def worst_first(rows: Iterable[Criterion]) -> list[Criterion]:
    """The site criteria, worst first; where no heat is lifted, its COP is no question."""
    site = (row for row in rows if row.kind == "site")
    kept = (row for row in site if row.id != "scop" or row.value is not None)
    return sorted(kept, key=lambda row: WORST_FIRST.index(row.status))


def _reason(
    row: Criterion, assessment: Assessment, audience: Audience, language: str
) -> tuple[str, str]:
    """A criterion's value and its sentence; the customer reads prices instead of the room."""
    if row.value is None:
        return shown(None, "", language), say("report.not_judged", language)
    if row.id == PRICE_ROOM and audience == "customer":
        price = assessment.price
        words = {
            "price": figure(price.indicative_eur_per_mwh, "EUR/MWh", language),
            "today": figure(price.ceiling_eur_per_mwh, "EUR/MWh", language),
        }
        return words["price"], say(f"report.price_room.{row.status}", language, **words)
    value, limit = _value(row, language), shown(row.limit, row.unit, language)
    if row.kind == "evidence" and isinstance(row.value, float) and isinstance(row.limit, float):
        value, limit = str(round(row.value)), str(round(row.limit))
    return value, say(f"criterion.{row.id}.{row.status}", language, value=value, limit=limit)


def _value(row: Criterion, language: str) -> str:
    """The value in words; it never looks like a limit that it misses."""
    if row.status != "pass" and isinstance(row.value, float) and isinstance(row.limit, float):
        return figure(row.value, row.unit, language, apart_from=row.limit)
    return shown(row.value, row.unit, language)


def _name(row: Criterion, audience: Audience, language: str) -> str:
    if row.id == PRICE_ROOM and audience == "customer":
        return say("report.price_room.name", language)
    return say(f"criterion.{row.id}.name", language)


def decisive(assessment: Assessment, audience: Audience, language: str) -> str:
    """The sentence that decided the verdict."""
    rows = deciding(assessment)
    if not rows or rows[0].status == "pass":
        return say("report.all_met", language, number=len(rows))
    return _reason(rows[0], assessment, audience, language)[1]


def open_ones(assessment: Assessment, audience: Audience, language: str) -> tuple[str, ...]:
    """What holds the verdict back, each with value and limit: "summer return 58 °C (limit 55 °C)".

    Only the worst: where something is not met, what is met with conditions does not decide.
    """
    return held_back(deciding(assessment), audience, language)


def held_back(rows: Sequence[Criterion], audience: Audience, language: str) -> tuple[str, ...]:
    """The same of criteria that stand worst first."""
    held = [row for row in rows if row.status == rows[0].status != "pass"]
    return tuple(_open(row, audience, language) for row in held)


def _open(row: Criterion, audience: Audience, language: str) -> str:
    name = within(_name(row, audience, language), language)
    if row.id == PRICE_ROOM and audience == "customer":
        return say(f"report.price_room.open.{row.status}", language)
    if row.value is None:
        return say("report.open.not_judged", language, name=name)
    value, limit = _value(row, language), shown(row.limit, row.unit, language)
    code = "kind" if isinstance(row.value, str) else "limit"
    return say(f"report.open.{code}", language, name=name, value=value, limit=limit)


def criteria(
    assessment: Assessment, audience: Audience, language: str, sources: Sources
) -> tuple[tuple[str, ...], ...]:
    """A row a criterion: name, value, status, reason, source."""
    rows = []
    for row in deciding(assessment):
        value, reason = _reason(row, assessment, audience, language)
        name = _name(row, audience, language)
        status = f"{SIGNS[row.status].icon} {say(f'report.status.{row.status}', language)}"
        if row.counter_example and row.status != "pass":
            reason = f"{reason} {say('report.but', language, plant=_contradicting(row, language))}"
        hidden = row.id == PRICE_ROOM and audience == "customer"
        source = "" if hidden else sources.number(row.source)
        rows.append((name, value, status, reason, source))
    return tuple(rows)


def _contradicting(row: Criterion, language: str) -> str:
    """The running plant in the reader's language; one that the table's owner added as it stands."""
    code = f"criterion.{row.id}.but"
    known = messages().get(code) == row.counter_example
    return say(code, language) if known else row.counter_example


def evidence(assessment: Assessment, language: str) -> tuple[str, ...]:
    """What is missing to be sure, a sentence each."""
    return tuple(
        _reason(row, assessment, "internal", language)[1]
        for row in assessment.criteria
        if row.kind == "evidence" and row.status != "pass"
    )


def readiness(assessment: Assessment, language: str) -> str:
    """How many parties are engaged and how many of the decisive temperatures are measured."""
    by_id = {row.id: row for row in assessment.criteria if row.kind == "evidence"}
    names = {"engaged": "parties", "measured": "data_quality"}
    words = {name: _count(by_id[row].value) for name, row in names.items()}
    of = {"parties": "parties", "temperatures": "data_quality"}
    words |= {name: _count(by_id[row].pass_limit) for name, row in of.items()}
    return say("readiness.line", language, **words)


def _count(value: float | str | None) -> str:
    return str(round(float(value or 0)))
