"""Sentences for a single entry that its field cannot take."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import Any

from pydantic_core import ErrorDetails

from ihp_core.site.site import FIELDS, Site
from ihp_core.text.catalogue import messages, say
from ihp_core.text.errors import wrong_numbers
from ihp_core.text.errors.entries import described
from ihp_core.text.errors.nearest import nearest_choice, nearest_path
from ihp_core.text.errors.places import LISTED, Place, choices_of
from ihp_core.text.figures import shown

A_DATE = "2028-10-01"

Rule = Callable[[Place, ErrorDetails, str], str]

_DATES = (
    re.compile(r"(?P<d>\d{1,2})\. ?(?P<m>\d{1,2})\. ?(?P<y>\d{4})"),
    re.compile(r"(?P<m>\d{1,2})[./](?P<y>\d{4})"),
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})([-/.](?P<d>\d{1,2})(T.*|\s.*)?)?"),
    re.compile(r"(?P<y>\d{4})"),
)


def sentence(field: Place, detail: ErrorDetails, language: str) -> str:
    """What is wrong with the entry at a field, and the way out."""
    kind, entry = detail["type"], detail["input"]
    if entry is None and (kind in _NUMBERS or kind == "literal_error"):
        return _missing(field, detail, language)
    if kind in _NUMBERS:
        return _NUMBERS[kind](field, entry, language)
    return _OTHERS.get(kind, _other)(field, detail, language)


def _choice(field: Place, detail: ErrorDetails, language: str) -> str:
    choices = choices_of(str(detail["ctx"]["expected"]))
    near = nearest_choice(detail["input"], choices)
    called = {name: shown(name, "", language) if field.box else name for name in choices}
    names = ", ".join(called.values())
    if near is None:
        return field.tell("choice.far", detail["input"], language, choices=names)
    nearest = called[near]
    return field.tell("choice.near", detail["input"], language, choices=names, nearest=nearest)


def _yes_no(field: Place, detail: ErrorDetails, language: str) -> str:
    return field.tell("choice.yes_no", detail["input"], language)


def _missing(field: Place, detail: ErrorDetails, language: str) -> str:
    if field.low is not None:
        return field.tell("missing.number", None, language)
    info = LISTED.get(field.path, {}).get("kind", FIELDS.get(field.path))
    names = choices_of(str(info.annotation)) if info else ()
    called = (shown(name, "", language) if field.box else name for name in names)
    return field.tell("missing.choice", None, language, choices=", ".join(called))


def _unknown_key(field: Place, detail: ErrorDetails, language: str) -> str:
    known, path = (*FIELDS, *Site.model_fields), field.path
    beside = _names_in(path)
    if path in LISTED:
        known = beside = tuple(LISTED[path])
        path = field.shown.rpartition(".")[2]
    numbers = {"path": field.shown, "value": described(detail["input"], language)}
    near = nearest_path(path, known)
    if near is not None:
        return say("problem.key.near", language, **numbers, nearest=near)
    return say("problem.key.far", language, **numbers, known=", ".join(beside))


def _names_in(path: str) -> tuple[str, ...]:
    """The names that may stand where the last one of a path does."""
    group = path.rpartition(".")[0]
    if not group:
        return tuple(Site.model_fields)
    return tuple(known.rpartition(".")[2] for known in FIELDS if known.startswith(f"{group}."))


def _group(field: Place, detail: ErrorDetails, language: str) -> str:
    if field.path in ("data_quality", "notes"):
        return field.tell("shape.by_path", detail["input"], language)
    inside = LISTED.get(field.path) or _names_in(f"{field.path}.")
    return field.tell("shape.group", detail["input"], language, known=", ".join(inside))


def _list(field: Place, detail: ErrorDetails, language: str) -> str:
    return field.tell("shape.list", detail["input"], language, limit=3)


def _too_long(field: Place, detail: ErrorDetails, language: str) -> str:
    entry, limit = detail["input"], int(detail["ctx"]["max_length"])
    code = "text.too_long" if isinstance(entry, str) else "shape.list_too_long"
    numbers = {"count": len(entry), "limit": limit, "surplus": len(entry) - limit}
    return field.tell(code, entry, language, **numbers)


def _text(field: Place, detail: ErrorDetails, language: str) -> str:
    if detail["loc"][-1] == "[key]":
        return say("problem.key.not_text", language, path=field.shown)
    return field.tell("text.kind", detail["input"], language)


def _characters(field: Place, detail: ErrorDetails, language: str) -> str:
    return field.tell("text.characters", detail["input"], language)


def _date(field: Place, detail: ErrorDetails, language: str) -> str:
    day = _date_meant(detail["input"])
    code = "date.near" if day else "date.far"
    return field.tell(code, detail["input"], language, meant=day or A_DATE)


def _date_meant(entry: Any) -> str | None:
    text = str(entry).strip() if isinstance(entry, str | int) else ""
    match = next((parsed for form in _DATES if (parsed := form.fullmatch(text))), None)
    if match is None:
        return None
    parts = {"d": "1", "m": "1"} | {key: part for key, part in match.groupdict().items() if part}
    try:
        return dt.date(int(parts["y"]), int(parts["m"]), int(parts["d"])).isoformat()
    except ValueError:
        return None


def _other(field: Place, detail: ErrorDetails, language: str) -> str:
    code = f"input.{field.path}.help"
    text = say(code, language) if code in messages() else ""
    return field.tell("site.other", detail["input"], language, help=text)


_NUMBERS: dict[str, Callable[[Place, Any, str], str]] = {
    "float_parsing": wrong_numbers.no_number,
    "float_type": wrong_numbers.no_number,
    "finite_number": wrong_numbers.not_finite,
    "greater_than_equal": wrong_numbers.out_of_range,
    "less_than_equal": wrong_numbers.out_of_range,
    "int_from_float": wrong_numbers.no_whole_number,
    "int_parsing": wrong_numbers.no_whole_number,
    "int_parsing_size": wrong_numbers.out_of_range,
    "int_type": wrong_numbers.no_whole_number,
}
_OTHERS: dict[str, Rule] = {
    "literal_error": _choice,
    "bool_parsing": _yes_no,
    "bool_type": _yes_no,
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "model_type": _group,
    "dict_type": _group,
    "tuple_type": _list,
    "too_long": _too_long,
    "string_too_long": _too_long,
    "string_type": _text,
    "string_unicode": _characters,
    "date_type": _date,
    "date_parsing": _date,
    "date_from_datetime_parsing": _date,
    "date_from_datetime_inexact": _date,
}
