"""What would make it work, in words: from where to where, what it turns, what moves with it."""

from __future__ import annotations

from collections.abc import Iterable

from ihp_core.report.viability.screen import turned_to
from ihp_core.results.other_cases import Lever
from ihp_core.results.results import Assessment
from ihp_core.site.inputs import about
from ihp_core.text import SPOKEN, figure, say
from ihp_core.text.names import within

VERDICT = "verdict"


def change(field: str, start: float, to: float, language: str = SPOKEN) -> str:
    """An input with its value as entered and the one that is needed."""
    unit = about(field)["unit"]
    ends = {
        "from": figure(start, unit, language, apart_from=to),
        "to": figure(to, unit, language, apart_from=start),
    }
    label = say(f"input.{field}.label", language)
    return say("viability.change.from_to", language, label=label, **ends)


def along(lever: Lever, language: str = SPOKEN) -> str:
    """What moves with the change; empty where nothing does."""
    paths = [path for path in lever.stated if path != lever.field]
    others = ", ".join(_moved(path, lever.stated[path], language) for path in paths)
    return say("viability.change.along", language, others=others) if paths else ""


def _moved(path: str, to: float, language: str) -> str:
    amount = figure(to, about(path)["unit"], language)
    label = say(f"input.{path}.label", language)
    return say("viability.change.along_one", language, label=label, to=amount)


def turned(lever: Lever, language: str = SPOKEN) -> str:
    """The verdict or the criterion that the change turns."""
    if lever.turns == VERDICT:
        return say("viability.change.verdict", language)
    return say(f"criterion.{lever.turns}.name", language)


def status(lever: Lever, assessment: Assessment, language: str = SPOKEN) -> str:
    """What it turns to."""
    if lever.turns == VERDICT:
        return turned_to(lever.status, assessment, language)
    return say(f"report.status.{lever.status}", language)


def changes(assessment: Assessment, language: str = SPOKEN) -> tuple[str, ...]:
    """A sentence a change: those that turn the verdict first, alone or together."""
    levers = assessment.levers
    if levers is None:
        return ()
    single = [lever for group in _verdict_first(levers.turned).values() for lever in group]
    told = [_told(same, assessment, language) for same in merged(single)]
    if levers.together is not None:
        both = levers.together
        parts = [change(f, start, both.stated[f], language) for f, start in both.start.items()]
        verdict = turned_to(both.verdict, assessment, language)
        told.insert(0, say("paper.together", language, parts="; ".join(parts), verdict=verdict))
    return tuple(told)


def _verdict_first(turned_by: dict[str, tuple[Lever, ...]]) -> dict[str, tuple[Lever, ...]]:
    return {VERDICT: turned_by.get(VERDICT, ())} | turned_by


def merged(levers: Iterable[Lever]) -> tuple[tuple[Lever, ...], ...]:
    """One and the same change stands once, with all that it turns, in the order of the first."""
    groups: dict[tuple[str, float, tuple[tuple[str, float], ...]], list[Lever]] = {}
    for lever in levers:
        same = (lever.field, lever.start, tuple(sorted(lever.stated.items())))
        groups.setdefault(same, []).append(lever)
    return tuple(tuple(group) for group in groups.values())


def _told(same: tuple[Lever, ...], assessment: Assessment, language: str) -> str:
    """A change with all that it turns, in a sentence."""
    first = same[0]
    turns = [
        say(
            "paper.turned",
            language,
            what=within(turned(lever, language), language),
            status=status(lever, assessment, language),
        )
        for lever in same
    ]
    said = change(first.field, first.start, first.to, language)
    told = say("paper.change", language, change=said, turns=", ".join(turns))
    return f"{told} {along(first, language)}".strip()
