"""Trials of changes: what a site with them would be judged, on typical or on all hours."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ihp_core.assessment import Screened, criteria_of, planned
from ihp_core.site.cases import Cases
from ihp_core.site.feed_in import topped_up
from ihp_core.tables.arrays import Array
from ihp_core.viability.rules import BY_THE_GUIDE, PRICE_ROOM, site_criterion_ids
from ihp_core.what_if.changes import DECIMALS, Change, with_its_like
from ihp_core.what_if.margins import VERDICT, Limits, Point, Target, Tried
from ihp_core.year.hours import Hours

CRITERIA = site_criterion_ids()
BLOCK = 8

Trial = tuple[str, float]


class Bench:
    """Tries changes of one site, each once."""

    def __init__(self, screened_site: Screened, changes: list[Change]) -> None:
        self.screened_site = screened_site
        self.known = {change.field: change for change in changes}
        self.base = self._of_site()
        cases = screened_site.cases
        self.scale = Limits.of(
            CRITERIA,
            self.base.statuses,
            topped_up=bool(topped_up(cases).item(0)),
            by_the_guide=bool(cases[BY_THE_GUIDE].item(0) > 0),
        )
        self.tried: dict[Trial, Tried] = {}
        self.priced: set[Trial] = set()

    def _of_site(self) -> Tried:
        figures = self.screened_site.screening.figures
        return Tried(
            np.array([figures[f"criteria.{name}.value"][0] for name in CRITERIA]),
            np.array([figures[f"criteria.{name}.status"][0] for name in CRITERIA]),
        )

    def changed(self, trials: list[Trial]) -> Cases:
        """The filled cases of some trials, a row each."""
        stated, cases = self.screened_site.stated, self.screened_site.cases
        columns: dict[str, Array] = {}
        for field in {field for field, _ in trials}:
            here = np.array([[name == field] for name, _ in trials])
            change = self.known[field]
            amounts = np.array([[amount if name == field else 0.0] for name, amount in trials])
            to = np.round(change.start + change.sign * amounts, DECIMALS)
            for path, moved in with_its_like(field, to, stated, cases).items():
                columns[path] = np.where(here, moved, columns.get(path, stated[path]))
        return self.screened_site.changed(columns)

    def judge(self, trials: list[Trial], hours: Hours, *, ramp_up: bool = True) -> Tried:
        """The criteria of some trials (trials, criteria), the plant planned anew for each."""
        cases = self.changed(trials)
        criteria = criteria_of(cases, hours, planned(cases, hours), ramp_up=ramp_up)
        shape = (len(trials), 1)
        values, statuses = (
            np.hstack([np.broadcast_to(getattr(criteria[name], part), shape) for name in CRITERIA])
            for part in ("value", "status")
        )
        return Tried(values, statuses)

    def finish(self, wanted: Iterable[tuple[Target, Trial]]) -> None:
        """Try on the 8,760 hours what has not been tried yet.

        The years of a ramp-up are many times the work and move nothing but the price: they are
        run only for trials in which all else that counts has turned.
        """
        pairs = [(target, trial) for target, trial in wanted if trial[1] > 0]
        self._try({trial for _, trial in pairs} - self.tried.keys(), ramp_up=False)
        if self.screened_site.cases["data_centre.ramp_up_years"].item(0) > 0:
            turning = {trial for target, trial in pairs if self._all_else(target, trial)}
            self._try(turning - self.priced, ramp_up=True)
            self.priced |= turning

    def _try(self, new: set[Trial], *, ramp_up: bool) -> None:
        trials = sorted(new)
        for start in range(0, len(trials), BLOCK):
            block = trials[start : start + BLOCK]
            tried = self.judge(block, self.screened_site.hours, ramp_up=ramp_up)
            self.tried |= {trial: Tried(*row) for trial, *row in zip(block, *tried, strict=True)}

    def _all_else(self, target: Target, trial: Trial) -> bool:
        """Whether only the price is left to decide."""
        if target.turns not in (VERDICT, PRICE_ROOM):
            return False
        weights = self.scale.weights(self.tried[trial].statuses)
        statuses = np.delete(weights, CRITERIA.index(PRICE_ROOM))
        return target.turns == PRICE_ROOM or bool(statuses.max() <= target.wanted)

    def point(self, target: Target, field: str, amount: float) -> Point:
        """A trial on the 8,760 hours as the target sees it."""
        tried = self.tried[field, amount] if amount > 0 else self.base
        return Point(amount, self.scale.margins(tried, target))
