"""The computing time of a year with a tank over one without: the hours alone, priced, with all
figures, and as a site is screened; for one site and for eight. CPU time, the least of many runs.

Run: ``python -m benchmarks.tank [volume in m3]``
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import NamedTuple

from ihp_core.assessment import Planned, Screened, screen, screened
from ihp_core.economics.outcome import outcome
from ihp_core.operation.storage.stored_year import BUFFER, stored_year
from ihp_core.site.cases import Cases
from ihp_core.site.examples.worked import example

VOLUME_M3, RUNS, ROWS = 1000.0, 30, 8
SITE = "guide_10mw_4g"


class Pair(NamedTuple):
    """The least CPU time of a year without a tank and with one [ms]."""

    without: float
    with_tank: float

    @property
    def ratio(self) -> float:
        """How many times as long the year with the tank takes."""
        return self.with_tank / self.without


def timed(work: Callable[[Cases], object], cases: Cases, volume_m3: float, runs: int) -> Pair:
    """Both in turn, so that whatever else runs meets them alike."""
    pair = (cases.with_({BUFFER: 0.0}), cases.with_({BUFFER: volume_m3}))
    least = [float("inf")] * 2
    for _ in range(runs):
        for index, of in enumerate(pair):
            start = time.process_time()
            work(of)
            least[index] = min(least[index], time.process_time() - start)
    return Pair(*(1e3 * seconds for seconds in least))


def steps(site: Screened) -> dict[str, Callable[[Cases], object]]:
    """What is timed: each holds the one before it."""
    hours, plant = site.hours, site.plant
    return {
        "hours": lambda cases: stored_year(cases, hours, *plant),
        "priced": lambda cases: outcome(cases, hours, *plant),
        "with all figures": lambda cases: screen(cases, hours, Planned(*plant)),
        "as a site is screened, its plant planned": lambda cases: screen(cases, hours),
    }


def main(volume_m3: float) -> None:
    """Print the times and their ratios."""
    site = screened(example(SITE))
    used = [0.5 + 0.05 * n for n in range(ROWS)]
    several = site.cases.with_({"data_centre.it_utilisation_fraction": used})
    for rows, cases in ((1, site.cases), (ROWS, several)):
        for name, work in steps(site).items():
            pair = timed(work, cases, volume_m3, RUNS)
            sys.stdout.write(
                f"{rows} x a year, {name}: {pair.without:.2f} ms without, "
                f"{pair.with_tank:.2f} ms with {volume_m3:.0f} m3: {pair.ratio:.2f} times\n"
            )


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else VOLUME_M3)
