"""What changed between two variants of a site, input by input, and what it does to the price.

Each input is changed alone in the first site and run through the one chain; what is left when
all of them are changed together is told as its own figure, never shared out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from pydantic import ValidationError

from ihp_core.assessment import assess
from ihp_core.results.results import Assessment
from ihp_core.site.paths import flat, nested
from ihp_core.site.site import Site

NO_INPUT = ("name", "notes.", "data_quality.", "parties_engaged")

Answer = Callable[[Site], Assessment]


class Moved(NamedTuple):
    """An input that differs; what changing it alone does, ``None`` where that cannot be."""

    path: str
    before: Any
    after: Any
    price_eur_per_mwh: float | None
    heat_gwh: float | None


class Difference(NamedTuple):
    """All inputs that differ; the whole change, and what of it is in no single step."""

    moved: tuple[Moved, ...]
    price_eur_per_mwh: float | None
    heat_gwh: float
    rest_eur_per_mwh: float | None


def compared(site: Site, other: Site, answer: Answer = assess) -> Difference:
    """What leads from one site to the other.

    Parameters
    ----------
    site, other : Site
        What is stated, before and after.
    answer : callable
        The answer to a site as its reader may see it.
    """
    base, end = answer(site), answer(other)
    moved = tuple(
        _moved(site, path, *pair, base, answer) for path, pair in differing(site, other).items()
    )
    difference = _difference(_price(end), _price(base))
    steps = [step.price_eur_per_mwh for step in moved]
    known = [step for step in steps if step is not None]
    rest = None if difference is None else difference - sum(known)
    return Difference(moved, difference, end.heat.delivered_gwh - base.heat.delivered_gwh, rest)


def differing(site: Site, other: Site) -> dict[str, tuple[Any, Any]]:
    """What the two state differently by path; ``None`` where one states nothing."""
    before, after = _stated(site), _stated(other)
    paths = dict.fromkeys([*before, *after])
    pairs = {path: (before.get(path), after.get(path)) for path in paths}
    return {path: pair for path, pair in pairs.items() if pair[0] != pair[1]}


def _stated(site: Site) -> dict[str, Any]:
    """What of a site its figures hang on."""
    every = flat(site.model_dump(mode="json", exclude_defaults=True))
    return {path: value for path, value in every.items() if not path.startswith(NO_INPUT)}


def _moved(
    site: Site, path: str, before: Any, after: Any, base: Assessment, answer: Answer
) -> Moved:
    other = _with(site, path, after)
    try:
        changed = None if other is None else answer(other)
    except ValidationError:  # one coordinate alone may lie where no climate is known
        changed = None
    if changed is None:
        return Moved(path, before, after, None, None)
    heat = changed.heat.delivered_gwh - base.heat.delivered_gwh
    return Moved(path, before, after, _difference(_price(changed), _price(base)), heat)


def _price(assessment: Assessment) -> float | None:
    return assessment.price.indicative_eur_per_mwh


def _with(site: Site, path: str, value: Any) -> Site | None:
    """The site with one input changed; ``None`` where the two cannot go together."""
    paths = flat(site.model_dump(mode="json", exclude_defaults=True))
    try:
        return Site.model_validate(nested({**paths, path: value}))
    except ValidationError:
        return None


def _difference(after: float | None, before: float | None) -> float | None:
    return None if after is None or before is None else after - before
