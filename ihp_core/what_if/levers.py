"""What would make it work: the smallest single changes that turn a criterion or the verdict.

Every change is made to the *stated* site, defaults filled after it and the plant planned anew:
what applying it will do. One scan over typical hours says where to look; what is found has been
tried on the 8,760 hours, and so has 98 % of it.
"""

from __future__ import annotations

import numpy as np

from ihp_core.assessment import Screened, screened
from ihp_core.operation.dispatch import by_price_led
from ihp_core.results.other_cases import Better, Lever, Levers
from ihp_core.site.feed_in import preheats
from ihp_core.site.site import Site
from ihp_core.tables.arrays import some
from ihp_core.viability.rules import CONDITIONAL, NOT_TESTED, PASS, SUPPLY, rule_of, rules
from ihp_core.what_if.changes import Change, changes, with_its_like
from ihp_core.what_if.combined import combined
from ihp_core.what_if.margins import VERDICT, Point, Target, Tried
from ihp_core.what_if.search import NEAR, PRICE_LED_NEAR, SCAN, Search, first_guess
from ihp_core.what_if.trials import CRITERIA, Bench
from ihp_core.year.measured.year import OwnYear, sources
from ihp_core.year.typical_hours import COARSE, typical

REACHED: dict[int, Better] = {PASS: "pass", CONDITIONAL: "conditional", NOT_TESTED: "not_tested"}
VERDICTS: dict[int, Better] = {PASS: "viable", CONDITIONAL: "conditional"}
"""What a criterion or the verdict is turned to; one that is met as long as nobody says otherwise
stays open."""
BY_KIND = "cooling"
"""The criterion that has no number to change where no temperature is stated."""
BY_WORD = "yes/no"
"""The unit of what is answered in a word: no figure changes it."""
RETURN_LINE = "return_line_feed_in"


def levers(site: Site, own: OwnYear | None = None) -> Levers:
    """The smallest single changes that turn a criterion or the verdict of a site.

    Parameters and errors are those of ``assess``.
    """
    return levers_of(screened(site, own))


def levers_of(screened_site: Screened) -> Levers:
    """The same for a site that has been screened."""
    held = set(sources(screened_site.own)) if screened_site.own else set()
    bench = Bench(screened_site, changes(screened_site.cases, held))
    targets = _targets(bench)
    searches = _searches(bench, targets) if targets else []
    while waiting := [search for search in searches if not search.over]:
        _round(bench, waiting)
    turned: dict[str, list[Lever]] = {target.turns: [] for target in targets}
    for search in searches:
        lever = _lever(bench, search)
        if lever and not _told(lever, turned[lever.turns]):
            turned[lever.turns].append(lever)
    together = combined(bench, turned)
    by_target = {name: tuple(smallest) for name, smallest in turned.items()}
    return Levers(turned=by_target, ask=_ask(screened_site), together=together)


def _targets(bench: Bench) -> list[Target]:
    """The next better status of each criterion, and every better verdict, the nearest first."""
    base = bench.base
    targets = [
        Target(name, int(now) - 1)
        for name, now, value in zip(CRITERIA, base.statuses, base.values, strict=True)
        if PASS < now < NOT_TESTED
        and not (name == BY_KIND and np.isnan(value))
        and rule_of(name, topped_up=False).unit != BY_WORD
    ]
    worst = int(bench.scale.weights(base.statuses).max())
    return targets + [Target(VERDICT, wanted) for wanted in range(worst - 1, PASS - 1, -1)]


def _searches(bench: Bench, targets: list[Target]) -> list[Search]:
    """Every change towards every target, from where the scan of typical hours says it turns."""
    near = PRICE_LED_NEAR if some(by_price_led(bench.screened_site.cases)) else NEAR
    searches = []
    for change, amounts, scanned in _scan(bench):
        for target in targets:
            points = _points(bench, target, amounts, scanned)
            if guess := first_guess(points, near):
                searches.append(Search(change, target, points[0], guess))
    return searches


def _scan(bench: Bench) -> list[tuple[Change, list[float], Tried]]:
    """All changes over their range, no change first, on typical hours in one batch."""
    ranges = [(change, [0.0, *_amounts(change)]) for change in bench.known.values()]
    trials = [(change.field, amount) for change, amounts in ranges for amount in amounts]
    if not trials:
        return []
    whole = bench.judge(trials, typical(bench.screened_site.hours, COARSE))
    cuts = np.cumsum([len(amounts) for _, amounts in ranges])[:-1]
    parts = zip(*(np.split(part, cuts) for part in whole), strict=True)
    return [(*pair, Tried(*part)) for pair, part in zip(ranges, parts, strict=True)]


def _points(bench: Bench, target: Target, amounts: list[float], scanned: Tried) -> list[Point]:
    """The scan as a target sees it, moved to where the 8,760 hours are without a change."""
    base, rough = bench.scale.margins(bench.base, target), bench.scale.margins(scanned, target)
    with np.errstate(invalid="ignore"):
        off = np.nan_to_num(base - rough[0], nan=0.0, posinf=0.0, neginf=0.0)
    points = [Point(amount, margins) for amount, margins in zip(amounts, rough + off, strict=True)]
    return [Point(0.0, base), *points[1:]]


def _amounts(change: Change) -> list[float]:
    """What a scan tries: sixteen even parts of the range, of whole numbers each."""
    if change.whole:
        return [float(k) for k in range(1, int(change.most) + 1)]
    return [change.most * k / SCAN for k in range(1, SCAN + 1)]


def _round(bench: Bench, searches: list[Search]) -> None:
    """One round of trials on the 8,760 hours for all searches at once."""
    pairs = [search.trials() for search in searches]
    bench.finish(
        (search.target, (search.change.field, amount))
        for search, pair in zip(searches, pairs, strict=True)
        for amount in pair
    )
    for search, pair in zip(searches, pairs, strict=True):
        below, at = (bench.point(search.target, search.change.field, a) for a in pair)
        search.learn(below, at)


def _lever(bench: Bench, search: Search) -> Lever | None:
    """What a search has found, with all that is stated anew for it."""
    amount, change, target = search.smallest or search.turning, search.change, search.target
    if amount is None:
        return None
    to = np.array([[change.at(amount)]])
    stated = with_its_like(change.field, to, bench.screened_site.stated, bench.screened_site.cases)
    statuses = bench.tried[change.field, amount].statuses
    weights = bench.scale.weights(statuses)
    reached = int(
        weights.max() if target.turns == VERDICT else statuses[CRITERIA.index(target.turns)]
    )
    return Lever(
        field=change.field,
        start=change.start,
        to=change.at(amount),
        turns=target.turns,
        status=(VERDICTS if target.turns == VERDICT else REACHED)[reached],
        stated={path: column.item(0) for path, column in stated.items()},
        stepped=search.smallest is None,
    )


def _told(lever: Lever, before: list[Lever]) -> bool:
    """Whether a smaller change of the same field has led as far already."""
    return any(other.field == lever.field and other.status == lever.status for other in before)


def _ask(screened_site: Screened) -> tuple[str, ...]:
    """What only the operator can say: above the machine's reach, heat for the return line."""
    ends = (
        screened_site.cases[f"network.supply_{season}_c"].item(0) for season in ("winter", "summer")
    )
    hot = max(ends) > rules()[SUPPLY].conditional_limit
    return (RETURN_LINE,) if hot and not preheats(screened_site.cases).item(0) else ()
