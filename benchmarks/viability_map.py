"""What a map of viability costs: milliseconds, and as a ratio to a COP on as many points.

The points are 1,600 cells x the number of typical hours; the COPs are those of
``benchmarks.assess``, the bare formula and the same with the model's guards, run in turn with the
map in one process; both ratios at most 12.

Run: ``python -m benchmarks.viability_map [repeats]``
"""

from __future__ import annotations

import sys
import timeit

import numpy as np

from benchmarks.assess import bare_cop, plain_cop
from ihp_core.assessment import Screened, screened
from ihp_core.site.examples.worked import example, names
from ihp_core.tables.arrays import Array
from ihp_core.what_if.viability_map import CELLS, Map, viability_map
from ihp_core.year.typical_hours import typical

LIMIT = 12
MAPS: tuple[Map, ...] = ("temperatures", "way")


def points(n: int) -> tuple[Array, Array, Array, Array]:
    """Random operating points."""
    rng = np.random.default_rng(0)
    si, ri = rng.uniform(30, 60, n), rng.uniform(40, 60, n)
    return si, si - 8, ri, ri + 30


def timed(one: Screened, name: Map, repeats: int) -> Array:
    """Seconds of a map, of the COP with guards and of the bare one: medians, (3,)."""
    temperatures = points(CELLS**2 * typical(one.hours).weight_h.size)
    viability_map(one, name)
    rows = [
        (
            timeit.timeit(lambda: viability_map(one, name), number=1),
            timeit.timeit(lambda: plain_cop(*temperatures), number=5) / 5,
            timeit.timeit(lambda: bare_cop(*temperatures), number=5) / 5,
        )
        for _ in range(repeats)
    ]
    return np.asarray(np.median(np.array(rows), axis=0))


def line(label: str, seconds: Array) -> str:
    """One row of the table."""
    whole, plain, bare = seconds * 1e3
    ratios = f"{whole / plain:8.1f}{whole / bare:14.1f}"
    return f"{label:40}{whole:10.1f}{plain:10.2f}{ratios}"


def main(repeats: int = 20) -> None:
    """Print a row for each example, map and kind of hours."""
    print(f"{'':40}{'map [ms]':>10}{'COP [ms]':>10}{'ratio':>8}{'to bare COP':>14}   limit {LIMIT}")
    for place in names():
        one = screened(example(place))
        for name in MAPS:
            hours = typical(one.hours).weight_h.size
            label = f"{place:16}{name:14}{hours:4} hours"
            print(line(label, timed(one, name, repeats)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
