"""Where there is no room to negotiate: how much each of four changes would bring."""

from __future__ import annotations

import numpy as np

from ihp_core.assessment import Screened, planned
from ihp_core.economics.outcome import outcome
from ihp_core.results.other_cases import Opener, Openers
from ihp_core.site.inputs import limits
from ihp_core.tables.arrays import Array
from ihp_core.tables.assumptions import value
from ihp_core.what_if.changes import DISTANCE, SUPPLY, with_its_like

FLOOR, CEILING = "price.floor_eur_per_mwh", "price.ceiling_eur_per_mwh"
GRANT, POWER = "contract.grant_fraction", "market.electricity_price_eur_per_mwh"


def openers(screened_site: Screened) -> Openers | None:
    """What would open the room; ``None`` where there is some, or no heat to sell.

    Each change is made alone, to the stated site, and the plant planned anew for it on the same
    hours: what applying it would show.
    """
    missing = -_room(screened_site.screening.figures)
    if not missing > 0:
        return None
    possible = _changes(screened_site)
    rooms = _rooms(screened_site, [changed for *_, changed in possible])
    changes = (
        Opener(field=field, start=start, to=to, gain_eur_per_mwh=missing + room)
        for (field, start, to, _), room in zip(possible, rooms, strict=True)
    )
    helpful = [change for change in changes if change.gain_eur_per_mwh > 0]
    helpful.sort(key=lambda change: -change.gain_eur_per_mwh)
    return Openers(missing_eur_per_mwh=missing, changes=tuple(helpful))


def _room(figures: dict[str, Array]) -> float:
    return float(figures[CEILING][0] - figures[FLOOR][0])


def _rooms(screened_site: Screened, changes: list[dict[str, float]]) -> list[float]:
    """The room with each of some changes [EUR/MWh]; planned in one go, each year on its own, since
    one already fills the cache."""
    stated, hours = screened_site.stated, screened_site.hours
    paths = {path for changed in changes for path in changed}
    cases = screened_site.changed(
        {path: [new.get(path, stated[path].item(0)) for new in changes] for path in paths}
    )
    plants = planned(cases, hours)
    rows = (np.array([row]) for row in range(len(changes)))
    return [outcome(cases.taken(row), hours, *plants.taken(row)).room.item() for row in rows]


def _changes(screened_site: Screened) -> list[tuple[str, float, float, dict[str, float]]]:
    """Field, value, changed value, and all that is stated anew for it."""
    possible = []
    for field in (GRANT, SUPPLY, POWER, DISTANCE):
        start = screened_site.cases[field].item(0)
        to = _changed(field, start)
        if abs(to - start) > 1e-9:
            also = with_its_like(field, np.array([[to]]), screened_site.stated, screened_site.cases)
            possible.append((field, start, to, {path: new.item(0) for path, new in also.items()}))
    return possible


def _changed(field: str, start: float) -> float:
    """The grant to what may be had, the others by the step of the table, within their limits."""
    step = value("opener.step", field)
    low, high = limits(field)
    to = max(start, step) if field == GRANT else start * step if field != SUPPLY else start - step
    return min(max(to, low), high)
