"""What the files to take away cost, beside one assessment of the same site.

The first of each starts an engine (charts, papers); the aim is for those after it: a second for
a paper, half a second for a workbook.

Run: ``python -m benchmarks.take_away [rounds]``
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections.abc import Callable
from statistics import median

from ihp_core import assess
from ihp_core.report.formats import Wanted, made
from ihp_core.site.examples.worked import example, names

DAY = dt.date(2026, 11, 26)
AIMS_S = {".pdf": 1.0, ".xlsx": 0.5}


def seconds(work: Callable[[], object], rounds: int) -> float:
    """The median of some runs [s]."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return median(taken)


def main(rounds: int = 5) -> None:
    """A row a site: assessment, then each file in seconds and as a multiple of it."""
    for ending in AIMS_S:
        begun = time.perf_counter()
        made(ending, Wanted(example("german"), None, DAY, "internal", "en"))
        print(f"first {ending}: {time.perf_counter() - begun:.2f} s")
    print(f"\n{'':16}{'assess':>10}" + "".join(f"{e:>22}" for e in AIMS_S))
    for name in names():
        site = example(name)
        one = seconds(lambda site=site: assess(site), rounds)
        row = f"{name:16}{1e3 * one:7.1f} ms"
        for ending in AIMS_S:
            for audience in ("customer", "internal"):
                asked = Wanted(site, None, DAY, audience, "en")
                took = seconds(lambda e=ending, a=asked: made(e, a), rounds)
                row += f"{took:7.2f} s {took / one:3.0f}"
        print(row)
    print("\ncustomer's and internal edition: seconds, and how many assessments that is;")
    print("aim: " + ", ".join(f"{ending} {aim} s" for ending, aim in AIMS_S.items()))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
