"""How far each criterion is from the limit that is wanted, and where a line brings it there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ihp_core.tables.arrays import Array, Flags
from ihp_core.viability.rules import (
    CONDITIONAL,
    NOT_TESTED,
    PASS,
    TOP_UP,
    CriterionRule,
    rule_of,
    tolerance,
)

VERDICT = "verdict"
NEAR_SLACK = 1 + 1e-9


class Target(NamedTuple):
    """A status to be reached by one criterion, or by all of them for the verdict."""

    turns: str
    wanted: int


class Tried(NamedTuple):
    """Values and statuses of the site criteria in a trial, (criteria,), or in several."""

    values: Array
    statuses: Array


class Point(NamedTuple):
    """An amount and the margins of the criteria that count, (counting,)."""

    amount: float
    margins: Array

    @property
    def worst(self) -> float:
        """The margin of the criterion that is furthest from turning."""
        return float(self.margins.min())

    @property
    def turned(self) -> bool:
        """Whether all that counts is on the better side."""
        return self.worst >= 0


@dataclass(frozen=True)
class Limits:
    """The criteria by their order, with the rule that each is held against."""

    rules: tuple[CriterionRule, ...]
    start: tuple[int, ...]
    by_the_guide: bool

    @classmethod
    def of(
        cls, names: tuple[str, ...], start: Array, *, topped_up: bool, by_the_guide: bool
    ) -> Limits:
        """The rules of a site, by whether the operator's boiler tops up its supply.

        ``start`` are the statuses without a change: what is wanted anew has to clear its limit
        by the tolerance, what was fulfilled may stay as it is.
        """
        rules = tuple(rule_of(name, topped_up=topped_up) for name in names)
        return cls(rules, tuple(start.astype(int).tolist()), by_the_guide)

    @cached_property
    def signs(self) -> Array:
        """1 where more is better, else -1, (criteria,)."""
        return np.array([1.0 if rule.better == "higher" else -1.0 for rule in self.rules])

    @cached_property
    def limits(self) -> tuple[Array, Array]:
        """The limits for a pass and for conditional, each (criteria,)."""
        pairs = [(rule.pass_limit, rule.conditional_limit) for rule in self.rules]
        passing, conditional = np.array(pairs).T
        return passing, conditional

    @cached_property
    def sizes(self) -> tuple[Array, Array]:
        """What margins are told in: a share of one where shares are compared, else the limit."""
        shares = np.array([rule.unit == "share" for rule in self.rules])
        passing, conditional = (np.where(shares, 1.0, np.abs(limit)) for limit in self.limits)
        return passing, conditional

    @cached_property
    def slack(self) -> tuple[Array, Array]:
        """How far beyond the limits for a pass and for conditional still counts, (criteria,)."""
        passing, conditional = (
            np.array(
                [tolerance(rule, limit) for rule, limit in zip(self.rules, limits, strict=True)]
            )
            for limits in self.limits
        )
        return passing, conditional

    @cached_property
    def counting(self) -> dict[str, NDArray[np.intp]]:
        """Indices of the criteria that count for a criterion, and for the verdict."""
        names = [rule.id.removesuffix(TOP_UP) for rule in self.rules]
        alone = {name: np.array([index]) for index, name in enumerate(names)}
        return {VERDICT: np.arange(len(names)), **alone}

    @cached_property
    def _capped(self) -> Flags:
        """Criteria that make a site conditional at the worst."""
        mild = [rule.kind == "stand_in" and not self.by_the_guide for rule in self.rules]
        return np.array(mild)

    def weights(self, statuses: Array) -> Array:
        """What each status counts for in the verdict; what is not tested counts for nothing."""
        tested = no_worse_than_met(statuses)
        return np.where(self._capped, np.minimum(tested, CONDITIONAL), tested)

    def margins(self, tried: Tried, target: Target) -> Array:
        """How far each criterion that counts is on the better side of the wanted limit.

        As a share of the limit, of one for shares; infinite where there is only a kind, or where
        the status does not follow from the limit.
        """
        indices, wanted = self.counting[target.turns], target.wanted
        values = tried.values[..., indices]
        weighed = self.weights if target.turns == VERDICT else no_worse_than_met
        counted = weighed(tried.statuses)
        signs, limit, size, slack = (
            part[indices]
            for part in (self.signs, self.limits[wanted], self.sizes[wanted], self.slack[wanted])
        )
        ahead = signs * (values - limit)
        wanting = self.weights(np.array(self.start, float))[indices] > wanted
        margin = (ahead - np.where(wanting, slack, -slack)) / size
        turned = counted[..., indices] <= wanted
        with np.errstate(invalid="ignore"):
            plain = (ahead >= -slack * NEAR_SLACK) == turned  # nan is on neither side
        return np.where(plain & ~np.isnan(margin), margin, np.where(turned, np.inf, -np.inf))


def no_worse_than_met(statuses: Array) -> Array:
    """Statuses as they count where one is to be turned: what is open stands in nobody's way."""
    return np.where(statuses == NOT_TESTED, float(PASS), statuses)


def crossing(first: Point, second: Point) -> float:
    """Where the line through two points brings the last criterion to its limit; nan if nowhere."""
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = (second.margins - first.margins) / (second.amount - first.amount)
        amounts = first.amount - first.margins / slope
    falling = ~(slope > 0) | ~np.isfinite(amounts)
    if (falling & (np.minimum(first.margins, second.margins) < 0)).any():
        return float("nan")
    return float(amounts[~falling].max()) if (~falling).any() else float("nan")
