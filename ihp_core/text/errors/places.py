"""Which field an error is about: its path, its label with unit, its limits and choices."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

from pydantic.fields import FieldInfo

from ihp_core.site.inputs import SHARE
from ihp_core.site.site import FIELDS, HeatUnit, PlantStep
from ihp_core.text.catalogue import messages, say
from ihp_core.text.errors.entries import described, plain, printable
from ihp_core.text.figures import SPACE, as_typed

LISTED: dict[str, dict[str, FieldInfo]] = {
    "network.heat_sources_today": HeatUnit.model_fields,
    "plant.steps": PlantStep.model_fields,
}
"""Lists of several figures each, with the fields of one."""
NAMED = ("parties_engaged", "network.alternatives_possible")
"""Lists of names."""


@dataclass(frozen=True)
class Place:
    """A field as a sentence names it; ``path`` is where a page shows the sentence.

    ``box``: the sentence stands beside the field's box, where figures are in the language's
    notation and shares in per cent; else it is about a file.
    """

    path: str
    shown: str
    label: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    box: bool = False

    def field(self, language: str) -> str:
        """Label with unit and path."""
        if not self.unit:
            return say("problem.field_without_unit", language, label=self.label, path=self.shown)
        unit = f"unit_to_enter.{self.unit}"
        in_file = unit in messages() and not self.box
        name = say(unit if in_file else f"unit.{self.unit}", language)
        return say("problem.field", language, label=self.label, unit=name, path=self.shown)

    def limits(self, language: str) -> str:
        """Lowest and highest value; for a field without, just "the value"."""
        if self.low is None or self.high is None:
            return say("problem.no_limits", language)
        ends = {"low": self.written(self.low, language), "high": self.written(self.high, language)}
        return say("problem.limits", language, **ends)

    def written(self, number: float, language: str) -> str:
        """A number as it is to be entered here."""
        if not self.box:
            return plain(number)
        text = as_typed(number, self.unit, language)
        return text if self.unit != SHARE or text.endswith("%") else f"{text}{SPACE}%"

    def tell(self, code: str, entry: Any, language: str, **numbers: object) -> str:
        """A message of ``problem`` about this field and what was entered there."""
        known = {"field": self.field(language), "limits": self.limits(language)}
        is_figure = self.box and isinstance(entry, int | float) and not isinstance(entry, bool)
        value = self.written(entry, language) if is_figure else described(entry, language)
        return say(f"problem.{code}", language, **known, value=value, **numbers)

    def allows(self, number: float) -> bool:
        """Whether a number lies within the limits."""
        return self.low is None or self.high is None or self.low <= number <= self.high


def place(loc: tuple[int | str, ...], language: str, *, box: bool = False) -> Place:
    """The field at pydantic's location of an error, to be told of beside its ``box``."""
    return replace(_place(loc, language), box=box)


def _place(loc: tuple[int | str, ...], language: str) -> Place:
    names = [str(part) for part in loc]
    if names[:1] in (["data_quality"], ["notes"]) and len(names) > 1:
        return _of_field(names[0], names[1], language)
    if ".".join(names[:2]) in LISTED and len(names) > 2:
        return _in_list(".".join(names[:2]), int(names[2]), ".".join(names[3:]), language)
    listed = next((path for path in NAMED if ".".join(names).startswith(f"{path}.")), None)
    if listed is not None:
        return _in_list(listed, int(names[-1]), "", language)
    return at_path(".".join(names), language)


def at_path(path: str, language: str) -> Place:
    """The field of a dotted path; an unknown one is named by its path."""
    shown = printable(path)
    if f"input.{path}.label" not in messages():
        return Place(shown, shown, shown)
    unit, low, high = _numbers(FIELDS.get(path))
    return Place(path, shown, say(f"input.{path}.label", language), unit, low, high)


def _of_field(group: str, path: str, language: str) -> Place:
    label = say(f"input.{group}.label", language)
    part = say(f"input.{path}.label", language) if path in FIELDS else printable(path)
    whole = f"{group}.{path}" if path in FIELDS else f"{group}.{printable(path)}"
    return Place(whole, whole, say("problem.of_field", language, label=label, part=part))


def _in_list(path: str, index: int, name: str, language: str) -> Place:
    label = say(f"input.{path}.label", language)
    shown = f"{path}[{index}]" + (f".{printable(name)}" if name else "")
    if not name:
        text = say("problem.one_of_several", language, label=label, number=index + 1)
        return Place(path, shown, text)
    code = f"input.{path}.{name}.label"
    part = say(code, language) if code in messages() else printable(name)
    text = say("problem.part_of_one", language, label=label, number=index + 1, part=part)
    return Place(path, shown, text, *_numbers(LISTED.get(path, {}).get(name)))


def _numbers(info: FieldInfo | None) -> tuple[str, float | None, float | None]:
    """Unit and limits of a field of numbers."""
    if info is None:
        return "", None, None
    extra: Any = info.json_schema_extra
    low = next((mark.ge for mark in info.metadata if hasattr(mark, "ge")), None)
    high = next((mark.le for mark in info.metadata if hasattr(mark, "le")), None)
    unit = extra.get("unit", "") if isinstance(extra, dict) else ""
    return str(unit).replace("-", ""), low, high


def choices_of(expected: str) -> tuple[str, ...]:
    """The names in pydantic's list of what a choice may be."""
    return tuple(re.findall(r"'([^']*)'", expected))
