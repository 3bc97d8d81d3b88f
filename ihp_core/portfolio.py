"""Many sites through the one chain, each on the 8,760 hours of its own place.

Sites of one place and price zone share their hours: their plants are planned in one call. Their
years are then run a row at a time, because a year of one row already fills the cache. Large
portfolios are shared out among the machine's cores.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from ihp_core.assessment import essentials, planned
from ihp_core.plant.refrigerant import with_machine
from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill, state
from ihp_core.site.inputs import publicly
from ihp_core.site.site import Site
from ihp_core.tables.arrays import Array
from ihp_core.viability.judgement import Criterion, as_criteria
from ihp_core.viability.rules import Rules, with_rules
from ihp_core.year.hours import Hours, hours_of

Part = tuple[tuple[int, ...], list[Site], Rules]
"""Sites of one place by their places in the list, and the rules they are judged by."""
TYPICAL = "typical."
"""Before the names of the figures that whoever may see that does not know the producer's own."""

PLANNED_AT_ONCE = 64
SHARED_FROM = 150
"""So many sites take longer than starting the other cores."""


class ScreenedSites(NamedTuple):
    """Some of the sites, by their places in the list, with figures (rows,) and criteria; both also
    as they are at typical figures of the producer's, the figures under ``TYPICAL`` names.

    A list in which each price is the one that is asked would tell what was entered, for the same
    figures are in all of them."""

    places: tuple[int, ...]
    figures: dict[str, Array]
    criteria: tuple[tuple[Criterion, ...], ...]
    public_criteria: tuple[tuple[Criterion, ...], ...]


def screened_parts(
    sites: Sequence[Site], cores: int = 0, rules: Rules = "calculated"
) -> Iterator[ScreenedSites]:
    """The sites in parts of one place each, as they get done, so that progress can be told.

    ``cores`` of the machine are used, all of them by default, one for a small portfolio; under
    the ``rules`` "guide" a broken rule of thumb fails a site.
    """
    parts = [(places, [sites[index] for index in places], rules) for places in _parts(sites)]
    cores = 1 if len(sites) < SHARED_FROM else cores or os.cpu_count() or 1
    if cores == 1:
        yield from (_screened(*part) for part in parts)
        return
    yield from _shared_out(parts, cores)


def ready(cores: int = 0) -> None:
    """Start the other cores' processes, so that the first large portfolio finds them running."""
    cores = cores or os.cpu_count() or 1
    if cores > 1:
        list(_shared_out([((), [], "calculated")] * cores, cores))


def _shared_out(parts: Sequence[Part], cores: int) -> Iterator[ScreenedSites]:
    # Here because joblib takes a while to load and few portfolios are large.
    from joblib import Parallel, delayed

    work = Parallel(n_jobs=cores, return_as="generator_unordered", batch_size=1)
    yield from work(delayed(_screened)(*part) for part in parts)


def joined(parts: Sequence[ScreenedSites]) -> ScreenedSites:
    """All parts as one, in the order of the sites."""
    order = np.argsort([index for part in parts for index in part.places])
    names = parts[0].figures if parts else {}
    figures = {
        name: np.concatenate([part.figures[name] for part in parts])[order] for name in names
    }
    every, public = (
        [row for part in parts for row in getattr(part, name)]
        for name in ("criteria", "public_criteria")
    )
    judged = (tuple(rows[index] for index in order) for rows in (every, public))
    return ScreenedSites(tuple(range(len(order))), figures, *judged)


def portfolio(sites: Sequence[Site], cores: int = 0, rules: Rules = "calculated") -> ScreenedSites:
    """All sites at once, in their own order."""
    return joined(list(screened_parts(sites, cores, rules)))


def rank(figures: dict[str, Array], of: str = "") -> list[int]:
    """Places from the best: by verdict, then by what both parties gain in a year; ``of`` stands
    before the names of the figures that count."""
    worth, cost, heat, judged = (
        figures[f"{of}{name}"]
        for name in (
            *("price.ceiling_eur_per_mwh", "price.floor_eur_per_mwh"),
            *("heat.delivered_gwh", "verdict"),
        )
    )
    gain = np.nan_to_num((worth - cost) * heat, nan=-np.inf)
    order: list[int] = np.lexsort((-gain, judged)).tolist()
    return order


def _parts(sites: Sequence[Site]) -> list[tuple[int, ...]]:
    """Places of the sites whose hours are the same object, some at a time."""
    groups: dict[Hours, list[int]] = {}
    for index, site in enumerate(sites):
        groups.setdefault(hours_of(site), []).append(index)
    return [
        tuple(group[start : start + PLANNED_AT_ONCE])
        for group in groups.values()
        for start in range(0, len(group), PLANNED_AT_ONCE)
    ]


def _screened(places: tuple[int, ...], sites: list[Site], rules: Rules) -> ScreenedSites:
    if not sites:
        return ScreenedSites((), {}, (), ())
    hours = hours_of(sites[0])
    figures, judged = _each(sites, hours, rules)
    public, publicly_judged = list(figures), list(judged)
    plain = [publicly(site) for site in sites]
    if rows := [row for row, site in enumerate(sites) if plain[row] is not site]:
        found, criteria = _each([plain[row] for row in rows], hours, rules)
        for row, of_site, of_row in zip(rows, found, criteria, strict=True):
            public[row], publicly_judged[row] = of_site, of_row
    columns = {name: np.concatenate([one[name] for one in figures]) for name in figures[0]}
    seen = {f"{TYPICAL}{name}": np.concatenate([one[name] for one in public]) for name in columns}
    return ScreenedSites(places, columns | seen, tuple(judged), tuple(publicly_judged))


def _each(
    sites: list[Site], hours: Hours, rules: Rules
) -> tuple[list[dict[str, Array]], list[tuple[Criterion, ...]]]:
    """Figures and criteria of each of some sites that share their hours, planned in one call."""
    cases = with_machine(fill(with_rules(state(sites), rules)))
    plant = planned(cases, hours)
    figures, judged = [], []
    for row in range(len(sites)):
        case = cases.block(row, row + 1)
        figures.append(essentials(case, hours, plant.taken(np.array([row]))).figures)
        judged.append(_judged(case, figures[-1]))
    return figures, judged


def _judged(cases: Cases, figures: dict[str, Array]) -> tuple[Criterion, ...]:
    return tuple(as_criteria(cases, {name: figure.item() for name, figure in figures.items()}))
