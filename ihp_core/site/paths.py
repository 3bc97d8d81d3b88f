"""A site's JSON as a flat draft by dotted path, the one vocabulary of files, links and widgets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ihp_core.site.site import FIELDS, Site

Draft = dict[str, Any]
"""What a site states by dotted path, wrong entries included."""

TOP = tuple(Site.model_fields)
GROUPS = tuple({path.partition(".")[0]: "" for path in FIELDS if "." in path})
FOLDED = (*GROUPS, "data_quality", "notes")


def flat(site_json: Mapping[str, Any]) -> Draft:
    """The stated values of a site by dotted path, wrong ones and unknown keys included.

    Null is not stated; qualities and notes are ``data_quality.<path>`` and ``notes.<path>``.
    """
    draft: Draft = {}
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
