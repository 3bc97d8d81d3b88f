"""Many rows at once give what each gives alone."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial

import numpy as np
import pytest

from ihp_core import assess
from ihp_core.assessment import screen
from ihp_core.key_figures.screening import Screening, in_blocks
from ihp_core.results.results import Assessment
from ihp_core.site.cases import Cases
from ihp_core.site.filling import fill, state
from ihp_core.year.hours import Hours, hours_of
from ihp_core.year.typical_hours import typical
from tests.drawn import HANDFUL, N, drawn, drawn_assessment
from tests.given import site_of
from tests.sites import random_sites
from tests.sweeps import WIDE, first, up_to

STATUSES = ("pass", "conditional", "fail")
GROUPS = ("heat", "price", "cost", "finance", "connection")


def _by_climate(places: Iterable[int]) -> dict[Hours, list[int]]:
    groups: dict[Hours, list[int]] = {}
    for place in places:
        groups.setdefault(hours_of(drawn()[place]), []).append(place)
    return groups


def _close(name: str, expected: object) -> object:
    """To 3e-6, what the COP's fixed point leaves: rows beside a row may start it elsewhere.

    Differences of sums of many millions and of prices to 20 EUR and a hundredth of a cent.
    """
    least = 20.0 if name.endswith(("_eur", "_eur_per_year")) else 1e-6
    least = 1e-4 if name.endswith("_eur_per_mwh") else least
    return pytest.approx(expected, rel=3e-6, abs=least, nan_ok=True)


def _agrees(screened: Screening, row: int, alone: Assessment) -> None:
    answer = alone.model_dump()
    for name, column in screened.figures.items():
        group, _, key = name.partition(".")
        part = answer.get(group)
        if group not in GROUPS or not isinstance(part, dict):
            continue
        for step in key.split("."):
            part = part.get(step) if isinstance(part, dict) else None
        if isinstance(part, float) or (part is None and key in answer[group]):
            expected = np.nan if part is None else part
            assert column[row] == _close(name, expected), name


def test_many_rows_at_once_are_each_assessed_alone() -> None:
    """Random sites, grouped on their climates: all figures to 3e-6, the verdicts."""
    for hours, places in _by_climate(range(N) if WIDE else HANDFUL).items():
        cases = fill(state([drawn()[place] for place in places]))
        screened = screen(cases, hours)
        for row, place in enumerate(places):
            alone = drawn_assessment(place)
            _agrees(screened, row, alone)
            assert ("viable", "conditional", "not_viable")[
                int(screened.figures["verdict"][row])
            ] == alone.verdict
            for criterion in alone.criteria:
                if criterion.kind == "site":
                    found = screened.figures[f"criteria.{criterion.id}.status"][row]
                    assert STATUSES[int(found)] == criterion.status, criterion.id


def _same(left: Screening, right: Screening) -> None:
    assert set(left.figures) == set(right.figures)
    for name, column in left.figures.items():
        assert column == _close(name, right.figures[name]), name


@cache
def _large() -> tuple[Cases, Hours, Screening]:
    cases, hours = fill(state(random_sites(up_to(20, 300), seed=3))), typical(hours_of(site_of()))
    return cases, hours, screen(cases, hours)


@pytest.mark.parametrize("rows", first([7, 100, 256, 1000], 2))
def test_blocks_of_rows_give_what_one_go_gives(rows: int) -> None:
    """Sites on typical hours in blocks of several sizes, to 3e-6."""
    cases, hours, whole = _large()
    _same(in_blocks(partial(screen, hours=hours), cases, rows), whole)


def test_one_row_gives_columns_of_one() -> None:
    """A single case has figures of shape (1,)."""
    found = screen(fill(state([site_of()])), hours_of(site_of()))
    assert {column.shape for column in found.figures.values()} == {(1,)}


def test_a_column_in_which_all_agree_changes_nothing() -> None:
    """The same figures whether a shared input stands once or in every row."""
    shared = fill(state([site_of({"connection.distance_km": d}) for d in (0.5, 1, 2)]))
    spread = Cases({key: np.broadcast_to(shared[key], (3, 1)).copy() for key in shared})
    hours = hours_of(site_of())
    _same(screen(shared, hours), screen(spread, hours))


def test_an_assumption_may_stand_as_a_column() -> None:
    """A sampled COP factor of 0.9 and 1.1 moves the yearly COP by about as much."""
    stated = state([site_of(), site_of()]).with_({"heat_pump.cop_factor": [0.9, 1.1]})
    low, high = screen(fill(stated), hours_of(site_of())).figures["heat.heat_pump_scop"]
    assert high / low == pytest.approx(1.1 / 0.9, rel=0.02)


def test_only_a_kept_year_takes_the_room_of_a_year() -> None:
    """Without being asked for, no hourly array outlives the screening."""
    cases, hours = fill(state([site_of()])), hours_of(site_of())
    assert screen(cases, hours).outcome is None
    assert screen(cases, hours, keep_year=True).outcome is not None


def test_the_same_site_gives_the_same_answer() -> None:
    """Deterministic to the last digit."""
    for place in range(0, N, 20) if WIDE else HANDFUL[:2]:
        assert assess(drawn()[place]).as_json() == drawn_assessment(place).as_json()
