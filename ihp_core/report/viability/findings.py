"""What the verdict rests on: criteria, evidence, and every source by number."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ihp_core.report.drawing.palette import SIGNS
from ihp_core.report.viability.reasons import (
    Entered,
    entered,
    is_unknown,
    limit_in_words,
    reason,
    value_in_words,
)
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.text import messages, say
from ihp_core.text.names import source_named, within
from ihp_core.viability.judgement import Criterion
from ihp_core.viability.rules import PRICE_ROOM

WORST_FIRST = ("fail", "conditional", "not_tested", "pass")
NOTHING: Entered = {}

_STORE = r"[\w.-]+/[\w.-]*\w"
COPY = re.compile(rf"cop(?:y|ies) in {_STORE}(?: and {_STORE})*(, read)?")
"""Where a copy of a source was read: the page Methods says in which, a paper that it was one."""

WORK = re.compile(
    r'((?:Guide|Article|Leitfaden|Artikel|Guiden|Artikeln) ["„”][^"“”]+["“”](?: \(IHP\))?'
    r"|(?:Dele\w+ )?(?:\w*[Rr]egulation|Verordnung|[Ff]örordning|Directive|Richtlinie|Direktiv)"
    r" \(EU\) \d+/\d+|\w+gesetz \(\w+\)|Code de l'énergie|Wet collectieve warmte|Eurostat, \w+)"
    r"([,:]? )"
)
"""A work of which several places are cited: it stands once in the list, with all of them."""

JUDGED = "judgement:"
"""How a source begins that is none: nobody can look it up."""


def source_told(source: str) -> str:
    """A source without whose copy of it was read."""
    return COPY.sub(lambda copy: "read in a copy" + ("," if copy[1] else ""), source)


class Sources:
    """The sources named on a page, numbered in the order they are first named, each work once.

    ``judged`` is what stands in place of a number where nobody published the figure; without it
    the reasons of a judgement are listed as well.
    """

    def __init__(self, judged: str = "") -> None:
        self._judged = judged
        self._cited: dict[str, list[str]] = {}  # by their work, as they stand in the data

    def number(self, source: str) -> str:
        """The mark of a source, such as ``[3]``; empty for none."""
        if not source:
            return ""
        if self._judged and source.startswith(JUDGED):
            return self._judged
        known = WORK.match(told := source_told(source))
        work = known[1] if known else told
        places = self._cited.setdefault(work, [])
        if source not in places:
            places.append(source)
        return f"[{list(self._cited).index(work) + 1}]"

    def listed(self, language: str) -> tuple[str, ...]:
        """All of them, each behind its mark, with the places that are cited of it."""
        return tuple(
            f"[{number}] {_work_told(places, language)}"
            for number, places in enumerate(self._cited.values(), 1)
        )


def _work_told(sources: Sequence[str], language: str) -> str:
    """A work and what is cited of it."""
    begun, places = "", []
    for source in sources:
        told = source_told(source_named(source, language))
        if known := WORK.match(told):
            begun, told = begun or known[1] + known[2], told[known.end() :]
        if told and told not in places:
            places.append(told)
    return f"{begun}{' · '.join(places)}"


def sources_told(sources: Sources, language: str) -> tuple[str, ...]:
    """The sources behind a sentence on how they are to be read; nothing where none is named."""
    named = sources.listed(language)
    return (say("report.sources_note", language), *named) if named else ()


def deciding(assessment: Assessment) -> list[Criterion]:
    """All criteria but the evidence, worst first; where no heat is lifted, no COP."""
    return worst_first(assessment.criteria)


def worst_first(rows: Iterable[Criterion]) -> list[Criterion]:
    """All but the evidence, worst first and what decides before rules of thumb.

    Where no heat is lifted, its COP is no question.
    """
    asked = (row for row in rows if row.kind != "evidence")
    kept = (row for row in asked if row.id != "scop" or row.value is not None)
    return sorted(kept, key=lambda row: (WORST_FIRST.index(row.status), row.kind != "deciding"))


def holding(rows: Sequence[Criterion], verdict: str) -> list[Criterion]:
    """Of criteria that stand worst first those that the verdict hangs on; none where it is viable.

    Where something that decides is not met, what is met with conditions does not count, nor does
    a rule of thumb.
    """
    if verdict == "not_viable":
        failing = [row for row in rows if row.status == "fail"]
        return [row for row in failing if row.kind == "deciding"] or failing
    short = [row for row in rows if row.status in ("fail", "conditional")]
    return sorted(short, key=lambda row: row.kind != "deciding")


def _name(row: Criterion, audience: Audience, language: str) -> str:
    if row.id == PRICE_ROOM and audience == "customer":
        return say("report.price_room.name", language)
    return say(f"criterion.{row.id}.name", language)


def decisive(assessment: Assessment, audience: Audience, language: str) -> str:
    """The sentence that decided the verdict."""
    rows = deciding(assessment)
    if held := holding(rows, assessment.verdict):
        return reason(held[0], assessment, audience, language)[1]
    return how_many_met(rows, language, assumed=assessment.word == "looks_viable")


def how_many_met(rows: Sequence[Criterion], language: str, *, assumed: bool = False) -> str:
    """All, or how many of how many; what was not tested is never counted as met."""
    met = sum(row.status == "pass" for row in rows)
    if met == len(rows):
        return say(f"report.all_met{'_assumed' if assumed else ''}", language, number=met)
    told = say("report.some_met", language, met=met, number=len(rows))
    return f"{told} {not_tested(rows, language)}".strip()


def not_tested(rows: Sequence[Criterion], language: str) -> str:
    """How many of the criteria are open, and which; empty where none is."""
    names = [
        within(say(f"criterion.{row.id}.name", language), language)
        for row in rows
        if row.status == "not_tested"
    ]
    if not names:
        return ""
    words = {"number": len(rows), "names": ", ".join(names)}
    return say("report.open_ones", language, count=len(names), **words)


def to_be_tested(assessment: Assessment, audience: Audience, language: str) -> tuple[str, ...]:
    """A sentence for each criterion that nobody has told enough for."""
    rows = (row for row in deciding(assessment) if row.status == "not_tested")
    return tuple(reason(row, assessment, audience, language)[1] for row in rows)


def open_ones(assessment: Assessment, audience: Audience, language: str) -> tuple[str, ...]:
    """What holds the verdict back, each with value and limit: "summer return 58 °C (limit 55 °C)".

    Only what decides: where something is not met, what is met with conditions is left out.
    """
    rows, given = deciding(assessment), entered(assessment)
    return held_back(rows, assessment.verdict, audience, language, given)


def held_back(
    rows: Sequence[Criterion],
    verdict: str,
    audience: Audience,
    language: str,
    given: Entered = NOTHING,
) -> tuple[str, ...]:
    """The same of criteria that stand worst first, with what was stated of the site."""
    held = holding(rows, verdict)
    return tuple(_open(row, audience, language, given) for row in held)


def _open(row: Criterion, audience: Audience, language: str, given: Entered) -> str:
    name = within(_name(row, audience, language), language)
    if row.id == PRICE_ROOM and (is_unknown(row) or audience == "customer"):
        case = "unknown" if is_unknown(row) else row.status
        return say(f"report.price_room.open.{case}", language)
    if row.value is None:
        return say("report.open.not_judged", language, name=name)
    if (own := f"criterion.{row.id}.open") in messages():
        return say(own, language)
    value, limit = value_in_words(row, given, language), limit_in_words(row, language)
    code = "kind" if isinstance(row.value, str) else "limit"
    rule = "rule_" if row.kind == "stand_in" else ""
    return say(f"report.open.{rule}{code}", language, name=name, value=value, limit=limit)


def criteria(
    assessment: Assessment, audience: Audience, language: str, sources: Sources
) -> tuple[tuple[str, ...], ...]:
    """A row a criterion: name, value, status and kind, reason, source."""
    rows = []
    for row in deciding(assessment):
        value, told = reason(row, assessment, audience, language)
        name = _name(row, audience, language)
        hidden = row.id == PRICE_ROOM and audience == "customer"
        source = say("report.calculated", language) if hidden else sources.number(row.source)
        rows.append((name, value, _status(row, language), told, source))
    return tuple(rows)


def _status(row: Criterion, language: str) -> str:
    """Icon and words of the status, and whether it decides."""
    words = say(f"report.status.{row.status}", language)
    kind = say(f"report.kind.{row.kind}", language)
    return f"{SIGNS[row.status].icon} {words} · {kind}"


def evidence(assessment: Assessment, language: str) -> tuple[str, ...]:
    """What is missing to be sure, a sentence each."""
    return tuple(
        reason(row, assessment, "internal", language)[1]
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
