"""What finding the smallest changes costs: milliseconds a site, at most 150.

First the examples, then random sites over the whole input space. A ramp-up of the IT load makes
every price a calculation of several years, and a plant that follows the price has to be searched on
the 8,760 hours: both stand apart.

Run: ``python -m benchmarks.levers [sites]``
"""

from __future__ import annotations

import sys
import timeit

import numpy as np

from ihp_core.assessment import Screened, screened
from ihp_core.operation.dispatch import by_price_led
from ihp_core.site.examples.worked import example, names
from ihp_core.what_if.levers import levers_of
from tests.sites import random_sites

LIMIT_MS = 150
SITES, SEED = 100, 77


def milliseconds(one: Screened, repeats: int = 3) -> float:
    """The middle of some runs."""
    return float(np.median(timeit.repeat(lambda: levers_of(one), number=1, repeat=repeats))) * 1e3


def kind(one: Screened) -> str:
    """What makes a site dear to search."""
    if by_price_led(one.cases).any():
        return "follows the price"
    return "ramp-up" if one.cases["data_centre.ramp_up_years"].item(0) > 0 else "plain"


def line(label: str, found: list[float]) -> str:
    """One row of the table."""
    middle, p95 = np.quantile(found, (0.5, 0.95))
    within = np.mean(np.array(found) <= LIMIT_MS)
    return f"{label:24}{len(found):6}{middle:10.0f}{p95:8.0f}{max(found):8.0f}{within:12.0%}"


def main(n: int = SITES) -> None:
    """Print both tables."""
    print(f"{'':24}{'sites':>6}{'middle ms':>10}{'p95':>8}{'most':>8}{f'<= {LIMIT_MS}':>12}")
    for name in names():
        print(line(name, [milliseconds(screened(example(name)))]))
    groups: dict[str, list[float]] = {}
    for site in random_sites(n, SEED):
        one = screened(site)
        groups.setdefault(kind(one), []).append(milliseconds(one, repeats=1))
    for label, found in groups.items():
        print(line(label, found))
    print(line("all random sites", [ms for found in groups.values() for ms in found]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
