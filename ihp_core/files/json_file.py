"""A file as one JSON object, or what keeps it from being one."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from ihp_core.year.measured.note import Note
from ihp_core.year.measured.year import OwnYear

MAX_BYTES = 10_000_000
_COMPLAINTS = {"EOF": "project.truncated", "recursion": "project.too_deep"}
_KINDS = {b"%PDF": "PDF", b"PK\x03\x04": "XLSX, DOCX, ZIP", b"\x89PNG": "PNG"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file as a whole: a code of the catalogue and its placeholders."""

    code: str
    numbers: Mapping[str, Any]


@dataclass(eq=False)
class ProjectError(ValueError):
    """A file that is no project, by its ``faults`` or the errors (number from 1) of its sites.

    ``drafts`` are all sites as entered, flat, with ``own`` and ``names``, so that nothing is lost.
    """

    faults: tuple[Fault | Note, ...] = ()
    refused: tuple[tuple[int, ValidationError], ...] = ()
    drafts: tuple[dict[str, Any], ...] = ()
    own: OwnYear | None = None
    names: tuple[str, ...] = ()


def fault(code: str, **numbers: Any) -> ProjectError:
    """An error of a file as a whole."""
    return ProjectError((Fault(code, numbers),))


def decoded(content: str | bytes) -> str:
    """The text of a file, whatever is wrong with it told in codes."""
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > MAX_BYTES:
        raise fault("project.too_large", limit=MAX_BYTES // 10**6)
    for start, kind in _KINDS.items():
        if raw.startswith(start):
            raise fault("project.other_kind", kind=kind)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise fault("project.encoding", value=error.start + 1) from None
    if not text.strip():
        raise fault("project.empty")
    return text


def json_object(text: str) -> dict[str, Any]:
    """The JSON object of a text, by the parser that ends in an error at any depth."""
    try:
        data = from_json(text, allow_inf_nan=True)
        doubles: list[str] = []
        if isinstance(data, dict):
            json.loads(text, object_pairs_hook=partial(_doubles, doubles), parse_int=str)
    except ValueError as error:
        raise malformed(str(error)) from None
    if not isinstance(data, dict) or not data:
        raise fault("project.not_object")
    if doubles:
        raise fault("project.stated_twice", value=doubles[0])
    return data


def _doubles(doubles: list[str], pairs: list[tuple[str, Any]]) -> None:
    """Notes a key that stands twice in one object, of which a parser keeps one in silence."""
    if len(dict(pairs)) < len(pairs):
        doubles += [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def malformed(message: str) -> ProjectError:
    """What the JSON parser complains of, as an error of ours."""
    line, column, *_ = *map(int, re.findall(r"(?:line|column) (\d+)", message)), 1, 1
    code = _COMPLAINTS.get(message.partition(" ")[0], "project.not_json")
    return fault(code, line=line, column=column)
