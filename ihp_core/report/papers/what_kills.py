"""What kills a project: what holds it back as it stands, and figures that would, one at a time.

For the producer alone: it is told by cost and room.
"""

from __future__ import annotations

from typing import NamedTuple

from ihp_core.report.price.beside import UNIT, best_named
from ihp_core.report.price.doubt import end_in_words, named_driver
from ihp_core.report.summary.resting import quality
from ihp_core.report.viability.findings import open_ones
from ihp_core.results.other_cases import IfAnswered
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about, is_number
from ihp_core.site.site import FIELDS, Site
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.figures import shown

MOST = 5
"""Figures that are named: who watches these watches most."""
LOST = "not_viable"
SEVERAL = "network.alternatives_possible"
"""An answer is more than one name: no end of a range."""


class End(NamedTuple):
    """An uncertain figure at one end of what it may be, and the room that is left [EUR/MWh]."""

    path: str
    at: IfAnswered
    left: float


def what_kills(site: Site, assessment: Assessment, language: str = SPOKEN) -> tuple[str, ...]:
    """A sentence each; where no figure does it alone, which comes nearest."""
    room = assessment.price.room_eur_per_mwh
    held = [_capital(told) for told in open_ones(assessment, "internal", language)]
    ends = [] if room is None else _ends(site, assessment, room)
    if not ends or room is None:
        return tuple(held)
    if room <= 0:
        return (*held, _would_save(max(ends, key=lambda end: end.left), assessment, language))
    dead = [end for end in _worst(ends) if _kills(end, assessment)]
    told = [_told(end, assessment, language) for end in dead[:MOST]]
    return (*held, *(told or [_nearest(min(ends, key=lambda end: end.left), assessment, language)]))


def _capital(told: str) -> str:
    return f"{told[:1].upper()}{told[1:]}."


def _ends(site: Site, assessment: Assessment, room: float) -> list[End]:
    """All ends of what nobody has measured; of the model's figures those that weigh."""
    doubt = assessment.uncertainty
    weighty = {driver.key for driver in doubt.drivers} if doubt else set()
    return [
        End(path, one, room + one.room_eur_per_mwh)
        for path, answers in assessment.if_answered.items()
        if path != SEVERAL and (path in weighty or _is_open(site, assessment, path))
        for one in answers
        if one.room_eur_per_mwh is not None
    ]


def _is_open(site: Site, assessment: Assessment, path: str) -> bool:
    """Whether an input is still to be said: of a choice that is stated there is no other."""
    used = assessment.inputs.get(path)
    if path not in FIELDS or used is None:
        return False
    known = quality(site, path, used)
    return known == "assumed" or (known == "stated" and is_number(path))


def _worst(ends: list[End]) -> list[End]:
    """Of each figure the end that leaves least, the least of all first."""
    by_path: dict[str, End] = {}
    for end in sorted(ends, key=lambda end: (end.at.verdict != LOST, end.left)):
        by_path.setdefault(end.path, end)
    return sorted(by_path.values(), key=lambda end: end.left)


def _kills(end: End, assessment: Assessment) -> bool:
    return end.left < 0 or (end.at.verdict == LOST and assessment.verdict != LOST)


def _told(end: End, assessment: Assessment, language: str) -> str:
    words = _words(end, assessment, language)
    if end.left < 0:
        return say("internal.kills.above", language, **words)
    names = [say(f"criterion.{name}.name", language) for name in end.at.turns]
    words["verdict"] = say("app.verdict.not_viable", language)
    return say("internal.kills.verdict", language, criterion=", ".join(names), **words)


def _nearest(end: End, assessment: Assessment, language: str) -> str:
    return say("internal.kills.none", language, **_words(end, assessment, language))


def _would_save(end: End, assessment: Assessment, language: str) -> str:
    code = "opens" if end.left >= 0 else "stays"
    return say(f"internal.kills.{code}", language, **_words(end, assessment, language))


def _words(end: End, assessment: Assessment, language: str) -> dict[str, str]:
    gap = figure(abs(end.left), UNIT, language)
    return {
        "name": named_driver(end.path, language),
        "end": _at(end.path, end.at.answer, assessment, language),
        "value": _used(end.path, assessment, language),
        "best": best_named(assessment.price, language),
        "gap": gap,
    }


def _at(path: str, value: object, assessment: Assessment, language: str) -> str:
    """A value of a figure in words: a choice by its name, a figure with its unit."""
    if isinstance(value, float) and not isinstance(value, bool):
        return end_in_words(value, _unit(path, assessment), language)
    return shown(value, "", language)  # type: ignore[arg-type]


def _used(path: str, assessment: Assessment, language: str) -> str:
    used = assessment.inputs.get(path)
    if path in FIELDS and used is not None and used.value is not None:
        value = used.value
        return _at(path, float(value) if _is_figure(value) else value, assessment, language)
    drivers = assessment.uncertainty.drivers if assessment.uncertainty else ()
    known = {driver.key: driver.value for driver in drivers}
    return _at(path, known.get(path), assessment, language)


def _is_figure(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _unit(path: str, assessment: Assessment) -> str:
    if path in FIELDS:
        return str(about(path)["unit"])
    drivers = assessment.uncertainty.drivers if assessment.uncertainty else ()
    return next((driver.unit for driver in drivers if driver.key == path), "-")
