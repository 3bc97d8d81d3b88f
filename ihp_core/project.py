"""The project file: sites in a JSON file that re-opens, and the flat draft the app edits.

Whatever a file holds, reading it ends in a ``Project`` or in a ``ProjectError`` that says what is
wrong in codes and numbers; ``ihp_core.text`` turns it into sentences.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any

from pydantic import ValidationError
from pydantic_core import from_json

from ihp_core.site import FIELDS, SCHEMA, Site

MAX_BYTES = 10_000_000
MAX_SITES = 100
KEYS = ("schema", "active", "sites")
TOP = tuple(Site.model_fields)
GROUPS = tuple({path.partition(".")[0]: "" for path in FIELDS if "." in path})
FOLDED = (*GROUPS, "data_quality", "notes")
_COMPLAINTS = {"EOF": "project.truncated", "recursion": "project.too_deep"}
_KINDS = {b"%PDF": "PDF", b"PK\x03\x04": "XLSX, DOCX, ZIP", b"\x89PNG": "PNG"}


@dataclass(frozen=True)
class Project:
    """One to a hundred sites, and which of them is in front."""

    sites: tuple[Site, ...]
    active: int = 0
    schema: int = SCHEMA


@dataclass(frozen=True)
class Fault:
    """What is wrong with a file as a whole: a code of the catalogue and its placeholders."""

    code: str
    numbers: Mapping[str, Any]


@dataclass(eq=False)
class ProjectError(ValueError):
    """A file that is no project, by its ``faults`` or the errors (number from 1) of its sites.

    ``drafts`` are all sites as entered, flat, so that nothing is lost.
    """

    faults: tuple[Fault, ...] = ()
    refused: tuple[tuple[int, ValidationError], ...] = ()
    drafts: tuple[dict[str, Any], ...] = ()


def read(text: str | bytes) -> Project:
    """A project from a file's content; a bare site (the contract's JSON) is a project of one.

    Raises
    ------
    ProjectError
        Whenever the content is anything else, and nothing but this.
    """
    data = _object(_decoded(text))
    if "sites" not in data and any(_names_a_site(key) for key in list(data)[:50]):
        return Project(_sites([data]))
    _check_keys(data)
    sites = data.get("sites")
    if not isinstance(sites, list) or not 1 <= len(sites) <= MAX_SITES:
        raise _fault("project.sites", limit=MAX_SITES)
    active = _count(data, "active", 0)
    if active >= len(sites):
        raise _fault("project.no_such_site", value=active, limit=len(sites) - 1)
    return Project(_sites(sites), active)


def write(project: Project) -> str:
    """The project as JSON text; what was not stated is left out, so that defaults can improve."""
    sites = [nested(flat(site.model_dump(mode="json"))) for site in project.sites]
    content = {"schema": project.schema, "active": project.active, "sites": sites}
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def flat(site_json: Mapping[str, Any]) -> dict[str, Any]:
    """The stated values of a site by dotted path, wrong ones and unknown keys included.

    Null is not stated; qualities and notes are ``data_quality.<path>`` and ``notes.<path>``.
    """
    draft: dict[str, Any] = {}
    for key, given in site_json.items():
        if key in FOLDED and isinstance(given, Mapping):
            draft |= {f"{key}.{name}": value for name, value in given.items() if value is not None}
        elif given is not None:
            draft[key] = given
    return draft


def nested(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The site JSON of a flat draft, the reverse of ``flat``; needed groups are always there."""
    site: dict[str, Any] = {group: {} for group in GROUPS if Site.model_fields[group].is_required()}
    for path, given in sorted(draft.items(), key=lambda item: item[0] in TOP, reverse=True):
        group, _, name = path.partition(".")
        if group not in FOLDED or not name:
            site[path] = dict(given) if isinstance(given, dict) else given
        elif isinstance(site.get(group), dict):
            site[group][name] = given
        else:
            site[group] = {name: given}
    return site


def _decoded(content: str | bytes) -> str:
    raw = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    if len(raw) > MAX_BYTES:
        raise _fault("project.too_large", limit=MAX_BYTES // 10**6)
    for start, kind in _KINDS.items():
        if raw.startswith(start):
            raise _fault("project.other_kind", kind=kind)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _fault("project.encoding", value=error.start + 1) from None
    if not text.strip():
        raise _fault("project.empty")
    return text


def _object(text: str) -> dict[str, Any]:
    """The JSON object of a text, by the parser that ends in an error at any depth."""
    try:
        data = from_json(text, allow_inf_nan=True)
        doubles: list[str] = []
        if isinstance(data, dict):
            json.loads(text, object_pairs_hook=partial(_doubles, doubles), parse_int=str)
    except ValueError as error:
        raise malformed(str(error)) from None
    if not isinstance(data, dict) or not data:
        raise _fault("project.not_object")
    if doubles:
        raise _fault("project.stated_twice", value=doubles[0])
    return data


def _doubles(found: list[str], pairs: list[tuple[str, Any]]) -> None:
    """Notes a key that stands twice in one object, of which a parser keeps one in silence."""
    if len(dict(pairs)) < len(pairs):
        found += [key for key, times in Counter(key for key, _ in pairs).items() if times > 1]


def malformed(message: str) -> ProjectError:
    """What the JSON parser complains of, as an error of ours."""
    line, column, *_ = *map(int, re.findall(r"(?:line|column) (\d+)", message)), 1, 1
    code = _COMPLAINTS.get(message.partition(" ")[0], "project.not_json")
    return _fault(code, line=line, column=column)


def _names_a_site(key: str) -> bool:
    return key in TOP or (key not in KEYS and bool(get_close_matches(key[:40], TOP, 1, 0.75)))


def _check_keys(data: Mapping[str, Any]) -> None:
    """Refuses what is neither ours nor of our time."""
    if not any(key in KEYS for key in data):
        raise _fault("project.foreign")
    if (schema := _count(data, "schema", SCHEMA)) > SCHEMA:
        raise _fault("project.newer", value=schema, limit=SCHEMA)
    if unknown := [key for key in data if key not in KEYS]:
        raise _fault("project.unknown_key", value=unknown[0], known=", ".join(KEYS))


def _count(data: Mapping[str, Any], key: str, default: int) -> int:
    given = data.get(key, default)
    if isinstance(given, bool) or not isinstance(given, int) or given < 0:
        raise _fault("project.whole_number", field=key, value=given, limit=default)
    return given


def _sites(given: list[Any]) -> tuple[Site, ...]:
    sites: list[Site] = []
    refused: list[tuple[int, ValidationError]] = []
    for number, entry in enumerate(given, start=1):
        try:
            sites.append(Site.model_validate(entry))
        except ValidationError as error:
            refused.append((number, error))
    if refused:
        drafts = tuple(flat(entry) if isinstance(entry, dict) else {} for entry in given)
        raise ProjectError(refused=tuple(refused), drafts=drafts)
    return tuple(sites)


def _fault(code: str, **numbers: Any) -> ProjectError:
    return ProjectError((Fault(code, numbers),))
