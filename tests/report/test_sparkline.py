"""The small drawing of a series: a line that goes where the figures go."""

from __future__ import annotations

import base64
import re

import numpy as np

from ihp_core.report.drawing.sparkline import TALL, sparkline


def points(address: str) -> np.ndarray:
    """The corners of the line, (n, 2)."""
    drawn = base64.b64decode(address.partition(",")[2]).decode()
    found = re.search(r'points="([^"]+)"', drawn)
    assert found is not None
    return np.array([[float(n) for n in pair.split(",")] for pair in found[1].split()])


def test_the_line_rises_where_the_figures_rise() -> None:
    """Up is less of an SVG's y; both ends stay within the picture."""
    line = points(sparkline(np.array([0.0, 1.0, 0.5])))
    assert (np.diff(line[:, 0]) > 0).all()
    assert line[1, 1] < line[2, 1] < line[0, 1]
    assert line[:, 1].min() > 0
    assert line[:, 1].max() < TALL


def test_a_constant_is_a_level_line_and_nothing_is_none() -> None:
    """No division by nothing; of less than two figures no line is drawn."""
    assert np.ptp(points(sparkline(np.full(5, 3.0)))[:, 1]) == 0
    assert sparkline(np.empty(0)) == ""
