"""How many samples it takes, and what they cost.

First the standard deviation, over 20 seeds, of P10 and P90 of price, heat and COP for each number
of samples, the largest of the six figures and the six examples: the smallest power of two below
0.5 % is the one that app, documents and command line use. Then the cost of the whole batch per row
and hour over that of the bare chain on one block of the same rows, at most 1.5.

Run: ``python -m benchmarks.uncertainty [seeds]``
"""

from __future__ import annotations

import sys
import timeit

import numpy as np

from ihp_core.assessment import Screened, screened
from ihp_core.economics.outcome import outcome
from ihp_core.operation.network import Size
from ihp_core.results.other_cases import Quantiles, Uncertainty
from ihp_core.site.examples.worked import example, names
from ihp_core.tables.arrays import Array
from ihp_core.uncertainty.uncertainty import BLOCK, SAMPLES, batch_cases, network_of, spread_of
from ihp_core.year.typical_hours import COARSE, typical

LIMIT_FRACTION, LIMIT_RATIO = 0.005, 1.5
SIZES = (512, 1024, 2048, 4096, 8192)
SEEDS = 20


def ends(found: Uncertainty) -> list[float]:
    """P10 and P90 of all figures that exist."""
    known: list[Quantiles] = [q for q in (found.price, found.heat_gwh, found.cop) if q is not None]
    return [end for one in known for end in (one.p10, one.p90)]


def deviation(one: Screened, samples: int, seeds: int) -> float:
    """The largest relative standard deviation of any end over the seeds [-]."""
    found = np.array([ends(spread_of(one, samples, seed)) for seed in range(seeds)])
    return float((found.std(axis=0, ddof=1) / found.mean(axis=0)).max())


def costs(one: Screened, repeats: int = 15) -> tuple[float, float, float]:
    """Seconds of a batch; nanoseconds per row and hour of the batch and of the bare chain."""
    many, hours = batch_cases(one, SAMPLES, 0)[0], typical(one.hours, COARSE)
    block, cells = many.block(0, BLOCK), hours.weight_h.size
    network: Size = network_of(one, block, hours)

    def bare() -> Array:
        return outcome(block, hours, network, one.plant.built).heat_mwh

    pairs = [
        (timeit.timeit(lambda: spread_of(one), number=1), timeit.timeit(bare, number=8) / 8)
        for _ in range(repeats)
    ]
    whole, chain = np.median(np.array(pairs), axis=0)
    return float(whole), whole * 1e9 / (many.rows * cells), chain * 1e9 / (BLOCK * cells)


def main(seeds: int = SEEDS) -> None:
    """Print both tables."""
    sites = {name: screened(example(name)) for name in names()}
    print(f"largest standard deviation of P10 and P90 over {seeds} seeds [%], limit 0.5")
    print(f"{'':16}" + "".join(f"{size:>8}" for size in SIZES))
    for name, one in sites.items():
        cells = [f"{100 * deviation(one, size, seeds):8.2f}" for size in SIZES]
        print(f"{name:16}" + "".join(cells))
    print(f"\ncost of a batch of {SAMPLES} samples, ratio at most {LIMIT_RATIO}")
    print(f"{'':16}{'ms':>8}{'ns/row/h':>10}{'bare':>8}{'ratio':>8}")
    for name, one in sites.items():
        whole, batch, chain = costs(one)
        print(f"{name:16}{whole * 1e3:8.1f}{batch:10.1f}{chain:8.1f}{batch / chain:8.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
