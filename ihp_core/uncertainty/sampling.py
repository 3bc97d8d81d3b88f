"""Samples of a case whose figures are uncertain, none of them impossible.

One family serves every figure: a triangle on either side of its median, with the ends of its range
as its ends.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill
from ihp_core.site.inputs import limits
from ihp_core.site.site import FIELDS
from ihp_core.tables.arrays import Array, between
from ihp_core.tables.assumptions import value
from ihp_core.tables.units import HOURS_OF_YEAR
from ihp_core.uncertainty.lattice import lattice
from ihp_core.uncertainty.main_effects import Regression, regression
from ihp_core.uncertainty.ranges import Range

REMEMBERED = 16
LEAST_SHARE = 0.1  # of an assumption: none is sampled down to nothing
LOADS = "network.annual_heat_gwh", "network.peak_load_mw", "network.summer_load_mw"
SOURCE = "data_centre.source_inlet_c", "data_centre.source_outlet_c"


class Draws(NamedTuple):
    """Where each sample of each figure lies between its low end, -1, and its high end, 1,
    (samples, figures); the same of a whole batch: the samples, the base case, each figure alone at
    its low and at its high end; and what tells the figures' effects apart."""

    place: Array
    batch: Array
    effects: Regression


@lru_cache(maxsize=REMEMBERED)
def draws(samples: int, figures: int, seed: int) -> Draws:
    """A shifted lattice through the inverse of the two-sided triangle."""
    share = lattice(samples, figures, seed)
    lower = share < 0.5
    out = 1 - np.sqrt(2 * np.where(lower, share, 1 - share))
    alone = np.eye(figures)
    batch = np.concatenate([np.where(lower, -out, out), np.zeros((1, figures)), -alone, alone])
    return Draws(batch[:samples], batch, regression(share))


def shifts(uncertain: Sequence[Range], drawn: Array) -> dict[str, Array]:
    """How far each figure lies from its median where it is drawn, (samples, 1)."""
    below, above = (
        np.array([getattr(figure, end) for figure in uncertain]) for end in ("below", "above")
    )
    moved = (np.maximum(drawn, 0) * above + np.minimum(drawn, 0) * below).T.copy()
    return {figure.key: steps[:, None] for figure, steps in zip(uncertain, moved, strict=True)}


def sampled(stated: Cases, cases: Cases, moved: Mapping[str, Array]) -> Cases:
    """The filled cases with their figures moved; stated ones first, defaults move along."""
    known = {path: step for path, step in moved.items() if path in FIELDS}
    restated = {
        path: between(stated[path] + step, *limits(path))
        for path, step in known.items()
        if not np.isnan(stated[path].item(0))
    }
    rest = {path: step for path, step in known.items() if path not in restated}
    assumed = {
        key: np.maximum(cases[key] + step, LEAST_SHARE * cases[key])
        for key, step in moved.items()
        if key not in FIELDS
    }
    many = fill(stated.with_(restated | assumed), rest)
    return many.with_(_source(cases, many, moved) | _network(cases, many, moved) | _loads(many))


def _source(cases: Cases, many: Cases, moved: Mapping[str, Array]) -> dict[str, Array]:
    """The cold side follows the warm side; what is uncertain beside it is the drop."""
    warm, cold = SOURCE
    drop = cases[warm] - cases[cold] - _step(moved, cold)
    least = value("input.min_source_drop_k")
    return {cold: many[warm] - np.minimum(np.maximum(drop, least), many[warm] - limits(cold)[0])}


def _network(cases: Cases, many: Cases, moved: Mapping[str, Array]) -> dict[str, Array]:
    """Summer never above winter, and a return that follows its supply in part and stays below."""
    follows = value("uncertainty.return_follows_supply_fraction")
    least = value("input.min_network_spread_k")
    winter = many["network.supply_winter_c"]
    columns: dict[str, Array] = {}
    for season in ("winter", "summer"):
        supply = np.minimum(many[f"network.supply_{season}_c"], winter)
        usual, back = cases[f"network.supply_{season}_c"], f"network.return_{season}_c"
        spread = usual - cases[back] + (1 - follows) * (supply - usual) - _step(moved, back)
        columns |= {
            f"network.supply_{season}_c": supply,
            back: supply - np.maximum(spread, least),
        }
    return columns


def _loads(many: Cases) -> dict[str, Array]:
    """Stated loads in their order: summer at most the mean, the mean at most the peak."""
    annual, peak, summer = (many[path] for path in LOADS)
    mean = annual * 1e3 / HOURS_OF_YEAR
    peak = np.where(np.isnan(mean), peak, np.maximum(peak, mean))
    return {LOADS[1]: peak, LOADS[2]: np.minimum(summer, np.fmin(np.fmin(mean, peak), summer))}


def _step(moved: Mapping[str, Array], path: str) -> Array:
    return moved.get(path, np.zeros((1, 1)))
