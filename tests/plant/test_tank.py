"""A tank of hot water: what it holds, how it cools, how full it is after each hour."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ihp_core.plant.tank import KEPT, energy_mwh, kept_fraction, stored_mwh
from tests.sweeps import HANDFUL, up_to


def test_a_full_tank_holds_nine_tenths_of_its_water_s_heat() -> None:
    """3,000 m³ over 55 K: the 175 MWh of the Danish catalogue within 5 %."""
    held = energy_mwh(np.array([[3000.0]]), np.array([[90.0]]), np.array([[35.0]])).item()
    assert held == pytest.approx(175, rel=0.05)
    assert energy_mwh(np.array([[3000.0]]), np.array([[30.0]]), np.array([[35.0]])).item() == 0


def test_a_day_loses_what_the_catalogue_says() -> None:
    """0.186 % of what is stored."""
    assert pytest.approx(1 - 0.00186, rel=1e-12) == KEPT**24


def test_water_below_a_rising_temperature_counts_less() -> None:
    """A rise of 1 K over 40 K takes a fortieth; a fall nothing."""
    hot, cold = np.array([[80.0, 81.0, 80.0]]), np.array([[41.0, 41.0, 41.0]])
    assert kept_fraction(hot, cold) / KEPT == pytest.approx(np.array([[1, 39 / 40, 1]]))


def _one_after_the_other(kept: np.ndarray, added: np.ndarray, full: np.ndarray) -> np.ndarray:
    """The plain loop, run until the year begins as it ends."""
    stored, start = np.zeros(added.size), 0.0
    for _ in range(200):
        level = start
        for hour in range(added.size):
            stored[hour] = level
            level = min(max(kept[hour] * level + added[hour], 0.0), full[hour])
        if abs(level - start) < 1e-13:
            break
        start = level
    return stored


@given(st.integers(1, 300), st.integers(0, 2**32 - 1), st.booleans())
@settings(max_examples=up_to(3 * HANDFUL, 200), deadline=None)
def test_the_passes_are_the_plain_loop(hours: int, seed: int, alike: bool) -> None:
    """Any number of hours, losses alike or by the hour, a tank that grows and shrinks: 1e-9."""
    rng = np.random.default_rng(seed)
    kept = np.full(hours, 0.9) if alike else rng.uniform(0.5, 0.99, hours)
    added, full = rng.normal(0, 2, hours), rng.uniform(0, 6, hours)
    plain = _one_after_the_other(kept, added, full)
    fast = stored_mwh(np.full((1, 1), 0.9) if alike else kept[None], added[None], full[None])
    assert fast[0] == pytest.approx(plain, abs=1e-9)


def test_rows_know_nothing_of_each_other() -> None:
    """Three at once are each as alone."""
    rng = np.random.default_rng(3)
    kept, added, full = (rng.uniform(0.9, 1, (3, 500)), rng.normal(0, 1, (3, 500)), np.ones((1, 1)))
    whole = stored_mwh(kept, added, np.broadcast_to(full, (3, 500)))
    for row in range(3):
        alone = stored_mwh(*(part[row : row + 1] for part in (kept, added)), np.ones((1, 500)))
        assert (whole[row] == alone[0]).all()
