"""What gives way to an entry: a stated figure that the new one leaves no room for moves along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from ihp_core.site import paths
from ihp_core.site.site import Site
from ihp_core.text.errors.contradictions import GIVES_WAY, nearest_fitting

TURNS = 6
"""More stated figures than can hang on one."""


class GaveWay(NamedTuple):
    """A stated figure that moved along with another."""

    path: str
    before: float
    after: float


def gives_way(entries: Mapping[str, Any], changed: Mapping[str, Any]) -> tuple[GaveWay, ...]:
    """What of the other entries has to move so that these fit together; nothing where none can.

    Parameters
    ----------
    entries : mapping
        All that stands for the site, the change made.
    changed : mapping
        What was changed: it is never moved itself.
    """
    told: dict[str, GaveWay] = {}
    tried = dict(entries)
    for _ in range(TURNS):
        clash = _clash(tried)
        if clash is None:
            break
        path, before, after = clash
        if path in changed:
            return ()
        first = told[path].before if path in told else before
        told[path] = GaveWay(path, first, after)
        tried[path] = after
    return tuple(told.values())


def _clash(entries: Mapping[str, Any]) -> GaveWay | None:
    """The first figure that another leaves no room for, and what it would be at the nearest."""
    try:
        Site.model_validate(paths.nested(entries))
    except ValidationError as error:
        for wrong in error.errors():
            if wrong["type"] in GIVES_WAY:
                context = wrong["ctx"]
                return GaveWay(
                    context["field"], context["value"], nearest_fitting(wrong["type"], context)
                )
    return None
