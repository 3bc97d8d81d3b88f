"""The whole ``assess`` against a plain COP on 8,760 points, as a ratio: at most 25.

Both run in turn in one process, so that a busy machine slows both. The COP here is frozen: it
does not change with the model, so that ratios of different days can be compared. It is the
model's COP as anyone would write it in plain numpy, with its guards (low lift, equal
temperatures, highest COP); the ratio to the bare formula without them stands beside it.

The ratio is that of the best repeats, since what makes a repeat slower is other programs; that of
the medians, which says how busy the machine is, stands beside it.

Run: ``python -m benchmarks.assess [repeats]``
"""

from __future__ import annotations

import sys
import timeit

import numpy as np

from ihp_core import Site, assess
from ihp_core.site.examples.worked import example, names
from ihp_core.tables.arrays import Array

HOURS = 8760
LIMIT, AIM = 25, 15


def bare_cop(si: Array, so: Array, ri: Array, ro: Array) -> Array:
    """The published formula (Jensen et al. 2018) without guards."""
    kelvin = 273.15
    hot = (ro - ri) / np.log((ro + kelvin) / (ri + kelvin))
    cold = (si - so) / np.log((si + kelvin) / (so + kelvin))
    return _of_means(si, so, ri, ro, hot, cold)


def plain_cop(si: Array, so: Array, ri: Array, ro: Array) -> Array:
    """The same with the model's guards."""
    ro = np.maximum(ro, so + 15.0)
    return np.minimum(_of_means(si, so, ri, ro, _log_mean_k(ri, ro), _log_mean_k(so, si)), 10.0)


def _of_means(si: Array, so: Array, ri: Array, ro: Array, hot: Array, cold: Array) -> Array:
    pinch, eta, lift = 5.0, 0.8, ro - so + 10.0
    sink = 0.2 * lift + 0.2 * (ro - ri) + 0.016
    work = 0.0014 * lift - 0.0015 * (ro - ri) + 0.039
    gap = hot - cold + sink + (si - so) / 2 + 2 * pinch
    return np.asarray(eta * (1 - work) * (hot + sink + pinch) / gap + 1 - eta)


def _log_mean_k(low_c: Array, high_c: Array) -> Array:
    low, high = low_c + 273.15, high_c + 273.15
    same = np.abs(high - low) < 1e-6
    return np.where(same, low, (high - low) / np.where(same, 1.0, np.log(high / low)))


def points() -> tuple[Array, Array, Array, Array]:
    """8,760 random operating points."""
    rng = np.random.default_rng(0)
    si, ri = rng.uniform(30, 60, HOURS), rng.uniform(40, 60, HOURS)
    return si, si - 8, ri, ri + 30


def interleaved(site: Site, repeats: int) -> tuple[Array, Array, Array]:
    """Seconds of both COPs and of the assessment, in turn, (repeats,) each."""
    temperatures = points()
    assess(site)
    timed = [
        (
            timeit.timeit(lambda: plain_cop(*temperatures), number=10) / 10,
            timeit.timeit(lambda: bare_cop(*temperatures), number=10) / 10,
            timeit.timeit(lambda: assess(site), number=1),
        )
        for _ in range(repeats)
    ]
    plain, bare, whole = np.array(timed).T
    return plain, bare, whole


def line(name: str, plain: Array, bare: Array, whole: Array) -> str:
    """One row of the table."""
    cop, formula, best = (float(part.min() * 1e6) for part in (plain, bare, whole))
    usual = float(np.median(whole) / np.median(plain))
    return (
        f"{name:16}{cop:10.0f}{best:13.0f}{best * 1e3 / HOURS:12.0f}"
        f"{best / cop:8.1f}{usual:10.1f}{best / formula:15.1f}"
    )


def main(repeats: int = 60) -> None:
    """Print a row for each example."""
    print(f"{'':16}{'COP [µs]':>10}{'assess [µs]':>13}{'ns/row/h':>12}{'ratio':>8}", end="")
    print(f"{'medians':>10}{'to bare COP':>15}   limit {LIMIT}, aim {AIM}")
    for name in names():
        print(line(name, *interleaved(example(name), repeats)))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:2]))
