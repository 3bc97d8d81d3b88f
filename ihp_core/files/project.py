"""The project file: sites in a JSON file that re-opens, those of older versions included.

Whatever a file holds, reading it ends in a ``Project`` or in a ``ProjectError`` that says what is
wrong in codes and numbers; ``ihp_core.text`` turns it into sentences.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from ihp_core.files.json_file import (
    ProjectError,
    decoded,
    fault,
    json_object,
)
from ihp_core.site.paths import TOP, flat, nested
from ihp_core.site.site import SCHEMA, Site
from ihp_core.year.measured.columns.mapping import read_map
from ihp_core.year.measured.in_project import as_text, own_of
from ihp_core.year.measured.note import OwnError
from ihp_core.year.measured.year import OwnYear

MAX_SITES = 100
LONGEST_NAME = 60
"""Of a variant, in characters; what is longer is cut."""

KEYS = ("schema", "dated", "active", "sites", "names", "columns", "own")

RENAMED: Mapping[int, Mapping[str, str]] = {}
"""By the version that brought it: old dotted path, new dotted path. None has been renamed yet."""
_MARKS = ("", "data_quality.", "notes.")


@dataclass(frozen=True)
class Project:
    """One to a hundred sites, which of them is in front, and the measured year of that one.

    ``dated`` is the day on which it was saved: papers made of it carry that day, not the clock's.
    ``names`` are what the sites are called as variants of each other, empty where nobody said.
    """

    sites: tuple[Site, ...]
    active: int = 0
    schema: int = SCHEMA
    own: OwnYear | None = None
    dated: dt.date | None = None
    names: tuple[str, ...] = ()


def read(text: str | bytes) -> Project:
    """A project from a file's content; a bare site (the contract's JSON) is a project of one.

    Raises
    ------
    ProjectError
        Whenever the content is anything else, and nothing but this.
    """
    data = json_object(decoded(text))
    if "sites" not in data and any(_names_a_site(key) for key in list(data)[:50]):
        return Project(_sites([data], None))
    _check_keys(data)
    sites = data.get("sites")
    if not isinstance(sites, list) or not 1 <= len(sites) <= MAX_SITES:
        raise fault("project.sites", limit=MAX_SITES)
    active = _count(data, "active", 0)
    if active >= len(sites):
        raise fault("project.no_such_site", value=active, limit=len(sites) - 1)
    own = _own(data)
    schema = _count(data, "schema", SCHEMA)
    sites, names = [_as_today(entry, schema) for entry in sites], _names(data, len(sites))
    return Project(_sites(sites, own, names), active, own=own, dated=_day(data), names=names)


def write(project: Project) -> str:
    """The project as JSON text; what was not stated is left out, so that defaults can improve."""
    sites = [nested(flat(site.model_dump(mode="json"))) for site in project.sites]
    return text_of(sites, project.active, project.dated, project.own, project.names)


def text_of(
    sites: list[dict[str, Any]],
    active: int,
    dated: dt.date | None,
    own: OwnYear | None,
    names: Sequence[str] = (),
) -> str:
    """The JSON text of a project whose sites may be wrong, as they are while somebody types."""
    day = {"dated": dated.isoformat()} if dated else {}
    called = {"names": [*names]} if any(names) else {}
    return with_own({"schema": SCHEMA, **day, "active": active, **called, "sites": sites}, own)


def with_own(content: Mapping[str, Any], own: OwnYear | None) -> str:
    """The project's JSON text, a line for each series of the measured year behind all else."""
    said = {"columns": own.answers} if own and own.answers else {}
    text = json.dumps({**content, **said}, ensure_ascii=False, indent=2, allow_nan=False)
    hours = f',\n  "own": {as_text(own)}\n}}' if own else "\n}"
    return text.removesuffix("\n}") + hours + "\n"


def _names_a_site(key: str) -> bool:
    return key in TOP or (key not in KEYS and bool(get_close_matches(key[:40], TOP, 1, 0.75)))


def _check_keys(data: Mapping[str, Any]) -> None:
    """Refuses what is neither ours nor of our time."""
    if not any(key in KEYS for key in data):
        raise fault("project.foreign")
    if (schema := _count(data, "schema", SCHEMA)) > SCHEMA:
        raise fault("project.newer", value=schema, limit=SCHEMA)
    if unknown := [key for key in data if key not in KEYS]:
        raise fault("project.unknown_key", value=unknown[0], known=", ".join(KEYS))


def _count(data: Mapping[str, Any], key: str, default: int) -> int:
    value = data.get(key, default)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise fault("project.whole_number", field=key, value=value, limit=default)
    return value


def _day(data: Mapping[str, Any]) -> dt.date | None:
    value = data.get("dated")
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except (TypeError, ValueError):
        raise fault("project.day", value=value) from None


def named_briefly(text: str) -> str:
    """A variant's name in one line, printable and not too long."""
    line = " ".join(text[: 10 * LONGEST_NAME].split())
    return "".join(sign for sign in line if sign.isprintable())[:LONGEST_NAME].strip()


def _names(data: Mapping[str, Any], count: int) -> tuple[str, ...]:
    """What the sites are called as variants; a name each, or none at all."""
    names = data.get("names", [])
    texts = isinstance(names, list) and all(isinstance(name, str) for name in names)
    if not texts or len(names) not in (0, count):
        raise fault("project.names", limit=count)
    return tuple(map(named_briefly, names))


def _as_today(entry: Any, schema: int) -> Any:
    """A site of an older file under today's names; what is no site stays, to be told."""
    if schema == SCHEMA or not isinstance(entry, dict):
        return entry
    return nested(migrated(flat(entry), schema))


def _own(data: Mapping[str, Any]) -> OwnYear | None:
    """The measured year, with what was answered about the columns of its file."""
    try:
        own = own_of(data.get("own"))
        said = data.get("columns")
        return replace(own, answers=read_map(json.dumps(said)).said()) if own and said else own
    except OwnError as error:
        raise ProjectError((error.note,)) from None


def _sites(
    entries: list[Any], own: OwnYear | None, names: tuple[str, ...] = ()
) -> tuple[Site, ...]:
    sites: list[Site] = []
    refused: list[tuple[int, ValidationError]] = []
    for number, entry in enumerate(entries, start=1):
        try:
            sites.append(Site.model_validate(entry))
        except ValidationError as error:
            refused.append((number, error))
    if refused:
        drafts = tuple(flat(entry) if isinstance(entry, dict) else {} for entry in entries)
        raise ProjectError(refused=tuple(refused), drafts=drafts, own=own, names=names)
    return tuple(sites)


def migrated(
    draft: Mapping[str, Any], schema: int, renamed: Mapping[int, Mapping[str, str]] = RENAMED
) -> dict[str, Any]:
    """A flat draft of a schema as the current one has it, marks and notes moved along."""
    current = dict(draft)
    for version in sorted(renamed):
        if version > schema:
            for old, new in renamed[version].items():
                for mark in _MARKS:
                    if mark + old in current:
                        current[mark + new] = current.pop(mark + old)
    return current
