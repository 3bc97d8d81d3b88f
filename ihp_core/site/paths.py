"""A site's JSON as a flat draft by dotted path, the one vocabulary of files, links and widgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ihp_core.site.site import FIELDS, Site

Draft = dict[str, Any]
"""What a site states by dotted path, wrong entries included."""

TOP = tuple(Site.model_fields)
GROUPS = tuple({path.partition(".")[0]: "" for path in FIELDS if "." in path})
INNER = tuple({path.rpartition(".")[0]: "" for path in FIELDS if path.count(".") > 1})
"""Groups of inputs within a group."""
MARKS = ("data_quality", "notes")
FOLDED = (*GROUPS, *MARKS)


def flat(site_json: Mapping[str, Any]) -> Draft:
    """The stated values of a site by dotted path, wrong ones and unknown keys included.

    Null is not stated; qualities and notes are ``data_quality.<path>`` and ``notes.<path>``.
    """
    draft: Draft = {}
    for key, given in site_json.items():
        if key in FOLDED and isinstance(given, Mapping):
            draft |= _unfolded(key, given)
        elif given is not None:
            draft[key] = given
    return draft


def _unfolded(group: str, given: Mapping[str, Any]) -> Draft:
    """What stands in a group, that of a group within it under its own path."""
    draft: Draft = {}
    for name, value in given.items():
        path = f"{group}.{name}"
        if path in INNER and isinstance(value, Mapping):
            draft |= _unfolded(path, value)
        elif value is not None:
            draft[path] = value
    return draft


def nested(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The site JSON of a flat draft, the reverse of ``flat``; needed groups are always there."""
    site: dict[str, Any] = {group: {} for group in GROUPS if Site.model_fields[group].is_required()}
    for path, given in sorted(draft.items(), key=lambda item: item[0] in TOP, reverse=True):
        group, _, name = path.partition(".")
        if group not in FOLDED or not name:
            site[path] = dict(given) if isinstance(given, dict) else given
        else:
            _put(site, group, name, given)
    return site


def _put(site: dict[str, Any], group: str, name: str, given: Any) -> None:
    """Put an entry into its group, which may itself be one within another."""
    if not isinstance(site.get(group), dict):
        site[group] = {}
    inner, _, rest = name.partition(".")
    if rest and f"{group}.{inner}" in INNER:
        within = site[group].get(inner)
        site[group][inner] = {**(within if isinstance(within, dict) else {}), rest: given}
    else:
        site[group][name] = given
