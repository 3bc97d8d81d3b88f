"""The search for the smallest change that turns a status, along one field.

What a trial gives is told as margins. Where they are known on both sides of zero a line between
them says where to try next; the outcome may jump and turn back, so that in the end only tried
points count.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ihp_core.what_if.changes import Change
from ihp_core.what_if.margins import Point, Target, crossing

ROUNDS = 12
SCAN = 16
NEAR = 0.05  # of a limit, or of one for shares: typical hours are never that far off,
PRICE_LED_NEAR = 1.0  # unless the plant follows the price, which they do not know
LEAST_WAY = 0.02  # of what is missing; what moves less is not what it takes
BESIDE_LINE, AFTER_TRIAL = 1.003, 1.001
STRAIGHT = 1e-9


@dataclass
class Search:
    """One change towards one target; ``smallest`` is an amount that turns while 98 % does not."""

    change: Change
    target: Target
    low: Point
    guess: float
    high: Point | None = None
    smallest: float | None = None
    turning: float | None = None
    rounds: int = 0

    @property
    def over(self) -> bool:
        """Whether nothing is left to try."""
        return self.smallest is not None or self.rounds >= ROUNDS or self._exhausted

    @property
    def _exhausted(self) -> bool:
        """The whole range was tried and does not turn."""
        return self.high is None and self.low.amount >= self.change.most

    def trials(self) -> tuple[float, float]:
        """The next amount and the one just below it."""
        amount = self.change.rounded(min(self.guess, self.change.most))
        return self.change.just_below(amount), amount

    def learn(self, below: Point, at: Point) -> None:
        """Take in what both trials gave."""
        self.rounds += 1
        for point in (below, at):
            self._narrow(point)
        if at.turned:
            self.turning = min(at.amount, self.turning or at.amount)
            if not below.turned:
                self.smallest = at.amount
        self.guess = self._next(below, at)

    def _narrow(self, point: Point) -> None:
        if self.high is not None and point.amount >= self.high.amount:
            return
        if point.turned:
            self.high = point
        elif point.amount > self.low.amount:
            self.low = point

    def _next(self, below: Point, at: Point) -> float:
        """Along the line through the last trials, within what is known; else half way."""
        same_side = below.turned == at.turned
        line = crossing(below, at) if same_side or self.high is None else float("nan")
        if self.high is None:
            further = at.amount + self.change.most / SCAN * 2.0 ** (self.rounds - 1)
            return min(line * AFTER_TRIAL, further) if line > at.amount else further
        if not self.low.amount < line < self.high.amount or self.rounds % 3 == 0:
            line = crossing(self.low, self.high)
        if not self.low.amount < line < self.high.amount or self.rounds % 3 == 2:
            line = 0.5 * (self.low.amount + self.high.amount)
        return line * AFTER_TRIAL


def first_guess(points: list[Point], near: float) -> float | None:
    """Where a scan, from no change upwards, first turns, or most nearly does.

    ``None`` where it ends further from the limit than ``near``, or hardly moves: the 8,760 hours
    will not turn it either.
    """
    for index in range(1, len(points)):
        if points[index].turned:
            line = crossing(points[index - 1], points[index])
            inside = points[index - 1].amount < line <= points[index].amount
            if not inside:
                return 0.5 * (points[index - 1].amount + points[index].amount)
            return line if _straight(points, index) else line * BESIDE_LINE
    best = max(points[1:], key=lambda point: point.worst)
    way = best.worst - points[0].worst  # nan where both are endless
    return best.amount if -best.worst <= min(near, way / LEAST_WAY) else None


def _straight(points: list[Point], index: int) -> bool:
    """Whether what counts grows evenly up to here: then the line is no estimate."""
    start, before, here = (points[k] for k in (0, index - 1, index))
    if index == 1:
        return False
    with np.errstate(invalid="ignore"):
        even = (here.margins - start.margins) / here.amount
        bent = np.abs((before.margins - start.margins) / before.amount - even)
    lacking = np.minimum(start.margins, before.margins) < 0
    return bool((bent[lacking] <= STRAIGHT * np.abs(even[lacking])).all())
