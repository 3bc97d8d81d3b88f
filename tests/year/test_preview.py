"""A file at a glance: first cells, and a shape that keeps the peaks."""

from __future__ import annotations

import numpy as np

from ihp_core.year.measured.columns.mapping import NOTHING_SAID
from ihp_core.year.measured.preview import BUCKETS, FIRST_ROWS, preview
from ihp_core.year.measured.reading import read_file
from tests.own_years import csv

LOAD = 5 + 4 * np.cos(np.arange(8760) / 8760 * 2 * np.pi)


def test_the_highest_hour_of_a_series_is_in_its_small_picture() -> None:
    """A peak of one hour among 8,760 is not averaged away."""
    peaked = LOAD.copy()
    peaked[4321] = 19.0
    reading = read_file(csv({"load [MW]": peaked}))
    seen = preview(reading, reading.values, NOTHING_SAID)
    load = next(one for one in seen.columns if one.taken.series == "load_mw")
    assert load.shape.max() == 19.0
    assert len(load.shape) <= 2 * BUCKETS
    assert len(load.cells) == FIRST_ROWS
    assert seen.rows == 8760


def test_a_column_that_is_asked_about_says_so() -> None:
    """The one whose name nobody knows, and no other."""
    file = csv({"Kanal 7 [MW]": LOAD, "Vorlauf [°C]": 70 + LOAD})
    reading = read_file(file)
    seen = preview(reading, reading.values, NOTHING_SAID)
    assert {one.taken.header for one in seen.columns if one.asked} == {"Kanal 7 [MW]"}
