"""The page's first sentence: whether the site works and what that hangs on; beside it what nobody
has tested.
"""

from __future__ import annotations

from collections.abc import Sequence

from ihp_core.report.viability.findings import (
    deciding,
    held_back,
    holding,
    how_many_met,
    not_tested,
)
from ihp_core.report.viability.reasons import (
    Entered,
    entered,
    limit_in_words,
    reason,
    short_reason,
)
from ihp_core.report.viability.screen import verdict_words
from ihp_core.results.discretion import Audience
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import TEN
from ihp_core.text import SPOKEN, figure, messages, say
from ihp_core.text.names import within
from ihp_core.uncertainty.hanging import SITE
from ihp_core.viability.judgement import Criterion
from ihp_core.viability.rules import PRICE_ROOM, SUPPLY

FIRST = (
    "network.return_summer_c",
    "data_centre.source_inlet_c",
    "network.supply_winter_c",
    "data_centre.source_outlet_c",
)
"""What is measured first, of what nobody has stated."""

OWN = {
    "return_temperature": ("network.return_summer_c",),
    SUPPLY: ("network.supply_winter_c", "network.supply_summer_c"),
}
"""The inputs that a criterion's value is entered as."""

HANDOVER, FEED_IN = "connection.handover_c", "connection.feed_in"


def viability_sentence(
    assessment: Assessment, audience: Audience = "customer", language: str = SPOKEN
) -> str:
    """What the verdict says in words, and what it hangs on."""
    rows = deciding(assessment)
    told = {
        "viable": _viable,
        "conditional": _conditional,
        "not_viable": _not_viable,
    }[assessment.verdict](assessment, rows, audience, language)
    return " ".join(part for part in told if part)


def _viable(
    assessment: Assessment, rows: Sequence[Criterion], audience: Audience, language: str
) -> tuple[str, ...]:
    """The word and what it rests on; where all is stated, how many criteria are met."""
    word = _word(assessment, language)
    given = entered(assessment)
    assumed = sum(not any(path in given for path in paths) for paths in TEN)
    first = next((path for path in _in_order(assessment) if path not in given), None)
    if not assumed:
        return word, how_many_met(rows, language) if not _open(rows) else ""
    rests = say(
        f"viability.headline.rests.{'one' if assumed == 1 else 'many'}", language, count=assumed
    )
    if first is None:
        return word, rests
    name = within(say(f"input.{first}.short", language), language)
    return word, rests, say("viability.headline.first", language, name=name)


def _in_order(assessment: Assessment) -> tuple[str, ...]:
    """What is measured first, ahead of all what the answer hangs on."""
    hanging = [path for topic in assessment.hangs_on or () for path in SITE.get(topic, ())]
    return (*(path for path in hanging if path in FIRST), *FIRST)


def _conditional(
    assessment: Assessment, rows: Sequence[Criterion], audience: Audience, language: str
) -> tuple[str, ...]:
    """What has to hold, a sentence each; of rules of thumb alone, what the guide asks for."""
    held = [row for row in holding(rows, assessment.verdict) if row.kind == "deciding"]
    told = tuple(_works_if(row, assessment, audience, language) for row in held)
    if not held:
        open_ones = held_back(rows, assessment.verdict, audience, language, entered(assessment))
        told = (say("viability.headline.rules", language, open=", ".join(open_ones)),)
    return (_word(assessment, language), *told) if assessment.word == "possible" else told


def _word(assessment: Assessment, language: str) -> str:
    return say("viability.headline.word", language, verdict=verdict_words(assessment, language))


def _works_if(row: Criterion, assessment: Assessment, audience: Audience, language: str) -> str:
    code = f"viability.headline.works_if.{row.id}"
    if row.id == PRICE_ROOM or code not in messages() or row.value is None:
        return reason(row, assessment, audience, language)[1]
    limit = limit_in_words(row, language)
    return f"{say(code, language, limit=limit)} {_you_entered(row, assessment, language)}".strip()


def _you_entered(row: Criterion, assessment: Assessment, language: str) -> str:
    """The figure as it was entered, where it was; else what it was worked out as."""
    value, limit = _entered(row, entered(assessment)), row.pass_limit
    how = "entered" if value is not None else "worked_out"
    amount = value if value is not None else row.value
    near = limit if isinstance(limit, float) else None
    words = figure(float(amount or 0.0), row.unit, language, apart_from=near)
    return say(f"viability.headline.{how}", language, value=words)


def _entered(row: Criterion, given: Entered) -> float | None:
    known = [float(given[path]) for path in OWN.get(row.id, ()) if path in given]
    return max(known, default=None)


def _not_viable(
    assessment: Assessment, rows: Sequence[Criterion], audience: Audience, language: str
) -> tuple[str, ...]:
    """What stands against it, and where the plant is too cold for the network, the way out."""
    held = holding(rows, assessment.verdict)
    told = [_why_not(row, assessment, audience, language) for row in held]
    first = say("viability.headline.not", language, why=within(told[0], language))
    ahead = _ahead_of_the_boiler(held, assessment, language)
    return first, *told[1:], ahead


def _why_not(row: Criterion, assessment: Assessment, audience: Audience, language: str) -> str:
    code = f"viability.headline.not_for.{row.id}"
    if code not in messages() or row.value is None:
        return reason(row, assessment, audience, language)[1]
    value = _entered(row, entered(assessment))
    amount = float(value if value is not None else row.value)
    limit = row.limit if isinstance(row.limit, float) else None
    words = {"value": figure(amount, row.unit, language, apart_from=limit)}
    return say(code, language, limit=limit_in_words(row, language), **words)


def _ahead_of_the_boiler(held: Sequence[Criterion], assessment: Assessment, language: str) -> str:
    used = assessment.inputs.get(HANDOVER)
    feed_in = assessment.inputs.get(FEED_IN)
    hot = any(row.id == SUPPLY for row in held)
    if not hot or used is None or not isinstance(used.value, float):
        return ""
    if feed_in is not None and feed_in.value == "preheat":
        return ""
    return say("viability.headline.ahead", language, handover=figure(used.value, "°C", language))


def _open(rows: Sequence[Criterion]) -> list[Criterion]:
    return [row for row in rows if row.status == "not_tested"]


def untested_sentence(assessment: Assessment, language: str = SPOKEN) -> str:
    """Whom to ask of a single open criterion; of several, which they are; empty of none."""
    rows = deciding(assessment)
    open_ones = _open(rows)
    if len(open_ones) == 1:
        return short_reason(open_ones[0], assessment, "customer", language)[1]
    return not_tested(rows, language)
